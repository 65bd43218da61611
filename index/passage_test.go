package index_test

import (
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/index"
)

// valley is a small invented coverage for questions: every article has passages
// with the same words, of which one holds the answer.
func valley(t testing.TB) *index.Index {
	t.Helper()
	return open(t, load(t,
		made{"dam", "Valley Gazette", "2020-05-01", `The dam above Ostermill holds back the river Senn. The town council wants a second dam, and the council of the next town does not.

Work on the dam began in 1951 and cost the province 40 million crowns. The engineer Tilda Voss drew the plans for it.

The dam was closed for a week because its gates had rusted. Voss wrote that 12 gates were too few for such a dam.

About 70 percent of the power in the valley comes from the dam at Ostermill.`},
		made{"bells", "Valley Gazette", "2020-06-01", `A carillon is a set of bells that is played from a keyboard. The carillon of Ostermill has bells of bronze.

Old bells were stolen from the church in 1944. They have never been found.

The evaluators who came last year praised the tone of the bells. The tower was measured too.`},
		made{"fair", "Valley Gazette", "2020-07-01", `The wool fair at Harrow drew 3,000 visitors. Prices fell for the third year.

"The fair is too loud," said Jon Adler, who breeds sheep above Harrow.`},
	), index.Options{})
}

func TestQuestions(t *testing.T) {
	x := valley(t)
	for _, test := range []struct{ name, question, first string }{
		{"time", "When did work on the dam begin?", "1951"},
		{"irregular verb", "Who drew up the plans of the dam?", "drew the plans"},
		{"irregular noun or verb", "Who stole the bells of the church?", "stolen from the church"},
		{"number", "How many gates did the dam have?", "12 gates"},
		{"share", "What percentage of power comes from the dam?", "70 percent"},
		{"duration", "How long was the dam closed?", "for a week"},
		{"reason", "Why was the dam closed?", "because its gates"},
		{"definition", "What is a carillon?", "set of bells"},
		{"other words", "How did the prices at the fair decrease?", "Prices fell"},
		{"same stem", "How was the measurement of the tower done?", "The tower was measured"},
		{"begins alike", "What evaluation did the tone of the bells get?", "The evaluators"},
		{"speaker", "What did Adler say about the fair?", "too loud"},
		{"unknown name", "When did Hollister close the dam?", ""},
		{"another matter", "What did the minister say about railways?", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			ans := search(t, x, corpus.Query{Text: test.question, Question: true})
			switch {
			case test.first == "":
				if len(ans.Results) > 0 {
					t.Errorf("there is an answer: %s", texts(ans.Results))
				} else if len(ans.Nearest) == 0 && len(ans.Missing) == 0 {
					t.Error("nothing says why there is none")
				}
			case len(ans.Results) == 0:
				t.Error("there is no answer")
			case !strings.Contains(ans.Results[0].Excerpt.Text(), test.first):
				t.Errorf("first is %q, want one with %q", ans.Results[0].Excerpt.Text(), test.first)
			}
		})
	}
}

// TestQuestionsAsTheyAreTyped asks as people do in a chat.
func TestQuestionsAsTheyAreTyped(t *testing.T) {
	x := valley(t)
	for question, want := range map[string]string{
		"so who actually stole the bells of the church lol":   "stolen from the church",
		"omg WHO TF STOLE THE BELLS OF THE CHURCH":            "stolen from the church",
		"WHEN WERE THE BELLS OF THE CHURCH STOLEN":            "1944",
		"hey can u tell me why the dam was closed":            "because its gates",
		"does anyone know when the bells were stolen":         "1944",
		"how come the dam was closed":                         "because its gates",
		"whats a carillon":                                    "set of bells",
		"whens work on the dam begun":                         "1951",
		"did adler really say the fair is too loud":           "too loud",
		"is it true that the bells of the church were stolen": "stolen from the church",
		"lol did hollister close the dam":                     "",
		"who tf cleaned the dam":                              "",
	} {
		checkFirst(t, x, corpus.Query{Text: question, Question: true}, want)
	}
}

// TestFiltersNeverAnswer checks that a question without an answer has none under
// a filter, and that a filter never adds results.
func TestFiltersNeverAnswer(t *testing.T) {
	x := valley(t)
	for _, question := range []string{
		"When did work on the dam begin?", "Why was the fair closed?", "Who sold bells at the fair in Ostermill?",
		"When did Hollister close the dam?", "How many sheep are above Harrow?", "What is the price of bronze?",
	} {
		all := search(t, x, corpus.Query{Text: question, Question: true})
		for _, q := range []corpus.Query{{Article: "dam"}, {Article: "bells"}, {Speaker: "Adler"}, {From: "2020-06-15"}} {
			q.Text, q.Question = question, true
			if some := search(t, x, q); some.Total > all.Total {
				t.Errorf("%+v has %d results, without the filter there are %d", q, some.Total, all.Total)
			}
		}
	}
}

// TestLongPassages checks that the excerpt of a long paragraph is the part that
// holds the answer.
func TestLongPassages(t *testing.T) {
	filler := strings.Repeat("The river Senn runs by the mill and the meadows lie wide and green. ", 8)
	x := open(t, load(t, made{"mill", "Valley Gazette", "2020-05-01",
		filler + "The mill was bought in 1888 by the weaver Anna Kehl. " + filler}), index.Options{})
	ans := search(t, x, corpus.Query{Text: "Who bought the mill?", Question: true})
	if len(ans.Results) == 0 || !strings.Contains(ans.Results[0].Excerpt.Text(), "Anna Kehl") {
		t.Errorf("the answer is not in the excerpt: %s", texts(ans.Results))
	}
	for _, r := range ans.Results {
		if n := len(r.Excerpt.Text()); n > corpus.MaxExcerpt {
			t.Errorf("an excerpt has %d bytes", n)
		}
	}
}

func TestKindsOfAnswer(t *testing.T) {
	x := open(t, load(t, made{"fog", "Valley Gazette", "2020-05-01", `The fog horn was heard by the fishers every winter.

The fog horn was heard for the last time in 1962, and then it fell silent.

The fog horn was heard by Anna Kehl, the smith, who lived in a hut nearby.

The fog horn was heard at a cape near Harrow by all.

The fog horn was heard by 14 boats that had lost their way.

The fog horn was heard because the wind had turned, said no one.`}), index.Options{})
	for question, want := range map[string]string{
		"When was the fog horn heard?":         "1962",
		"In what year was the fog horn heard?": "1962",
		"Who heard the fog horn?":              "Anna Kehl",
		"Where was the fog horn heard?":        "Harrow",
		"How many boats heard the fog horn?":   "14 boats",
	} {
		t.Run(question, func(t *testing.T) {
			ans := search(t, x, corpus.Query{Text: question, Question: true})
			if len(ans.Results) == 0 {
				t.Errorf("%q has no answer", question)
			} else if got := ans.Results[0].Excerpt.Text(); !strings.Contains(got, want) {
				t.Errorf("%q: first is %q, want one with %q", question, got, want)
			}
		})
	}
}
