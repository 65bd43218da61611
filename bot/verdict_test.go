package bot

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/quotation"
	"onrecord/corpus/verbatim"
)

// checked is the response to a claim that was held against some articles.
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
	if err := quotation.Annotate(context.Background(), articles); err != nil {
		t.Fatal(err)
	}
	res := &commands.Response{Request: commands.Request{Command: "check"}, Title: "Quotations"}
	for _, c := range claims {
		res.Checks = append(res.Checks, commands.Check{Claim: c, Report: verbatim.Check(c, articles, quotation.Link(articles))})
	}
	return res
}

// A long claim must not cost the reader the verdict, nor hide the difference.
func TestLongClaimsShowVerdictAndDifference(t *testing.T) {
	var words []string
	for i := range 400 {
		words = append(words, "harbour", string(rune('a'+i%26))+"quay"+string(rune('a'+i/26%26)))
	}
	text := strings.Join(words, " ")
	article := "“" + strings.Replace(text, "hquayi harbour", "hquayi not harbour", 1) + ",” said Olive Brandt."
	m := render(checked(t, []verbatim.Claim{{Text: text}}, article, article+" ", article+"\n\nMore.", article+"\n\nYet more."))
	if d := m.Embeds[0].Description; !strings.Contains(d, "Altered") || !strings.Contains(d, "A negation differs") || !strings.Contains(d, "**not**") {
		t.Errorf("the difference is not seen in\n%s", d)
	}
	if len(m.quoted) == 0 {
		t.Error("nothing is quoted")
	}
	stars := strings.Repeat("*_~|", 300)
	m = render(checked(t, []verbatim.Claim{{Text: text + stars}}, article+stars, article+stars+"\n\nMore."))
	if d := m.Embeds[0].Description; !strings.Contains(d, "Altered") || len(m.quoted) == 0 {
		t.Errorf("marks drive out what was found:\n%s", d)
	}
}

func TestEveryClaimGetsItsVerdict(t *testing.T) {
	article := "“" + strings.Repeat("*We* will ~not~ spend a |penny| on >cameras< for the # old `quay` at all ", 30) + ",” said Olive Brandt."
	var claims []verbatim.Claim
	for range 5 {
		claims = append(claims, verbatim.Claim{Text: strings.Repeat("We will now spend a penny on cameras for the old quay at all ", 30), Speaker: strings.Repeat("*Falk* ", 200)})
	}
	m := render(checked(t, claims, article))
	if n := strings.Count(m.Embeds[0].Description, "Altered"); n != 5 {
		t.Errorf("%d of 5 verdicts in\n%s", n, m.Embeds[0].Description)
	}
	checkLimits(t, m)
}

func TestWhatAnEllipsisHidesIsShown(t *testing.T) {
	m := render(checked(t, []verbatim.Claim{{Text: "We will … spend a penny on cameras"}}, "“We will not spend a penny on cameras,” said Olive Brandt."))
	d := m.Embeds[0].Description
	if strings.Contains(d, "✅") || strings.Contains(d, "only marks") || !strings.Contains(d, "[…not…]") {
		t.Errorf("an ellipsis that turns the meaning is shown as\n%s", d)
	}
}

// plainText takes a rendered diff back to the claim's and the article's words.
func plainText(d string) (claim, article string) {
	d = strings.ReplaceAll(strings.TrimPrefix(d, "> "), "\n> ", "\n")
	struck, bold := regexp.MustCompile(`~~((?:\\.|[^\\~])*)~~`), regexp.MustCompile(`\*\*((?:\\.|[^\\*])*)\*\*`)
	claim = bold.ReplaceAllString(struck.ReplaceAllString(d, "$1"), "")
	article = bold.ReplaceAllString(struck.ReplaceAllString(d, ""), "$1")
	return words(claim), words(article)
}

func words(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !(r >= 'a' && r <= 'z') }), " ")
}

func TestADiffGivesClaimAndArticleBack(t *testing.T) {
	for _, test := range []struct{ claim, article string }{
		{"We will spend a penny on cameras for the quay", "We will not spend a penny on cameras for the quay"},
		{"We will not spend a penny on cameras for the quay", "We will spend a penny on cameras for the quay"},
		{"*We* **will** ~~never~~ spend `a` penny | on > cameras # here", "We ~~will~~ not **spend** a * penny | on `cameras` here"},
		{"we can spend a penny on it, or not at all", "we cannot spend a penny on it, or all"},
	} {
		res := checked(t, []verbatim.Claim{{Text: test.claim}}, "“"+test.article+",” said Olive Brandt.")
		m := &res.Checks[0].Matches[0]
		d := renderDiff(m, 900)
		if claim, article := plainText(d); claim != words(test.claim) || article != words(test.article) {
			t.Errorf("%s\n gives %q\n   and %q", d, claim, article)
		}
	}
}

func FuzzRenderChecks(f *testing.F) {
	f.Add("We will … spend a penny on cameras", "“We will not spend a *penny* on cameras,” said Olive Brandt.", "Brandt", 1)
	f.Add("**a** ~~b~~ `c` | d > e # f", "“a b **c** ~~d~~ e f,” said Falk.\n\n> # a b c d e f", "*@everyone*", 5)
	f.Add(strings.Repeat("one *two* three four ", 200), strings.Repeat("“one two not three *four*” ", 99), "", 3)
	f.Add("\u202eone\u200b two\x00 three 🙂🏽 four\ufffd", "one two three 🙂 four five", "\u200b", 2)
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
		m := render(res)
		var s shelf
		m.Components = s.buttons(res, nil, &m, true)
		checkLimits(t, m)
		d := m.Embeds[0].Description
		if !utf8.ValidString(d) {
			t.Error("a character is cut in two")
		}
		if k := strings.Count(d, "❔ **") + strings.Count(d, "⚠️ **") + strings.Count(d, "✅ **") + strings.Count(d, "❌ **"); k < n {
			t.Errorf("%d verdicts on %d claims", k, n)
		}
		for line := range strings.Lines(d) {
			bare := regexp.MustCompile(`\\.`).ReplaceAllString(line, "x")
			for _, mark := range []string{"~~", "**"} {
				if strings.Count(bare, mark)%2 != 0 || strings.Contains(bare, mark+mark) {
					t.Errorf("%q is not balanced in %q", mark, line)
				}
			}
		}
	})
}
