package bot

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/guilds"
	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/text"
	"onrecord/index"
)

func TestEscape(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"plain words, 49,000 - pieces", "plain words, 49,000 - pieces"},
		{"*a* _b_ ~c~ `d` |e|", `\*a\* \_b\_ \~c\~ \` + "`d\\` " + `\|e\|`},
		{"@everyone <@1>", `\@everyone \<\@1\>`},
		{"https://x.example", `https\://x.example`},
		{"at 10:30 :wave: a:b", `at 10\:30 \:wave: a\:b`},
		{"- item\n+ item\n 12. item", "\\- item\n\\+ item\n 12\\. item"},
		{"# head\n> quote", "\\# head\n\\> quote"},
		{"a\u202eb\u200bc\x00d\u200de", "abcd\u200de"},
		{`back\slash`, `back\\slash`},
		{"http:\u200b//evil.example", `http\://evil.example`},
		{":sm\u00adile: 1\u200b. item", `\:smile: 1. item`},
		{"1\u200b. item\n-\u200b# small", "1\\. item\n\\-\\# small"},
		{"foo\rbar\vbaz", "foo bar baz"},
		{"<id:customize> <t:1:R> >>> all", `\<id\:customize\> \<t\:1\:R\> \>\>\> all`},
	} {
		t.Run(test.in, func(t *testing.T) {
			if got := escape(test.in); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestMatchesAreBold(t *testing.T) {
	const text = "They use end-to-end encryption. Always."
	at := func(words string) corpus.Span {
		i := strings.Index(text, words)
		return corpus.Span{Start: i, End: i + len(words)}
	}
	res := response(t, corpus.Meta{Outlet: "O"}, text)
	res.Results[0].Matches = []corpus.Span{at("end"), at("to"), {Start: 16, End: 19}, at("encryption"), at("Always")}
	p := render(res)
	if got, want := p.message.Embeds[0].Description, "They use **end-to-end encryption**. **Always**."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// response is one whose results are the passages of an article.
func response(t testing.TB, meta corpus.Meta, body string) *commands.Response {
	t.Helper()
	a, err := corpus.New("a", meta, body)
	if err != nil {
		t.Fatal(err)
	}
	res := &commands.Response{Request: commands.Request{Command: "quote", Limit: guilds.DefaultPage}}
	for _, p := range a.Passages() {
		e, err := a.Excerpt(p)
		if err != nil {
			t.Fatal(err)
		}
		res.Results = append(res.Results, corpus.Result{Excerpt: e, Kind: corpus.Report})
	}
	res.Total = len(res.Results)
	return res
}

// TestNoExcerptIsCut: it is shown whole, or left to its source.
func TestNoExcerptIsCut(t *testing.T) {
	meta := corpus.Meta{Title: "T", Outlet: "Harbour Post", URL: "https://harbour.example/a", Form: corpus.Full}
	for name, test := range map[string]struct {
		words, passages, shown int
		want                   string
	}{
		"two have room":  {200, 3, 2, "the quay"},
		"one has room":   {250, 2, 1, "the quay"},
		"none has room":  {600, 2, 2, "more than Discord shows. Open it at its source."},
		"all three have": {20, 3, 3, "the quay"},
	} {
		t.Run(name, func(t *testing.T) {
			passage := "Lanterns hang" + strings.Repeat(" *and* more", test.words) + " at the quay."
			res := response(t, meta, strings.Repeat(passage+"\n\n", test.passages))
			p := render(res)
			if p.shown != test.shown || len(p.message.Embeds) != test.shown+1 {
				t.Fatalf("%d are shown, in %d embeds", p.shown, len(p.message.Embeds))
			}
			for _, e := range p.message.Embeds[:p.shown] {
				if !strings.HasSuffix(e.Description, test.want) && !strings.HasSuffix(e.Description, test.want+".") || e.URL == "" {
					t.Errorf("an excerpt is %q… (%s)", e.Description[len(e.Description)-60:], e.URL)
				}
			}
			checkPage(t, res)
		})
	}
}

// TestLongNotesLeaveRoom: a page shows an excerpt, and says what the excerpts are, whatever was
// asked.
func TestLongNotesLeaveRoom(t *testing.T) {
	long := strings.Repeat("*lanterms* ", 400)
	for _, words := range []int{20, 300, 380} {
		t.Run(fmt.Sprint(words, " words"), func(t *testing.T) {
			meta := corpus.Meta{Title: "T", Outlet: strings.Repeat("Harbour Post ", 50), URL: "https://harbour.example/a", Form: corpus.Full}
			res := response(t, meta, "Lanterns hang"+strings.Repeat(" *and* more", words)+" at the quay.\n\nMore.")
			res.Certainty, res.Corrections = long, []corpus.Correction{{Typed: long, Searched: long}}
			res.Again = &commands.Request{Command: "quote", Args: map[string]string{"query": long}}
			checkPage(t, res)
			if p := render(res); len(p.message.Embeds) < 3 || !strings.HasPrefix(p.message.Embeds[1].URL, meta.URL) {
				t.Errorf("it shows %d of the excerpts, below %s", p.shown, p.message.Embeds[0].Description)
			}
			res.Nearest, res.Results, res.Total, res.Missing = res.Results, nil, 0, strings.Fields(long)
			checkPage(t, res)
			if p := render(res); !strings.Contains(p.message.Embeds[0].Description, "Nearest in meaning:") || len(p.quoted) == 0 {
				t.Errorf("it shows %d of the nearest, below %s", len(p.quoted), p.message.Embeds[0].Description)
			}
		})
	}
}

// TestWhatHasNoRoomComesNext: the first results are shown, in their order.
func TestWhatHasNoRoomComesNext(t *testing.T) {
	long := strings.Repeat(" *and* more", 200)
	res := response(t, corpus.Meta{Outlet: "Harbour Post", Form: corpus.Full}, "First"+long+".\n\nSecond"+long+".\n\nThird"+long+".")
	p := render(res)
	if p.shown != 2 || !strings.HasPrefix(p.message.Embeds[0].Description, "First") || !strings.HasPrefix(p.message.Embeds[1].Description, "Second") {
		t.Errorf("%d are shown: %.10s, %.10s", p.shown, p.message.Embeds[0].Description, p.message.Embeds[1].Description)
	}
}

// TestCitationsHaveRoom: all are shown as plain text, and as Markdown what else has room.
func TestCitationsHaveRoom(t *testing.T) {
	meta := corpus.Meta{Title: "T", Outlet: "Harbour Post", URL: "https://harbour.example/a", Form: corpus.Full}
	for name, test := range map[string]struct{ words, passages, plain, markdown int }{
		"short":     {10, 3, 3, 3},
		"five long": {75, 5, 5, 2},
		"very long": {250, 1, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			passage := "Lanterns hang" + strings.Repeat(" and more", test.words) + " at the quay."
			res := response(t, meta, strings.Repeat(passage+"\n\n", test.passages))
			shown := render(res)
			m := renderCitations(shown.quoted)
			plain, markdown := 0, 0
			for _, e := range m.Embeds {
				if strings.HasPrefix(e.Description, "```\n") && strings.Contains(e.Description, " at the quay.") {
					plain++
				}
				markdown += strings.Count(e.Description, "```\n> Lanterns hang")
			}
			if plain != test.plain || markdown != test.markdown || len(m.Embeds) != test.plain {
				t.Errorf("%d are plain, %d Markdown, in %d embeds", plain, markdown, len(m.Embeds))
			}
			checkLimits(t, m)
		})
	}
}

// TestAListThatIsTooLong ends where the next page begins, whatever stands above it.
func TestAListThatIsTooLong(t *testing.T) {
	long := slices.Repeat([]string{strings.Repeat("Harbour* ", 60)}, 27)
	res := &commands.Response{Title: "Sources", Answer: corpus.Answer{Total: 40}, Request: commands.Request{Command: "sources", Limit: listSize}, Sections: []commands.Section{
		{Heading: "Outlets", Lines: long}, {Heading: "Articles", Lines: long[:listSize], Paged: true},
	}}
	p := render(res)
	list, _, _ := strings.Cut(p.message.Embeds[0].Footer.Text, " · ")
	if want := fmt.Sprintf("1–%d of 40", p.shown); p.shown < 1 || p.shown >= listSize || list != want {
		t.Errorf("%d lines are shown as %q", p.shown, list)
	}
	if n := strings.Count(p.message.Embeds[0].Description, "•"); n != len(long)+p.shown {
		t.Errorf("there are %d lines, want %d and %d", n, len(long), p.shown)
	}
	checkPage(t, res)
}

func TestTheLineBelowTheExcerpts(t *testing.T) {
	res := response(t, corpus.Meta{Title: "T", Outlet: "O"}, "One.\n\nTwo.")
	for want, set := range map[string]func(*commands.Response){
		"-# 1–2 of 2 · 5 articles, 1 outlet, 2014–2021": func(r *commands.Response) {
			r.Scope = corpus.Scope{Articles: 5, Outlets: 1, From: "2014-02-03", To: "2021-01"}
		},
		"-# 7–8 of 8 · 1 article, 1 outlet, 2020": func(r *commands.Response) {
			r.Request.Offset, r.Total, r.Scope = 6, 8, corpus.Scope{Articles: 1, Outlets: 1, From: "2020", To: "2020"}
		},
		"-# 4 of 4 · 1 article, 1 outlet": func(r *commands.Response) {
			r.Request.Offset, r.Total, r.Results, r.Scope = 3, 4, r.Results[:1], corpus.Scope{Articles: 1, Outlets: 1}
		},
	} {
		t.Run(want, func(t *testing.T) {
			r := *res
			set(&r)
			p := render(&r)
			if got := p.message.Embeds[len(p.message.Embeds)-1].Description; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// TestFiveExcerptsAPage shows pages of every size that can be set, of excerpts that are as
// long as they may be and shorter, with all buttons.
func TestFiveExcerptsAPage(t *testing.T) {
	for _, words := range []int{8, 60, 400} {
		long := words / 10 // of title, outlet and address; the shortest are as usual
		var body []string
		for i := range 12 {
			body = append(body, fmt.Sprintf("Lantern number %d hangs over the quay %s.", i+1, strings.Repeat("* and_over ", words)))
		}
		a, err := corpus.New("lanterns", corpus.Meta{Title: "Lanterns" + strings.Repeat(" *lanterns*", long), Outlet: "Harbour" + strings.Repeat("_Post ", long), URL: "https://harbour.example/" + strings.Repeat("x", 12*long), Form: corpus.Full}, strings.Join(body, "\n\n"))
		if err != nil {
			t.Fatal(err)
		}
		c, err := corpus.NewCorpus([]*corpus.Article{a})
		if err != nil {
			t.Fatal(err)
		}
		x, err := index.Open(t.Context(), c, index.Options{})
		if err != nil {
			t.Fatal(err)
		}
		d := newDispatcher(commands.NewRouter(x, commands.About{}), &Config{})
		for _, page := range []int{0, 1, guilds.MaxPage} {
			t.Run(fmt.Sprintf("%d of %d words", page, words), func(t *testing.T) {
				size := pageOf("quote", guilds.Settings{Page: page})
				if page > 0 && size != page || page == 0 && size != guilds.DefaultPage || size > maxRowButtons {
					t.Errorf("%d a page are set, and %d shown", page, size)
				}
				req := commands.Request{Command: "quote", Args: map[string]string{"query": "lantern"}, Limit: size}
				for req.Offset < 12 {
					got, err := d.show(t.Context(), plan{kind: newAnswer, private: true, control: control{request: req}})
					if err != nil {
						t.Fatal(err)
					}
					m := got.response.Data
					checkLimits(t, m)
					shown := len(m.Embeds) - 1
					if shown < 1 || shown > size || words == 8 && shown != min(size, 12-req.Offset) {
						t.Fatalf("a page of %d shows %d", size, shown)
					}
					if rows := m.Components; len(rows) != 2 || len(rows[1].(discordgo.ActionsRow).Components) != shown {
						t.Errorf("%d excerpts have the buttons %+v", shown, rows)
					}
					req.Offset += shown
				}
			})
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
	if got := pageOf("sources", guilds.Settings{Page: 5}); got != listSize {
		t.Errorf("a list has %d lines", got)
	}
}

func FuzzRender(f *testing.F) {
	f.Add("“Words,” she said.", "Title", "Outlet", 5, 3)
	f.Add(strings.Repeat("*", 5000), strings.Repeat("`", 300), "@everyone", 0, 5000)
	f.Add("🙂\u202e\x00\n\n- 1. # >", "\\", "](", 4, 1)
	f.Fuzz(func(t *testing.T, body, title, outlet string, from, size int) {
		meta := corpus.Meta{Title: title, Outlet: outlet, URL: "https://a.example/" + outlet, Form: corpus.Full}
		a, err := corpus.New("a", meta, body)
		if err != nil {
			return
		}
		res := response(t, meta, body)
		res.Missing = []string{outlet, title}
		for i, p := range a.Passages() {
			if m := (corpus.Span{Start: p.Start + from, End: p.Start + from + size}); from >= 0 && size > 0 && p.Contains(m) {
				if _, err := a.Excerpt(m); err == nil {
					res.Results[i].Matches = []corpus.Span{m}
				}
			}
		}
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
	p := render(res)
	if p.shown == 0 && len(res.Results) > 0 {
		t.Error("none of the results is shown")
	}
	p.message.Components = newButtons().components(res, &p, true)
	checkLimits(t, p.message)
	if canCite(res, &p) {
		checkLimits(t, renderCitations(p.quoted))
	}
}

var longName = regexp.MustCompile(`^.{1,80}$`)

// checkLimits holds a message against Discord's limits.
func checkLimits(t *testing.T, m *discordgo.InteractionResponseData) {
	t.Helper()
	if n := text.UTF16Len(m.Content); n > maxContent || m.AllowedMentions == nil || len(m.AllowedMentions.Parse) > 0 {
		t.Errorf("content of %d, mentions %+v", n, m.AllowedMentions)
	}
	ids := map[string]bool{}
	for _, row := range m.Components {
		buttons := row.(discordgo.ActionsRow).Components
		if len(m.Components) > 5 || len(buttons) == 0 || len(buttons) > maxRowButtons {
			t.Errorf("%d rows, %d buttons in one", len(m.Components), len(buttons))
		}
		for _, c := range buttons {
			b := c.(discordgo.Button)
			if !longName.MatchString(b.Label) || b.CustomID == "" || text.UTF16Len(b.CustomID) > maxCustomID || ids[b.CustomID] {
				t.Errorf("a button %+v", b)
			}
			ids[b.CustomID] = true
		}
	}
	total, empty := 0, m.Content == ""
	for _, e := range m.Embeds {
		foot := ""
		if e.Footer != nil {
			foot = e.Footer.Text
		}
		if text.UTF16Len(e.Title) > maxTitle || text.UTF16Len(e.Description) > maxDescription || text.UTF16Len(foot) > maxFooter || len(e.URL) > maxLink {
			t.Errorf("title %d, description %d, footer %d", text.UTF16Len(e.Title), text.UTF16Len(e.Description), text.UTF16Len(foot))
		}
		total += text.UTF16Len(e.Title) + text.UTF16Len(e.Description) + text.UTF16Len(foot)
		if !utf8.ValidString(e.Title + e.Description + foot) {
			t.Error("a character is cut in two")
		}
		if strings.TrimSpace(e.Title+e.Description+foot) == "" {
			t.Error("an empty embed")
		}
		empty = false
	}
	if total > maxAllEmbeds || len(m.Embeds) > maxEmbeds || empty {
		t.Errorf("%d embeds of %d in all, empty: %v", len(m.Embeds), total, empty)
	}
}
