package bot

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/commands"
	"onrecord/corpus"
)

func TestEscape(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"plain words, 49,000 - pieces", "plain words, 49,000 - pieces"},
		{"*a* _b_ ~c~ `d` |e|", `\*a\* \_b\_ \~c\~ \` + "`d\\` " + `\|e\|`},
		{"@everyone <@1>", `\@everyone \<\@1\>`},
		{"https://x.example", `https\://x.example`},
		{"at 10:30 :wave: a:b", `at 10:30 \:wave: a:b`},
		{"- item\n+ item\n 12. item", "\\- item\n\\+ item\n 12\\. item"},
		{"# head\n> quote", "\\# head\n\\> quote"},
		{"a\u202eb\u200bc\x00d\u200de", "abcd\u200de"},
		{`back\slash`, `back\\slash`},
		{"http:\u200b//evil.example", `http\://evil.example`},
		{":sm\u00adile: 1\u200b. item", `\:smile: 1. item`},
		{"1\u200b. item\n-\u200b# small", "1\\. item\n\\-\\# small"},
		{"foo\rbar\vbaz", "foo bar baz"},
		{"<id:customize> <t:1:R> >>> all", `\<id:customize\> \<t:1:R\> \>\>\> all`},
	} {
		if got := escape(test.in); got != test.want {
			t.Errorf("escape(%q)\n got %q\nwant %q", test.in, got, test.want)
		}
	}
}

func TestBlockQuoteMarksTheMatches(t *testing.T) {
	const text = "They use end-to-end encryption.\nAlways."
	at := func(words string) corpus.Span {
		i := strings.Index(text, words)
		return corpus.Span{Start: i, End: i + len(words)}
	}
	all := corpus.Span{Start: 0, End: len(text)}
	got := blockQuote(text, all, []corpus.Span{at("end"), at("to"), {Start: 16, End: 19}, at("encryption"), at("Always")})
	if want := "> They use **end-to-end encryption**.\n> **Always**."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	part := corpus.Span{Start: 0, End: 12}
	if got, want := blockQuote(text, part, []corpus.Span{at("encryption")}), "> They use end"; got != want {
		t.Errorf("a match outside of the part: got %q, want %q", got, want)
	}
}

func TestClipSpanEndsWithASentence(t *testing.T) {
	const text = "One short sentence. Another one here! And éééé a third."
	for room, want := range map[int]string{
		100: text,
		50:  "One short sentence. Another one here!",
		25:  "One short sentence.",
		10:  "One short",
		2:   "On",
	} {
		s, cut := clipSpan(text, corpus.Span{Start: 0, End: len(text)}, room)
		if got := text[s.Start:s.End]; got != want || cut != (want != text) {
			t.Errorf("room %d: %q (cut %v), want %q", room, got, cut, want)
		}
	}
}

func TestNoCharacterIsCutInTwo(t *testing.T) {
	for _, test := range []struct {
		text  string
		limit int
		want  string
	}{
		{"abcdef", 4, "abc…"},
		{"abce\u0302\u0301f", 5, "abc…"}, // accents
		{"ab👩\u200d🚀 up", 6, "ab…"},      // an astronaut
		{"a👍\U0001f3fd bc", 4, "a…"},     // a skin tone
		{strings.Repeat("\u0301", 50), 40, strings.Repeat("\u0301", 39) + "…"},
	} {
		if got := clip(test.text, test.limit); got != test.want {
			t.Errorf("clip(%q, %d) = %q, want %q", test.text, test.limit, got, test.want)
		}
	}
}

func FuzzRender(f *testing.F) {
	f.Add("“Words,” she said.", "Title", "Outlet", 5, 3)
	f.Add(strings.Repeat("*", 5000), strings.Repeat("`", 300), "@everyone", 0, 5000)
	f.Add("🙂\u202e\x00\n\n- 1. # >", "\\", "](", 4, 1)
	f.Fuzz(func(t *testing.T, body, title, outlet string, from, length_ int) {
		a, err := corpus.New("a", corpus.Meta{Title: title, Outlet: outlet, URL: "https://a.example/" + outlet, Form: corpus.Full}, body)
		if err != nil {
			return
		}
		res := &commands.Response{Title: title, Missing: []string{outlet, title}}
		for _, p := range a.Passages() {
			e, err := a.Excerpt(p)
			if err != nil {
				t.Fatal(err)
			}
			r := corpus.Result{Excerpt: e, Kind: corpus.Report}
			if m := (corpus.Span{Start: p.Start + from, End: p.Start + from + length_}); from >= 0 && length_ > 0 && p.Contains(m) {
				if _, err := a.Excerpt(m); err == nil {
					r.Matches = []corpus.Span{m}
				}
			}
			res.Results = append(res.Results, r)
		}
		res.Total = len(res.Results)
		checkPage(t, res)
		res.Nearest, res.Results = res.Results, nil
		checkPage(t, res)
		checkLimits(t, renderError(&commands.UserError{Msg: body, Hint: title}))
		res.Sections = []commands.Section{{Heading: title, Lines: strings.Split(body, "\n")}, {Heading: outlet, Lines: strings.Fields(body), Paged: true}}
		checkPage(t, res)
	})
}

// checkPage checks a message with its buttons, as a member gets it.
func checkPage(t *testing.T, res *commands.Response) {
	t.Helper()
	var s shelf
	m := render(res)
	if m.shown == 0 && len(res.Results) > 0 {
		t.Error("none of the results is shown")
	}
	m.Components = s.buttons(res, trail{{0, 1}}, &m, true)
	checkLimits(t, m)
}

func checkLimits(t *testing.T, m message) {
	t.Helper()
	if n := length(m.Content); n > maxContent {
		t.Errorf("content of %d", n)
	}
	ids := map[string]bool{}
	for _, row := range m.Components {
		if len(m.Components) > maxRows || len(row.Components) == 0 || len(row.Components) > maxRowButtons {
			t.Errorf("%d rows, %d buttons in one", len(m.Components), len(row.Components))
		}
		for _, b := range row.Components {
			if n := length(b.Label); n == 0 || n > 80 || len(b.CustomID) == 0 || len(b.CustomID) > maxCustomID || ids[b.CustomID] {
				t.Errorf("a button %+v", b)
			}
			ids[b.CustomID] = true
		}
	}
	total := 0
	for _, e := range m.Embeds {
		foot := 0
		if e.Footer != nil {
			foot = length(e.Footer.Text)
		}
		if length(e.Title) > maxTitle || length(e.Description) > maxDescription || foot > maxFooter {
			t.Errorf("title %d, description %d, footer %d", length(e.Title), length(e.Description), foot)
		}
		total += length(e.Title) + length(e.Description) + foot
		if !utf8.ValidString(e.Title + e.Description) {
			t.Error("a character is cut in two")
		}
	}
	if total > 6000 {
		t.Errorf("embeds of %d in all", total)
	}
	if m.Content == "" && (len(m.Embeds) == 0 || strings.TrimSpace(m.Embeds[0].Description+m.Embeds[0].Title) == "") {
		t.Error("an empty message")
	}
}

// empty is a library without a book.
type empty struct{ c *corpus.Corpus }

func (e empty) Corpus() *corpus.Corpus { return e.c }

func (e empty) Alike(context.Context, string, int) ([]*corpus.Article, error) {
	return e.c.Articles, nil
}

func (e empty) Search(context.Context, corpus.Query) (corpus.Answer, error) {
	return corpus.Answer{Scope: e.c.Scope()}, nil
}

// FuzzTake answers whatever comes in as Discord would have it answered.
func FuzzTake(f *testing.F) {
	for _, seed := range []string{
		`{"id":"1","type":2,"token":"t","data":{"name":"quote","options":[{"name":"query","value":"x"},{"name":"private","value":true}]}}`,
		`{"id":"1","type":9,"token":"t"}`,
		`{"id":"../x","token":"t"}`,
		`{"id":"1","token":"t","type":2,"data":{"options":[{"value":{}}]}}`,
		`[]`,
		`{"id":"1","type":3,"token":"t","data":{"custom_id":"1pt3.6~quote~query~a"},"message":{"flags":64}}`,
		`{"id":"1","type":3,"token":"t","data":{"custom_id":"1m"},"message":{"embeds":[{"title":"x"}],"components":[{"type":1,"components":[{"type":2,"custom_id":"1"}]}]}}`,
		`{"id":"1","type":3,"token":"t","data":{"custom_id":"1st3.0~sources"},"member":{"nick":"@everyone","user":{"id":"1"}}}`,
		`{"id":"1","type":4,"token":"t","data":{"name":"quote","options":[{"name":"speaker","value":"a","focused":true}]}}`,
		`{"id":"1","type":2,"token":"t","data":{"name":"Find in coverage","type":3,"target_id":"2","resolved":{"messages":{"2":{"content":"> a?"}}}}}`,
	} {
		f.Add([]byte(seed))
	}
	c, err := corpus.NewCorpus(nil)
	if err != nil {
		f.Fatal(err)
	}
	d := newDispatcher(commands.NewRouter(empty{c}, commands.About{}), &Config{Log: slog.New(slog.DiscardHandler)}, nil)
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := decodeInteraction(data)
		if err != nil {
			return
		}
		if !isSnowflake(in.ID) {
			t.Fatalf("id %q", in.ID)
		}
		a := d.answer(t.Context(), in, d.log)
		m, isMessage := a.Data.(message)
		switch {
		case in.Type == typeComplete:
			if _, ok := a.Data.(choices); !ok || a.Type != answerChoices {
				t.Errorf("suggested %+v", a)
			}
		case !isMessage || a.Type != answerMessage && (a.Type != answerUpdate || in.Type != typeComponent):
			t.Errorf("answered %+v", a)
		case strings.Contains(m.Content, "went wrong"):
			t.Errorf("a panic or a fault: %+v", m)
		case a.public != nil && a.public.Flags&flagEphemeral != 0:
			t.Error("what was shared is private")
		}
	})
}
