package verbatim

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/corpus"
)

// checkPromises fails the test if a report breaks what the package promises
// whatever the claim and the articles are.
func checkPromises(t *testing.T, c Claim, articles []*corpus.Article, r Report) {
	t.Helper()
	text, _ := read(c.Text)
	for _, m := range slices.Concat(r.Matches, r.Variants) {
		body := m.Article.Body()
		inside := func(s corpus.Span) bool {
			_, err := m.Article.Excerpt(s)
			return err == nil && m.Span.Contains(s)
		}
		if !m.Sentences.Contains(m.Span) || m.Sentences.End > len(body) {
			t.Fatalf("bad sentences %v of %v: %+v", m.Sentences, m.Span, c)
		}
		if !inside(m.Span) || !slices.Contains(articles, m.Article) {
			t.Fatalf("bad span %v: %+v", m.Span, c)
		}
		for _, spans := range [][]corpus.Span{m.Spans(Equal), m.Spans(Insert)} {
			end := 0
			for _, s := range spans {
				if !inside(s) || s.Start < end {
					t.Fatalf("bad piece %v in %v: %+v", s, m.Span, c)
				}
				end = s.End
			}
		}
		var ours, theirs strings.Builder
		for i, e := range m.Diff {
			if e.Text == "" || i > 0 && m.Diff[i-1].Op == e.Op {
				t.Fatalf("an empty or repeated edit in %q: %+v", m.Diff, c)
			}
			if e.Op == Equal || e.Op == Delete {
				ours.WriteString(e.Text)
			}
			if e.Op != Delete {
				theirs.WriteString(e.Text)
			}
		}
		if got := body[m.Sentences.Start:m.Sentences.End]; theirs.String() != got {
			t.Fatalf("the diff's article is %q, want %q: %+v", theirs.String(), got, c)
		}
		if crude(ours.String()) != crude(text) {
			t.Fatalf("the diff's claim is %q, want %q: %q", crude(ours.String()), crude(text), m.Diff)
		}
		if m.Similarity < 0 || m.Similarity > 1 {
			t.Fatalf("similarity %v: %+v", m.Similarity, c)
		}
	}
	switch r.Verdict {
	case Absent, TooShort:
		if len(r.Matches) > 0 {
			t.Fatalf("%s with matches: %+v", r.Verdict, c)
		}
	case Exact:
		m := r.Matches[0]
		if got := m.Article.Body()[m.Sentences.Start:m.Sentences.End]; !strings.Contains(got, text) {
			t.Fatalf("exact, but %q does not have %q", got, text)
		}
		fallthrough
	default:
		if len(r.Matches) == 0 {
			t.Fatalf("%s without a match: %+v", r.Verdict, c)
		}
	}
}

// crude folds a text to its words' characters, whatever stands between them.
func crude(s string) string {
	var out []byte
	for i, r := range s {
		if c := classOf(r); c == letter || c == digit {
			out = appendFolded(out, r, s[i:])
		} else if r == '&' || r == '＆' {
			out = append(out, "and"...)
		}
	}
	return string(out)
}

func FuzzCheck(f *testing.F) {
	articles, _ := invented(f)
	for _, s := range sentences(articles) {
		f.Add(s.text, s.speaker, articles[0].Body())
	}
	for _, a := range articles {
		f.Add(a.Body()[100:600], "Jane Roe", a.Body())
		f.Add("We … the farmers ... nobody [...] a cheque", "Hale", a.Body())
	}
	f.Add("£5 5% -5 1.5 co-operation a-b-c-d-e", "", "“5£ %5 – 5 1.5 cooperation abcde a-b cde,” said Roe. “-5 and .5”")
	f.Add("bread and butter & cheese&wine", "", "“Bread & butter and cheese, and wine,” said Roe.")
	f.Add("a a a a a a a a ... a a a", "", "a-a a a a a[a]a a a a a a a a a a")
	f.Add("U.S. e\u0301te\u200b 1,000 ½ ﬁne we're", "x", "US été 1000 1\u202f000 \u0301\u00adfine were we’re U.S.A.")
	f.Add("“an”", "", littleSaid)
	f.Add("the old wall this year said Jane Roe >", "", blockBelow)
	f.Fuzz(func(t *testing.T, claim, speaker, body string) {
		a, err := corpus.New("a", corpus.Meta{}, body)
		if err != nil || !utf8.ValidString(claim) || !utf8.ValidString(speaker) {
			return
		}
		articles, people := annotated(t, []*corpus.Article{a})
		articles = append(articles, articles[0])
		c := Claim{claim, speaker}
		checkPromises(t, c, articles, Check(c, articles, people))
	})
}

// TestPromises holds the promises against claims cut from anywhere.
func TestPromises(t *testing.T) {
	articles, people := invented(t)
	for _, a := range articles {
		body := a.Body()
		for from := 0; from < len(body); from += 13 {
			for _, n := range []int{20, 57, 141, 600} {
				to := min(from+n, len(body))
				for _, text := range []string{body[from:to], body[from:to] + body[:from/2], body[:from/3] + " … " + body[from:to]} {
					if text = strings.ToValidUTF8(text, ""); text != "" {
						c := Claim{text, "Jane Roe"}
						checkPromises(t, c, articles, Check(c, articles, people))
					}
				}
			}
		}
	}
}

// TestAtOnce asks the same at the same time; the answers must not differ.
func TestAtOnce(t *testing.T) {
	articles, people := invented(t)
	said := sentences(articles)
	ask := func() []Report {
		var out []Report
		for _, s := range said {
			out = append(out, Check(Claim{s.text + " at all", "Jane Roe"}, articles, people))
		}
		return out
	}
	want := ask()
	done := make(chan bool)
	for range 4 {
		go func() { done <- reflect.DeepEqual(ask(), want) }()
	}
	for range 4 {
		if !<-done {
			t.Fatal("another answer")
		}
	}
}

// FuzzRead reads what people may type as a claim. It must come to rest at once, keep every
// word that is not struck out or hidden, and invent none.
func FuzzRead(f *testing.F) {
	for _, typed := range []string{
		"“We will ~~not~~ pay,” — Jane Roe", "> > **We** will ||never|| pay...", "~~We will not pay~~", "||all of it||", "...", "… We [sic] will n̶o̶t̶ pay […]",
		"<s>not</s> we *** will * * * pay . . .", "\u202eyap ton lliw eW", "~40 𝐧𝐨𝐭 nоt 🚫", "~~||a||~~ b", "\"'`«»„", "[The firms] do (sic) not", "((...))", ">", "~~ ~~ a ~~ ~~",
	} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		if !utf8.ValidString(typed) {
			return
		}
		text, _ := read(typed)
		if again, _ := read(text); crude(again) != crude(text) && !strings.ContainsAny(text, "~|<>[(\u0334\u0335\u0336\u0337\u0338") {
			t.Errorf("%q is read as %q, and that as %q", typed, text, again)
		}
		if rest := crude(typed); len(crude(text)) > len(rest) {
			t.Errorf("%q is read as %q", typed, text)
		}
		c := newClaim(typed)
		for i, tok := range c.toks {
			if tok.start >= tok.end || int(tok.end) > len(c.text) || i > 0 && tok.start < c.toks[i-1].end {
				t.Fatalf("%q: token %d is %v", typed, i, tok)
			}
		}
		last := 0
		for _, b := range c.breaks {
			if b <= last || b >= len(c.toks) {
				t.Errorf("%q: an ellipsis before word %d of %d, and one before %d", typed, b, len(c.toks), last)
			}
			last = b
		}
	})
}
