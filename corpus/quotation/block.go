package quotation

import (
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord/corpus"
)

// Block quotations stand without marks: behind Markdown's ">", or as a
// paragraph like any other behind "In a statement, the mayor said:".

// blocks returns, for each paragraph, whether it is a block quotation without marks. Without
// ">", it takes words that introduce it.
func blocks(text string, paras []corpus.Span) []bool {
	out := make([]bool, len(paras))
	before := ""
	for n, p := range paras {
		now := text[p.Start:p.End]
		if !opensMark(now) && !dashed(now) {
			mark := text[strings.LastIndexByte(text[:p.Start], '\n')+1 : p.Start] // Markdown's, whoever's words they are
			out[n] = strings.Contains(mark, ">") || introduces(before) && prose(now)
		}
		before = now
	}
	return out
}

func opensMark(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("\"“„«'‘`", r)
}

// dashed reports whether a paragraph begins with a dash, as signatures do.
func dashed(text string) bool {
	return slices.ContainsFunc([]string{"—", "–", "--", "- "}, func(dash string) bool { return strings.HasPrefix(text, dash) })
}

// introduces reports whether a paragraph ends with a verb of saying and a colon, with nothing
// between but where and when: "Roe said in a statement on Friday:".
func introduces(text string) bool {
	text, ok := strings.CutSuffix(text, ":")
	if !ok {
		return false
	}
	words := strings.Fields(text[max(0, len(text)-120):])
	if n := len(words); n > 3 && (words[n-1] == "read" || words[n-1] == "reads" || classOf(words[n-1])&cPaper != 0 && sets.Giving[words[n-2]] || strings.HasSuffix(text, " in full")) {
		return true // It read: The firm issued this statement:
	}
	for i := len(words) - 1; i > 0; i-- {
		c := classOf(words[i])
		if c&(cSay|cTell) != 0 && c&vFinite != 0 && !sets.PluralCue[words[i]] {
			last := i+1 == len(words)
			return last || c&cTell != 0 || classOf(words[i+1])&(cPrep|cTime|cAdv) != 0
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
