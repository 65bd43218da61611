package verbatim

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"onrecord/corpus"
	"onrecord/corpus/effort"
)

// cores are clauses that are claimed by themselves; in the frames, CORE stands for one. The
// words around it turn it, or make it somebody else's.
var cores = []string{
	"we will close the old archive before the summer",
	"the river barrage was built on wet clay",
	"our members have taken money from the bank",
	"the harbour master lied to the whole town",
	"I am going to resign over the oyster beds",
}

var frames = []struct {
	name   string
	frames []string
}{
	{name: "a negation before it", frames: []string{
		"“I never said CORE,” said Jane Roe.", "“It is not true that CORE,” said Jane Roe.", "“There is no reason to believe CORE,” said Jane Roe.",
		"“Nobody has shown that CORE,” said Jane Roe.", "“I cannot say that CORE, and I shall not,” said Jane Roe.", "“Far from it being so that CORE, it is the reverse,” said Jane Roe.",
		"“I can't accept that CORE,” said Jane Roe.", "“It isn't so that CORE,” Jane Roe said.", "“Neither he nor I know whether CORE,” Jane Roe said.",
		"“It is false that CORE,” Jane Roe said.", "“It would be wrong to say that CORE,” Jane Roe said.", "“It's a myth that CORE,” Jane Roe said.",
		"“It is improbable that CORE,” Jane Roe said.", "“It is beyond belief that CORE,” Jane Roe said.", "“It's a fantasy that CORE,” Jane Roe said.",
	}},
	{name: "a clause that says nothing of it", frames: []string{
		"“There is a danger that CORE,” said Jane Roe.", "“The odds are that CORE,” said Jane Roe.", "“It could be that CORE,” said Jane Roe.",
		"“The town's case is that CORE,” said Jane Roe.", "“A judge has ruled that CORE,” said Jane Roe.", "“They want to make certain that CORE,” said Jane Roe.",
		"“The plan requires that CORE,” said Jane Roe.", "“Prove to me that CORE,” said Jane Roe.", "“Hale is sure that CORE,” said Jane Roe.",
		"Jane Roe said it was improbable that CORE.", "Jane Roe said there was a danger that CORE.", "Jane Roe said in May there was a danger that CORE.",
	}},
	{name: "a condition", frames: []string{
		"“If the court allows it, CORE,” said Jane Roe.", "“CORE only if the court allows it,” said Jane Roe.", "“CORE unless the town finds the money,” said Jane Roe.",
		"“Unless the rain stops, CORE,” said Jane Roe.", "“CORE, provided that the council agrees,” said Jane Roe.", "“Suppose that CORE, for the sake of argument,” said Jane Roe.",
		"“Assuming that the papers are real, CORE,” said Jane Roe.", "“In the worst case CORE,” Jane Roe said.", "“CORE, as long as Hugh Hale pays for it,” Jane Roe said.",
		"“If it rains or snows, CORE,” said Jane Roe.", "“If many agree, CORE,” said Jane Roe.", "“If Hale also agrees, CORE,” said Jane Roe.",
		"“Were the court to agree, CORE,” said Jane Roe.", "“Should the court agree, CORE,” said Jane Roe.",
		"“Had it rained, CORE,” Jane Roe said.", "“Had CORE, it would be news to us,” Jane Roe said.", "“If only CORE,” Jane Roe said.", "“CORE, on condition that all agree,” Jane Roe said.",
		"“When CORE, you may call me a fool,” Jane Roe said.", "“In case CORE, we have rented a barn,” Jane Roe said.", "“Once CORE, we can talk,” Jane Roe said.", "“When the court allows it, CORE,” Jane Roe said.", "“Whenever it rains, CORE,” Jane Roe said.",
		"“CORE pending a vote of the council,” Jane Roe said.", "“CORE, subject to a vote,” Jane Roe said.", "“CORE, depending on the tide,” Jane Roe said.", "“CORE as soon as Hale pays,” Jane Roe said.",
	}},
	{name: "an exception or a contrast", frames: []string{
		"“CORE, except in Thornby,” said Jane Roe.", "“CORE, but that was a joke,” said Jane Roe.", "“CORE, though nothing of it is decided,” said Jane Roe.",
		"“CORE, or so it seemed in March,” said Jane Roe.", "“CORE — however, it is only a plan,” said Jane Roe.", "“Although it looked as if CORE, it was a mistake,” said Jane Roe.",
		"“It took just a year, but CORE,” said Jane Roe.", "“CORE, only in Thornby,” said Jane Roe.", "“CORE, but in Thornby alone,” said Jane Roe.",
		"“CORE, however, in Thornby,” said Jane Roe.",
		"“CORE, yet the papers show the contrary,” Jane Roe said.", "“CORE, even though Hale denies it,” Jane Roe said.", "“CORE, apart from the north wing,” Jane Roe said.",
		"“CORE, with the exception of one,” Jane Roe said.", "“CORE, save for the north wing,” Jane Roe said.",
	}},
	{name: "doubt, or another time", frames: []string{
		"“Not only Hale doubts that CORE,” said Jane Roe.", "“We shall see whether CORE,” said Jane Roe.",
		"“I doubt that CORE,” said Jane Roe.", "“Perhaps CORE,” said Jane Roe.", "“Maybe CORE,” said Jane Roe.", "“It is possible that CORE,” said Jane Roe.",
		"“I used to think that CORE,” said Jane Roe.", "“I wonder whether CORE,” said Jane Roe.", "“I was afraid that CORE,” said Jane Roe.",
		"“It would be a shame if CORE,” said Jane Roe.", "“I have been asked if CORE,” said Jane Roe.", "“I hope that CORE,” Jane Roe said.",
		"“Allegedly CORE,” Jane Roe said.", "“I dreamt that CORE,” Jane Roe said.", "“I wish CORE,” Jane Roe said.", "“Imagine that CORE,” Jane Roe said.",
	}},
	{name: "somebody else says so", frames: []string{
		"“They say that CORE,” said Jane Roe.", "“The minister's claim that CORE is nonsense,” said Jane Roe.", "“Hugh Hale told me that CORE,” said Jane Roe.",
		"“He pretends that CORE,” said Jane Roe.", "“People believe that CORE,” said Jane Roe.", "“According to Hugh Hale, CORE,” said Jane Roe.",
		"“The rumour that CORE has hurt my family,” said Jane Roe.", "“Hale accused us: CORE,” said Jane Roe.", "“They were told that CORE,” said Jane Roe.",
		"“The idea that CORE is laughable,” Jane Roe said.", "“CORE, Hale likes to say,” Jane Roe said.", "“CORE, they tell us,” Jane Roe said.",
		"“The story goes that CORE,” Jane Roe said.", "“Rumour has it CORE,” Jane Roe said.", "“Some of our neighbours think that CORE,” Jane Roe said.", "“I hear the bankers say CORE,” Jane Roe said.", "“We were told that CORE,” Jane Roe said.", "“CORE, in Hale's opinion,” Jane Roe said.", "“CORE, as Hale puts it,” Jane Roe said.",
		"“Hale wrote on his wall: ‘CORE’ and I laughed,” Jane Roe said.", "“I read ‘CORE’ in the Echo, and it hurt,” Jane Roe said.",
	}},
	{name: "a question", frames: []string{
		"“CORE?” asked Jane Roe.", "“Do you really think that CORE?” asked Jane Roe.", "“So CORE, is that what you mean?” Jane Roe asked.",
		"“Who told you that CORE?” Jane Roe asked.", "“Is it true that CORE?” Jane Roe asked.",
	}},
	{name: "the next sentence turns it", frames: []string{
		"“CORE. But that is what they want you to believe,” said Jane Roe.", "“CORE. Only if the court allows it, of course,” said Jane Roe.",
		"“CORE. Not really,” said Jane Roe.", "“CORE. However, nothing is decided,” said Jane Roe.", "“CORE. That is what Hale would like,” said Jane Roe.", "“CORE. That's what Hale would like,” said Jane Roe.", "“CORE. It'd be madness,” said Jane Roe.", "“CORE. It's not a plan,” said Jane Roe.",
		"“CORE. That is a lie,” said Jane Roe.", "“CORE,” said Jane Roe. “But I was joking.”", "“CORE. Or so they say,” said Jane Roe.",
		"“CORE. No way, Hale,” said Jane Roe.", "“CORE. No, of course not,” said Jane Roe.", "“CORE. Unless Hugh Hale pays for it,” said Jane Roe.", "“CORE. I am joking,” said Jane Roe.",
		"“CORE. If the court allows it, of course,” said Jane Roe.", "“CORE. Perhaps,” said Jane Roe.", "“CORE. As if,” said Jane Roe.", "“CORE. It would be madness,” said Jane Roe.",
		"“CORE. Who told you so?” said Jane Roe.", "“CORE. I used to believe it,” said Jane Roe.", "“CORE. Supposedly,” said Jane Roe.", "“CORE. It is the contrary,” said Jane Roe.",
	}},
	{name: "the outlet denies it", frames: []string{
		"“CORE,” joked Jane Roe.", "“CORE,” Jane Roe said sarcastically.",
		"Jane Roe did not say that “CORE” to anybody.", "Jane Roe denied that “CORE” in a letter.", "Jane Roe never claimed “CORE” in her life.",
		"Jane Roe refused to say “CORE” to the court.", "It is untrue that Jane Roe said “CORE” on Monday.",
		"Jane Roe was misquoted as saying that “CORE” in a letter.", "Jane Roe allegedly said: “CORE.”", "Jane Roe declined to say “CORE” to the court.", "A fake film shows Jane Roe saying “CORE” on Monday.",
		"Hugh Hale claims that Jane Roe said “CORE” on Monday.", "“CORE,” Jane Roe said, mimicking Hugh Hale.", "“CORE,” Jane Roe said with a wink.",
		"Jane Roe denied that CORE.", "Jane Roe rejected claims that CORE.", "Jane Roe has dismissed claims that CORE.", "Jane Roe said that “CORE”, which the bank denies.",
		"Jane Roe mockingly said: “CORE.”", "Jane Roe joked on Monday that “CORE” in the end.",
	}},
}

// TestFrames cuts each clause out of each frame. It may then not pass for what Jane Roe said.
func TestFrames(t *testing.T) {
	t.Logf("%-40s %6s %6s %6s", "cut out of", "tried", "passed", "flagged")
	for _, f := range frames {
		tried, passed, flagged := 0, 0, 0
		for _, frame := range f.frames {
			for _, core := range cores {
				at := strings.Index(frame, "CORE")
				first := core
				if strings.HasSuffix(frame[:at], "“") || strings.HasSuffix(frame[:at], ". ") {
					first = string(unicode.ToUpper(rune(core[0]))) + core[1:]
				}
				body := "The town of Thornby met on Monday to hear the mayor, Jane Roe, and the union's secretary, Hugh Hale.\n\n" + strings.Replace(frame, "CORE", first, 1)
				articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", body)})
				for _, speaker := range []string{"Jane Roe", ""} {
					for _, claim := range []string{first, "…" + first + "…", strings.ToUpper(first[:1]) + first[1:] + ".", "that " + first} {
						tried++
						r := Check(Claim{claim, speaker}, articles, people)
						switch pass, flag := outcome(r); {
						case pass:
							passed++
							t.Logf("passed: %s: %q of %q", r.Verdict, claim, frame)
						case flag:
							flagged++
						}
						if len(r.Matches) > 0 {
							checkPromises(t, Claim{claim, speaker}, articles, r)
						}
					}
				}
			}
		}
		t.Logf("%-40s %6d %6d %6d", f.name, tried, passed, flagged)
		if passed > 0 {
			t.Errorf("%s: %d of %d claims pass", f.name, passed, tried)
		}
	}
}

// TestAmountsCutInTwo claims a part of a number, or leaves out what limits the rest.
func TestAmountsCutInTwo(t *testing.T) {
	for sentence, claims := range map[string][]string{
		"We have waited three and a half years for the new bridge":             {"We have waited three", "half years for the new bridge", "a half years for the new bridge"},
		"We lost a hundred and twelve jobs in the town last year":              {"We lost a hundred", "twelve jobs in the town last year", "We lost a hundred and"},
		"It cost one thousand two hundred pounds to repair the roof":           {"It cost one thousand", "two hundred pounds to repair the roof", "hundred pounds to repair the roof"},
		"The council paid between five and ten million pounds for it":          {"ten million pounds for it all", "The council paid between five"},
		"Some two to three hundred people will come to the hearing":            {"three hundred people will come to the hearing", "hundred people will come to the hearing"},
		"It was 3 1/2 miles from the quay to the mill, as everybody knows":     {"1/2 miles from the quay to the mill", "It was 3"},
		"They paid the guild of the pilots £150 more in the year of the flood": {"They paid the guild of the pilots £150", "They paid the guild of the pilots £150 … in the year of the flood"},
		"Most of our pilots are as careful as their fathers were":              {"our pilots are as careful as their fathers were", "pilots are as careful as their fathers were", "… pilots are as careful as their fathers were"},
		"Nearly all the families have moved to the hill":                       {"all the families have moved to the hill"},
		"The pilots of the bay earn less than £1,200 in a good month":          {"The pilots of the bay earn … £1,200 in a good month", "£1,200 in a good month"},
		"More than one in five children of the town cannot read":               {"in five children of the town cannot read", "five children of the town cannot read", "children of the town cannot read", "one in five children of the town cannot read"},
		"Two of the nine pumps of the town work":                               {"nine pumps of the town work", "pumps of the town work", "of the nine pumps of the town work"},
		"I was far too proud to listen to the pilots":                          {"I was … proud to listen to the pilots"},
		"We shall keep the boats in the bay until the bank has paid":           {"We shall keep the boats in the bay"},
		"It is in nobody's interest that the boats should be sold":             {"the boats should be sold", "that the boats should be sold"},
		"The town will pay for everyone who lost a boat in the flood":          {"The town will pay for everyone"},
		"We shall sink every boat that leaks before the summer":                {"We shall sink every boat"},
		"The town shall fine the skippers who sail without a lamp":             {"The town shall fine the skippers"},
		"If the county pays for it, and the bank agrees to it, we shall build": {"the bank agrees to it"},
		"Nobody thinks that the county paid, and the bank agrees with it":      {"the bank agrees with it"},
		"We know nothing that could help the court in this":                    {"… know nothing … in this", "“We know nothing”"},
	} {
		articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "“"+sentence+",” said Jane Roe, the mayor of Thornby.")})
		for _, claim := range claims {
			for _, typed := range []string{claim, "“" + claim + "”"} {
				if pass, _ := outcome(Check(Claim{typed, "Jane Roe"}, articles, people)); pass && fmt.Sprint(claim) != sentence {
					t.Errorf("%q of %q passes", typed, sentence)
				}
			}
		}
	}
}

// TestHonestCuts claims a part of a sentence that the rest does not turn, though it has words
// that often do.
func TestHonestCuts(t *testing.T) {
	for sentence, claim := range map[string]string{
		"It needs a law, but it also needs the help of the companies that we all use":      "It needs a law",
		"We will build the bridge in May, whether the county or the bank pays":             "We will build the bridge in May",
		"However much it costs, we will build the bridge in May":                           "we will build the bridge in May",
		"In 2019 we built the bridge, and it was in May":                                   "we built the bridge, and it was in May",
		"You were warned twice by the guild, and the bridge is dangerous for the children": "the bridge is dangerous for the children",
		"We will not close the mill in Thornby; we will build the bridge in May":           "we will build the bridge in May",
		"I think we will build the bridge in May":                                          "we will build the bridge in May",
		"I still firmly believe that we will build the bridge in May":                      "we will build the bridge in May",
		"I said last autumn in a letter to the guild that we will build the bridge in May": "we will build the bridge in May",
		"We argued in our plan for the fair that we will build the bridge in May":          "we will build the bridge in May",
		"We will build the bridge in May with the two oldest Larkport yards which own it":  "We will build the bridge in May with the two oldest Larkport yards",
		"We told every keeper that the lamps were sold":                                    "We told every keeper",
		"It is a fact that we will build the bridge in May":                                "we will build the bridge in May",
		"I am quite certain that we will build the bridge in May":                          "we will build the bridge in May",
		"The trouble is that we will build the bridge in May":                              "we will build the bridge in May",
		"In my opinion we will build the bridge in May":                                    "we will build the bridge in May",
		"We will build the bridge in May with a firm that lives here":                      "We will build the bridge in May with a firm",
		"We asked in March, I argued in April and we asked again in May":                   "We asked in March … and we asked again in May",
		"We thank the mayor of the skippers, who lives here":                               "We thank the mayor of the skippers",
		"We will build the bridge in May. I never owned an oak barge":                      "We will build the bridge in May",
		"We will build the bridge in May. Unless it freezes, the ferry stops in June":      "We will build the bridge in May",
		"We think that we will build the bridge in May":                                    "we will build the bridge in May",
		"The old bridges that we built in May were fine":                                   "The old bridges that we built in May",
		"We will build the bridge in May. However much it costs, it will be of oak":        "We will build the bridge in May",
		"We will build the bridge in May for the most":                                     "We will build the bridge in May",
		"We built the bridge in May. It is of oak. But oak is dear. It is a fine bridge":   "We built the bridge in May. … It is a fine bridge",
		"It is not only ugly, the bridge is dangerous for the children":                    "the bridge is dangerous for the children",
		"We had more boats than they had, and our pilots are careful people":               "our pilots are careful people",
		"We met some of them in May, and the bridge is dangerous for the children":         "the bridge is dangerous for the children",
		"The bridge is dangerous for the children … of the town, and we will mend it now":  "The bridge is dangerous for the children … and we will mend it now",
	} {
		articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "“"+sentence+",” said Jane Roe, the mayor of Thornby.")})
		r := Check(Claim{"“" + claim + "”", "Jane Roe"}, articles, people)
		if pass, flagged := outcome(r); !pass || flagged {
			t.Errorf("%q of %q: %s", claim, sentence, show(r))
		}
	}
}

// TestEllipsesThatJoin claims with an ellipsis what does not belong together, or leaves out what
// turns the rest.
func TestEllipsesThatJoin(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor, Jane Roe.\n\n"+
		"“The mill will be sold to its tenants in spring, and the wheel with it,” Roe said. “The roof leaks, and nobody can mend it for the price,” she added.\n\n"+
		"“It has not been shown by any of the firms that the pilots have left the bay. They will be here in May.”\n\n"+
		"The council met for three hours.\n\nNobody else spoke.\n\n“The ferry will run again in May for all of us,” Roe said. “The quay is to be mended first.\n\n“"+
		strings.Repeat("It has been closed since the flood. ", 10)+"\n\n“The boats lie in the bay until then, and the pilots row.”\n\n"+
		"The bay freezes every winter in January. The town skates then. In spring the whole of the ice goes out to sea.")})
	wantVerdicts(t, articles, people, "Jane Roe", map[string]Verdict{
		"The mill will be sold to its tenants in spring, and the wheel with it … The roof leaks, and nobody can mend it for the price": Punctuation,
		"The mill will be sold to its tenants in spring, and the wheel with it … nobody can mend it for the price":                     Punctuation,
		"The mill will be sold to its tenants … The roof leaks, and nobody can mend it for the price":                                  Punctuation,
		"The mill will be sold to its tenants … nobody can mend it for the price":                                                      Partial, // openly, of halves
		"The roof leaks, and nobody can mend it for the price … The ferry will run again in May for all of us":                         Stitched,
		"The roof leaks, and nobody can mend it for the price … the pilots have left the bay":                                          Partial,
		"The quay is to be mended first. … The boats lie in the bay until then":                                                        Punctuation,
		"The bay freezes every winter in January. … In spring the whole of the ice goes out":                                           WrongSpeaker, // the outlet's
	})
}

// TestWholeSentencesPass quotes what is said as it is printed, sentence by sentence and two
// at a time. Hardly any may be called anything but exact or punctuation.
func TestWholeSentencesPass(t *testing.T) {
	for name, load := range map[string]func(testing.TB) ([]*corpus.Article, []corpus.Identity){"built in": builtIn, "invented": invented, "politics": politics} {
		t.Run(name, func(t *testing.T) {
			const most = 0.01
			tried, away, warned := 0, 0, 0
			articles, people := load(t)
			for _, a := range articles {
				for _, s := range samples([]*corpus.Article{a}) {
					claims := []Claim{s.with(0, 0)}
					if s.next != nil {
						claims = append(claims, Claim{strings.Join(slices.Concat(s.words, s.next), " "), s.speaker})
					}
					for _, c := range claims {
						tried++
						r := Check(c, []*corpus.Article{a}, people)
						if r.Verdict != Exact && r.Verdict != Punctuation {
							away++
							t.Logf("%s: %q by %q: %v", r.Verdict, c.Text, c.Speaker, turned(r))
						} else if slices.Contains(r.Matches[0].Flags, Context) {
							warned++
						}
					}
				}
			}
			t.Logf("%d of %d turned away, %d with the next sentence", away, tried, warned)
			if float64(away) > most*float64(tried) {
				t.Errorf("%d of %d whole sentences are turned away", away, tried)
			}
		})
	}
}

// turned returns what turns the first match of a report.
func turned(r Report) (out []string) {
	for _, m := range r.Matches[:min(1, len(r.Matches))] {
		for _, s := range m.Turns {
			out = append(out, m.Article.Body()[s.Span.Start:s.Span.End])
		}
	}
	return out
}

// politics are articles that are not part of the project.
func politics(t testing.TB) ([]*corpus.Article, []corpus.Identity) {
	t.Helper()
	source, err := corpus.PathSource(sharedFile(t, "eval/search/politics.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.Load(t.Context(), source)
	if err != nil {
		t.Fatal(err)
	}
	return annotated(t, c.Articles[:min(len(c.Articles), effort.Rounds(300))])
}

// TestHarmlessDifferences writes the same words in another way.
func TestHarmlessDifferences(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor, Jane Roe.\n\n"+
		"“We cannot mend an old wall this year. They're all here in the hall, and it's late for the town's boats. There'll be a storm, and he's left the town. We hold an old map, but he's right. They should've told us if they had seen the cheque. The pilots were well. The weirkeepers have no boats. They prise the old boards off by hand, because the A1000 runs between hills through the desert. Here, in short, we will stay until the end at the pierhead. The harbour pilots guard the narrow channel, where a few pilots saw it. We don't comment on rumors. The toll rose by 5 per cent. The ferry leaves at 7.30pm with a thousand pilgrims. Of these, eighty-two per cent paid Rs 500, and two lakh didn't pay N2m,” Roe said.")})
	for claim, flags := range map[string][]Flag{
		"We can not mend an old wall this year":                               nil,
		"We cannot mend old wall this year":                                   nil,
		"We cannot mend the old wall this year":                               nil,
		"We can mend an old wall this year":                                   {Negation, Words},
		"They are all here in the hall, and it is late for the town's boats":  nil,
		"We do not comment on rumours":                                        nil,
		"We do comment on rumours":                                            {Negation, Words},
		"Here, in short, we'll stay until the end":                            nil,
		"They were all here in the hall, and it is late for the town's boats": {Words},
		"There will be a storm, and he has left the town":                     nil,
		"We hold an old map, but he has right":                                {Words},
		"We hold an old map, but he is right":                                 nil,
		"There will be a storm, and he is left the town":                      nil,
		"There will be a storm, and he had left the town":                     {Words},
		"They should have told us if they'd seen the check":                   nil,
		"They should have told us if they would seen the cheque":              {Modal, Words},
		"They could've told us if they had seen the cheque":                   {Modal, Words},
		"it's late for the town is boats":                                     {Words},
		"They prize the old boards off by hand":                               {Words},
		"because the A1000 runs between hills through the dessert":            {Words},
		"because the A1000 runs between hills throuugh the desert":            {Words},
		"because the A1000 ruuns between hills through the desert":            {Words},
		"because the AA1000 runs between hills through the desert":            {Name, Words},
		"The harbour pilots guard the narrow chaannal":                        {Words},
		"we will stay until the end at the peirhead":                          nil,
		"we will stay until the end at the peirhaad":                          {Words},
		"They're all here in the haall":                                       {Words},
		"The wierkeepers have no boats":                                       nil,
		"The waarkeepers have no boats":                                       {Words},
		"we will stay until the end at the paurhead":                          {Words},
		"The pilots we're well":                                               {Words},
		"The harbour pilots guard the narrow chanel":                          nil,
		"The harbour pillots guard the narrow chanel":                         nil,
		"The harbour pilots guard the narrrow chanel":                         {Words}, // two words, side by side
		"The harbour pilots guarded the narrow channel":                       {Words},
		"The harbour pilots guard the narrow channels":                        {Words},
		"The harbour pilots guard our narrow channel":                         {Words},
		"The harbor pilots guard the narrow channel":                          nil,
		"The harbour pilots guard the very same channel":                      {Words},
		"The toll rose by 5 cents":                                            {Number, Words},
		"where few pilots saw it":                                             {Words},
		"The ferry leaves at 7:30 pm with 1,000 pilgrims":                     nil,
		"The ferry leaves at 7.50pm with a thousand pilgrims":                 {Number, Words},
		"The ferry leaves at 7.30pm with a million pilgrims":                  {Number, Words},
		"Of these 28% paid ₹500, and two lakh didn't pay ₦2 million":          {Number, Words},
		"Of these 82% paid $500, and two lakh didn't pay N2m":                 {Number, Words},
		"Of these 82% paid 500 rupees, and two crore didn't pay N2m":          {Number, Words},
	} {
		r := Check(Claim{claim, "Jane Roe"}, articles, people)
		if r.Verdict != Altered || !slices.Equal(r.Matches[0].Flags, flags) {
			t.Errorf("%q: want the flags %v\n%s", claim, flags, show(r))
		}
	}
}

// TestAmounts writes them in other styles, which are the same words.
func TestAmounts(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor, Jane Roe.\n\n"+
		"“Of these, eighty-two per cent paid Rs 500, and two lakh gave ₦2 million at 7.30pm,” Roe said.")})
	wantVerdicts(t, articles, people, "Jane Roe", map[string]Verdict{
		"Of these, 82% paid ₹500, and 2,00,000 gave N2m at 7:30pm": Punctuation,
		"Of these, 82% paid ₹500, and two lakh gave N2m at 7:50pm": Altered,
		"Of these, 28% paid ₹500, and 2,00,000 gave N2m at 7:30pm": Altered,
	})
}

// TestTheBestPlace is shown where an article has the words more than once.
func TestTheBestPlace(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor, Jane Roe.\n\n"+
		"“I never said that the bridge is old and dear. The bridge, is old and dear. The bridge is old and dear. It is made of oak.” Roe said.\n\n"+
		"“The quay is of stone,” she added. “The mill is of stone, too.”\n\n“I never said that the ferry is slow. Sadly, the ferry is slow, and old,” Roe said. “No, it is not,” said Hugh Hale.")})
	wantVerdicts(t, articles, people, "Jane Roe", map[string]Verdict{
		"The bridge is old and dear":  Exact,
		"The bridge, is old and dear": Exact,
		"“made of oak”":               Exact, // of few words, and there once
		"the ferry is slow":           Exact, // where nothing turns it
		"made of oak":                 TooShort,
		"“is of stone”":               TooShort,
		"“!”":                         TooShort,
	})
}

// TestAnswers claims what somebody else denies in the next sentence, which turns nothing of it.
func TestAnswers(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor, Jane Roe, and the union's secretary, Hugh Hale.\n\n"+
		"“The quay is safe for the boats,” said Roe. “No, it is not,” said Hale.\n\nRoe said: “The mole is safe for the boats, too.” She said that it was not.")})
	wantFlags(t, articles, people, map[string]flagged{
		"The quay is safe for the boats": {Exact, nil},
		"The mole is safe for the boats": {Exact, nil},
	})
}

// TestOutletsInsertions leaves out, or quotes, what an outlet put between brackets.
func TestOutletsInsertions(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "“They lied about it's [sic] depth, its width, [and] all the rest of it. "+
		"We do [not] forgive any of them. We told them [the pilots] in May, and they [never] came. It [Larkport] has rowed [the boats] back,” said Jane Roe, the mayor.")})
	for claim, want := range map[string]struct {
		verdict Verdict
		flags   []Flag
		without []string
	}{
		"They lied about it's depth, its width, all the rest of it":             {Punctuation, nil, []string{"[and]"}},
		"They lied about it's [sic] depth, its width, [and] all the rest of it": {Punctuation, nil, nil},
		"They lied about it's [sic] depth, its width, all the rest of it":       {Punctuation, nil, []string{"[and]"}},
		"They lied about it's [sic] depth, its width":                           {Punctuation, nil, nil},
		"It has rowed [the boats] back":                                         {Punctuation, nil, []string{"[Larkport]"}},
		"It has rowed the boats back":                                           {Punctuation, nil, []string{"[Larkport]"}},
		"It [Larkport] has rowed back":                                          {Altered, []Flag{Words}, nil},
		"We told them in May, and they came":                                    {Altered, []Flag{Negation, Words}, []string{"[the pilots]"}},
		"We do forgive any of them":                                             {Altered, []Flag{Negation, Words}, nil},
	} {
		r := Check(Claim{claim, "Jane Roe"}, articles, people)
		if r.Verdict != want.verdict || !slices.Equal(r.Matches[0].Flags, want.flags) || !slices.Equal(r.Matches[0].Insertions(), want.without) {
			t.Errorf("%q: %s, want %v\n%s", claim, r.Verdict, want, show(r))
		}
	}
}

// TestQuotersMarks quotes honestly, with what a quoter puts in, or in another style of numbers.
func TestQuotersMarks(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met.\n\n"+
		"“They do not have the £40 million that the harbor needs, and they lied about it’s depth,” said Jane Roe, the mayor. “We have forty percent of it.”\n\n"+
		"“The boats will stay in the old harbour until May,” she added.\n\n"+
		"“The metres of the CO2 pipes are of brass. If they leak, we shall know. The pipes are 40 cm wide, and this is the second time. The pilots told us in March. But I doubt it. They were here in person,” the mayor said.")})
	wantFlags(t, articles, people, map[string]flagged{
		"[The firms] do not have the £40 million that the harbor needs, and they lied about it’s depth":   {Punctuation, []Flag{Words}},
		"[T]hey do not have the £40 million that the harbor needs, and they lied about it’s depth":        {Exact, nil},
		"[t]hey do not have the £40 million that the harbor needs, and they lied about it’s depth":        {Punctuation, nil},
		"They do not have the £40 million [of pounds] that the harbor needs, and they lied":               {Punctuation, []Flag{Words}},
		"They do not have the £40 million that the harbor needs, and they lied about it's [sic] depth":    {Punctuation, []Flag{Words}},
		"They do not have the £40 million that the harbor needs, and they lied about it’s (sic) depth":    {Punctuation, []Flag{Words}},
		"They do not have the £40m that the harbor needs, and they lied about it’s depth":                 {Punctuation, nil},
		"They do not have the £40 million that the harbour needs, and they lied about it’s depth":         {Altered, nil},
		"They don’t have the £40 million that the harbor needs, and they lied about it’s depth":           {Altered, nil},
		"They do not have a £40 million that the harbor needs, and they lied about it’s depth":            {Altered, nil},
		"They do not have the £40 milllion that the harbor needs, and they lied about it’s depth":         {Altered, nil},
		"The meters of the CO₂ pipes are of brass":                                                        {Altered, nil},
		"The metres of the CO₂ pipes are of brass. … The pilots told us in March":                         {Punctuation, []Flag{Context}},
		"The pilots told us in March. … They were here in person":                                         {Partial, []Flag{Context}},
		"The pipes are 40cm wide, and this is the 2nd time":                                               {Altered, nil},
		"We have 40% of it. The boats will stay in the old harbour until May":                             {Punctuation, nil},
		"We have forty percent of it. The boats will stay in the old harbour until May":                   {Punctuation, nil},
		"The metres of the CO2 pipes [and all]. The pipes are 40 cm wide, and this is the second time":    {Altered, []Flag{Modal, Words}}, // it would stand for a sentence
		"They do not have [that money], and they lied about it’s depth":                                   {Punctuation, []Flag{Words}},
		"They do [never] have the £40 million that the harbor needs, and they lied about it’s depth":      {Altered, []Flag{Negation, Words}},
		"They do not have the £40 million that the harbor needs, and they [nearly] lied about it’s depth": {Altered, []Flag{Words}},
		"They do have the £40 million that the harbor needs, and they [all] lied about it’s depth":        {Altered, []Flag{Negation, Words}},
		"They do not have the £40 million that the harbor needs, and they lied about it’s depth ~~here~~": {Exact, nil},
	})
}

// TestQuestions claims a question without its mark, which its first word can stand for.
func TestQuestions(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor, Jane Roe.\n\nRoe asked: “Where are the boats of the old fleet now? And the boats of the bay are sound? We doubt it. A few of the pilots have the old charts.”")})
	wantVerdicts(t, articles, people, "Jane Roe", map[string]Verdict{
		"WHERE ARE THE BOATS OF THE OLD FLEET NOW":        Punctuation,
		"are the boats of the old fleet now":              Partial,
		"And the boats of the bay are sound":              Partial,
		"And the boats of the bay are sound. We doubt it": Partial,
	})
}

// TestLittleIsLeft claims what has no word left where one is looked for: articles alone before a
// relative clause, and the mark of a block before the first word of its sentence.
func TestLittleIsLeft(t *testing.T) {
	for _, tc := range []struct {
		body, claim string
		want        Verdict
	}{
		{littleSaid, "“an”", Exact},
		{hyphened, "combat troops are still guarding northern villages today, and the ferry brought us forty crates of lemons, salt, paper and rope from the far islands", Partial},
		{blockBelow, "the old wall this year said Jane Roe >", Partial},
		{strings.Replace(blockBelow, "I never said so at the time.", "The town believed her?", 1), "the old wall this year said Jane Roe >", Punctuation}, // of the question it has no word
	} {
		articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", tc.body)})
		c := Claim{Text: tc.claim}
		r := Check(c, articles, people)
		if checkPromises(t, c, articles, r); r.Verdict != tc.want {
			t.Errorf("%q: want %s\n%s", tc.claim, tc.want, show(r))
		}
	}
}

const (
	hyphened   = "“Non-combat troops are still guarding northern villages today,” said Jane Roe."
	littleSaid = "“Give it to a who comes, an who goes,” said Hugh Hale."
	blockBelow = "“We will mend the old wall this year,” said Jane Roe.\n\n> I never said so at the time."
)

// TestReportersNegations claims a fragment as a whole, with a word that often turns one somewhere
// in the outlet's words before it. Those that do not bear on it turn nothing.
func TestReportersNegations(t *testing.T) {
	const fragment = "a gift to every landlord on the coast"
	for intro, want := range map[string]Verdict{
		"Jane Roe, who was not in the chamber, said the bill was":               Exact,
		"Jane Roe, who has never owned a house, called the bill":                Exact,
		"One of the three who did not sign, Jane Roe, said the bill was":        Exact,
		"Although nobody had asked her, Jane Roe called the bill":               Exact,
		"Having failed to stop the vote, Jane Roe called the bill":              Exact,
		"In a letter that did not name the minister, Jane Roe called the bill":  Exact,
		"Jane Roe, no friend of the minister, called the bill":                  Exact,
		"Jane Roe refused to vote and called the bill":                          Exact,
		"Jane Roe did not stay for the vote on the bill, which she called":      Exact,
		"The mayor who did not sign it said the bill was":                       Exact,
		"Asked if she would resign, Jane Roe said the bill was":                 Exact,
		"Without a glance at the minister, Jane Roe said that the bill was":     Exact,
		"Jane Roe, not for the first time, called the bill":                     Exact,
		"Jane Roe did not hold back and said the bill was":                      Exact,
		"The bill, which nobody had read, was described by Jane Roe as":         Exact,
		"Neither Jane Roe nor Hugh Hale called the bill":                        Partial,
		"It was not true, Jane Roe said, that the bill was":                     Partial,
		"Jane Roe was wrongly reported to have called the bill":                 Partial,
		"Jane Roe has never, in public or in private, called the bill":          Partial,
		"Jane Roe insisted she had not called the bill":                         Partial,
		"Jane Roe did not call the bill":                                        Partial,
		"Jane Roe, the mayor, never called the bill":                            Partial,
		"Jane Roe, who was not in the chamber, denied that the bill was":        Partial,
		"Jane Roe, who was in the chamber, said the bill was not":               Partial,
		"Jane Roe denied, in a letter to the paper, that the bill was":          Partial,
		"Jane Roe did not, as the Echo has it, call the bill":                   Partial,
		"The mayor who signed it did not say the bill was":                      Partial,
		"The mayor who signed it refused to call the bill":                      Partial,
		"It is untrue that Jane Roe called the bill":                            Partial,
		"Jane Roe said that nobody should call the bill":                        Partial,
		"If it passes, Jane Roe said, the bill would be":                        Partial,
		"Jane Roe, who has never owned a house, said it would be wrong to call": Partial,
	} {
		articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor, Jane Roe.\n\n"+intro+" “"+fragment+"”.")})
		if r := Check(Claim{"“" + fragment + "”", ""}, articles, people); r.Verdict != want {
			t.Errorf("%q: want %s\n%s", intro, want, show(r))
		}
	}
}

func wantVerdicts(t *testing.T, articles []*corpus.Article, people []corpus.Identity, speaker string, claims map[string]Verdict) {
	t.Helper()
	for claim, want := range claims {
		if r := Check(Claim{claim, speaker}, articles, people); r.Verdict != want {
			t.Errorf("%q: want %s\n%s", claim, want, show(r))
		}
	}
}

// flagged is the verdict on a claim and the flags of its best match.
type flagged struct {
	verdict Verdict
	flags   []Flag
}

func wantFlags(t *testing.T, articles []*corpus.Article, people []corpus.Identity, claims map[string]flagged) {
	t.Helper()
	for claim, want := range claims {
		r := Check(Claim{claim, "Jane Roe"}, articles, people)
		if r.Verdict != want.verdict || len(r.Matches) > 0 && !slices.Equal(r.Matches[0].Flags, want.flags) {
			t.Errorf("%q: %s, want %v\n%s", claim, r.Verdict, want, show(r))
		}
	}
}

// TestSpeakersRunTogether claims as one what several people said, or one person in one speech, openly
// cut.
func TestSpeakersRunTogether(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor, Jane Roe, and the union's secretary, Hugh Hale.\n\n"+
		"“The slates came off the roof in the first gale,” Roe said. “It was a cheap job, and we paid for it twice.”\n\n"+
		"“The invoices were never shown to the crew,” Hale said. “They lie in a safe at the bank.”\n\n"+
		"Roe said: “We must mend the roof before the frost if the bank allows it. But the crew can begin with the chimney in March.”\n\n"+
		"“We are not selling the mill to a stranger,” Roe said. “We are selling a wheel of it to the museum. That is a small loss, and I shall not weep for it.”\n\n"+
		"“We are not closing the baths,” said Roe. “We are closing them to everyone who can swim. That is not the same thing, and I will never be sorry for it.”")})
	wantVerdicts(t, articles, people, "", map[string]Verdict{
		"The slates came off the roof in the first gale. The invoices were never shown to the crew.":             Stitched,
		"It was a cheap job, and we paid for it twice. The invoices were never shown to the crew":                Stitched,
		"we paid for it twice. They lie in a safe at the bank":                                                   Stitched,
		"The slates came off the roof in the first gale … The invoices were never shown to the crew":             Stitched,
		"We must mend the roof before the frost … the crew can begin with the chimney in March":                  Partial,
		"The slates came off the roof … It was a cheap job, and we paid for it twice":                            Punctuation,
		"The slates came off the roof in the first gale ... we paid for it twice":                                Punctuation,
		"The slates came off the roof […] we paid for it twice":                                                  Partial,
		"We are not selling the mill to a stranger. I shall not weep for it.":                                    Altered, // a sentence is left out
		"We are not closing the baths. I will never be sorry for it.":                                            Stitched,
		"We are not closing the baths. I will never be sorry for them.":                                          Altered,
		"We are not selling the mill to a stranger. I shall not weep for anything.":                              Altered,
		"The slates came off the roof in the first storm. It was a cheap job":                                    Altered,
		"The slates came off the roof in the first gale. It was a cheap job, and we paid for it twice":           Punctuation,
		"The invoices were never shown to the crew. They lie in a drawer at the bank":                            Altered,
		"They lie in a safe at the bank. Roe said: We must mend the roof before the frost if the bank allows it": Punctuation, // as printed
		"and we paid for it twice. The invoices were never shown to the crew, Hale said. They lie in a safe":     Punctuation,
		"and we paid for it twice. The invoices were never sent to the crew, Hale said. They lie in a safe":      Altered,
		"They lie in a safe at the bank. We must mend the roof before the frost if the bank allows it":           Stitched,
	})
}

// TestCompoundNumbers writes numbers in words and in figures, the same and others.
func TestCompoundNumbers(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor, Jane Roe.\n\n"+
		"“The ferry carried sixty-three goats and 58 sheep to the fair,” Roe said. “The toll brought in thirty-six million crowns in the twenty-second year. "+
		"The old pier has a twenty-five-metre crane, and it holds 74 boats. The harbour had ninety people in it. We bought a sixty-second film and twenty one-bedroom flats.”\n\n"+
		"“The yard keeps four hundred masts and 1,200,000 nails,” Roe said. “It was built in nineteen ninety-four for 2.5 million crowns, and six hundred and three thousand ropes hang in it. In 2000 five ships sank there, and on 20 May 5 barges. It cost 4.1 million crowns. The tower cost two million, three hundred thousand crowns. We bought seventy, three of them for the fair. There came six or seven hundred boats in the bay. The grade is A + pitch on the whole of the hull.”")})
	wantFlags(t, articles, people, map[string]flagged{
		"The ferry carried 63 goats and fifty-eight sheep to the fair":       {Punctuation, nil},
		"The ferry carried sixty three goats and fifty eight sheep":          {Punctuation, nil},
		"The ferry carried Sixty-Three goats and 58 sheep to the fair":       {Punctuation, nil},
		"The ferry carried sixty goats and 58 sheep to the fair":             {Altered, []Flag{Number, Words}},
		"The ferry carried three goats and 58 sheep to the fair":             {Altered, []Flag{Number, Words}},
		"The ferry carried sixty-two goats and 58 sheep to the fair":         {Altered, []Flag{Number, Words}},
		"The ferry carried sixty-three goats and fifty-nine sheep":           {Altered, []Flag{Number, Words}},
		"The ferry carried sixty-three goats and eighty-five sheep":          {Altered, []Flag{Number, Words}},
		"The ferry carried 36 goats and 58 sheep to the fair":                {Altered, []Flag{Number, Words}},
		"The toll brought in 36 million crowns in the 22nd year":             {Punctuation, nil},
		"The toll brought in 36m crowns in the twenty-second year":           {Punctuation, nil},
		"The toll brought in thirty-six billion crowns in the 22nd year":     {Altered, []Flag{Number, Words}},
		"The toll brought in thirty-six million crowns in the 23rd year":     {Altered, []Flag{Number, Words}},
		"The old pier has a 25-metre crane, and it holds seventy-four boats": {Punctuation, nil},
		"The old pier has a five-metre crane, and it holds 74 boats":         {Altered, []Flag{Number, Words}},
		"The old pier has a crane, and it holds seventy-four boats":          {Altered, []Flag{Number, Words}},
		"The harbour had 90 people in it":                                    {Punctuation, nil},
		"The harbour had ninety-one people in it":                            {Altered, []Flag{Number, Words}},
		"Sixty-three goats and 58 sheep":                                     {Punctuation, nil},
		"We bought a 60-second film and 20 one-bedroom flats":                {Punctuation, nil},
		"The yard keeps 400 masts and 1.2 million nails":                     {Punctuation, nil},
		"The yard keeps 400 masts and 1,200 thousand nails":                  {Punctuation, nil},
		"The yard keeps 400 masts and 1.2m nails":                            {Punctuation, nil},
		"The yard keeps four thousand masts and 1,200,000 nails":             {Altered, []Flag{Number, Words}},
		"The yard keeps 4 masts and 1,200,000 nails":                         {Altered, []Flag{Number, Words}},
		"The yard keeps 40 masts and 1,200,000 nails":                        {Altered, []Flag{Number, Words}},
		"The yard keeps four hundred masts and 12 million nails":             {Altered, []Flag{Number, Words}},
		"It was built in 1994 for 2,500,000 crowns":                          {Punctuation, nil},
		"It was built in 1949 for 2.5 million crowns":                        {Altered, []Flag{Number, Words}},
		"It was built in 1994 for 2.5 billion crowns":                        {Altered, []Flag{Number, Words}},
		"pitch on the whole of the hull":                                     {Exact, nil},
		"It cost 4,100,000 crowns":                                           {Punctuation, nil},
		"In 2005 ships sank there":                                           {Altered, []Flag{Number, Words}},
		"The ferry carried sixty, three goats and 58 sheep to the fair":      {Punctuation, []Flag{Context}},
		"The harbour had ninety, five people in it":                          {Altered, []Flag{Number, Words}},
		"6 or 700 boats in the bay":                                          {Partial, []Flag{Words}},
		"The tower cost 2,300,000 crowns. We bought seventy":                 {Punctuation, nil},
		"We bought 73 of them for the fair":                                  {Altered, []Flag{Number, Words}},
		"It was built in 1994 for 2.5 million guilders":                      {Altered, []Flag{Number, Words}},
	})
}

// TestWhatBelongsTogether: a denial of both clauses, a "which" that is of somebody else, and a ratio.
func TestWhatBelongsTogether(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the clerk, Jane Roe.\n\n"+
		"“I do not think the county paid, and the bank agrees with it,” Roe said. “The motion was won by a majority of 3:1 in June.”\n\n"+
		"“We will mend the old wall this year,” said Jane Roe of the court which dismissed her appeal.")})
	wantFlags(t, articles, people, map[string]flagged{
		"the bank agrees with it":                 {Partial, []Flag{Context}},
		"We will mend the old wall this year":     {Exact, nil},
		"won by a majority of 3:1 in June":        {Exact, nil},
		"The motion was won by a majority of 3.1": {Altered, []Flag{Number, Words}},
	})
}

// TestDates cuts dates in two, puts them otherwise and changes them.
func TestDates(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor, Jane Roe.\n\n"+
		"“We sold the ferry on 3 May 2015, and on June 14, 2015 that old quay was closed,” Roe said. “It opened on the twenty-first of March. We may second the motion of the pilots on 9 October.”")})
	wantFlags(t, articles, people, map[string]flagged{
		"We sold the ferry on 3 May":                               {Exact, nil},
		"We sold the ferry on May 3":                               {Punctuation, nil},
		"We sold the ferry on the 3rd of May 2015":                 {Punctuation, nil},
		"We sold the ferry on the third of May 2015":               {Punctuation, nil},
		"We sold the ferry on third of May, 2015":                  {Punctuation, nil},
		"We sold the ferry on the fourth of May 2015":              {Altered, []Flag{Number, Words}},
		"We sold the ferry on 4 May 2015":                          {Altered, []Flag{Number, Words}},
		"We sold the ferry on 3 June 2015":                         {Altered, []Flag{Number, Modal, Words}},
		"We sold the ferry on 3":                                   {Altered, []Flag{Number, Modal, Words}},
		"May 2015, and on June 14, 2015 that old quay was closed":  {Exact, nil},
		"May 2015, and on 14 June 2015 that old quay was closed":   {Punctuation, nil},
		"2015 that old quay was closed":                            {Exact, nil},
		"14, 2015 that old quay was closed":                        {Altered, []Flag{Number, Words}},
		"and on June":                                              {TooShort, nil},
		"2015, and on June":                                        {Exact, nil},
		"on 3 May 2015":                                            {Exact, nil},
		"on the third of May":                                      {Punctuation, nil},
		"on 4 May 2015":                                            {Altered, []Flag{Number, Words}},
		"“3 May 2015”":                                             {Exact, nil},
		"3 May 2015":                                               {TooShort, nil},
		"It opened on 1 March":                                     {Altered, []Flag{Number, Words}},
		"We could second the motion of the pilots on 9 October":    {Altered, []Flag{Modal, Words}},
		"We may second the motion of the pilots on 9 October.":     {Exact, nil},
		"We may second the motion of the pilots on 9 October":      {Exact, nil},
		"We may second the motion of the pilots on Oct. 9":         {Punctuation, nil},
		"We may second the motion of the pilots on 9 Oct":          {Punctuation, nil},
		"We may second the motion of the pilots on Oct. 8":         {Altered, []Flag{Number, Words}},
		"We may second the motion of the pilots on 9th October":    {Punctuation, nil},
		"We may second the motion of the pilots on the 9th":        {Altered, []Flag{Number, Words}},
		"We may second the motion of the pilots on the 9 November": {Altered, []Flag{Number, Words}},
	})
}

// TestMoney puts amounts of money otherwise and changes them.
func TestMoney(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor, Jane Roe.\n\n"+
		"“It will cost £2.5 million a mile, and €3bn in all,” Roe said. “Forty dollars were left in the till of the baths. The bridge has cost us nine million pounds. $40 was gone. The quay had lost 7 million pounds in May.”")})
	wantFlags(t, articles, people, map[string]flagged{
		"It will cost 2.5 million pounds a mile, and 3 billion euros in all": {Punctuation, nil},
		"It will cost £2,500,000 a mile, and three billion euros in all":     {Punctuation, nil},
		"It will cost 2.5 million pounds a mile, and €3bn in all":            {Punctuation, nil},
		"It will cost £2.5m a mile, and €3 billion in all":                   {Punctuation, nil},
		"It will cost 2.5 million a mile, and €3bn in all":                   {Altered, []Flag{Number, Words}},
		"It will cost 2.5 million dollars a mile, and €3bn in all":           {Altered, []Flag{Number, Words}},
		"It will cost $2.5 million a mile, and €3bn in all":                  {Altered, []Flag{Number, Words}},
		"It will cost 2.5 billion pounds a mile, and €3bn in all":            {Altered, []Flag{Number, Words}},
		"It will cost 2.5 million pounds a yacht, and €3bn in all":           {Altered, []Flag{Words}},
		"It will cost £2.5 million a mile, and 3 million euros in all":       {Altered, []Flag{Number, Words}},
		"2.5 million pounds a mile, and €3bn in all":                         {Punctuation, nil},
		"It will cost 2.5 million pounds":                                    {Punctuation, nil},
		"$40 were left in the till of the baths":                             {Punctuation, nil},
		"£40 were left in the till of the baths":                             {Altered, []Flag{Number, Words}},
		"40 were left in the till of the baths":                              {Altered, []Flag{Number, Words}},
		"The bridge has cost us £9m":                                         {Punctuation, nil},
		"£7 million in May":                                                  {Punctuation, nil},
		"The quay had lost £7 million":                                       {Punctuation, nil},
		"The bridge has cost us €9m":                                         {Altered, []Flag{Number, Words}},
		"The bridge has cost us £8m":                                         {Altered, []Flag{Number, Words}},
		"The bridge has cost us 9 million":                                   {Altered, []Flag{Number, Words}},
	})
}

// TestSignsAndPoints changes the mark that stands before a number, or writes it otherwise.
func TestSignsAndPoints(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor, Jane Roe.\n\n"+
		"“The toll fell by .5 per cent in the U.S. last year, and we stand at −£6 million & a few boats,” Roe said.")})
	wantFlags(t, articles, people, map[string]flagged{
		"The toll fell by .5% in the US last year":          {Punctuation, nil},
		"The toll fell by 5 per cent in the U.S. last year": {Altered, []Flag{Number, Words}},
		"The toll fell by ５％ in the U.S. last year":         {Altered, []Flag{Number, Words}},
		"and we stand at −£6 million and a few boats":       {Punctuation, nil},
		"and we stand at £6 million & a few boats":          {Altered, []Flag{Number, Words}},
		"and we stand at −£6 million & few boats":           {Altered, []Flag{Words}},
	})
}

// TestFirstWordsAndDoubts changes a name that a sentence begins with, a unit and how sure it is.
func TestFirstWordsAndDoubts(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor, Jane Roe, about Larkport.\n\n"+
		"“Larkport has probably lost nine boats in three weeks,” Roe said. “Pilots tell us so. The wreck was lost in the fog. The bell was cast for the chapel of the guild.”")})
	wantFlags(t, articles, people, map[string]flagged{
		"Thornby has probably lost nine boats in three weeks":    {Altered, []Flag{Name, Words}},
		"Larkport has certainly lost nine boats in three weeks":  {Altered, []Flag{Modal, Words}},
		"Larkport has lost nine boats in three weeks":            {Altered, []Flag{Modal, Words}},
		"Larkport has probably lost nine boats in three days":    {Altered, []Flag{Number, Words}},
		"Larkport has probably lost nine ships in three weeks":   {Altered, []Flag{Words}},
		"Bankers tell us so. The wreck was lost in the fog":      {Altered, []Flag{Words}},
		"The wreck was lost in the fog … cast for the chapel":    {Partial, []Flag{Context}},
		"The wreck was lost in the fog. … The bell was cast for": {Punctuation, nil},
	})
}

// TestReportedOneAfterAnother cuts a claim out of what is reported behind another report.
func TestReportedOneAfterAnother(t *testing.T) {
	for said, want := range map[string]Verdict{
		"Jane Roe said that the mill was closed and that":                       Exact,
		"Jane Roe said that the mill was closed, and that":                      Exact,
		"Jane Roe said that there was a risk, and that":                         Exact,
		"Jane Roe said there was a risk that the mill was closed and that":      Partial,
		"Jane Roe said that there was a risk that the mill was closed and that": Partial,
	} {
		articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor.\n\n"+said+" the ferry had been sold to the bank of the island.")})
		wantVerdicts(t, articles, people, "", map[string]Verdict{"the ferry had been sold to the bank of the island": want})
	}
}

// TestReportedWhereAndWhen cuts a claim out of what is reported behind where and when it was said.
func TestReportedWhereAndWhen(t *testing.T) {
	for _, said := range []string{
		"Jane Roe said in the second half of the evening that", "Jane Roe said in a talk in Larkport that", "Jane Roe said last week in a letter that", "Jane Roe said on Monday that",
	} {
		articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor.\n\n"+said+" the ferry had been sold to the bank of the island.")})
		wantFlags(t, articles, people, map[string]flagged{"the ferry had been sold to the bank of the island": {Exact, []Flag{Reported}}})
	}
}

// TestOpposites changes a word for one that denies the same, and for its opposite.
func TestOpposites(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The town met to hear the mayor, Jane Roe.\n\n"+
		"“No licence was ever lent or given to a fishing fleet. We asked at the inn, and nobody had seen the crew. We know by now that the story of the reef is untrue. "+
		"It was a legal catch, and it is possible to prove it. It took years, but the fleet has left the bay for good,” Roe said. “No one’s boat was found.”")})
	for claim, flags := range map[string][]Flag{
		"We asked at the inn, and no one had seen the crew":       nil,
		"We asked at the inn, and no-one had seen the crew":       nil,
		"We asked at the inn, and noone had seen the crew":        nil,
		"nobody’s boat was found":                                 nil,
		"No one’s boats were found":                               {Words},
		"no-one’s boat has been found":                            {Words},
		"We asked at the inn, and somebody had seen the crew":     {Negation, Words},
		"We asked at the inn, and one had seen the crew":          {Negation, Number, Words},
		"licences were lent or given to a fishing fleet":          {Words, Negation, Context},
		"Licences were given to a fishing fleet":                  {Words, Negation, Context},
		"the story of the reef is true":                           {Negation, Words},
		"the story of the reef is unfair":                         {Words},
		"It was an illegal catch, and it is possible to prove it": {Negation, Words},
		"It was a legal catch, and it is impossible to prove it":  {Negation, Words},
		"the crews have left the bay for good":                    {Words, Context},
		"We asked at the inn, and nobody had overseen the crew":   {Words},
	} {
		r := Check(Claim{claim, "Jane Roe"}, articles, people)
		if len(r.Matches) == 0 || !slices.Equal(r.Matches[0].Flags, flags) {
			t.Errorf("%q: want the flags %v\n%s", claim, flags, show(r))
		}
	}
}
