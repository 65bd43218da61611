package commands_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/quotation"
)

// library is a shelf of articles whose statements package quotation has found; a
// body an article, each of the outlet named.
func library(t *testing.T, articles ...*corpus.Article) *shelf {
	t.Helper()
	c, err := corpus.NewCorpus(articles)
	if err != nil {
		t.Fatal(err)
	}
	if err := quotation.AnnotateCorpus(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return shelfOf(t, c)
}

func post(t *testing.T, id, outlet string, date corpus.Date, body string) *corpus.Article {
	return article(t, id, corpus.Meta{Title: id, Outlet: outlet, Date: date, Form: corpus.Full}, body)
}

// texts are the excerpts of a response, with the name below each.
func texts(res *commands.Response) []string {
	var out []string
	for i := range res.Results {
		name := ""
		if p := res.Results[i].Speaker(); p != nil {
			name = p.Name
		}
		out = append(out, res.Results[i].Excerpt.Text()+" — "+name)
	}
	return out
}

const penny = "“We will not spend a penny on cameras for the old quay,” said Olive Brandt."

func TestWhoSaysWordForWordOnlyOfWhatIs(t *testing.T) {
	s := library(t,
		post(t, "a", "Harbour Post", "2021-03-01", penny),
		post(t, "b", "Coast Echo", "2021-03-02", "“We will not spend one penny on cameras for the old quay,” Olive Brandt said."))
	for _, test := range []struct{ outlet, want string }{
		{"harbour", "Word for word."}, {"coast", "Nearly in these words."}, {"", "Word for word in 1 place; the rest is nearly so."},
	} {
		t.Run(test.outlet, func(t *testing.T) {
			res, err := handle(t, s, "who", "words", "We will not spend a penny on cameras for the old quay", "outlet", test.outlet)
			if err != nil || res.Certainty != test.want {
				t.Errorf("%q: %q, %v; want %q", test.outlet, res.Certainty, err, test.want)
			}
		})
	}
}

func TestVerifyNamesWhatIsLeftOut(t *testing.T) {
	s := library(t, post(t, "a", "Harbour Post", "2021-03-01",
		"“They measured it's [sic] depth, its width, [and] all the rest of it,” said Olive Brandt [in the picture], “and the council did.”"))
	for quote, want := range map[string]string{
		"They measured it's depth, its width, all the rest of it": "The words are right, with the outlet's [and] left out",
		"its width, and all the rest of it, and the council did":  "The words are right: only marks, case or spacing differ",
		"They measured it's depth … all the rest of it":           "The words are right, with others openly left out",
	} {
		res, err := handle(t, s, "verify", "quote", quote)
		if err != nil {
			t.Fatal(err)
		}
		if got := res.View().Findings[0].Verdict; got != want {
			t.Errorf("%q: %q, want %q", quote, got, want)
		}
	}
}

func TestWhoTurnsPages(t *testing.T) {
	var articles []*corpus.Article
	for _, id := range strings.Split("abcdefg", "") {
		articles = append(articles, post(t, id, "Outlet "+id, "2021-03-01", penny+"\n\nThis is article "+id+"."))
	}
	s := library(t, articles...)
	r := commands.NewRouter(s, commands.About{})
	var seen []string
	for offset := 0; offset < 7; offset += 3 {
		res, err := r.Handle(t.Context(), commands.Request{Command: "who", Args: map[string]string{"words": "We will not spend a penny on cameras for the old quay"}, Limit: 3, Offset: offset})
		if err != nil {
			t.Fatal(err)
		}
		if res.Total != 7 || len(res.Results) > 3 {
			t.Errorf("from %d: %d results of %d", offset, len(res.Results), res.Total)
		}
		for i := range res.Results {
			seen = append(seen, res.Results[i].Excerpt.Article().ID)
		}
	}
	if slices.Sort(seen); strings.Join(seen, "") != "abcdefg" {
		t.Errorf("the pages hold %v", seen)
	}
}

func TestATimelineHasWhatIsSaidBesideOthers(t *testing.T) {
	s := library(t, post(t, "a", "Harbour Post", "2021-03-01",
		"“We need lights,” said Ines Falk, but Olive Brandt said “lights are for the theatre only”.\n\nOlive Brandt warned that radios help smugglers."))
	res, err := handle(t, s, "timeline", "speaker", "brandt")
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(texts(res), "\n")
	if !strings.Contains(got, "lights are for the theatre only — Olive Brandt") || !strings.Contains(got, "radios") || strings.Contains(got, "We need lights") {
		t.Errorf("the timeline is\n%s", got)
	}
}

func TestATimelineOfASurnameHasEverybody(t *testing.T) {
	s := library(t,
		post(t, "a", "Harbour Post", "2021-03-01", "“We need many more lights,” said Parker."),
		post(t, "b", "Coast Echo", "2021-03-02", "“We need fewer lights,” said Andrew Parker.\n\n“I hear that we need none,” said Bob Parker."))
	res, err := handle(t, s, "timeline", "speaker", "parker")
	if err != nil || res.Total != 3 {
		t.Errorf("the timeline is\n%s, %v", strings.Join(texts(res), "\n"), err)
	}
	if res, err = handle(t, s, "timeline", "speaker", "Andrew Parker"); err != nil || res.Total != 1 {
		t.Errorf("the timeline of one is\n%s, %v", strings.Join(texts(res), "\n"), err)
	}
}

func TestATimelineWithoutStatementsShowsWhatIsNearest(t *testing.T) {
	s := library(t, post(t, "a", "Harbour Post", "2021-03-01", "The quay was built in 1880."))
	res, err := handle(t, s, "timeline", "words", "quay")
	if err != nil || len(res.Results) != 0 || len(res.Nearest) != 1 {
		t.Errorf("%d results, %d nearest, %v", len(res.Results), len(res.Nearest), err)
	}
}

// TestAskNamesTheOutletForItsOwnWords, and says of a quotation alone that its speaker is not clear.
func TestAskNamesTheOutletForItsOwnWords(t *testing.T) {
	const apart = "Open harbours are those that the treaty of Saltby names, and closed harbours are all others."
	const sold = "The ferry to the island was sold for 900 crowns in the spring of 1987."
	const body = "Courts tell two sorts of harbour apart: “" + apart + "” The treaty of Saltby was signed in May 1925.\n\n" +
		"“" + sold + "” Nobody minded.\n\n" +
		"The tavern on the island is closed as a “principal danger to sailors” by now."
	a := post(t, "a", "Harbour Post", "2021-03-01", body)
	a.Statements = []corpus.Statement{
		said(body, apart, corpus.Direct, corpus.Unattributed),
		said(body, sold, corpus.Direct, corpus.Unattributed),
		said(body, "principal danger to sailors", corpus.Mixed, corpus.Unattributed),
	}
	c, err := corpus.NewCorpus([]*corpus.Article{a})
	if err != nil {
		t.Fatal(err)
	}
	r := commands.NewRouter(open(t, c), commands.About{})
	for question, want := range map[string]string{
		"When was the treaty of Saltby signed?":              "Harbour Post",
		"How much was the ferry to the island sold for?":     "Speaker not clear from the text",
		"Why was the ferry to the island sold?":              "Speaker not clear from the text",
		"Which tavern is a danger to sailors on the island?": "Harbour Post",
	} {
		t.Run(question, func(t *testing.T) {
			res, err := r.Handle(t.Context(), commands.Request{Command: "ask", Args: map[string]string{"question": question}})
			if err != nil || len(res.Results) != 1 {
				t.Fatalf("%+v, %v", res, err)
			}
			if got := res.View().Blocks[0].Byline; got != want {
				t.Errorf("below %q stands %q, want %q", res.Results[0].Excerpt.Text(), got, want)
			}
		})
	}
}

func TestCompareKnowsAnOutletByAnySpelling(t *testing.T) {
	s := library(t,
		post(t, "a", "Coast Echo", "2021-03-01", "The quay was built long ago."),
		post(t, "b", "The coast echo", "2021-03-02", "The quay was built in 1880."),
		post(t, "c", "", "2021-03-03", "The quay was built by hand."),
		post(t, "d", "", "2021-03-04", "The quay was built on sand."))
	res, err := handle(t, s, "compare", "words", "quay was built")
	if got := strings.Join(texts(res), " "); err != nil || res.Total != 3 || strings.Contains(got, "1880") {
		t.Errorf("compared\n%s, %v", strings.Join(texts(res), "\n"), err)
	}
}

// TestNamesNeedNoAccents types names as a keyboard without accents has them: nothing is
// misspelt then, and nothing is searched for in their place.
func TestNamesNeedNoAccents(t *testing.T) {
	s := library(t, post(t, "a", "Gazeta Śląska", "2021-03-01", "“The lantern is lit,” said Zoë O’Neill, mayor of Saltby."))
	for _, args := range []map[string]string{
		{"speaker": "zoe"}, {"speaker": "Zoe O'Neill"}, {"speaker": "oneill"}, {"speaker": "zoe", "outlet": "slaska"},
	} {
		t.Run(fmt.Sprint(args), func(t *testing.T) {
			res, err := commands.NewRouter(open(t, s.c), commands.About{}).Handle(t.Context(), commands.Request{Command: "timeline", Args: args})
			if err != nil || res.Total != 1 || len(res.Corrections) > 0 {
				t.Errorf("got %+v, %v", res, err)
			}
		})
	}
}

// TestAFrequentWordCrowdsNobodyOut: "the" beside "said" is a word of a thousand bodies' names.
func TestAFrequentWordCrowdsNobodyOut(t *testing.T) {
	s := library(t, post(t, "a", "Harbour Post", "2021-03-01", penny))
	for i := range 1500 {
		s.c.People = append(s.c.People, corpus.Identity{Name: fmt.Sprintf("The Mill %d", i), Kind: corpus.Organisation, Statements: 9})
	}
	slices.SortStableFunc(s.c.People, func(a, b corpus.Identity) int { return b.Statements - a.Statements })
	res, err := handle(t, shelfOf(t, s.c), "check", "message", `brandt said "We will not spend a penny on cameras for the old quay". The mill said nothing.`)
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Checks) != 1 || res.Checks[0].Speaker != "Brandt" {
		t.Errorf("the claim is %+v", res.Checks)
	}
}

// TestAnOutletIsTheOneOfThatName, where there is one, in every command alike.
func TestAnOutletIsTheOneOfThatName(t *testing.T) {
	s := library(t,
		post(t, "a", "Post", "2021-03-01", penny),
		post(t, "b", "Post Weekly", "2021-03-02", penny))
	for outlet, want := range map[string]int{"Post": 1, "post": 2, "Post Weekly": 1, "weekly": 1} {
		res, err := handle(t, s, "timeline", "speaker", "Brandt", "outlet", outlet)
		if err != nil {
			t.Fatal(err)
		}
		if res.Total != want || res.Scope.Articles != want {
			t.Errorf("%s: %d results of %d articles, want %d of each", outlet, res.Total, res.Scope.Articles, want)
		}
	}
}

// TestATimelineIsOfThatVeryName: somebody with a longer name is another person.
func TestATimelineIsOfThatVeryName(t *testing.T) {
	s := library(t, post(t, "a", "Harbour Post", "2021-03-01",
		"“We need many more lights,” said Andrew Parker.\n\n“The horses are well,” said Andrew Parker Bowles, a farmer."))
	for speaker, want := range map[string]int{"andrew parker": 1, "parker": 2} {
		if res, err := handle(t, s, "timeline", "speaker", speaker); err != nil || res.Total != want {
			t.Errorf("the timeline of %s is\n%s, %v", speaker, strings.Join(texts(res), "\n"), err)
		}
	}
}

// TestATimelineIsOfNobodyBeside: who is described by somebody's name is not called so.
func TestATimelineIsOfNobodyBeside(t *testing.T) {
	s := library(t, post(t, "a", "Harbour Post", "2021-03-01",
		"“We need many more lights,” said Andrew Parker.\n\n“He means it,” said Ines Falk, spokeswoman for Parker."))
	res, err := handle(t, s, "timeline", "speaker", "parker")
	if err != nil || res.Total != 1 || res.Results[0].Speaker().Name != "Andrew Parker" {
		t.Errorf("the timeline is\n%s, %v", strings.Join(texts(res), "\n"), err)
	}
}

func TestWhoWarnsAsVerifyDoes(t *testing.T) {
	s := library(t, post(t, "a", "Harbour Post", "2021-03-01",
		"“We do not have a single lamp on the north mole,” said Olive Brandt. “The oil is bought in March.”\n\n"+
			"Ines Falk warned that the guild had “no faith in the men of the north mole” at all.\n\n"+
			"Piet Doorn said that the keeper of the lamps had gone to sea in April.\n\n"+
			"“The lamps were stolen by night from the shed,” came the answer.\n\n"+
			"The shed on the quay was built by two brothers from Lund in 1902.\n\n"+
			"“I never said that the wicks were made of wool,” Ines Falk answered. “The keeper has gone.”"))
	for words, want := range map[string]string{
		"We do have a single lamp on the north mole":               "Nearly in these words. It may mean the opposite.",
		"We do not have a single lamp on the north mole":           "Word for word.",
		"The keeper has lied":                                      "Not in these words, but in some that are much like them.",
		"the keeper of the lamps had gone to sea in April":         "As reported, without quotation marks: these need not be the very words.",
		"the keeper of the lamps had never gone to sea in April":   "As reported, without quotation marks: these need not be the very words. It may mean the opposite.",
		"the lamps were stolen by night from the shed":             "Word for word. The text does not make clear who said it.",
		"The shed on the quay was built by two brothers from Lund": "Word for word. These are the outlet's own words, not a quotation.",
		"the wicks were made of wool":                              "Word for word. But before these words stands “I never said that”.",
		"the guild had no faith in the men of the north mole":      "Word for word. Some of it is reported without quotation marks, and need not be in the very words.",
		"the guild had faith in the men of the north mole":         "Nearly in these words. It may mean the opposite. Some of it is reported without quotation marks, and need not be in the very words.",
	} {
		res, err := handle(t, s, "who", "words", words)
		if err != nil || res.Certainty != want {
			t.Errorf("%q: %q, %v; want %q; %v", words, res.Certainty, err, want, texts(res))
		}
	}
}
