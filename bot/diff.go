package bot

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf16"

	"onrecord/corpus"
	"onrecord/corpus/verbatim"
)

// leastKept is how many characters are shown of every step of a diff at least.
const leastKept = 24

// renderDiff renders the way from a claim to what an article prints as a block quotation
// of about room characters, with the whole sentences around it: the words that both have
// are bold, what only the claim has is struck through, and what only the article has is
// underlined.
func renderDiff(m *verbatim.Match, room int) string {
	turned := slices.Contains(m.Flags, verbatim.SkipsNegation)
	diff := slices.Clone(m.Diff)
	for i, e := range diff {
		if e.Op == verbatim.Skip && !turned {
			diff[i].Text = ""
		}
	}
	limit := fairShare(diff, room)
	before, after := aroundMatch(m, room-min(room, total(diff, limit)))
	var b strings.Builder
	b.WriteString(escape(before))
	for i, e := range diff {
		if room < 0 {
			b.WriteString(" […]")
			break
		}
		equal := e.Op == verbatim.Equal
		text := abridge(e.Text, limit, !equal || i > 0 || len(diff) == 1, !equal || i+1 < len(diff))
		room -= length(text)
		switch e.Op {
		case verbatim.Delete:
			b.WriteString(marked(text, "~~"))
		case verbatim.Insert:
			b.WriteString(marked(text, "__"))
		case verbatim.Skip:
			// What is left out is shown only if it would change the meaning.
			b.WriteString(" […" + escape(strings.Join(strings.Fields(text), " ")))
			if text != "" {
				b.WriteString("…")
			}
			b.WriteString("] ")
		default:
			b.WriteString(marked(text, "**"))
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

// fairShare returns how many characters each step of a diff may have so that all have
// room: the short ones leave theirs to the long.
func fairShare(diff []verbatim.Edit, room int) int {
	return max(leastKept, sort.Search(room, func(limit int) bool { return total(diff, limit+1) > room }))
}

// total is how long a diff is when no step has more than limit characters.
func total(diff []verbatim.Edit, limit int) int {
	n := 0
	for _, e := range diff {
		n += min(limit, length(e.Text))
	}
	return n
}

// abridge shortens a text to about limit characters, at the ends of words. What stands
// next to a difference stays: the head, the tail, or both.
func abridge(text string, limit int, head, tail bool) string {
	if length(text) <= limit {
		return text
	}
	if head && tail {
		limit /= 2
	}
	out := " […] "
	if head {
		s := strings.TrimSuffix(clip(text, limit+1), "…")
		if i := strings.LastIndexFunc(s, unicode.IsSpace); i > 0 {
			s = s[:i]
		}
		out = s + out
	}
	if tail {
		s := lastOf(text, limit)
		if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 && i < len(s)-1 {
			s = s[i+1:]
		}
		out += s
	}
	return out
}

// lastOf returns the last characters of a text, about limit of them.
func lastOf(text string, limit int) string {
	n := length(text)
	for i, r := range text {
		if n <= limit {
			return text[characterStart(text, i):]
		}
		n -= utf16.RuneLen(r)
	}
	return ""
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
