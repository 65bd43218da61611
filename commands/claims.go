package commands

import (
	"cmp"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/quotation"
	"onrecord/corpus/verbatim"
)

// Of a message maxClaims quotations are checked: no more than fits into an answer.
// leastClaim is how many words make a quotation that can be told from chance.
const (
	maxClaims  = 5
	leastClaim = 4
)

// claimsIn picks the quotations out of a message, at most maxClaims of them, and
// says how many there are: what stands between quotation marks or as a block quote,
// and what "X said" introduces. It reads the message as package quotation reads an
// article. A message without any is one claim as a whole.
func claimsIn(message string, surnames map[string]bool) (claims []Check, all int) {
	var lines []string
	for line := range strings.Lines(plainMessage(quoteBlocks(message))) {
		lines = append(lines, asPrinted(strings.TrimSpace(line), surnames))
	}
	text := strings.Join(lines, "\n\n")
	statements, named := quotation.Extract(text)
	var out []Check
	last := -1 // the quotation that the last claim is part of
	for i := range statements {
		st := &statements[i]
		words := strings.Trim(text[st.Span.Start:st.Span.End], ", \n")
		if st.Quotation == last && len(out) > 0 && st.Kind == corpus.Direct {
			out[len(out)-1].Text += " " + words // "we do not," he said, "have it"
			continue
		}
		c := Check{Claim: verbatim.Claim{Text: words}, at: st.Span.Start}
		if st.Speaker != corpus.Unattributed && named[st.Speaker].Kind != corpus.Unnamed {
			c.Speaker = named[st.Speaker].Name
		}
		out = append(out, c)
		last = st.Quotation
	}
	// Package quotation passes over quotations without a speaker.
	for _, m := range quotations.FindAllStringIndex(text, -1) {
		s := corpus.Span{Start: m[0], End: m[1]}
		if !slices.ContainsFunc(statements, func(st corpus.Statement) bool { return st.Span.Overlaps(s) }) {
			words := strings.Trim(text[s.Start:s.End], `"“”«» `)
			out = append(out, Check{Claim: verbatim.Claim{Text: words}, at: s.Start})
		}
	}
	slices.SortStableFunc(out, func(a, b Check) int { return cmp.Compare(a.at, b.at) })
	out = slices.DeleteFunc(out, func(c Check) bool { return len(strings.Fields(c.Text)) < leastClaim })
	if len(out) == 0 {
		if whole := strings.Join(strings.Fields(text), " "); hasWord(whole) {
			out = append(out, Check{Claim: verbatim.Claim{Text: strings.Trim(strings.TrimSuffix(whole, "."), "“”")}})
		}
	}
	return out[:min(len(out), maxClaims)], len(out)
}
