package bot_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/verbatim"
)

// crowd is 200 invented articles of the same few words, and some that are given.
func crowd(t testing.TB, given ...string) *commands.Router {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	small := strings.Fields("we will not be the one who does it and that is what they have to say about it when all of us are here for you")
	large := strings.Fields("harbour council camera money police quay night trader smuggler radio light theatre mayor budget officer")
	var lines []string
	add := func(body string) {
		lines = append(lines, fmt.Sprintf(`{"id":"a%d","title":"Article %d","date":"2020-05-06","params":{"outlet":"Outlet %d","form":"full"},"body":%s}`,
			len(lines), len(lines), len(lines)%9, quoted(body)))
	}
	for range 200 {
		var paragraphs []string
		for range 12 {
			var words []string
			for range 30 {
				words = append(words, small[random.IntN(len(small))])
				if random.IntN(3) == 0 {
					words = append(words, large[random.IntN(len(large))])
				}
			}
			paragraphs = append(paragraphs, "“"+strings.Join(words, " ")+",” said Olive Brandt.")
		}
		add(strings.Join(paragraphs, "\n\n"))
	}
	for _, g := range given {
		add(g)
	}
	return router(t, corpus.Source{Name: "crowd", FS: fstest.MapFS{"c.jsonl": {Data: []byte(strings.Join(lines, "\n"))}}})
}

// TestTheOneArticleIsFoundInACrowd lets many articles share the claim's words, of
// which only some are looked at closely.
func TestTheOneArticleIsFoundInACrowd(t *testing.T) {
	common := "when all of them have to say that it is not what we will be"
	harbour := "the police have no money for the camera on the quay and the council will not be the one who does it at night"
	long := []string{
		"We will not have a camera at the harbour, and that is what they have to say about it when the council is here.",
		"The police will be the one who does it for the theatre, and all of us are here for the budget and the officer.",
		"It is the trader and not the smuggler who will have to say what the radio is about when the mayor is here for you.",
	}
	other := "the smuggler will be here for the light of the theatre when the officer and the trader are not"
	speech := func(s string) string { return "“" + s + ",” said Ines Falk." }
	r := crowd(t, speech(common), speech(harbour), "Falk spoke.\n\n"+speech(long[0])+"\n\n"+speech(long[1])+"\n\n"+speech(long[2]), speech(other))
	for _, test := range []struct {
		claim string
		want  verbatim.Verdict
	}{
		{common, verbatim.Exact},
		{harbour, verbatim.Exact},
		{other, verbatim.Exact},
		{strings.Replace(harbour, "will not", "will", 1), verbatim.Altered},
		{strings.Join(long, "\n\n"), ""},
		{harbour + " and " + other, verbatim.Stitched},
		{"all of them have to say that it is not " + other, verbatim.Partial}, /* small words in a row are chance */
		{"the zeppelin flew over " + harbour, ""},
	} {
		res, err := r.Handle(t.Context(), commands.Request{Command: "verify", Args: map[string]string{"quote": test.claim}})
		if err != nil {
			t.Fatal(err)
		}
		got := res.Checks[0].Verdict
		if got != test.want && test.want != "" || got == verbatim.Absent {
			t.Errorf("%q is %s, want %s", test.claim, got, test.want)
		}
	}
}
