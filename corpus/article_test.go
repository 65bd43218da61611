package corpus_test

import (
	"strings"
	"testing"

	"onrecord/corpus"
)

func TestExcerptIsTheBodysBytes(t *testing.T) {
	const body = "“Naïve,” she said.\n\nEnd."
	a, err := corpus.New("a", corpus.Meta{}, body)
	if err != nil {
		t.Fatal(err)
	}
	for start := -1; start <= len(body)+1; start++ {
		for end := -1; end <= len(body)+1; end++ {
			e, err := a.Excerpt(corpus.Span{Start: start, End: end})
			whole := start >= 0 && start < end && end <= len(body) && onBoundary(body, start) && onBoundary(body, end)
			if whole != (err == nil) {
				t.Fatalf("Excerpt(%d, %d): err = %v", start, end, err)
			}
			if err == nil && e.Text() != body[start:end] {
				t.Fatalf("Excerpt(%d, %d) = %q", start, end, e.Text())
			}
		}
	}
	var none corpus.Excerpt
	if before, after := none.Ellipses(); none.Text()+before+after != "" {
		t.Error("the zero Excerpt has a text")
	}
}

func TestKey(t *testing.T) {
	for id, itself := range map[string]bool{
		"2021/quay": true, strings.Repeat("x", 40): true, strings.Repeat("x", 41): false, "two words": false, "café": false, "a\x7f": false,
	} {
		key := (&corpus.Article{ID: id}).Key()
		if itself != (key == id) || !itself && (len(key) > 20 || key[0] != '#') {
			t.Errorf("%q has the key %q", id, key)
		}
	}
}

func onBoundary(s string, at int) bool {
	for i := range s {
		if i == at {
			return true
		}
	}
	return at == len(s)
}

func TestEllipsesShowCutSentences(t *testing.T) {
	a, err := corpus.New("a", corpus.Meta{Form: corpus.Full}, "The quay is closed, says the mayor. It stays so.\n\nNobody minds.")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][2]string{
		"The quay is closed, says the mayor.":              {"", ""},
		"The quay is closed":                               {"", " …"},
		"says the mayor. It stays so.":                     {"… ", ""},
		"quay":                                             {"… ", " …"},
		"It stays so.\n\nNobody minds.":                    {"", ""},
		"The quay is closed, says the mayor. It stays so.": {"", ""},
	} {
		t.Run(text, func(t *testing.T) {
			start := strings.Index(a.Body(), text)
			e, err := a.Excerpt(corpus.Span{Start: start, End: start + len(text)})
			if err != nil {
				t.Fatal(err)
			}
			if before, after := e.Ellipses(); before != want[0] || after != want[1] {
				t.Errorf("%q: %q and %q, want %q", text, before, after, want)
			}
		})
	}
}
