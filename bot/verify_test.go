package bot_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"onrecord/bot/discordtest"
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

// town is a router over some invented articles on cameras.
func town(t testing.TB) *commands.Router {
	t.Helper()
	var lines []string
	for i, body := range []string{
		"“We will not spend a penny on cameras for the old quay,” said Olive Brandt.\n\n“Nobody needs lights there,” said Ines Falk.",
		"Olive Brandt said: “We will not spend a penny on cameras for the old quay.”",
		"“We will not spend one penny on cameras for the old quay,” Olive Brandt said. She warned that radios help smugglers.",
		"“We will not spend a penny on cameras for the old quay,” said Olive Brandt, the mayor.",
		"“*We* will ~~not~~ `spend` a **penny** | on > # @everyone <@1> [radios](https://evil.example),” said Olive Brandt.",
	} {
		lines = append(lines, fmt.Sprintf(`{"id":"t%d","title":"Town %d","date":"2020-05-0%d","params":{"outlet":"Outlet %d","url":"https://town%d.example/a","form":"full"},"body":%s}`,
			i, i, i+1, i, i, quoted(body)))
	}
	return router(t, corpus.Source{Name: "town", FS: fstest.MapFS{"t.jsonl": {Data: []byte(strings.Join(lines, "\n"))}}})
}

func TestChecksAsSlashCommands(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, town(t))
	penny := "We will not spend a penny on cameras for the old quay"
	for _, test := range []struct {
		command string
		options map[string]any
		want    []string
		context bool
	}{
		{"verify", map[string]any{"quote": penny, "speaker": "Brandt"}, []string{"✅ **Exact", "**Olive Brandt**", "As others print it", "~~a~~**one**"}, true},
		{"verify", map[string]any{"quote": penny, "speaker": "Ines Falk"}, []string{"❌ **Wrong speaker", "Olive Brandt says them, not Ines Falk"}, true},
		{"verify", map[string]any{"quote": "We will spend a penny on cameras for the old quay"}, []string{"Altered", "**not**", "negation differs"}, true},
		{"verify", map[string]any{"quote": "the zeppelin flew over the harbour"}, []string{"Not in the coverage", "Looked through 5 articles of 5 outlets"}, false},
		{"verify", map[string]any{"quote": "old quay"}, []string{"Too short"}, false},
		{"who", map[string]any{"words": penny}, []string{"Word for word in 3 places", "**Olive Brandt**", "1–3 of 4"}, true},
		{"who", map[string]any{"words": "zeppelin"}, []string{"Nobody in the coverage", "nothing in 5 articles of 5 outlets"}, false},
		{"compare", map[string]any{"words": "penny cameras"}, []string{"**Olive Brandt**", "Outlet 2"}, true},
		{"timeline", map[string]any{"speaker": "brandt"}, []string{"1–3 of", "**Olive Brandt**"}, true},
		{"timeline", nil, []string{"needs a speaker, or words"}, false},
	} {
		m := srv.Slash(test.command, test.options).Reply()
		for _, want := range test.want {
			if !strings.Contains(m.Text(), want) {
				t.Errorf("/%s %v lacks %q:\n%s", test.command, test.options, want, m.Text())
			}
		}
		if got := canPress(m, "Context 1") || canPress(m, "More context"); got != test.context {
			t.Errorf("/%s %v: context %v", test.command, test.options, got)
		}
		checkUnpinging(t, m)
		if len(test.options) == 0 {
			continue
		}
		in := srv.Slash(test.command, private(test.options))
		if m := in.Reply(); !m.Ephemeral || !canPress(m, "Share") {
			t.Errorf("/%s private: %v", test.command, m.Ephemeral)
		} else if public := shared(t, in.Click("Share")); public.Ephemeral || !strings.Contains(public.Text(), test.want[0]) {
			t.Errorf("/%s: what was shared is\n%s", test.command, public.Text())
		}
	}
	for _, command := range []string{"who", "timeline"} {
		in := srv.Slash(command, map[string]any{map[string]string{"who": "words", "timeline": "speaker"}[command]: map[string]string{"who": penny, "timeline": "Olive Brandt"}[command]})
		first := in.Reply().Text()
		m := in.Click("Next").Reply()
		if !strings.Contains(m.Text(), "4") || m.Text() == first || !canPress(m, "Previous") {
			t.Errorf("/%s: the second page is\n%s", command, m.Text())
		}
	}
}

func TestCheckThisQuote(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, town(t))
	in := srv.MessageCommand("Check this quote", "Falk said “we will not spend a penny on cameras for the old quay”, but \"nobody needs the lights there\" said Ines Falk.\n> the zeppelin flew over the quay\n> — Olive Brandt")
	m := in.Reply()
	text := m.Text()
	for _, want := range []string{"claimed of Ines Falk", "Olive Brandt says them, not Ines Falk", "Altered", "claimed of Olive Brandt", "Not in the coverage", "Looked through"} {
		if !strings.Contains(text, want) {
			t.Errorf("the answer lacks %q:\n%s", want, text)
		}
	}
	if !m.Ephemeral {
		t.Error("the answer is for everybody")
	}
	if public := shared(t, in.Click("Share")); public.Ephemeral || !strings.Contains(public.Text(), "not Ines Falk") {
		t.Errorf("what was shared is\n%s", public.Text())
	}
	if m := srv.MessageCommand("Check this quote", strings.Repeat("“we will not spend a penny”\n", 7)).Reply(); !strings.Contains(m.Text(), "The first 5 of 7") {
		t.Errorf("of seven quotations:\n%s", m.Text())
	}
	if m := srv.MessageCommand("Check this quote", "*We* will ~~never~~ `spend` a **penny** | on > # @everyone <@1> cameras for the quay").Reply(); !strings.Contains(m.Text(), "Altered") {
		t.Errorf("marks in a claim:\n%s", m.Text())
	} else {
		checkUnpinging(t, m)
	}
}

// checkUnpinging is checkHarmless for answers that may strike words through.
func checkUnpinging(t *testing.T, m *discordtest.Message) {
	t.Helper()
	if s := m.Text(); regexp.MustCompile(`(^|[^\\])(@|<[@#a:t])`).MatchString(s) {
		t.Errorf("a mention in\n%s", s)
	}
}
