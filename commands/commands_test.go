package commands_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/index"
)

// A shelf is a library that finds every passage with the words of a query, and suggests
// nothing. Else it is as any.
type shelf struct {
	*index.Index
	c    *corpus.Corpus
	last corpus.Query
	err  error
}

func shelfOf(t testing.TB, c *corpus.Corpus) *shelf {
	t.Helper()
	return &shelf{Index: open(t, c), c: c}
}

func (s *shelf) Search(ctx context.Context, q corpus.Query) (corpus.Answer, error) {
	s.last = q
	if s.err != nil {
		return corpus.Answer{}, s.err
	}
	if q.Text == "" {
		return s.Index.Search(ctx, q)
	}
	ans := corpus.Answer{Scope: s.c.Scope()}
	for _, a := range s.c.Articles {
		for _, p := range a.Passages() {
			e, err := a.Excerpt(p)
			if err != nil {
				return ans, err
			}
			r := corpus.Result{Excerpt: e, Kind: corpus.Report}
			if said := a.StatementsIn(p); len(said) > 0 {
				r.Kind, r.Statement = said[0].Kind, &said[0]
			}
			if q.Spoken && r.Statement == nil {
				continue
			}
			if at := strings.Index(strings.ToLower(e.Text()), q.Text); at >= 0 {
				r.Matches = []corpus.Span{{Start: p.Start + at, End: p.Start + at + len(q.Text)}}
				ans.Results = append(ans.Results, r)
			} else {
				ans.Nearest = append(ans.Nearest, r)
			}
		}
	}
	if ans.Total = len(ans.Results); ans.Total > 0 {
		ans.Nearest = nil
	} else {
		ans.Missing = []string{q.Text}
	}
	return ans, nil
}

func (s *shelf) Suggest(context.Context, corpus.NameKind, string, int) ([]string, error) {
	return nil, s.err
}

func (s *shelf) Alike(context.Context, string, int) ([]*corpus.Article, error) {
	return s.c.Articles, s.err
}

// newShelf holds two invented articles with the statements put in by hand.
func newShelf(t *testing.T) *shelf {
	t.Helper()
	const full = "Mayor Olive Brandt spoke on Tuesday.\n\n“Cameras do not catch smugglers, officers do,” she said. “I will not spend a penny on them, and that is my last word.”\n\nBrandt warned that radios help smugglers."
	const digest = "A survey among traders asked about the quay.\n\nInes Falk said: “The mayor is wrong.”"
	a := article(t, "post", corpus.Meta{Title: "Mayor: no cameras", Outlet: "Harbour Post", Date: "2021-03-04", Form: corpus.Full,
		URL: "https://harbour.example/mayor?id=1"}, full)
	a.People = []corpus.Person{{Name: "Olive Brandt", Role: "mayor", Kind: corpus.Individual}}
	a.Statements = []corpus.Statement{
		said(full, "Cameras do not catch smugglers, officers do,", corpus.Direct, 0),
		said(full, "I will not spend a penny on them, and that is my last word.", corpus.Direct, 0),
		said(full, "that radios help smugglers", corpus.Indirect, 0),
	}
	b := article(t, "echo", corpus.Meta{Title: "Traders want cameras", Outlet: "Coast Echo", Date: "2021-03-06", Form: corpus.Digest,
		URL: "https://echo.example/traders", Unconfirmed: []string{"date", "title"}}, digest)
	b.People = []corpus.Person{{Name: "Ines Falk"}}
	b.Statements = []corpus.Statement{said(digest, "The mayor is wrong.", corpus.Direct, corpus.Unattributed)}
	c, err := corpus.NewCorpus([]*corpus.Article{a, b})
	if err != nil {
		t.Fatal(err)
	}
	return shelfOf(t, c)
}

func article(t *testing.T, id string, m corpus.Meta, body string) *corpus.Article {
	t.Helper()
	a, err := corpus.New(id, m, body)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func said(body, words string, kind corpus.Kind, speaker int) corpus.Statement {
	at := strings.Index(body, words)
	return corpus.Statement{Span: corpus.Span{Start: at, End: at + len(words)}, Kind: kind, Speaker: speaker,
		Rule: "by-hand", Mention: corpus.Span{Start: 0, End: 5}}
}

func handle(t *testing.T, s *shelf, command string, args ...string) (*commands.Response, error) {
	t.Helper()
	req := commands.Request{Command: command, Args: map[string]string{}}
	for i := 0; i < len(args); i += 2 {
		req.Args[args[i]] = args[i+1]
	}
	return commands.NewRouter(s, commands.About{Version: "v9"}).Handle(t.Context(), req)
}

func TestQuoteReadsItsOptions(t *testing.T) {
	s := newShelf(t)
	if _, err := handle(t, s, "quote", "query", " smugglers ", "speaker", "Brandt", "outlet", "post", "from", "2015", "to", "2021-02"); err != nil {
		t.Fatal(err)
	}
	want := corpus.Query{Text: "smugglers", Speaker: "Brandt", Outlet: "post", From: "2015-01-01", To: "2021-02-31"}
	if diff := cmp.Diff(want, s.last); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestUserErrors(t *testing.T) {
	s := newShelf(t)
	for _, test := range []struct {
		command string
		args    []string
		want    string
	}{
		{"quotes", nil, `There is no command "quotes". See /help for those that there are.`},
		{"quote", nil, `/quote needs the option "query": A few words, names or an "exact phrase". Example: /quote parker encryption`},
		{"quote", []string{"query", "  "}, `/quote needs the option "query": A few words, names or an "exact phrase". Example: /quote parker encryption`},
		{"quote", []string{"query", "a", "year", "2015"}, `/quote has no option "year". Example: /quote parker encryption`},
		{"quote", []string{"query", "a", "from", "2015-13"}, `The option "from" is no date: "2015-13". Write 2015, 2015-09 or 2015-09-17.`},
		{"quote", []string{"query", "a", "from", "2016", "to", "2015"}, `The day 2016-01-01 is after 2015-12-31. Exchange "from" and "to".`},
		{"quote", []string{"query", strings.Repeat("a", 30_000)}, `The option "query" is too long. A few words are enough.`},
		{"article", []string{"article", "nothing"}, `No article of the coverage is called "nothing". See /sources for those that there are.`},
		{"article", []string{"article", "cameras"}, `2 articles fit "cameras". Name one of them: echo (Coast Echo), post (Harbour Post).`},
		{"sources", []string{"outlet", "gazette"}, `No outlet of the coverage is called "gazette". See /sources for those that there are.`},
		{strings.Repeat("é", 100), nil, `There is no command "` + strings.Repeat("é", 40) + `…". See /help for those that there are.`},
	} {
		t.Run(strings.Join(append([]string{test.command}, test.args...), " "), func(t *testing.T) {
			_, err := handle(t, s, test.command, test.args...)
			var user *commands.UserError
			if !errors.As(err, &user) || user.Error() != test.want {
				t.Errorf("%s %q:\n got %v\nwant %s", test.command, test.args, err, test.want)
			}
		})
	}
	s.err = fmt.Errorf("deep down: %w", corpus.ErrNoWords)
	var user *commands.UserError
	if _, err := handle(t, s, "quote", "query", "?"); !errors.As(err, &user) {
		t.Errorf("a query without words: %v, want a UserError", err)
	}
	s.err = errors.New("the disk is gone")
	if _, err := handle(t, s, "quote", "query", "a"); err == nil || errors.As(err, &user) {
		t.Errorf("a fault of ours: %v, want an error that is no UserError", err)
	}
}

func TestArticle(t *testing.T) {
	s := newShelf(t)
	for _, asked := range []string{"post", "https://harbour.example/mayor?id=1", "http://www.harbour.example/mayor?id=1#:~:text=Mayor", "mayor harbour"} {
		res, err := handle(t, s, "article", "article", asked)
		if err != nil {
			t.Fatal(err)
		}
		if res.Title != "Mayor: no cameras" || res.Total != 3 || len(res.Results) != 3 {
			t.Errorf("%q: %q, %d of %d", asked, res.Title, len(res.Results), res.Total)
		}
	}
	res, err := commands.NewRouter(s, commands.About{}).Handle(t.Context(), commands.Request{Command: "article", Args: map[string]string{"article": "post"}, Limit: 1, Offset: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Results) != 1 || !strings.HasPrefix(res.Results[0].Excerpt.Text(), "Brandt warned") {
		t.Errorf("the third passage is %v", res.Results)
	}
}

func TestABylineClaimsNoMoreThanIsKnown(t *testing.T) {
	s := newShelf(t)
	for _, test := range []struct{ words, byline, source string }{
		{"cameras do not", "Olive Brandt, mayor", "Harbour Post · 4 Mar 2021"},
		{"radios help", "Olive Brandt, as reported by Harbour Post", "Harbour Post · 4 Mar 2021"},
		{"spoke on tuesday", "Harbour Post", "Harbour Post · 4 Mar 2021"},
		{"the mayor is wrong", "Speaker not clear from the text", "Coast Echo · 6 Mar 2021 (inferred) · digest, in our words"},
		{"survey among", "Coast Echo", "Coast Echo · 6 Mar 2021 (inferred) · digest, in our words"},
	} {
		res, err := handle(t, s, "quote", "query", test.words)
		if err != nil || len(res.Results) != 1 {
			t.Fatalf("%q: %v, %v", test.words, res, err)
		}
		if b := res.View().Blocks[0]; b.Byline != test.byline || b.Source != test.source {
			t.Errorf("%q: %q, %q; want %q, %q", test.words, b.Byline, b.Source, test.byline, test.source)
		}
	}
}

func TestLinkOpensTheSourceAtTheWords(t *testing.T) {
	s := newShelf(t)
	for _, test := range []struct{ words, want string }{
		{"spoke on tuesday", "https://harbour.example/mayor?id=1#:~:text=Mayor%20Olive%20Brandt%20spoke%20on%20Tuesday."},
		{"a penny", "https://harbour.example/mayor?id=1#:~:text=I%20will%20not%20spend%20a,that%20is%20my%20last%20word."},
		{"mayor is wrong", "https://echo.example/traders#:~:text=The%20mayor%20is%20wrong."},
		{"survey among", "https://echo.example/traders"},
	} {
		res, err := handle(t, s, "quote", "query", test.words)
		if err != nil || len(res.Results) != 1 {
			t.Fatalf("%q: %v, %v", test.words, res, err)
		}
		if got := commands.Link(&res.Results[0]); got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.words, got, test.want)
		}
	}
}

func TestLinkEscapesWhatADirectiveUnderstands(t *testing.T) {
	a := article(t, "a", corpus.Meta{URL: "https://a.example/x#top"}, "Well-known, R&D costs a mere 5%.")
	e, err := a.Excerpt(a.Paragraphs()[0])
	if err != nil {
		t.Fatal(err)
	}
	const want = "https://a.example/x#top:~:text=Well%2Dknown%2C%20R%26D%20costs%20a%20mere%205%25."
	if got := commands.Link(&corpus.Result{Excerpt: e}); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSilenceIsSaidWithItsScope(t *testing.T) {
	s := newShelf(t)
	res, err := handle(t, s, "quote", "query", "zeppelin")
	if err != nil {
		t.Fatal(err)
	}
	if res.Answered() || len(res.Nearest) == 0 {
		t.Errorf("answered %v with %d nearest", res.Answered(), len(res.Nearest))
	}
	const want = "Not in the coverage: nothing in 2 articles of 2 outlets, 4 Mar 2021 to 6 Mar 2021, answers this. It does not contain “zeppelin”."
	if got := res.View().Notes[0]; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestReplyAsJSON(t *testing.T) {
	s := newShelf(t)
	res, err := handle(t, s, "quote", "query", "cameras do not")
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.MarshalIndent(res, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf(`{
 "command": "quote",
 "query": "cameras do not",
 "corpus": {
  "articles": 2,
  "outlets": 2,
  "from": "2021-03-04",
  "to": "2021-03-06",
  "version": "%s"
 },
 "total": 1,
 "results": [
  {
   "text": "“Cameras do not catch smugglers, officers do,” she said. “I will not spend a penny on them, and that is my last word.”",
   "start": 38,
   "end": 164,
   "kind": "direct",
   "score": 0,
   "speaker": {
    "name": "Olive Brandt",
    "role": "mayor"
   },
   "evidence": {
    "rule": "by-hand",
    "start": 0,
    "end": 5
   },
   "article": {
    "id": "post",
    "title": "Mayor: no cameras",
    "date": "2021-03-04",
    "outlet": "Harbour Post",
    "author": "",
    "url": "https://harbour.example/mayor?id=1",
    "form": "full",
    "origin": ""
   },
   "link": "https://harbour.example/mayor?id=1#:~:text=Cameras%%20do%%20not%%20catch%%20smugglers%%2C%%20officers%%20do%%2C%%E2%%80%%9D%%20she%%20said."
  }
 ]
}`, s.c.Version)
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestEveryCommandFitsDiscord checks what Discord demands of descriptions.
func TestEveryCommandFitsDiscord(t *testing.T) {
	for _, s := range commands.NewRouter(newShelf(t), commands.About{}).Specs() {
		if n := len([]rune(s.Description)); n == 0 || n > 100 {
			t.Errorf("/%s: description of %d characters", s.Name, n)
		}
		optional := false
		for _, o := range s.Options {
			if n := len([]rune(o.Description)); n == 0 || n > 100 {
				t.Errorf("/%s %s: description of %d characters", s.Name, o.Name, n)
			}
			if o.Required && optional {
				t.Errorf("/%s: %s is required and stands after an optional one", s.Name, o.Name)
			}
			optional = optional || !o.Required
		}
		if !strings.HasPrefix(s.Example, "/"+s.Name) {
			t.Errorf("/%s: example %q", s.Name, s.Example)
		}
	}
}

// nobodys is coverage of whose people nobody may ask.
type nobodys struct {
	*index.Index
	t *testing.T
}

func (n nobodys) People(context.Context, []string, int, bool) ([]corpus.Identity, error) {
	n.t.Error("people are looked up who are not shown")
	return nil, nil
}

// TestSourcesLooksUpWhatItShows: of one outlet, and on later pages, no people are listed.
func TestSourcesLooksUpWhatItShows(t *testing.T) {
	router := commands.NewRouter(nobodys{openPairs(t), t}, commands.About{})
	for name, req := range map[string]commands.Request{
		"outlet": {Command: "sources", Args: map[string]string{"outlet": "gazette"}},
		"page":   {Command: "sources", Limit: 2, Offset: 2},
	} {
		t.Run(name, func(t *testing.T) {
			if res, err := router.Handle(t.Context(), req); err != nil || len(res.Articles) == 0 {
				t.Errorf("%v", err)
			}
		})
	}
}
