package text_test

import (
	"maps"
	"slices"
	"testing"

	"onrecord/corpus/text"
)

func TestFold(t *testing.T) {
	for _, test := range []struct{ name, word, want string }{
		{"ASCII", "Harbour", "harbour"},
		{"accents", "Élodie", "elodie"},
		{"accents typed by themselves", "E\u0301lodie", "elodie"},
		{"apostrophes", "O’Neil", "o'neil"},
		{"soft hyphen", "har\u00adbour", "harbour"},
		{"zero-width joiner", "har\u200dbour", "harbour"},
		{"full-width forms", "Ｑｕａｙ", "quay"},
		{"Cyrillic", "Й", "и"},
		{"nothing", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := text.Fold(test.word); got != test.want {
				t.Errorf("Fold(%q) = %q, want %q", test.word, got, test.want)
			}
		})
	}
}

func TestNameWords(t *testing.T) {
	for _, test := range []struct {
		name string
		want []string
	}{
		{"Olive Brandt", []string{"olive", "brandt"}},
		{"Zoë O’Neil-Brandt", []string{"zoe", "oneil", "brandt"}},
		{"J.K. Falk, the mayor's aide", []string{"j", "k", "falk", "the", "mayors", "aide"}},
		{"नीता", []string{"नीता"}},
		{" ?!", nil},
	} {
		if got := text.NameWords(test.name); !slices.Equal(got, test.want) {
			t.Errorf("NameWords(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}

func TestHasNameWords(t *testing.T) {
	for _, test := range []struct {
		name, asked string
		want        bool
	}{
		{"Zoë O’Neil", "ONEIL zoe", true},
		{"Zoë O’Neil", "zoe brandt", false},
		{"Zoë O’Neil", "", false},
		{"Ofalk", "falk", false},
	} {
		if got := text.HasNameWords(test.name, text.NameWords(test.asked)); got != test.want {
			t.Errorf("%q has %q: %t", test.name, test.asked, got)
		}
	}
}

func TestTruncate(t *testing.T) {
	for _, test := range []struct {
		name, text string
		limit      int
		want       string
	}{
		{"fits", "abcd", 4, "abcd"},
		{"letters", "abcdef", 4, "abc…"},
		{"no space before the ellipsis", "abc def", 5, "abc…"},
		{"accents", "abce\u0302\u0301f", 5, "abc…"},
		{"an astronaut", "ab👩\u200d🚀 up", 6, "ab…"},
		{"a skin tone", "a👍\U0001f3fd bc", 4, "a…"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := text.Truncate(test.text, test.limit); got != test.want {
				t.Errorf("Truncate(%q, %d) = %q, want %q", test.text, test.limit, got, test.want)
			}
		})
	}
}

func TestStripInvisible(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"nothing hidden", "a\tb\nc", "a\tb\nc"},
		{"direction of writing", "a\u202eb\u2069", "ab"},
		{"control characters", "a\x00\x1b[31mb", "a[31mb"},
		{"other breaks of a line", "a\rb\u0085c", "a b c"},
		{"joiners stay", "👩\u200d🚀 \u0645\u06cc\u200c\u062e", "👩\u200d🚀 \u0645\u06cc\u200c\u062e"},
		{"bytes that are no text", "a\xffb", "ab"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := text.StripInvisible(test.text); got != test.want {
				t.Errorf("StripInvisible(%q) = %q, want %q", test.text, got, test.want)
			}
		})
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 articles", 1: "1 article", 999: "999 articles", 12500: "12,500 articles", 1234567: "1,234,567 articles"} {
		t.Run(want, func(t *testing.T) {
			if got := text.Count(n, "article"); got != want {
				t.Errorf("Count(%d) = %q, want %q", n, got, want)
			}
		})
	}
}

func TestUTF16Len(t *testing.T) {
	for s, want := range map[string]int{"": 0, "quay": 4, "é": 1, "👍": 2, "e\u0301": 2} {
		if got := text.UTF16Len(s); got != want {
			t.Errorf("UTF16Len(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestReadLists(t *testing.T) {
	lists := text.ReadLists("# Words.\n\n[colour]\nred green\n  # of late\nblue\n[number]\n1: one single\n-: none\n")
	want := text.Lists{
		"colour": {"red": "red", "green": "green", "blue": "blue"},
		"number": {"one": "1", "single": "1", "none": ""},
	}
	if !maps.EqualFunc(lists, want, maps.Equal) {
		t.Errorf("got %v, want %v", lists, want)
	}
	set := slices.Sorted(maps.Keys(lists.Set("number")))
	if !slices.Equal(set, []string{"none", "one", "single"}) {
		t.Errorf("the set is %v", set)
	}
}
