package ingest

import (
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text that was wrapped by hand, as in mail and in what old programs save, has lines of
// one width, each as full as its words allow. Such lines are one paragraph; a line that
// had room for the next word ends one. Verse and lists are not as full, and stay.

// minWidth and maxWidth are the widths, in characters, at which people and programs wrap
// prose.
const (
	minWidth = 40
	maxWidth = 140
)

// joinWrapped joins the lines of paragraphs that were wrapped by hand, with the spaces
// that the breaks stood for. It joins nothing unless the source shows that it is wrapped,
// or a hyphen that a word is parted.
func joinWrapped(lines []*line) []*line {
	w := wrapping{lines: lines, speakers: speakersOf(lines)}
	w.measure()
	var out []*line
	for i, l := range lines {
		if w.joined = w.goesOn(i); w.joined {
			w.join(out[len(out)-1], l.text)
			continue
		}
		l.turn = w.speakers != nil && w.speakers[labelOf(l.text)]+w.speakers[nameAbove(l.text)] > 0
		out = append(out, l)
	}
	return out
}

type wrapping struct {
	lines    []*line
	speakers map[string]int  // of a transcript, as they are labelled, with their turns
	width    int             // 0 if the source is not wrapped
	setIn    bool            // the first lines of paragraphs are set in
	joined   bool            // the line above goes on with its paragraph
	words    map[string]bool // of the source, in lower case, if it is wrapped
}

// measure finds the width: that of the longest line whose sentence goes on in the next. It
// is one if half of such lines, and two, are full: what was mended or set in has shorter ones.
func (w *wrapping) measure() {
	for i, l := range w.lines[:max(0, len(w.lines)-1)] {
		w.setIn = w.setIn || !w.lines[i+1].blank && l.start > w.lines[i+1].start+1
	}
	width, full, odd := 0, 0, 0
	var pairs [][2]string // of a line and the next, which goes on with its sentence
	for i := range w.lines {
		if before, l, ok := w.pair(i); ok && beginsLower(l) && !endsProse(before) {
			pairs = append(pairs, [2]string{before, l})
			width = max(width, utf8.RuneCountInString(before))
		}
	}
	for _, pair := range pairs {
		if isFull(pair[0], pair[1], width) {
			full++
		} else if utf8.RuneCountInString(pair[0])*2 >= width { // verse is shorter
			odd++
		}
	}
	if width >= minWidth && width <= maxWidth && full >= max(2, odd) {
		w.width, w.words = width, map[string]bool{}
		for _, l := range w.lines {
			for word := range strings.FieldsSeq(foldWords(l.text)) {
				w.words[word] = true
			}
		}
	}
}

// pair returns line i and the one right above it, if they may be of one paragraph as far
// as one can tell by what they begin with.
func (w *wrapping) pair(i int) (before, l string, ok bool) {
	if i == 0 || w.lines[i].blank {
		return "", "", false
	}
	before, l = w.lines[i-1].text, w.lines[i].text
	quoted := strings.HasPrefix(l, ">")
	column := w.lines[i].start
	indented := column > w.lines[i-1].start+1 || w.setIn && column > 1 // as a paragraph begins
	indented = indented && !matches("mark of an item", before)
	item := matches("mark of an item", l)
	turn := w.speakers != nil && w.speakers[labelOf(l)] > 0
	if !strings.ContainsFunc(before, unicode.IsLetter) || indented || quoted != strings.HasPrefix(before, ">") || item || turn {
		return "", "", false
	}
	if quoted {
		before, l = strings.TrimLeft(before, "> "), strings.TrimLeft(l, "> ")
	}
	return before, l, !dashed(l)
}

// isFull reports whether the next line's first word had no room in a line, or is the rest of its
// last.
func isFull(line, next string, width int) bool {
	word, _, _ := strings.Cut(next, " ")
	return isParted(line, next) || (utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word))*10 >= width*9
}

// isParted reports whether a hyphen parts a word at the end of a line.
func isParted(line, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(line, "-"))
	return strings.HasSuffix(line, "-") && (unicode.IsLetter(last) || last == '\u00ad') && beginsLower(next)
}

// goesOn reports whether line i goes on with the paragraph of the line above. That may be
// shorter than the others, if its sentence goes on; but verse is short throughout.
func (w *wrapping) goesOn(i int) bool {
	before, l, ok := w.pair(i)
	switch {
	case !ok || w.width == 0:
		inQuote := strings.HasPrefix(w.lines[i].text, ">") && beginsLower(l) && !endsProse(before) // as in Markdown
		return ok && (inQuote || isParted(before, l))
	case !isFull(before, l, w.width):
		return beginsLower(l) && !endsProse(before) && (w.joined || utf8.RuneCountInString(before)*2 >= w.width)
	}
	// A headline is as long as it is.
	headline := i == 1 && !endsProse(before) && !strings.HasSuffix(before, ",")
	return beginsLower(l) || !headline
}

func beginsLower(text string) bool {
	return strings.IndexFunc(text, unicode.IsLower) == 0
}

func lastWord(text string) string { return text[strings.LastIndexByte(text, ' ')+1:] }

// join adds a line to the one above. Hyphens at its end stay, unless the word that they
// part stands elsewhere in one; whether it has them by itself cannot be told else.
func (w *wrapping) join(above *line, text string) {
	if strings.HasPrefix(above.text, ">") {
		text = strings.TrimLeft(text, "> ")
	}
	head, hyphen := strings.CutSuffix(above.text, "-")
	first, _, _ := strings.Cut(text, " ")
	switch {
	case strings.HasSuffix(head, "\u00ad"): // a hyphen that shows at the end of a line only
		above.text = strings.TrimSuffix(head, "\u00ad") + text
	case !hyphen || lastWord(head) == "" || !beginsLower(text):
		above.text += " " + text
	case w.words[foldWords(lastWord(head)+first)]:
		above.text = head + text
	default:
		above.text += text
		above.parted = true
	}
}

// labelOf returns whose turn a line of a transcript is; "" if it has no label.
func labelOf(text string) string {
	text = unstamped(text)
	m := expression("label of a turn").FindStringSubmatch(text[:min(len(text), 80)])
	if m == nil || !strings.Contains(m[0], ":") && m[1] != "Q" && m[1] != "A" {
		return ""
	}
	return m[1]
}

// unstamped returns a turn of a transcript without what is set beside the name of who speaks: times,
// and the numbers of questions.
func unstamped(text string) string {
	stamp := expression("stamp before a name").FindString(text)
	if label := text[len(stamp):]; matches("label of a turn", label) || strings.ContainsAny(stamp, "[(") {
		text = label
	}
	return expression("stamp within a label").ReplaceAllString(text, "$1: ")
}

// nameAbove returns the name on a line above a turn without them.
func nameAbove(text string) string {
	return expression("stamp behind a name").ReplaceAllString(text, "")
}

// speakersOf returns whose turns a transcript has: two who speak more than once, by the
// labels before their words, or by the lines above them. Of what is no transcript it is
// empty.
func speakersOf(lines []*line) map[string]int {
	turns := map[string]int{}
	for i, l := range lines {
		label := labelOf(l.text)
		if isLabelAbove(lines, i) {
			label = nameAbove(l.text)
		}
		turns[label]++
		if matches("stamp before a name", l.text) {
			turns[label]++ // a number or a time makes it one
		}
	}
	maps.DeleteFunc(turns, func(label string, n int) bool { return n == 1 || label == "" })
	if len(turns) < 2 {
		return nil
	}
	for _, l := range lines { // who speaks once is set like the others
		if label := labelOf(l.text); len(label) > 2 && isUpperCase(label) {
			turns[label] = max(turns[label], 1)
		}
	}
	return turns
}

func isLabelAbove(lines []*line, i int) bool {
	l, below := nameAbove(lines[i].text), i+1
	if below < len(lines) && matches("time alone", lines[below].text) {
		below++
	}
	n := countWords(l)
	short := n <= 4 || n <= 12 && strings.HasSuffix(l, ")") // with an office before the name, or behind it
	says := below < len(lines) && endsProse(lines[below].text) && !strings.HasSuffix(lines[below].text, ":")
	return says && short && !endsProse(l) && isCapitalised(l)
}
