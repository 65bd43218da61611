package commands_test

import (
	"slices"
	"testing"

	"onrecord/commands"
	"onrecord/corpus"
)

// TestVerdicts reads what is said of a claim, and the name below what an article prints.
func TestVerdicts(t *testing.T) {
	const never = "Cut short: before these words stands “…burnt oil, and before anybody had thought of a ferry or a railway, I never believed that”"
	s := library(t,
		post(t, "a", "Harbour Post", "2021-03-01",
			"“We will not spend a penny on cameras for the old quay,” said Olive Brandt on Tuesday night at the theatre.\n\n"+
				"“Long before the war, when the harbour was still full of sailing ships and the lamps burnt oil, and before anybody had thought of a ferry or a railway, I never believed that the tolls were just,” said Ines Falk.\n\n"+
				"“The harbour wall is safe for the winter. No, it is not,” said Piet Doorn.\n\n"+
				"“Piet Doorn assured us in March that the keepers had been paid for the lamps,” said Ines Falk.\n\n"+
				"Piet Doorn said in the second half of the evening that the tariff for boats had been halved since the spring.\n\n"+
				"The town has twelve lanterns, and they are lit at dusk by two keepers."),
		article(t, "d", corpus.Meta{Title: "d", Outlet: "Island Gazette", Date: "2021-03-03", Form: corpus.Digest},
			"The keeper wants lamps on every mole of the island."))
	r := commands.NewRouter(open(t, s.c), commands.About{})
	for _, test := range []struct {
		quote, speaker string
		verdict, by    string
		warnings       []string
	}{
		{"We will not spend one dime on cameras for the quay", "", "Not what was said: several words differ", "Olive Brandt", []string{"A number differs."}},
		{"We will not ever spend a penny on new cameras for the quay", "", "Not what was said: several words differ", "Olive Brandt", nil},
		{"We will not spend two pennies on cameras for the old quay", "Ines Falk", "Not what was said: it was “a penny”, not “two pennies”", "Olive Brandt",
			[]string{"Not as said by Ines Falk: this is said by Olive Brandt."}},
		{"We will not spend a penny on cameras for the old quay", "Olivio Brandt", "Said, but by Olive Brandt, not by Olivio Brandt", "Olive Brandt", nil},
		{"We will not spend a penny on cameras for the quay — Olive Brandt", "", "Not what was said: “old” is missing", "Olive Brandt", nil},
		{"“We will not spend a penny on cameras for the old quay,” said Ines Falk", "", "Said, but by Olive Brandt, not by Ines Falk", "Olive Brandt", nil},
		{"We will not spend a penny on cameras for the old quay, said Olive Brandt on Tuesday night", "", "The words are right: only marks, case or spacing differ", "Harbour Post",
			[]string{"It is reported without quotation marks: these need not be the very words."}},
		{"Olive Brandt said we will not spend a penny on cameras for the old quay", "", "The words are right: only marks, case or spacing differ", "Olive Brandt", nil},
		{"Falk said: we will not spend a penny on cameras for the old quay", "", "Said, but by Olive Brandt, not by Falk", "Olive Brandt", nil},
		{"Falk said that we will not spend a penny on cameras for the old quay", "", "Said, but by Olive Brandt, not by Falk", "Olive Brandt", nil},
		{"\"We will not spend a penny on cameras for the old quay\" — Ines Falk", "", "Said, but by Olive Brandt, not by Ines Falk", "Olive Brandt", nil},
		{"We will not spend a penny on cameras for the old quay - Falk", "", "Said, but by Olive Brandt, not by Falk", "Olive Brandt", nil},
		{"We will not spend a penny on cameras for the old quay - ines falk", "", "Said, but by Olive Brandt, not by Ines Falk", "Olive Brandt", nil},
		{"olive brandt: \"We will not spend a penny on cameras for the old quay\"", "", "Said, word for word", "Olive Brandt", nil},
		{"Olive Brandt, the mayor, said: “We will not spend a penny on cameras for the old quay”", "", "Said, word for word", "Olive Brandt", nil},
		{"Falk: “We will not spend a penny on cameras for the old quay”", "", "Said, but by Olive Brandt, not by Falk", "Olive Brandt", nil},
		{"brandt: \"We will not spend a penny on cameras for the old quay\"", "", "Said, word for word", "Olive Brandt", nil},
		{"We will not spend a penny on cameras for the old quay\n- Ines Falk", "", "Said, but by Olive Brandt, not by Ines Falk", "Olive Brandt", nil},
		{"\"We will not spend a penny on cameras for the old quay\" ~ Falk", "", "Said, but by Olive Brandt, not by Falk", "Olive Brandt", nil},
		{"\"“We will not spend a penny on cameras for the old quay.\" - Olive Brandt", "", "Said, word for word", "Olive Brandt", nil},
		{"Brandt said “cameras for”", "", "Cut short: before these words stands “We will not spend a penny on”", "Olive Brandt", nil},
		{"Falk said “cameras for”", "", "Said, but by Olive Brandt, not by Falk", "Olive Brandt",
			[]string{"Cut short: before these words stands “We will not spend a penny on”."}},
		{"Falk said: we will not spend a penny on cameras for the old quay - Harbour Post", "", "Not what was said: “— Harbour Post” was put in", "Olive Brandt",
			[]string{"Not as said by Falk: this is said by Olive Brandt."}},
		{"'we will not spend a penny on cameras for the old quay' — Olive Brandt", "", "The words are right: only marks, case or spacing differ", "Olive Brandt", nil},
		{"Brandt said “cats”", "", "Too short to check: give at least four words, or fewer in quotation marks that stand in one place only", "", nil},
		{"The keeper said: “We will not spend a penny on cameras for the old quay”", "", "Said, word for word", "Olive Brandt", nil},
		{"“The harbour wall is safe for the winter,” he said. “No, it is not.”", "", "Said, word for word", "Piet Doorn", nil},
		{"Nobody ever said “We will not spend a penny on cameras for the old quay”", "", "Not what was said: “Nobody ever said” was put in", "Olive Brandt", []string{"It may mean the opposite."}},
		{"The keeper never said “We will not spend a penny on cameras for the old quay”", "", "Only in part: some of the words are in the coverage, the rest is not", "Olive Brandt", nil},
		{"It is a hoax that “We will not spend a penny on cameras for the old quay”", "", "Only in part: some of the words are in the coverage, the rest is not", "Olive Brandt", nil},
		{"“We will not spend a penny on cameras for the old quay” is a fake", "", "Not what was said: “is a fake” was put in", "Olive Brandt", nil},
		{"“We will not spend a penny on cameras for the old quay” (Rosa Lind)", "", "Not what was said: “(Rosa Lind” was put in", "Olive Brandt", nil},
		{"rosa lind “We will not spend a penny on cameras for the old quay”", "", "Not what was said: “rosa lind” was put in", "Olive Brandt", nil},
		{"The Harbour Master: “We will not spend a penny on cameras for the old quay”", "", "Said, but by Olive Brandt, not by Harbour Master", "Olive Brandt", nil},
		{"“We will not spend a penny on cameras for the old quay” said nobody", "", "Not what was said: it was “Olive”, not “nobody”", "Harbour Post",
			[]string{"It may mean the opposite.", "It is reported without quotation marks: these need not be the very words."}},
		{"We shall “not spend a penny on cameras for the old quay”", "", "Not what was said: it was “will”, not “shall”", "Olive Brandt", nil},
		{"Doorn said the tariff for boats had been halved since the spring", "", "Said, word for word", "Piet Doorn, as reported by Harbour Post",
			[]string{"It is reported without quotation marks: these need not be the very words."}},
		{"Falk said the tariff for boats had been halved since the spring", "", "Said, but by Piet Doorn, not by Falk", "Piet Doorn, as reported by Harbour Post",
			[]string{"It is reported without quotation marks: these need not be the very words."}},
		{"Piet Doorn told us in March that the keepers had been paid for the lamps", "", "Not what was said: it was “assured”, not “told”", "Ines Falk", nil},
		{"the keepers had been paid, Falk said", "", "Cut short: before these words stands “Piet Doorn assured us in March that”", "Ines Falk", nil},
		{"Doorn said in March that the keepers had been paid for the lamps", "", "Not what was said: it was “assured us”, not “said”", "Ines Falk", nil},
		{"Did Falk ever say we will not spend a penny on cameras for the old quay?", "", "Said, but by Olive Brandt, not by Falk", "Olive Brandt", nil},
		{"Brandt said the toll will buy a lantern for the theatre", "", "Not in the coverage: nothing like it was found", "", nil},
		{"The town has twelve lanterns, and they are lit at dusk by two keepers", "", "In the coverage, word for word", "Harbour Post",
			[]string{"These are the outlet's own words, not a quotation."}},
		{"We will not... cameras for the old quay", "", "The words are right, with others openly left out", "Olive Brandt", nil},
		{"the tolls were just", "Ines Falk", never, "Ines Falk", nil},
		{"the tolls were just indeed", "Ines Falk", "Not what was said: “indeed” was put in", "Ines Falk", []string{never + "."}},
		{"The keeper wants lamps on every mole of the island", "", "In our digest, word for word: the report itself need not have these words", "Island Gazette",
			[]string{"These are the words of our digest, not a quotation."}},
		{"the town has twelve lanterns, and they are lit at dusk", "Ines Falk", "Not said by Ines Falk: these are the outlet's own words", "Harbour Post", nil},
		{"the town has eleven lanterns, and they are lit at dusk", "Ines Falk", "Not what was said: it was “twelve”, not “eleven”", "Harbour Post",
			[]string{"Not as said by Ines Falk: these are the outlet's own words."}},
		{"The harbour wall is safe for the winter", "", "The words are right, but there is more: the next sentence is “No, it is not”", "Piet Doorn", nil},
		{"what is it that was to be", "", "Not in the coverage: nothing like it was found", "", nil},
	} {
		t.Run(test.quote, func(t *testing.T) {
			res, err := r.Handle(t.Context(), commands.Request{Command: "verify", Args: map[string]string{"quote": test.quote, "speaker": test.speaker}})
			if err != nil {
				t.Fatal(err)
			}
			f, by := res.View().Findings[0], ""
			if len(f.Matches) > 0 {
				by = f.Matches[0].Byline
			}
			if f.Verdict != test.verdict || by != test.by || !slices.Equal(f.Warnings, test.warnings) {
				t.Errorf("%q by %q, and %q", f.Verdict, by, f.Warnings)
			}
		})
	}
}
