package commands

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/corpus/quotation"
	"onrecord/corpus/verbatim"
)

// Of a message maxMessage bytes are read and maxClaims quotations checked: more
// than anybody types, and no more than fits into an answer. leastClaim is how
// many words make a quotation that can be told from chance.
const (
	maxMessage = 40_000 // Discord's 4,000 characters and the rest of an embed
	maxClaims  = 5
	leastClaim = 4
)

// claimsIn picks the quotations out of a message, at most maxClaims of them, and
// says how many there are: what stands between quotation marks or as a block quote,
// and what "X said" introduces. It reads the message as package quotation reads an
// article. A message without any is one claim as a whole.
func claimsIn(message string, surnames map[string]bool) (claims []Check, all int) {
	if len(message) > maxMessage {
		message = message[:maxMessage]
	}
	var lines []string
	for line := range strings.Lines(plainMessage(quoteBlocks(message))) {
		lines = append(lines, withFullStop(asPrinted(line, surnames)))
	}
	text := capitalise(strings.Join(lines, "\n\n"), surnames)
	statements, named := quotation.Extract(text)
	var out []Check
	var at []int // where each begins
	last := -1   // the quotation that the last claim is part of
	var seen []corpus.Span
	for i := range statements {
		st := &statements[i]
		seen = append(seen, st.Span)
		words := strings.TrimSpace(text[st.Span.Start:st.Span.End])
		if st.Quotation == last && len(out) > 0 && st.Kind == corpus.Direct {
			out[len(out)-1].Text += " " + words // "we do not," he said, "have it"
			continue
		}
		c := Check{Claim: verbatim.Claim{Text: words}, Denied: denies(text, st)}
		if st.Speaker != corpus.Unattributed && named[st.Speaker].Kind != corpus.Unnamed {
			c.Speaker = named[st.Speaker].Name
		}
		out, at = append(out, c), append(at, st.Span.Start)
		last = st.Quotation
	}
	// Package quotation passes over quotations without a speaker.
	for _, s := range betweenMarks(text) {
		if !slices.ContainsFunc(seen, s.Overlaps) {
			i, _ := slices.BinarySearch(at, s.Start)
			out = slices.Insert(out, i, Check{Claim: verbatim.Claim{Text: strings.TrimSpace(text[s.Start:s.End])}})
			at = slices.Insert(at, i, s.Start)
		}
	}
	out = slices.DeleteFunc(out, func(c Check) bool { return len(strings.Fields(c.Text)) < leastClaim })
	if len(out) == 0 {
		if whole := strings.Join(strings.Fields(text), " "); hasWord(whole) {
			out = append(out, Check{Claim: verbatim.Claim{Text: strings.Trim(strings.TrimSuffix(whole, "."), "“”")}})
		}
	}
	return out[:min(len(out), maxClaims)], len(out)
}

// denies reports whether a message says that a speaker did not say something:
// "Brandt never said that", "Brandt denied that".
func denies(text string, st *corpus.Statement) bool {
	at := st.Evidence()
	if at.Empty() || at.End > st.Span.Start {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(text[at.Start:st.Span.Start], "’", "'")), isNoLetter)
	return slices.ContainsFunc(words, func(w string) bool {
		return w == "never" || w == "not" || w == "denied" || w == "denies" || strings.HasSuffix(w, "n't")
	})
}

// quoteBlocks turns block quotes ("> words", ">>> everything from here on") into
// paragraphs between quotation marks, unless they have such marks already.
func quoteBlocks(text string) string {
	var out, block []string
	flush := func() {
		words := strings.TrimSpace(strings.Join(block, " "))
		block = nil
		by := ""
		if m := signed.FindStringSubmatchIndex(words); m != nil {
			words, by = words[:m[0]], "— "+words[m[2]:m[3]]
		}
		switch {
		case words == "":
		case strings.ContainsAny(words, `"“”«»`):
			out = append(out, words)
		default:
			out = append(out, "“"+words+"”")
		}
		if by != "" {
			out = append(out, by)
		}
	}
	rest := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		trimmed := strings.TrimLeft(line, " \t")
		switch {
		case strings.HasPrefix(trimmed, ">>> "):
			rest = true
			block = append(block, trimmed[4:])
		case rest:
			block = append(block, line)
		case strings.HasPrefix(trimmed, ">"):
			block = append(block, strings.TrimLeft(trimmed, "> \t"))
		default:
			flush()
			out = append(out, line)
		}
	}
	flush()
	return strings.Join(out, "\n")
}

// withFullStop ends a line with a full stop if it has none: people leave it out, and
// an article's lines without one are headlines, in which no one speaks.
func withFullStop(line string) string {
	line = strings.TrimSpace(line)
	if strings.HasPrefix(line, "“") && strings.HasSuffix(line, "”") {
		return line // nothing but a quotation
	}
	if r, _ := utf8.DecodeLastRuneInString(line); !isNoLetter(r) || strings.ContainsRune(`"”»)`, r) {
		return line + "."
	}
	return line
}

// sayingVerbs are what people introduce a quotation with.
const sayingVerbs = `said|says|claimed|claims|told|warned|wrote|tweeted|argued|argues|admitted|insisted|stated`

// beside are the places of a name that was typed in small letters.
var beside = []*regexp.Regexp{
	regexp.MustCompile(`(\pL[\pL\pN'’]*)\s+(?i:` + sayingVerbs + `|thinks)\b`),
	regexp.MustCompile(`\b(?i:` + sayingVerbs + `|thinks)\s+(\pL[\pL\pN'’]*)`),
}

// capitalise writes surnames with a capital where a verb of saying stands beside
// them: in a channel people type "parker said".
func capitalise(text string, surnames map[string]bool) string {
	for _, verb := range beside {
		text = verb.ReplaceAllStringFunc(text, func(m string) string {
			at := verb.FindStringSubmatchIndex(m)
			name := m[at[2]:at[3]]
			if !surnames[name] {
				return m
			}
			r, size := utf8.DecodeRuneInString(name)
			return m[:at[2]] + string(unicode.ToUpper(r)) + name[size:] + m[at[3]:]
		})
	}
	return text
}
