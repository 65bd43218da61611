package bot

import (
	"regexp"
	"strings"
	"testing"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/quotation"
	"onrecord/corpus/verbatim"
)

// checked is the response to claims that were held against some articles.
func checked(t testing.TB, claims []verbatim.Claim, bodies ...string) *commands.Response {
	t.Helper()
	var articles []*corpus.Article
	for i, body := range bodies {
		a, err := corpus.New(string(rune('a'+i)), corpus.Meta{Title: "Title", Outlet: "Outlet", URL: "https://harbour.example/" + string(rune('a'+i)), Form: corpus.Full}, body)
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	if err := quotation.Annotate(t.Context(), articles); err != nil {
		t.Fatal(err)
	}
	res := &commands.Response{Request: commands.Request{Command: "check"}, Title: "Quotations"}
	for _, c := range claims {
		res.Checks = append(res.Checks, commands.Check{Claim: c, Report: verbatim.Check(c, articles, quotation.Link(articles))})
	}
	return res
}

// verdictOf is the title that a verdict has in Discord.
func verdictOf(res *commands.Response) string {
	return clipEscaped(res.View().Findings[0].Verdict, maxTitle)
}

// diffOf is the first match of the first claim.
func diffOf(res *commands.Response) string {
	return renderWithin(res.View().Findings[0].Matches[0].Text, 900)
}

func TestAVerdictHasItsColour(t *testing.T) {
	const article = "“We will not spend a penny on cameras for the quay,” said Olive Brandt."
	for name, test := range map[string]struct {
		claim, speaker string
		colour         int
	}{
		"said":          {"We will not spend a penny on cameras", "Brandt", green},
		"altered":       {"We will spend a penny on cameras for the quay", "", amber},
		"an ellipsis":   {"We will … spend a penny on cameras", "", amber}, // that turns the meaning
		"wrong speaker": {"We will not spend a penny on cameras", "Ines Falk", red},
		"absent":        {"the zeppelin flew over the harbour", "", grey},
		"too short":     {"a penny", "", grey},
	} {
		t.Run(name, func(t *testing.T) {
			res := checked(t, []verbatim.Claim{{Text: test.claim, Speaker: test.speaker}}, article)
			p := render(res)
			e := p.message.Embeds[0]
			if e.Color != test.colour || e.Title != verdictOf(res) {
				t.Errorf("%s in %#x, want %#x\n%s", e.Title, e.Color, test.colour, e.Description)
			}
			checkPage(t, res)
		})
	}
}

func TestADiffMarksWhatDiffers(t *testing.T) {
	const article = "“Today we will not spend a penny on cameras for the *old* quay, or on lights,” said Olive Brandt."
	for claim, want := range map[string]string{
		"we will spend a penny on cameras":             "> “Today **we will** __not__ **spend a penny on cameras** for the \\*old\\* quay, or on lights,” said Olive Brandt.",
		"we will not ever spend a penny on cameras":    "> “Today **we will not** ~~ever~~ **spend a penny on cameras** for the \\*old\\* quay, or on lights,” said Olive Brandt.",
		"We will … spend a penny on cameras":           "> “Today **we will** not **spend a penny on cameras** for the \\*old\\* quay, or on lights,” said Olive Brandt.",
		"not spend a penny on cameras for the old key": "> “Today we will **not spend a penny on cameras for the \\*old\\*** ~~key~~__quay__, or on lights,” said Olive Brandt.",
	} {
		t.Run(claim, func(t *testing.T) {
			res := checked(t, []verbatim.Claim{{Text: claim}}, article)
			if got := diffOf(res); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// TestLongClaimsShowVerdictAndDifference: a long claim must not cost the reader the
// verdict, nor hide the difference.
func TestLongClaimsShowVerdictAndDifference(t *testing.T) {
	var words []string
	for i := range 400 {
		words = append(words, "harbour", string(rune('a'+i%26))+"quay"+string(rune('a'+i/26%26)))
	}
	text := strings.Join(words, " ")
	article := "“" + strings.Replace(text, "hquayi harbour", "hquayi not harbour", 1) + ",” said Olive Brandt."
	stars := strings.Repeat("*_~|", 300)
	for name, res := range map[string]*commands.Response{
		"of many words": checked(t, []verbatim.Claim{{Text: text}}, article, article+" ", article+"\n\nMore.", article+"\n\nYet more."),
		"of marks":      checked(t, []verbatim.Claim{{Text: text + stars}}, article+stars, article+stars+"\n\nMore."),
	} {
		t.Run(name, func(t *testing.T) {
			p := render(res)
			if e := p.message.Embeds[0]; e.Title != verdictOf(res) || !strings.Contains(e.Description, "__not__") || len(p.quoted) == 0 {
				t.Errorf("the difference is not seen in %s\n%s", e.Title, e.Description)
			}
			checkPage(t, res)
		})
	}
}

func TestEveryClaimGetsItsVerdict(t *testing.T) {
	article := "“" + strings.Repeat("*We* will ~not~ spend a |penny| on >cameras< for the # old `quay` at all ", 30) + ",” said Olive Brandt."
	var claims []verbatim.Claim
	for range 5 {
		claims = append(claims, verbatim.Claim{Text: strings.Repeat("We will now spend a penny on cameras for the old quay at all ", 30), Speaker: strings.Repeat("*Falk* ", 200)})
	}
	res := checked(t, claims, article)
	p := render(res)
	if len(p.message.Embeds) != 6 { // with the line below them
		t.Fatalf("%d of 5 verdicts", len(p.message.Embeds)-1)
	}
	for i, e := range p.message.Embeds[:5] {
		if e.Title == "" || !strings.HasPrefix(e.Description, "“We will now spend") || !strings.Contains(e.Description, "claimed of \\*Falk\\*") {
			t.Errorf("verdict %d: %+v", i, e)
		}
	}
	checkPage(t, res)
}

var (
	struck     = regexp.MustCompile(`~~((?:\\.|[^\\~])*)~~`)
	underlined = regexp.MustCompile(`__((?:\\.|[^\\_])*)__`)
	strong     = regexp.MustCompile(`\*\*((?:\\.|[^\\*])*)\*\*`)
)

// plainText takes a rendered diff back to the claim's and the article's words.
func plainText(d string) (claim, article string) {
	d = strong.ReplaceAllString(strings.ReplaceAll(strings.TrimPrefix(d, "> "), "\n> ", "\n"), "$1")
	words := func(s string) string {
		return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !(r >= 'a' && r <= 'z') }), " ")
	}
	return words(underlined.ReplaceAllString(struck.ReplaceAllString(d, "$1"), "")), words(struck.ReplaceAllString(underlined.ReplaceAllString(d, "$1"), ""))
}

func TestADiffGivesClaimAndArticleBack(t *testing.T) {
	for _, test := range []struct{ claim, article string }{
		{"We will spend a penny on cameras for the quay", "We will not spend a penny on cameras for the quay"},
		{"We will not spend a penny on cameras for the quay", "We will spend a penny on cameras for the quay"},
		{"*We* **will** ~never~ spend `a` penny | on > cameras # here", "We ~~will~~ not **spend** a * penny | on `cameras` here"},
		{"we can spend a penny on it, or not at all", "we cannot spend a penny on it, or all"},
	} {
		t.Run(test.claim, func(t *testing.T) {
			res := checked(t, []verbatim.Claim{{Text: test.claim}}, "“"+test.article+"”")
			d := diffOf(res)
			wantClaim, _ := plainText(escape(test.claim))
			_, wantArticle := plainText(escape(test.article))
			if claim, article := plainText(d); claim != wantClaim || article != wantArticle {
				t.Errorf("%s\n gives %q\n   and %q", d, claim, article)
			}
		})
	}
}

func FuzzRenderChecks(f *testing.F) {
	f.Add("We will … spend a penny on cameras", "“We will not spend a *penny* on cameras,” said Olive Brandt.", "Brandt", 1)
	f.Add("**a** ~~b~~ `c` | d > e # f", "“a b **c** ~~d~~ e f,” said Falk.\n\n> # a b c d e f", "*@everyone*", 5)
	f.Add(strings.Repeat("one *two* three four ", 200), strings.Repeat("“one two not three *four*” ", 99), "", 3)
	f.Add("\u202eone\u200b two\x00 three 🙂🏽 four\ufffd", "one two three 🙂 four five", "\u200b", 2)
	escaped := regexp.MustCompile(`\\.`)
	f.Fuzz(func(t *testing.T, claim, article, speaker string, n int) {
		if n < 1 || n > 5 || len(article) > 20_000 || len(claim) > 20_000 {
			return
		}
		for _, body := range []string{article, article + " More."} {
			if _, err := corpus.New("a", corpus.Meta{}, body); err != nil {
				return // no article has such a text
			}
		}
		claims := make([]verbatim.Claim, n)
		for i := range claims {
			claims[i] = verbatim.Claim{Text: claim, Speaker: speaker}
		}
		res := checked(t, claims, article, article+" More.")
		checkPage(t, res)
		embeds := render(res).message.Embeds
		if len(embeds) < n || n > 1 && len(embeds) > n+1 {
			t.Errorf("%d embeds for %d claims", len(embeds), n)
		}
		for i, e := range embeds {
			if i < n && e.Title == "" {
				t.Errorf("no verdict on claim %d", i)
			}
			for line := range strings.Lines(e.Description) {
				bare := escaped.ReplaceAllString(line, "x")
				for _, mark := range []string{"~~", "**", "__"} {
					if strings.Count(bare, mark)%2 != 0 || strings.Contains(bare, mark+mark) {
						t.Errorf("%q is not balanced in %q", mark, line)
					}
				}
			}
		}
	})
}
