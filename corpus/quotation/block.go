package quotation

import (
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord/corpus"
)

// Block quotations stand without marks: indented, behind Markdown's ">", or as a
// paragraph like any other behind "In a statement, the mayor said:".

// lineBefore returns what stands before a paragraph in its line.
func lineBefore(text string, p corpus.Span) string {
	return text[strings.LastIndexByte(text[:p.Start], '\n')+1 : p.Start]
}

// setOff reports whether the paragraph is indented or stands behind Markdown's ">".
func setOff(text string, p corpus.Span) bool {
	line := lineBefore(text, p)
	return strings.ContainsAny(line, ">\t") || strings.HasPrefix(line, "    ")
}

// quoteMarked reports whether Markdown's ">" stands before a paragraph: somebody's words,
// whoever that is.
func quoteMarked(text string, p corpus.Span) bool {
	return strings.Contains(lineBefore(text, p), ">")
}

// blocks returns, for each paragraph, whether it is a block quotation without marks. It
// takes words that introduce it, or a line behind it that begins with a dash and names
// its speaker.
func blocks(text string, paras []corpus.Span) []bool {
	out := make([]bool, len(paras))
	before, offBefore := "", false
	for n, p := range paras {
		off := setOff(text, p)
		switch {
		case opensMark(text[p.Start:p.End]) || dashed(text[p.Start:p.End]):
		case off && offBefore && !dashed(before):
			out[n] = out[n-1]
		case off:
			signed := n+1 < len(paras) && dashed(text[paras[n+1].Start:paras[n+1].End])
			out[n] = introduces(before, cCue) || signed || quoteMarked(text, p)
		default:
			out[n] = introduces(before, cSay|cTell) && prose(text[p.Start:p.End])
		}
		before, offBefore = text[p.Start:p.End], off
	}
	return out
}

// opensMark reports whether a paragraph begins with a quotation mark.
func opensMark(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("\"“„«'‘`", r)
}

// dashed reports whether a paragraph begins with a dash, as signatures do.
func dashed(text string) bool {
	return slices.ContainsFunc([]string{"—", "–", "--", "- "}, func(dash string) bool { return strings.HasPrefix(text, dash) })
}

// introduces reports whether a paragraph ends with a verb of saying of the given classes
// and a colon, with nothing between but where and when: "Roe said in a statement on Friday:".
// For what is set off, a verb that is seldom about speech will do.
func introduces(text string, verbs class) bool {
	text, ok := strings.CutSuffix(text, ":")
	if !ok {
		return false
	}
	words := strings.Fields(text[max(0, len(text)-120):])
	if n := len(words); n > 3 && (words[n-1] == "read" || words[n-1] == "reads" || classOf(words[n-1])&cPaper != 0 && givingWords[words[n-2]] || strings.HasSuffix(text, " in full")) {
		return true // It read: The firm issued this statement:
	}
	for i := len(words) - 1; i > 0; i-- {
		c := classOf(words[i])
		if c&verbs != 0 && c&vFinite != 0 && !pluralCues[words[i]] {
			last := i+1 == len(words)
			return last || c&cTell != 0 || verbs&cLoose != 0 || words[i+1] != "out" && classOf(words[i+1])&(cPrep|cTime|cAdv) != 0
		}
		if c&(cAux|cSub&^cPrep|cWh) != 0 && c&cTime == 0 {
			return false
		}
	}
	return false
}

// prose reports whether a paragraph is made of sentences rather than a heading, an item
// of a list or a line of a transcript.
func prose(text string) bool {
	label, _ := cutLabel(text)
	r, _ := utf8.DecodeRuneInString(text)
	return label == "" && wordRune(r) && strings.ContainsRune(".!?", lastRune(text)) && words(text) > 7
}
