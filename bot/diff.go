package bot

import (
	"slices"
	"strings"
	"unicode"

	"onrecord/corpus"
	"onrecord/corpus/verbatim"
)

// longStep is how many characters of a step of a diff are shown, half of them at each end,
// where the whole has no room.
const longStep = 160

// renderDiff renders the way from a claim to what an article prints as a block quotation
// of about room characters, with the whole sentences around it: the words that both have
// are bold, what only the claim has is struck through, and what only the article has is
// underlined.
func renderDiff(m *verbatim.Match, room int) string {
	turned := slices.Contains(m.Flags, verbatim.SkipsNegation)
	size := 0
	for _, e := range m.Diff {
		size += length(e.Text)
	}
	before, after := aroundMatch(m, room-size)
	b := strings.Builder{}
	b.WriteString(escape(before))
	for _, e := range m.Diff {
		text := e.Text
		if size > room {
			text = abridge(text)
		}
		if room -= length(text); room < 0 {
			b.WriteString(" […]")
			break
		}
		switch {
		case e.Op == verbatim.Delete:
			b.WriteString(marked(text, "~~"))
		case e.Op == verbatim.Insert:
			b.WriteString(marked(text, "__"))
		case e.Op == verbatim.Equal:
			b.WriteString(marked(text, "**"))
		case turned: // what is left out is shown only if it would change the meaning
			b.WriteString(" […" + escape(strings.Join(strings.Fields(text), " ")) + "…] ")
		default:
			b.WriteString(" […] ")
		}
	}
	b.WriteString(escape(after))
	return blockQuote(b.String())
}

// aroundMatch returns the rest of the sentences in which a match begins and ends, where
// both together have room.
func aroundMatch(m *verbatim.Match, room int) (before, after string) {
	body := m.Article.Body()
	for _, paragraph := range corpus.Paragraphs(body) {
		for _, s := range corpus.Sentences(body, paragraph) {
			if s.Start <= m.Span.Start && m.Span.Start < s.End {
				before = body[s.Start:m.Span.Start]
			}
			if s.Start < m.Span.End && m.Span.End <= s.End {
				after = body[m.Span.End:s.End]
			}
		}
	}
	if length(before)+length(after) > room {
		return "", ""
	}
	return before, after
}

// abridge leaves out the middle of a long text, at the ends of words: what stands next to
// a difference stays.
func abridge(text string) string {
	if length(text) <= longStep {
		return text
	}
	head := strings.TrimSuffix(clip(text, longStep/2), "…")
	tail := strings.ToValidUTF8(text[max(len(head), len(text)-longStep/2):], "")
	if i := strings.LastIndexFunc(head, unicode.IsSpace); i > 0 {
		head = head[:i]
	}
	if i := strings.IndexFunc(tail, unicode.IsSpace); i >= 0 {
		tail = tail[i+1:]
	}
	return head + " […] " + tail
}

// marked puts a mark on both sides of the words of a text. Discord wants no space inside
// the marks, and no paragraph's end.
func marked(text, mark string) string {
	words := strings.TrimSpace(text)
	body := escape(strings.Join(strings.Fields(words), " "))
	if strings.IndexFunc(body, unicode.IsGraphic) < 0 {
		return escape(text)
	}
	from := strings.Index(text, words)
	return text[:from] + mark + body + mark + text[from+len(words):]
}
