package corpus

import (
	"slices"
	"testing"
)

// TestCut cuts a text of sentences of 10, 20 and 10 bytes.
func TestCut(t *testing.T) {
	const text = "It leaks. It always did that. It does."
	for most, want := range map[int][]string{
		100: {text},
		38:  {text},
		37:  {"It leaks. It always did that.", "It does."},
		29:  {"It leaks. It always did that.", "It does."},
		28:  {"It leaks.", "It always did that. It does."},
		1:   {"It leaks.", "It always did that.", "It does."},
	} {
		if got := texts(text, Cut(text, Span{0, len(text)}, most)); !slices.Equal(got, want) {
			t.Errorf("at most %d bytes: %q, want %q", most, got, want)
		}
	}
}

func TestVoices(t *testing.T) {
	a, err := New("a", Meta{}, "It leaks. It sank. Rain fell. It floats.")
	if err != nil {
		t.Fatal(err)
	}
	a.Statements = []Statement{{Span: Span{0, 8}, Speaker: 0}, {Span: Span{10, 17}, Speaker: 0}, {Span: Span{30, 39}, Speaker: 1}}
	for _, test := range []struct {
		name            string
		in              Span
		statements      int
		voice, spokenBy bool
	}{
		{"one statement", Span{0, 9}, 1, true, true},
		{"part of one", Span{3, 5}, 1, true, true},
		{"two of one speaker", Span{0, 18}, 2, true, true},
		{"and a sentence of nobody's", Span{0, 29}, 2, true, false},
		{"nobody's", Span{19, 29}, 0, false, false},
		{"between two", Span{8, 10}, 0, false, false},
		{"two speakers", Span{10, 40}, 2, false, false},
		{"all", Span{0, 40}, 3, false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			said, voice, by := a.StatementsIn(test.in), a.Voice(test.in), a.SpokenBy(test.in)
			if len(said) != test.statements || (voice != nil) != test.voice || (by != nil) != test.spokenBy {
				t.Errorf("%d statements, in the voice of %v, spoken by %v", len(said), voice, by)
			}
			if voice != nil && voice != &said[0] {
				t.Errorf("the voice is of %v, want the first statement", voice)
			}
		})
	}
}

func TestSpeaker(t *testing.T) {
	a := &Article{ID: "a", People: []Person{{Name: "Olive Brandt"}}}
	for _, test := range []struct {
		st   *Statement
		want *Person
	}{{&Statement{Speaker: 0}, &a.People[0]}, {&Statement{Speaker: Unattributed}, nil}, {nil, nil}} {
		if got := (&Result{Excerpt: Excerpt{article: a}, Statement: test.st}).Speaker(); got != test.want {
			t.Errorf("%v is said by %v, want %v", test.st, got, test.want)
		}
	}
}

func TestSpans(t *testing.T) {
	for _, test := range []struct {
		s, t               Span
		contains, overlaps bool
		hull               Span
	}{
		{Span{2, 6}, Span{2, 6}, true, true, Span{2, 6}},
		{Span{2, 6}, Span{3, 5}, true, true, Span{2, 6}},
		{Span{3, 5}, Span{2, 6}, false, true, Span{2, 6}},
		{Span{2, 6}, Span{1, 3}, false, true, Span{1, 6}},
		{Span{2, 6}, Span{5, 7}, false, true, Span{2, 7}},
		{Span{2, 6}, Span{6, 7}, false, false, Span{2, 7}},
		{Span{2, 6}, Span{0, 2}, false, false, Span{0, 6}},
		{Span{2, 6}, Span{0, 0}, false, false, Span{2, 6}},
		{Span{9, 9}, Span{2, 6}, false, false, Span{2, 6}},
	} {
		if test.s.Contains(test.t) != test.contains || test.s.Overlaps(test.t) != test.overlaps || test.s.Hull(test.t) != test.hull {
			t.Errorf("%v and %v: contains %v, overlaps %v, hull %v", test.s, test.t, test.s.Contains(test.t), test.s.Overlaps(test.t), test.s.Hull(test.t))
		}
	}
}

func TestDates(t *testing.T) {
	for text, sound := range map[string]bool{"2015-09-17": true, "2015-9-17": false, "2015-02-30": false, "17 May": false, "": false, "2015-09-17 ": false} {
		if d, err := ParseDate(text); (err == nil) != sound || sound && string(d) != text {
			t.Errorf("%q is the day %q, %v", text, d, err)
		}
	}
	days := []Date{"", "2015-09-17", "1999-01-02", ""}
	slices.SortFunc(days, Date.Compare)
	if want := []Date{"1999-01-02", "2015-09-17", "", ""}; !slices.Equal(days, want) {
		t.Errorf("in order they are %q, want %q", days, want)
	}
}
