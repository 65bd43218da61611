package quotation

import (
	"cmp"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"onrecord/corpus"
)

// check fails the test if the statements and people of a text break a promise.
func check(t *testing.T, text string) {
	t.Helper()
	statements, people := Extract(text)
	paras := corpus.Paragraphs(text)
	inside := func(s corpus.Span) bool {
		return 0 <= s.Start && s.Start <= s.End && s.End <= len(text) && onRune(text, s.Start) && onRune(text, s.End)
	}
	end, p := 0, 0
	for i, s := range statements {
		switch {
		case !inside(s.Span) || s.Span.Empty():
			t.Fatalf("statement %d: bad span %v in %q", i, s.Span, text)
		case s.Span.Start < end:
			t.Fatalf("statement %d: %v overlaps or goes back, in %q", i, s.Span, text)
		case !inside(s.Cue) || !inside(s.Mention):
			t.Fatalf("statement %d: bad evidence %v %v in %q", i, s.Cue, s.Mention, text)
		case s.Speaker != corpus.Unattributed && (s.Speaker < 0 || s.Speaker >= len(people)):
			t.Fatalf("statement %d: no person %d in %q", i, s.Speaker, text)
		case s.Confidence < 0 || s.Confidence > 1 || s.Rule == "" || s.Quotation < 0:
			t.Fatalf("statement %d: %+v in %q", i, s, text)
		case (s.Speaker == corpus.Unattributed) != (s.Confidence == 0):
			t.Fatalf("statement %d: confidence %v of speaker %d in %q", i, s.Confidence, s.Speaker, text)
		}
		end = s.Span.End
		for p < len(paras) && paras[p].End < s.Span.End {
			p++
		}
		if p == len(paras) || !paras[p].Contains(s.Span) {
			t.Fatalf("statement %d: %v is not within one paragraph of %q", i, s.Span, text)
		}
	}
	for i, p := range people {
		if p.Name == "" || p.Kind == "" {
			t.Fatalf("person %d: %+v in %q", i, p, text)
		}
		for _, m := range p.Mentions {
			if !inside(m) || m.Empty() {
				t.Fatalf("person %d: bad mention %v in %q", i, m, text)
			}
		}
	}
}

func onRune(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }

// invented returns the articles of the test data.
func invented(t testing.TB) []string {
	files, _ := filepath.Glob("testdata/*.txtar")
	var out []string
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			out = append(out, string(f.Data))
		}
	}
	return out
}

func FuzzExtract(f *testing.F) {
	for _, text := range invented(f) {
		f.Add(text)
	}
	for _, text := range []string{"“", "\"\n\"", "'a", "‘’", "A: b\n\nA: c\n\nQ: d?", "''", "``x''", "according to", "“A,” said", "\xff“\xfe”", "Mr", "of", "“a”by", "X—“y”", "said “"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // no article holds such a text
		}
		check(t, text)
	})
}

func TestPromises(t *testing.T) {
	for _, text := range invented(t) {
		for cut := range text {
			if utf8.RuneStart(text[cut]) {
				check(t, text[:cut])
			}
		}
	}
}

// What stands after a statement has no say in where the quotations before its
// end begin and end, unless it decides where the lines of their paragraph are wrapped.
func TestCutAfterStatement(t *testing.T) {
	for _, text := range invented(t) {
		whole := corpus.Paragraphs(text)
		all := findPieces(text, whole)
		for _, last := range all {
			if !last.closed {
				continue
			}
			cut := text[:last.after]
			var want []piece
			for _, p := range all {
				if p.closed && p.after <= len(cut) {
					want = append(want, p)
				}
			}
			paras := corpus.Paragraphs(cut)
			n, _ := slices.BinarySearchFunc(whole, len(cut), func(p corpus.Span, at int) int { return cmp.Compare(p.Start, at) })
			if !slices.EqualFunc(paras, whole[:n], func(p, q corpus.Span) bool { return p.Start == q.Start }) {
				continue
			}
			var got []piece
			for _, p := range findPieces(cut, paras) {
				if p.closed {
					got = append(got, p)
				}
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%q cut after %q:\ngot  %+v\nwant %+v", text, text[last.start:last.end], got, want)
			}
		}
	}
}

// The same text gives the same answer, whoever asks at the same time.
func TestDeterministic(t *testing.T) {
	for _, text := range invented(t) {
		s1, p1 := Extract(text)
		done := make(chan bool)
		for range 4 {
			go func() {
				s2, p2 := Extract(text)
				done <- reflect.DeepEqual(s1, s2) && reflect.DeepEqual(p1, p2)
			}()
		}
		for range 4 {
			if !<-done {
				t.Fatalf("another answer for %q", text)
			}
		}
	}
}
