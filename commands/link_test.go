package commands_test

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/coverage"
	"onrecord/corpus/quotation"
)

// rendered is text as a browser compares it.
func rendered(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// places are the stretches of a page that a text directive can mean, by the rules of
// https://wicg.github.io/scroll-to-text-fragment/: every place of the start's words, up to the
// first end.
func places(t *testing.T, page, directive string) [][2]int {
	t.Helper()
	var texts []string
	for _, part := range strings.Split(directive, ",") {
		text, err := url.PathUnescape(part)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, rendered(text))
	}
	if len(texts) < 1 || len(texts) > 2 || texts[0] == "" {
		t.Fatalf("no text directive: %s", directive)
	}
	wordEnd := func(i int) bool {
		before, _ := utf8.DecodeLastRuneInString(page[:i])
		after, _ := utf8.DecodeRuneInString(page[i:])
		inside := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
		return !inside(before) || !inside(after)
	}
	var found [][2]int
	for i := range page {
		if !strings.HasPrefix(page[i:], texts[0]) || !wordEnd(i) {
			continue
		}
		end := i + len(texts[0])
		if len(texts) == 2 {
			at := strings.Index(page[end:], texts[1])
			if at < 0 {
				continue
			}
			end += at + len(texts[1])
		}
		if wordEnd(end) {
			found = append(found, [2]int{i, end})
		}
	}
	return found
}

// checkLink reports a link that would not open at words of the result, and there
// only. It returns whether there is a fragment.
func checkLink(t *testing.T, r *corpus.Result) bool {
	t.Helper()
	_, directive, ok := strings.Cut(commands.Link(r), ":~:text=")
	if !ok {
		return false
	}
	body, s := r.Excerpt.Article().Body(), r.Excerpt.Span()
	page := rendered(body)
	found := places(t, page, directive)
	if len(found) != 1 {
		t.Errorf("%d places for %s in\n%s", len(found), directive, page)
		return true
	}
	from, to := len(rendered(body[:s.Start])), len(rendered(body[:s.End]))
	if found[0][0] < from || found[0][1] > to {
		t.Errorf("%s leads to %q at %d, not into the excerpt %q at %d", directive, page[found[0][0]:found[0][1]], found[0][0], r.Excerpt.Text(), from)
	}
	return true
}

// resultsOf are all passages of an article as results, and all statements.
func resultsOf(t *testing.T, a *corpus.Article) []corpus.Result {
	t.Helper()
	var out []corpus.Result
	for _, p := range a.Passages() {
		e, err := a.Excerpt(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, corpus.Result{Excerpt: e, Kind: corpus.Report})
		for _, said := range a.StatementsIn(p) {
			if p.Contains(said.Span) {
				out = append(out, corpus.Result{Excerpt: e, Kind: said.Kind, Statement: &said, Matches: []corpus.Span{said.Span}})
			}
		}
	}
	return out
}

func TestEveryLinkOfTheBuiltInCoverageOpensAtItsWords(t *testing.T) {
	c, err := corpus.Load(t.Context(), corpus.Source{Name: "coverage", FS: coverage.Files})
	if err != nil {
		t.Fatal(err)
	}
	if err := quotation.Annotate(t.Context(), c.Articles); err != nil {
		t.Fatal(err)
	}
	links := 0
	for _, a := range c.Articles {
		for _, r := range resultsOf(t, a) {
			if checkLink(t, &r) {
				links++
			}
		}
	}
	if links < 25 {
		t.Errorf("only %d links have a fragment", links)
	}
}

// TestLinksInArticlesThatRepeatThemselves makes up articles of few words and
// sentences, so that nearly everything in them stands there twice.
func TestLinksInArticlesThatRepeatThemselves(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	sentences := []string{
		"The harbour is closed at night.", "“The harbour is closed,” she said.", "the HARBOUR is  closed at night!", "Nobody knew - R&D, 5% - why, he said.",
		"The harbour is closed at night, and the mayor says that it is closed because the harbour is closed at night.", "Boats wait outside until the harbour opens.",
		"Éva Lőrincz zárva találta a kikötőt este.", "Closed.", "Why is the harbour closed at night?",
	}
	links, results := 0, 0
	for range 400 {
		var paragraphs []string
		for range 1 + r.IntN(6) {
			var p []string
			for range 1 + r.IntN(4) {
				p = append(p, sentences[r.IntN(len(sentences))])
			}
			paragraphs = append(paragraphs, strings.Join(p, " "))
		}
		for _, form := range []corpus.Form{corpus.Full, corpus.Digest} {
			a := article(t, "a", corpus.Meta{URL: "https://a.example/x", Form: form}, strings.Join(paragraphs, "\n\n"))
			if err := quotation.Annotate(t.Context(), []*corpus.Article{a}); err != nil {
				t.Fatal(err)
			}
			for _, res := range resultsOf(t, a) {
				results++
				if checkLink(t, &res) {
					links++
				}
				if t.Failed() {
					t.FailNow()
				}
			}
		}
	}
	if links < results/6 {
		t.Errorf("%d of %d results have a fragment", links, results)
	}
}

// TestFragmentsGrowUntilTheyAreUnique looks at the link to one sentence of an
// article, the one that begins at the bar.
func TestFragmentsGrowUntilTheyAreUnique(t *testing.T) {
	for _, test := range []struct{ name, body, want string }{
		{"it stands there once", "|The harbour is closed at night.", "The%20harbour%20is%20closed%20at%20night."},
		{"the start needs more words", "One two three four five six. |One two three four five seven eight nine ten eleven twelve thirteen fourteen fifteen.",
			"One%20two%20three%20four%20five%20seven,ten%20eleven%20twelve%20thirteen%20fourteen%20fifteen."},
		{"the end needs more words", "|Alpha one two three four so it goes on here and there, and so it goes on here and there",
			"Alpha%20one%20two%20three%20four%20so%20it,so%20it%20goes%20on%20here%20and%20there"},
		{"it stands there twice", "Monday came early. The harbour is closed today.\n\nTuesday came late. Boats wait. |The harbour is closed today.", ""},
		{"too few words", "|Closed at night. Open by day.", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			at := strings.Index(test.body, "|")
			body := test.body[:at] + test.body[at+1:]
			a := article(t, "a", corpus.Meta{URL: "https://a.example/x", Form: corpus.Full}, body)
			e, err := a.Excerpt(corpus.Sentences(body, corpus.Span{Start: at, End: len(body)})[0])
			if err != nil {
				t.Fatal(err)
			}
			_, got, _ := strings.Cut(commands.Link(&corpus.Result{Excerpt: e, Kind: corpus.Report}), ":~:text=")
			if got != test.want {
				t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
			}
		})
	}
}

// BenchmarkLink makes the link to a sentence in the middle of an article of 6 kB.
func BenchmarkLink(b *testing.B) {
	var body strings.Builder
	for i := range 60 {
		fmt.Fprintf(&body, "Night %d of the closure – “the worst” – saw the harbour of Saltby empty, said its 2nd master, and %d knew why.\n\n", i, i)
	}
	a, err := corpus.New("a", corpus.Meta{URL: "https://a.example/x", Form: corpus.Full}, body.String())
	if err != nil {
		b.Fatal(err)
	}
	e, err := a.Excerpt(a.Paragraphs()[30])
	if err != nil {
		b.Fatal(err)
	}
	r := corpus.Result{Excerpt: e, Kind: corpus.Report}
	b.ReportAllocs()
	for b.Loop() {
		if commands.Link(&r) == a.URL {
			b.Fatal("no fragment")
		}
	}
}
