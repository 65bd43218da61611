package index_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/index"
)

// badQueries are texts that nobody means as words, or that would mean something else
// to bleve.
var badQueries = []struct {
	name, text string
	words      bool // it holds words
}{
	{"5,000 characters", strings.Repeat("cameras ", 625), true},
	{"5,000 characters of different words", manyWords(900)[:5000], true},
	{"5,000 characters of quotation marks", strings.Repeat(`"`, 5000), false},
	{"5,000 characters without a space", strings.Repeat("c", 5000), true},
	{"a name of 10,000 letters", strings.Repeat("Brandt", 1667), true},
	{"10,000 letters with accents", strings.Repeat("é", 10_000), true},
	{"a cut through a character", strings.Repeat("a", 999) + "é", true},
	{"only stop words", "the of and to was it", false},
	{"one stop word", "the", false},
	{"stop words in marks", `"to be or not to be"`, true},
	{"only quotation marks", `"“”„«»"`, false},
	{"a mark without a partner", `cameras "on the`, true},
	{"empty marks", `"" cameras "  "`, true},
	{"control characters", "\x00\x01\x1b[31mcameras\x7f\r\n\t\b", true},
	{"only control characters", "\x00\x01\x02\x7f\x1b", false},
	{"invisible characters", "\u200b\u200d\ufeff\u202e", false},
	{"directions", "\u202ecameras\u202c", true},
	{"a query string", `title:foo^2 +a -b "x~2 (`, true},
	{"a query string of our fields", "text:cameras AND NOT outlet:echo", true},
	{"a negation", "-cameras", true},
	{"a boost", "cameras^1000000", true},
	{"a fuzziness", "camera~9", true},
	{"a range", "date:>2021 cameras", true},
	{"everything", ".*", false},
	{"a wildcard", "camer*", true},
	{"a class", "[a-", false},
	{"a group", "(((((", false},
	{"an escape", `\`, false},
	{"an escaped quotation mark", `\"cameras\"`, true},
	{"an expression", "/ca.*as/", true},
	{"a costly expression", "(a+)+$ (x+x+)+y", true},
	{"repetition", "a{1000000}", true},
	{"invalid UTF-8", "\xff\xfe\x80 cameras \xc3", true},
	{"only invalid UTF-8", "\xff\xfe\x80", false},
	{"half a character", "\xe2\x82", false},
	{"a NUL in a word", "cam\x00eras", true},
	{"a path", "../../etc/passwd", true},
	{"JSON", `{"query":{"match_all":{}}}`, true},
	{"many marks on one letter", "e" + strings.Repeat("\u0301", 400), true},
	{"only marks", strings.Repeat("\u0301", 400), false},
	{"emoji", "🚢🙂", false},
	{"another script", "камеры 監視 كاميرا", true},
	{"digits", strings.Repeat("1234567890", 90), true},
	{"points and commas", strings.Repeat("1.2,", 240), true},
	{"apostrophes", "'''o'''b'''", true},
}

// manyWords returns different words.
func manyWords(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "camer%ca%cs ", 'a'+rune(i%26), 'a'+rune(i/26%26))
	}
	return b.String()
}

// TestBadQueries asks in every way for what is no query: it is answered as words, or
// refused since it holds none.
func TestBadQueries(t *testing.T) {
	x := open(t, harbour(t), index.Options{})
	for _, test := range badQueries {
		t.Run(test.name, func(t *testing.T) {
			for _, q := range []corpus.Query{{}, {Question: true}, {Speaker: "doorn"}, {ByDate: true}, {Outlet: test.text}, {Speaker: test.text}, {Article: test.text}} {
				q.Text = test.text
				ans, err := x.Search(t.Context(), q)
				if test.words && err != nil || !test.words && !errors.Is(err, corpus.ErrNoWords) {
					t.Errorf("%+v: %v", q, err)
				}
				verbatimOnly(t, ans)
			}
			for _, q := range []corpus.Query{{Outlet: test.text}, {Speaker: test.text}, {Article: test.text}} {
				q.Text = "cameras"
				ans, err := x.Search(t.Context(), q)
				if err != nil {
					t.Errorf("%+v: %v", q, err)
				}
				verbatimOnly(t, ans)
			}
			if _, err := x.Alike(t.Context(), test.text, 5); err != nil {
				t.Errorf("alike: %v", err)
			}
			for _, kind := range []corpus.NameKind{corpus.SpeakerNames, corpus.OutletNames, corpus.ArticleNames, corpus.NameKind(test.text)} {
				if names, err := x.Suggest(t.Context(), kind, test.text, 25); err != nil || len(names) > 25 {
					t.Errorf("suggestions: %d, %v", len(names), err)
				}
			}
		})
	}
}

// TestSyntaxIsNoSyntax asks in what would be bleve's query language for words that
// are there.
func TestSyntaxIsNoSyntax(t *testing.T) {
	x := open(t, harbour(t), index.Options{})
	want := texts(search(t, x, corpus.Query{Text: "brandt cameras"}).Results)
	for _, text := range []string{"+brandt +cameras", "brandt -cameras", "(brandt cameras)", "/brandt/ [cameras", "brandt* cameras", `brandt\ cameras`,
		"brandt \x00 cameras", "\xffbrandt\xff cameras", "brandt: cameras", "<@brandt> **cameras**", "brandt \u202ecameras"} {
		if got := texts(search(t, x, corpus.Query{Text: text}).Results); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestPagesBeyondTheLast turns to pages that there are not.
func TestPagesBeyondTheLast(t *testing.T) {
	x := open(t, harbour(t), index.Options{})
	for _, q := range []corpus.Query{{Offset: 1000}, {Offset: -5}, {Limit: -1}, {Limit: 1 << 30}, {Offset: 1000, ByDate: true}, {Offset: 1 << 40}} {
		q.Text = "cameras"
		ans, err := x.Search(t.Context(), q)
		if err != nil || ans.Total == 0 {
			t.Errorf("%+v: %d results, %v", q, ans.Total, err)
		}
		if q.Offset > 0 && len(ans.Results) > 0 {
			t.Errorf("%+v: %s", q, texts(ans.Results))
		}
	}
	for _, limit := range []int{0, -1} {
		if names, err := x.Suggest(t.Context(), corpus.OutletNames, "", limit); err != nil || len(names) > 0 {
			t.Errorf("at most %d suggestions: %q, %v", limit, names, err)
		}
		if like, err := x.Alike(t.Context(), "Mayor Olive Brandt has ruled out cameras", max(0, limit)); err != nil || len(like) > 0 {
			t.Errorf("at most %d articles: %d, %v", limit, len(like), err)
		}
	}
}

// TestBadArticles indexes articles of what no outlet prints.
func TestBadArticles(t *testing.T) {
	var all []made
	for i, test := range badQueries {
		all = append(all, made{fmt.Sprint("bad", i), "Coast Echo", "2021-05-01", "Words. " + strings.ToValidUTF8(strings.ReplaceAll(test.text, "\x00", ""), "")})
	}
	everywhere(t, func(t *testing.T, opts index.Options) {
		x := open(t, load(t, all...), opts)
		for _, test := range badQueries {
			ans, err := x.Search(t.Context(), corpus.Query{Text: test.text})
			if err != nil && !errors.Is(err, corpus.ErrNoWords) {
				t.Errorf("%s: %v", test.name, err)
			}
			verbatimOnly(t, ans)
		}
	})
}

// verbatimOnly looks whether excerpts are the article's own bytes, no longer than
// they may be (one sentence is never cut), and matches lie within them.
func verbatimOnly(t testing.TB, ans corpus.Answer) {
	t.Helper()
	for _, r := range append(ans.Results, ans.Nearest...) {
		a, s := r.Excerpt.Article(), r.Excerpt.Span()
		if r.Excerpt.Text() != a.Body()[s.Start:s.End] {
			t.Error("an excerpt is not the article's own bytes")
		}
		if s.Len() > corpus.MaxExcerpt && len(corpus.Sentences(a.Body(), s)) > 1 {
			t.Errorf("an excerpt has %d bytes", len(r.Excerpt.Text()))
		}
		for _, m := range append(r.Matches, r.Answer) {
			if !m.Empty() && !s.Contains(m) {
				t.Errorf("%v is outside of the excerpt %v", m, s)
			}
		}
	}
}

// addBadQueries gives the fuzzer those that it does not take long to shorten.
func addBadQueries(f *testing.F) {
	for _, test := range badQueries {
		if len(test.text) < 500 {
			f.Add(test.text)
		}
	}
}

func FuzzSearch(f *testing.F) {
	x := open(f, harbour(f), index.Options{})
	f.Add("brandt cameras")
	f.Add(`"blind at night" doorn`)
	f.Add("“open ’n’ U.S.A. 1.5.2 '''")
	f.Add("\xff\xfe\u202e")
	f.Add("Who runs a fish stall?")
	addBadQueries(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, q := range []corpus.Query{{Text: text}, {Text: text, Question: true, Speaker: text}, {Text: text, ByDate: true, Outlet: text}} {
			ans, err := x.Search(t.Context(), q)
			if err != nil && !errors.Is(err, corpus.ErrNoWords) {
				t.Fatal(err)
			}
			verbatimOnly(t, ans)
		}
	})
}

func FuzzSuggest(f *testing.F) {
	x := open(f, harbour(f), index.Options{})
	known := map[corpus.NameKind]map[string]bool{}
	kinds := []corpus.NameKind{corpus.SpeakerNames, corpus.OutletNames, corpus.ArticleNames}
	for _, kind := range kinds {
		all, err := x.Suggest(f.Context(), kind, "", 100)
		if err != nil || len(all) == 0 {
			f.Fatal(all, err)
		}
		known[kind] = map[string]bool{}
		for _, name := range all {
			known[kind][name] = true
		}
	}
	f.Add("oli")
	f.Add("harbur mas")
	f.Add("coost")
	addBadQueries(f)
	f.Fuzz(func(t *testing.T, typed string) {
		for _, kind := range kinds {
			names, err := x.Suggest(t.Context(), kind, typed, 2)
			if err != nil || len(names) > 2 {
				t.Fatal(names, err)
			}
			for _, name := range names {
				if !known[kind][name] {
					t.Fatalf("%q is no name", name)
				}
			}
		}
	})
}

// TestNamesAreSuggestedByWeight asks for all who speak, the one who says most first.
func TestNamesAreSuggestedByWeight(t *testing.T) {
	x := open(t, load(t, made{"a", "Coast Echo", "2021-01-01", `"It rains," said Zoe Falk. "It pours," Falk said. "It snows," Falk said.`},
		made{"b", "Coast Echo", "2021-01-02", `"It rains," said Ann Brandt.`}), index.Options{})
	names, err := x.Suggest(t.Context(), corpus.SpeakerNames, "", 5)
	if want := []string{"Zoe Falk", "Ann Brandt"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("%q, %v, want %q", names, err, want)
	}
}

// TestAWordOfInvisibleLetters asks for a contracted "not" after a soft hyphen only.
func TestAWordOfInvisibleLetters(t *testing.T) {
	x := open(t, harbour(t), index.Options{})
	for _, text := range []string{"\u00ad't", "\u0301't", "\u200b’t"} {
		if _, err := x.Search(t.Context(), corpus.Query{Text: text}); err != nil && !errors.Is(err, corpus.ErrNoWords) {
			t.Errorf("%q: %.80v", text, err)
		}
	}
}

// TestUndatedArticlesPassNoDates filters a corpus in which no article has a date.
func TestUndatedArticlesPassNoDates(t *testing.T) {
	x := open(t, load(t, made{"a", "Coast Echo", "", "The ferry sails."}), index.Options{})
	for _, q := range []corpus.Query{{From: "2021-01-01"}, {To: "2021-01-01"}} {
		q.Text = "ferry"
		if ans := search(t, x, q); ans.Total != 0 {
			t.Errorf("%+v: %d results of %d articles", q, ans.Total, ans.Scope.Articles)
		}
	}
}

// TestInitials finds a body by its initials where articles print its name, however often
// the other words stand there.
func TestInitials(t *testing.T) {
	x := open(t, load(t,
		made{"named", "Harbour Post", "2021-05-02", "A report by the Dockside Safety Council blamed the crane. Brandt read the report aloud.\n\nThe Dockside Safety Council repairs ropes."},
		made{"short", "Harbour Post", "2021-05-03", "The DSC meets on Friday."},
	), index.Options{})
	if ans := checkFirst(t, x, corpus.Query{Text: "brandt dsc report"}, "Brandt read the report"); ans.Total != 1 {
		t.Errorf("%d results", ans.Total)
	}
	checkFirst(t, x, corpus.Query{Text: "dsc ropes"}, "repairs ropes") // behind an article, which is none of its words
}
