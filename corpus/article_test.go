package corpus_test

import (
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
	if (corpus.Excerpt{}).Text() != "" {
		t.Error("the zero Excerpt has a text")
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
