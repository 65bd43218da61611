package index_test

import (
	"fmt"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/corpus/coverage"
	"onrecord/corpus/quotation"
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
		{"When was the lighthouse built?", "1998"},
		{"Where was the lighthouse built?", "Norby"},
		{"Were the traders robbed?", ""},
		{"Who robbed the traders?", ""}, // not “Twelve”
	} {
		ans := search(t, x, corpus.Query{Text: test.question, Question: true})
		if len(ans.Results) == 0 {
			t.Errorf("%s: no result", test.question)
			continue
		}
		r := ans.Results[0]
		if got := bold(ans.Results); got != test.want {
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

// TestWhatIsAskedMustBeThere asks for what the passages with the names do not tell.
func TestWhatIsAskedMustBeThere(t *testing.T) {
	x := open(t, load(t, made{"quay", "Coast Echo", "2021-05-01", `Piet Doorn, harbour master of Sandholm, leads the Guild of Pilots. “We watch the water,” Doorn said.

The Guild of Pilots, 120 years old, has seven boats, and its members work in all weathers at Sandholm. Doorn paid for none of them.

“Nobody steers by night,” Doorn said in a speech on Monday.

The lamps of Sandholm cost 4,000 crowns a year. Ada Falk founded the school at Norby in 1998.

Ada Falk, 48, teaches the children of Norby.

Mia Brandt, mayor of the town, opened the market. Brandt claimed that this was her “dearest duty”.

The mole of Sandholm has stood for 200 years, and the chapel of Sandholm, built 90 years ago, for half of that.

Ole Strand, deputy head of the Rowing Club, signed the letter.`}), index.Options{})
	for _, test := range []struct{ question, want string }{
		{"Who heads the Rowing Club?", ""},
		{"Who leads the Guild of Pilots?", "Piet Doorn, harbour"},
		{"Who founded the school at Norby?", "Ada Falk founded"},
		{"How old is the Guild of Pilots?", "120 years old"},
		{"How many boats has the Guild of Pilots?", "seven boats"},
		{"Who is the head of the Guild of Pilots?", "Piet Doorn, harbour"},
		{"Who is the harbour master of Sandholm?", "Piet Doorn, harbour"},
		{"who's the founder of the school at norby", "Ada Falk founded"},
		{"Who runs the Guild of Pilots?", "Piet Doorn, harbour"},
		{"Who runs the school at Norby?", ""},       // who teaches there need not
		{"Who is Mia Brandt?", "Mia Brandt, mayor"}, // not what she said alone
		{"Who bought the Guild of Pilots?", ""},
		{"When will Doorn retire?", ""},
		{"When did Ada Falk teach the children of Norby?", ""},
		{"Why was Doorn sacked?", ""},
		{"Where did Doorn give his speech?", ""},
		{"How big are the doors?", ""}, // they are not Doorn
		{"Did Ada Falk watch the school at Norby?", ""},
		{"Did Ada Falk found the school at Norby?", "Ada Falk founded"},
		{"How many cranes does Sandholm have?", ""},
		{"How much do the lamps of Sandholm cost?", "4,000 crowns"},
		{"How much does Doorn earn?", ""},
		{"Who owns the Guild of Pilots?", ""},
		{"Who paid for the school at Norby?", ""},
		{"How many boats had the Guild of Pilots in 2015?", ""},
		{"How long has the Guild of Pilots had boats?", "120 years old"},
		{"How long did Ada Falk teach the children of Norby?", ""},
		{"How old is Doorn?", ""},
		{"How old is Ada Falk?", "Ada Falk, 48, teaches"},
		{"When did the volcano of Sandholm erupt in Kilimanjaro?", ""},
		{"who bought the guild of pilots", ""}, // a question without its mark
		{"who founded the school at norby", "Ada Falk founded"},
	} {
		ans := search(t, x, corpus.Query{Text: test.question})
		switch {
		case test.want == "" && len(ans.Results) > 0:
			t.Errorf("%s: answered with %s", test.question, texts(ans.Results))
		case test.want == "" && len(ans.Nearest) == 0:
			t.Errorf("%s: nothing near, though the names are there", test.question)
		case test.want != "" && (len(ans.Results) == 0 || !strings.Contains(ans.Results[0].Excerpt.Text(), test.want)):
			t.Errorf("%s: %s, want %q first; near %s", test.question, texts(ans.Results), test.want, texts(ans.Nearest))
		}
	}
}

// TestWhoseOffice asks for somebody's office: what the one who holds it said besides answers nothing.
func TestWhoseOffice(t *testing.T) {
	x := open(t, load(t, made{"guild", "Coast Echo", "2021-05-01", `Piet Doorn, head of the Guild of Pilots, spoke on Monday.

“The Guild of Pilots has seven boats,” Doorn said.

Ada Falk came late.`}), index.Options{})
	if ans := search(t, x, corpus.Query{Text: "Who runs the Guild of Pilots?", Question: true}); ans.Total != 1 {
		t.Errorf("answered with %s", texts(ans.Results))
	}
	// Which inquiry it is that somebody led is not told by names elsewhere in the article.
	x = open(t, load(t, made{"flood", "Coast Echo", "2021-05-01", "The Norby inquiry into the flood closed. It was slower than the Sandholm inquiry of last year.\n\n" +
		"“Nobody was warned,” said Ada Falk, who led the inquiry.\n\nOle Strand led the singing."}), index.Options{})
	if ans := search(t, x, corpus.Query{Text: "Who led the Sandholm inquiry?", Question: true}); len(ans.Results) > 0 {
		t.Errorf("answered with %s", texts(ans.Results))
	}
}

// TestFigureOfSomethingElse asks for figures that are not told, of what has others.
func TestFigureOfSomethingElse(t *testing.T) {
	x := open(t, load(t, made{"ferry", "Coast Echo", "2021-05-01", `Ada Falk, 47, was told in May that she had sold the trust of the harbour.

The blockade of the quay was lifted at 4.30 pm. The leaders of the farmers said that they would return with 40 tractors.

The ferry that Ole Strand bought in 1987 takes 90 cars. It was paid for by his uncle within six years.`},
		made{"council", "Coast Echo", "2021-05-02", "Those who join the police train for long. A man was arrested at the mole, and died."}), index.Options{})
	for question, want := range map[string]string{
		"When did Ada Falk join the police?":                 "",
		"How many farmers were arrested at the blockade?":    "",
		"When did Ole Strand die?":                           "",
		"When was the blockade of the quay lifted?":          "4.30 pm",
		"When did Strand purchase the ferry?":                "bought in 1987",
		"How many cars can the ferry carry?":                 "takes 90 cars",
		"How many tractors will the farmers come back with?": "40 tractors",
	} {
		checkFirst(t, x, corpus.Query{Text: question, Question: true}, want)
	}
}

// TestWhatSomebodySaid asks for what somebody said, and is answered by what they say, or are
// reported to say, and by nothing else that is about them.
func TestWhatSomebodySaid(t *testing.T) {
	x := open(t, load(t, made{"mole", "Coast Echo", "2021-05-01", `The mole of Sandholm cracked in the gale. The mayor of the town is Mia Brandt.

“Brandt saw the cracks in May,” said Ada Falk, an engineer. “Nobody mended the mole.”

Brandt walked along the mole on Monday, and went home.

“The harbour must be dredged,” Brandt told the council.

Ole Strand, a fisher, recalled that Brandt warned him of the ferries in a letter.`}), index.Options{})
	for question, want := range map[string]string{
		"What did Brandt say about the mole?":          "",
		"What does Brandt think of the cracks?":        "",
		"Why did Brandt criticise Falk?":               "",
		"What did Falk say about the mole?":            "Brandt saw the cracks",
		"What has Falk said about the cracks of May?":  "Brandt saw the cracks",
		"What did Brandt tell the council of harbour?": "harbour must be dredged",
		"What did Brandt see on the mole?":             "Brandt saw the cracks", // no statement is asked for
		"What did Brandt say about Ada Falk?":          "",
		"What did Falk say about Brandt?":              "Brandt saw the cracks",
	} {
		checkFirst(t, x, corpus.Query{Text: question, Question: true}, want)
	}
}

// TestWhoseDeedIsAsked names whom the coverage tells something else of.
func TestWhoseDeedIsAsked(t *testing.T) {
	x := open(t, load(t,
		made{"raid", "Coast Echo", "2021-05-01", `Falk spoke of the murder of Mia Brandt, which two sailors committed in March. Her neighbour Ole Strand was away.

The coastguard and the Pilots were praised. Ada Falk said that Norby had rescued nine sailors in March.`},
		made{"feast", "Coast Echo", "2021-05-02", `Piet Doorn dined with the Pilots on Monday. They talked of wages.`}), index.Options{})
	for question, want := range map[string]string{
		"Who murdered Mia Brandt?":                      "murder of Mia Brandt",
		"Who murdered Strand?":                          "",
		"When did Strand dine with the Pilots?":         "",
		"When did Doorn dine with the Pilots?":          "Piet Doorn dined",
		"How many sailors did Norby rescue in March?":   "nine sailors",
		"How many sailors did the Pilots rescue?":       "",
		"How many sailors did Doorn rescue?":            "",
		"How many sailors were rescued by the Pilots?":  "",
		"Who talked of wages with the Pilots at Norby?": "They talked of wages",
		"Who has murdered Mia Brandt?":                  "murder of Mia Brandt",
		"Who has murdered Strand?":                      "",
		"Who will murder Strand?":                       "",
	} {
		checkFirst(t, x, corpus.Query{Text: question, Question: true}, want)
	}
}

// TestWhatSharesAWordAnswersNothing asks who did what, where and how much, of what the coverage has
// something like it of others only.
func TestWhatSharesAWordAnswersNothing(t *testing.T) {
	x := open(t, load(t,
		made{"quay", "Coast Echo", "2021-05-01", `The quay of Sandholm cost £90. It was paved by Brandt & Daughters, a firm that is based in Norby.

Piet Doorn said that the quay was paved for carts. “It is the third in my time,” Doorn said.

Send word to the pilots. They sent 40 letters to the king on 3 December.`},
		made{"harp", "Coast Echo", "2021-05-02", `Ada Falk never sits still. The 38-year-old founder of Lumen plays the harp.

Mia Lund, a weaver and mother of three from Norby, wrote to the mayor. One of the letters was lost, and she will go to court.

Ole Strand said that the Sea Foundation went to the chapel.

Lumen sold nine harps. Thieves have robbed Ada Falk’s school in Norby.`},
		made{"mill", "Coast Echo", "2021-05-03", `Olga Rask sang. Olga Rask, the miller, danced, too.

The guild thanked Rask and hired Jon Adler to succeed her.

The fee collector of the mill has six dogs.

The fee has risen to £3.

The strings are made by 80 per cent of us.`}), index.Options{})
	for question, want := range map[string]string{
		"Who paved the quay?":                         "paved by Brandt",
		"Who wrote the report on the harps?":          "",
		"Who wrote the letters to the mayor?":         "Mia Lund, a weaver",
		"Where is Lumen based?":                       "",
		"Where is the paving firm based?":             "based in Norby",
		"Where does Mia Lund live?":                   "three from Norby",
		"Where does Piet Doorn live?":                 "",
		"How much did the harp cost?":                 "",
		"How much did the quay cost?":                 "cost £90",
		"How tall is Piet Doorn?":                     "",
		"How many letters did the pilots send?":       "sent 40 letters",
		"How many letters were lost?":                 "",
		"How many pilots are there at Sandholm quay?": "",
		"Who replaced Olga Rask?":                     "hired Jon Adler",
		"How much is the fee?":                        "£3",
		"How much do the strings cost?":               "",
	} {
		checkFirst(t, x, corpus.Query{Text: question, Question: true}, want)
	}
	for question, want := range map[string]string{
		"How many letters did the pilots send?": "40 letters",
		"Who paved the quay?":                   "", // not Piet Doorn
		"Where is the paving firm based?":       "Norby",
		"Who robbed the school?":                "",
	} {
		r := search(t, x, corpus.Query{Text: question, Question: true}).Results
		if len(r) == 0 || bold(r) != want {
			t.Errorf("%s: %q is not %q", question, texts(r), want)
		}
	}
}

// TestOfficeOfAnotherBody asks for the head of what shares words with another.
func TestOfficeOfAnotherBody(t *testing.T) {
	x := open(t, load(t,
		made{"quarry", "Coast Echo", "2021-05-03", `Olga Strand, head of Rungsted council, spoke.

Per Adler left the School of Rungsted.`},
		made{"elms", "Coast Echo", "2021-05-05", `The Elmby Trust planted none.

Una Dahl, head of Elmby council, was away.`},
		made{"sale", "Coast Echo", "2021-05-01", `Norby Athletic lost again. Its captain, Ole Strand, wept.

Its managing director, Ada Falk, was “glad”. The Pilots came late.

Its founder, Mia Lund, sang.`}), index.Options{})
	for question, want := range map[string]string{
		"Who runs the School of Rungsted?": "",
		"Who runs Rungsted council?":       "Olga Strand, head",
		"Who runs Elmby Trust?":            "",
		"Who runs Elmby council?":          "Una Dahl, head",
		"Who founded Norby Athletic?":      "",
	} {
		checkFirst(t, x, corpus.Query{Text: question, Question: true}, want)
	}
}

// TestSpeakerAndName looks for what somebody said, by name and with the filter.
func TestSpeakerAndName(t *testing.T) {
	x := open(t, load(t, made{"quay", "Coast Echo", "2021-05-01", `Ada Falk did not comment on the volcano either way, but she spoke of “a long night”.

Falk, the harbour master, also warned about the glacier and said that the boats would “go under”.

The orchard is old. “We like it,” said Ole Strand.`}), index.Options{})
	for _, topic := range []string{"volcano", "glacier", "boats"} {
		for _, q := range []corpus.Query{{Text: "falk " + topic}, {Text: topic, Speaker: "falk"}, {Text: topic, Speaker: "Ada Falk", Spoken: true}} {
			ans := checkFirst(t, x, q, topic)
			if len(ans.Results) > 0 && (ans.Results[0].Speaker() == nil || ans.Results[0].Speaker().Name != "Ada Falk") {
				t.Errorf("%+v: said by %v", q, ans.Results[0].Speaker())
			}
		}
	}
	checkFirst(t, x, corpus.Query{Text: "orchard", Speaker: "strand"}, "")
	checkFirst(t, x, corpus.Query{Text: "volcano", Speaker: "strand"}, "")
}

// TestWhoHasNoNameIsFoundByWords looks for speakers who are described only.
func TestWhoHasNoNameIsFoundByWords(t *testing.T) {
	x := open(t, load(t, made{"quay", "Coast Echo", "2021-05-01", `A Lumen spokesperson said: “The kilns are safe.”

A Sandholm council spokeswoman said: “The quay will be mended.”`}), index.Options{})
	for query, want := range map[string]string{
		"lumen spokesperson":   "The kilns are safe",
		"council spokeswoman":  "quay will be mended",
		"spokesperson kilns":   "The kilns are safe",
		"sandholm spokeswoman": "quay will be mended",
	} {
		if ans := checkFirst(t, x, corpus.Query{Text: query}, want); len(ans.Results) > 0 && ans.Results[0].Speaker() == nil {
			t.Errorf("%s: nobody says %s", query, texts(ans.Results))
		}
	}
}

// checkFirst checks what the first result holds; "" is none.
func checkFirst(t *testing.T, x *index.Index, q corpus.Query, want string) corpus.Answer {
	t.Helper()
	ans := search(t, x, q)
	if want == "" && len(ans.Results) > 0 || want != "" && (len(ans.Results) == 0 || !strings.Contains(ans.Results[0].Excerpt.Text(), want)) {
		t.Errorf("%s %s: %s, want %q; near %s", q.Text, q.Speaker, texts(ans.Results), want, texts(ans.Nearest))
	}
	return ans
}

// TestAFigureIsOfWhatIsNamed asks for figures of what the coverage has none of.
func TestAFigureIsOfWhatIsNamed(t *testing.T) {
	x := open(t, load(t,
		made{"ferry", "Coast Echo", "2021-05-01", "The ferry to Norby was late on Monday.\n\nThe owners pay each sailor £900 a month."},
		made{"quarry", "Coast Echo", "2021-05-02", "The quarry of Sandholm was closed.\n\nThe firm will pay each worker redundancy money of £300."},
	), index.Options{})
	for question, want := range map[string]string{
		"How much redundancy money will the firm pay each worker in Sandholm?": "£300",
		"How much redundancy money will the firm pay each worker in Norby?":    "",
		"How much do the owners pay each sailor to Norby?":                     "£900",
	} {
		ans := search(t, x, corpus.Query{Text: question})
		if want == "" && len(ans.Results) > 0 || want != "" && !strings.Contains(texts(ans.Results), want) {
			t.Errorf("%s: %s, want %q", question, texts(ans.Results), want)
		}
	}
}

// TestWhatTheySpokeAbout looks for what somebody said in an article about a topic.
func TestWhatTheySpokeAbout(t *testing.T) {
	x := open(t, load(t,
		made{"fire", "Coast Echo", "2021-05-01", "A fire closed the road to Sandholm.\n\n“We will not lose the town today,” said Piet Doorn, the mayor.\n\nDoorn went home. The town slept, said Ada Falk, a neighbour."},
		made{"market", "Coast Echo", "2021-05-02", "The market of the town opened.\n\n“The town has waited,” said Piet Doorn, the mayor.\n\n“It is a fine town,” said Ole Strand."},
		made{"pier", "Coast Echo", "2021-05-03", "“The pier is long,” said Piet Doorn, the mayor.\n\nA doctor lives there."},
	), index.Options{})
	for query, want := range map[string]string{
		"doorn town fire":      "lose the town",
		"doorn town":           "town has waited",
		"doorn fire":           "", // they said nothing of it
		"strand town fire":     "",
		"doorn town volcano":   "",
		"doorn pier doctor":    "pier is long",
		"doorn pier physician": "", // a word that stands for it may be about anything
		"town fire":            "",
	} {
		ans := search(t, x, corpus.Query{Text: query})
		if want == "" && len(ans.Results) > 0 || want != "" && (len(ans.Results) == 0 || !strings.Contains(ans.Results[0].Excerpt.Text(), want)) {
			t.Errorf("%s: %s, want %q", query, texts(ans.Results), want)
		}
	}
	if ans := search(t, x, corpus.Query{Text: "doorn town fire"}); ans.Total != 1 {
		t.Errorf("%d passages: %s", ans.Total, texts(ans.Results))
	}
}

// TestWhoIsMeantByAName looks for what somebody said of whom others have the surname, or the
// given name.
func TestWhoIsMeantByAName(t *testing.T) {
	x := open(t, load(t, made{"school", "Coast Echo", "2021-05-01", "The mayor, Olive Falk, opened a school on Monday.\n\n“The quay is a fine place for a school,” Falk said.\n\n" +
		"“The lamps must be watched,” said Olive Brandt, a councillor.\n\n“The boats are old,” said Ines Falk, a fisher."}), index.Options{})
	for query, want := range map[string]string{
		"olive falk lamps":         "",
		"olive falk boats":         "",
		"olive brandt lamps boats": "lamps must be watched",
		"brandt lamps boats":       "lamps must be watched",
		"ines falk boats lamps":    "boats are old",
		"falk boats lamps":         "boats are old",
	} {
		ans := search(t, x, corpus.Query{Text: query})
		if want == "" && len(ans.Results) > 0 || want != "" && (len(ans.Results) != 1 || !strings.Contains(ans.Results[0].Excerpt.Text(), want)) {
			t.Errorf("%s: %s, want %q", query, texts(ans.Results), want)
		}
	}
}

// TestHowManyAnswer asks what two hundred passages have words of, and thirty tell.
func TestHowManyAnswer(t *testing.T) {
	body := "The quay is old."
	for i := range 200 {
		body += fmt.Sprintf("\n\nFerry %d has lamps of glass.", i+100)
		if i < 30 {
			body += fmt.Sprintf("\n\nThe lamps of ferry %d were mended in 1998 by a smith from %s.", i+100, strings.Repeat("Nor", i+1)+"by")
		}
	}
	x := open(t, load(t, made{"ferries", "Coast Echo", "2021-05-01", body}), index.Options{})
	ans := search(t, x, corpus.Query{Text: "When were the lamps of the ferries mended?", Question: true, Limit: 5})
	if ans.Total == 0 || ans.Total > 30 || len(ans.Results) != 5 {
		t.Errorf("%d in all, and shown: %s", ans.Total, texts(ans.Results))
	}
}

// TestWordsThatStandForOthers searches in other words than the coverage's.
func TestWordsThatStandForOthers(t *testing.T) {
	own := &index.Thesaurus{}
	if err := own.Read("own", strings.NewReader("smuggler, bootlegger")); err != nil {
		t.Fatal(err)
	}
	x := open(t, load(t, made{"quay", "Coast Echo", "2021-05-01", `Piet Doorn said: “The smugglers came in six boats, and nobody was responsible.”

“We need encryption and a standing cooperation,” said Cressida Falk. “At dinner we were silent.”`}), index.Options{Thesaurus: own})
	for _, test := range []struct {
		query, first string
		searched     string // in place of the last word that is not in the coverage
	}{
		{"bootlegger", "The smugglers came", "smugglers"},
		{"doorn bootleggers", "The smugglers came", "smugglers"},
		{"doorn responsibility", "The smugglers came", "responsible"},
		{"doorn 6 boats", "The smugglers came", "six"},
		{"falk encrypted", "We need encryption", "encryption"},
		{"cresida encryption", "We need encryption", "Cressida"},
		{"falk encrytpion", "We need encryption", "encryption"},
		{"falk diner", "We need encryption", "dinner"}, // a letter that is doubled
		{"falk corporation", "", ""},                   // a word of English is no misspelt “cooperation”
		{"falk zebra", "", ""},
	} {
		ans := search(t, x, corpus.Query{Text: test.query})
		searched := ""
		for _, c := range ans.Corrections {
			searched = c.Searched
		}
		switch {
		case test.first == "" && len(ans.Results) > 0:
			t.Errorf("%s: found %s", test.query, texts(ans.Results))
		case test.first != "" && (len(ans.Results) == 0 || !strings.Contains(ans.Results[0].Excerpt.Text(), test.first) || searched != test.searched):
			t.Errorf("%s: found %s, searched %q, want %q with %q", test.query, texts(ans.Results), searched, test.first, test.searched)
		}
	}
}

// TestNearestInMeaning asks in words that the coverage has none of.
func TestNearestInMeaning(t *testing.T) {
	x := open(t, load(t, made{"quay", "Coast Echo", "2021-05-01", `The mayor opened a new library on Monday.

“Messages on phones must stay secret from everybody,” said Ada Falk.

Fishermen caught more herring than in any winter before.`}), index.Options{})
	ans := search(t, x, corpus.Query{Text: "private conversations by texting"})
	if len(ans.Results) > 0 || len(ans.Nearest) == 0 || !strings.Contains(ans.Nearest[0].Excerpt.Text(), "Messages on phones") {
		t.Fatalf("found %s, near %s", texts(ans.Results), texts(ans.Nearest))
	}
	if p := ans.Nearest[0].Speaker(); p == nil || p.Name != "Ada Falk" {
		t.Errorf("it is said by %v", p)
	}
	if ans := search(t, x, corpus.Query{Text: "quarterly dividend forecasts"}); len(ans.Results)+len(ans.Nearest) > 0 {
		t.Errorf("near %s, which has nothing to do with it", texts(ans.Nearest))
	}
}

// TestSpeechUnderARole looks for somebody by the office, of which a passage that they alone
// speak in has a name only.
func TestSpeechUnderARole(t *testing.T) {
	c, err := corpus.Load(t.Context(), corpus.Source{Name: "coverage", FS: coverage.Files})
	if err != nil {
		t.Fatal(err)
	}
	if err := quotation.AnnotateCorpus(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	ans := search(t, open(t, c, index.Options{}), corpus.Query{Text: "director general of MI5", Limit: 50})
	for _, r := range ans.Results {
		if strings.HasPrefix(r.Excerpt.Text(), "Parker said: “I welcome") {
			if r.Speaker() == nil || r.Speaker().Name != "Andrew Parker" {
				t.Errorf("%s is by %v", r.Excerpt.Text(), r.Speaker())
			}
			return
		}
	}
	t.Errorf("found %s", texts(ans.Results))
}

// checkAll asks each question, and wants its text in the first result; "" wants none.
func checkAll(t *testing.T, x *index.Index, wants map[string]string) {
	t.Helper()
	for question, want := range wants {
		t.Run(question, func(t *testing.T) { checkFirst(t, x, corpus.Query{Text: question, Question: true}, want) })
	}
}

// bold returns what may be the answer in the first result; "" if there is none.
func bold(results []corpus.Result) string {
	if len(results) == 0 {
		return ""
	}
	r := results[0]
	return r.Excerpt.Article().Body()[r.Answer.Start:r.Answer.End]
}

// TestDeedsThatNobodyTellsOf asks who did what nobody did.
func TestDeedsThatNobodyTellsOf(t *testing.T) {
	x := open(t, load(t,
		made{"prize", "Coast Echo", "2021-05-01", `Joel Skov won the Amber prize in Vess on Friday.`}), index.Options{})
	checkAll(t, x, map[string]string{
		"Who won the Amber prize?":      "Joel Skov won",
		"Who stole the Amber prize?":    "",
		"Who lost the Amber prize?":     "",
		"Who invented the Amber prize?": "",
	})
}

// TestWhoDidWhatToWhom asks for what was done by others, or to others, than the coverage tells.
func TestWhoDidWhatToWhom(t *testing.T) {
	x := open(t, load(t,
		made{"sale", "Coast Echo", "2021-05-01", `The trainer, Ole Strand, who succeeded Piet Doorn in March, was silent.

Ada Falk bought the ferry from the brewer Jon Rask in 2018.

A club of divers, Clear Sound, has sued the port over the mole.`},
		made{"bill", "Coast Echo", "2021-05-02", `Former Governor Kai Wold, who first proposed the toll in 2017, was absent. His successor, Governor Una Dahl, will sign it.

Her aunt, Lis Rode, danced. She died in February.

Mia Brandt and Olga Brandt sing. The police spoke of the murder of Mia Brandt.`}), index.Options{})
	checkAll(t, x, map[string]string{
		"Who succeeded Piet Doorn?":        "who succeeded Piet Doorn",
		"Who succeeded Ole Strand?":        "",
		"When did Ada Falk buy the ferry?": "Ada Falk bought",
		"When did Jon Rask buy the ferry?": "",
		"Who sued the port?":               "Clear Sound, has sued",
		"Who sued Clear Sound?":            "",
		"When did Wold propose the toll?":  "first proposed",
		"When did Dahl propose the toll?":  "",
		"When did Lis Rode die?":           "She died in February",
		"When did Una Dahl die?":           "",
		"Who murdered Mia Brandt?":         "murder of Mia Brandt",
		"Who murdered Olga Brandt?":        "",
	})
}

// TestWhoseAge asks for ages where those of others stand beside, and of the relatives of somebody, whose
// ages are not told.
func TestWhoseAge(t *testing.T) {
	x := open(t, load(t,
		made{"court", "Coast Echo", "2021-05-01", `Piet Doorn, 34, was tried for the murder of Ada Falk in Norby.

Falk, 41, had married Ole Falk, a baker. Her sister, Mia Rask, 38, wept. Doorn’s brother, Jon Doorn, 29, was away.`},
		made{"ferry", "Coast Echo", "2021-05-02", `“It was dark,” said the plumber Kai Wold. His daughter, Una, 6, broke an arm.

Lis Rode, 70, whose husband, Per, waited, was glad.`}), index.Options{})
	for question, want := range map[string]string{
		"How old is Piet Doorn?":           "34",
		"How old is Ada Falk?":             "41",
		"How old is Ole Falk?":             "",
		"How old is Ada Falk's sister?":    "",
		"How old is Mia Rask?":             "38",
		"How old is Mia Rask's sister?":    "",
		"How old is Piet Doorn's brother?": "",
		"How old is Piet Doorn's sister?":  "",
		"How old is Kai Wold?":             "",
		"How old is Kai Wold's daughter?":  "",
		"How old is Lis Rode's husband?":   "",
		"How old is Lis Rode?":             "70",
	} {
		t.Run(question, func(t *testing.T) {
			r := search(t, x, corpus.Query{Text: question, Question: true}).Results
			if got := bold(r); got != want || want == "" && len(r) > 0 {
				t.Errorf("%q, want %q: %s", got, want, texts(r))
			}
		})
	}
}

// TestWhoHoldsTheOffice asks for offices beside others that are called nearly so.
func TestWhoHoldsTheOffice(t *testing.T) {
	x := open(t, load(t,
		made{"trade", "Coast Echo", "2021-05-01", `Lumen’s chief executive, Ada Falk, was glad. Norstone’s chairman, Sir Piet Doorn, was not.`},
		made{"rail", "Coast Echo", "2021-05-02", `Railway minister Ole Strand spoke on Monday.

Former railway minister Kai Wold, who left in 2019, was silent.`}), index.Options{})
	for question, want := range map[string]string{
		"Who is the chief executive of Lumen?":    "Ada Falk",
		"Who runs Lumen?":                         "Ada Falk",
		"Who is the chairman of Lumen?":           "",
		"Who is the chairman of Norstone?":        "Piet Doorn",
		"Who is the chief executive of Norstone?": "",
		"Who is the railway minister?":            "Ole Strand",
		"Who was the railway minister in 2019?":   "Kai Wold",
	} {
		t.Run(question, func(t *testing.T) {
			r := checkFirst(t, x, corpus.Query{Text: question, Question: true}, want).Results
			if got := bold(r); !strings.HasSuffix(got, want) {
				t.Errorf("bold is %q, want %q", got, want)
			}
		})
	}
}

// TestFullAnswersComeAlone asks for what one passage tells in full, and others have words of.
func TestFullAnswersComeAlone(t *testing.T) {
	x := open(t, load(t,
		made{"strike", "Coast Echo", "2021-05-01", `The guild had asked for seven. The owners offered four.

Not everybody in the guild was content: three of its members left.`},
		made{"glass", "Coast Echo", "2021-05-02", `The chief executive of Lumen, Ada Falk, opened a kiln.

The chief of the fire brigade, Piet Doorn, told two reporters that Lumen was safe.`},
		made{"harp", "Coast Echo", "2021-05-03", `Mia Brandt mended the harp of the chapel in 1998.

The harp was played by Ole Strand in 2003 and mended since.`}), index.Options{})
	for question, want := range map[string]string{
		"How much did the guild ask for?":          "The guild had asked",
		"Who is the chief executive of Lumen?":     "The chief executive of Lumen",
		"Who mended the harp of the chapel?":       "Mia Brandt mended",
		"When was the harp of the chapel mended?":  "Mia Brandt mended",
		"In what year was the chapel harp mended?": "Mia Brandt mended",
	} {
		if ans := checkFirst(t, x, corpus.Query{Text: question, Question: true}, want); ans.Total > 1 {
			t.Errorf("%s: %d passages: %s", question, ans.Total, texts(ans.Results))
		}
	}
}
