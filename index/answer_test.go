package index_test

import (
	"testing"

	"onrecord/corpus"
	"onrecord/index"
)

// TestTheWordsOfTheAnswer asks for every kind of answer.
func TestTheWordsOfTheAnswer(t *testing.T) {
	x := open(t, load(t, made{"quay", "Coast Echo", "2021-05-01", `The harbour master of Sandholm, Piet Doorn, has run the port for 17 years.

Twelve traders were robbed on the quay in March, because the lamps were broken.

The new lighthouse was built in Norby by a firm from the capital in 1998.`}), index.Options{})
	for _, test := range []struct{ question, want string }{
		{"Who is the harbour master of Sandholm?", "Piet Doorn"},
		{"How long has the harbour master run the port?", "17 years"},
		{"How many traders were robbed on the quay?", "Twelve traders"},
		{"Why were the traders robbed?", "because the lamps were broken."},
		{"When was the lighthouse built?", "1998"},
		{"Where was the lighthouse built?", "Norby"},
		{"Were the traders robbed?", ""},
	} {
		ans := search(t, x, corpus.Query{Text: test.question, Question: true})
		if len(ans.Results) == 0 {
			t.Errorf("%s: no result", test.question)
			continue
		}
		r := ans.Results[0]
		if got := r.Excerpt.Article().Body()[r.Answer.Start:r.Answer.End]; got != test.want {
			t.Errorf("%s: %q, want %q", test.question, got, test.want)
		}
		if !r.Answer.Empty() && !r.Excerpt.Span().Contains(r.Answer) {
			t.Errorf("%s: the answer is not in the excerpt", test.question)
		}
	}
	if r := search(t, x, corpus.Query{Text: "doorn port"}).Results[0]; !r.Answer.Empty() {
		t.Error("an answer where nothing was asked")
	}
}
