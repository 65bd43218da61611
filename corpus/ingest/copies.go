package ingest

import (
	"slices"
	"strings"
	"unicode"
)

// maxCompared is how many lines a source may have for its lines to be compared
// with each other; an article has fewer than a thousand.
const maxCompared = 3000

// minCopy is how many words a line must have to be taken for a copy of another.
const minCopy = 4

// minKey is how many bytes it must have besides in a page, which may well say the same twice.
const minKey = 30

// dropCopies drops what a page says twice: captions, which it gives once more for those
// who cannot see the picture, and pull quotes, words of the article that are set again,
// large, between its paragraphs.
func (p *page) dropCopies() {
	if len(p.lines) > maxCompared {
		return
	}
	captions, seen := map[string]bool{}, map[string]int{}
	for i, l := range p.lines {
		p.lines[i].folded = " " + foldWords(l.text) + " "
		captions[l.text] = captions[l.text] || l.rule == "caption"
	}
	prose := false
	for i, l := range p.lines {
		if l.rule != "" || l.turn || l.words < minCopy || l.node != nil && len(l.key) < minKey {
			continue
		}
		others := p.lines
		if l.node != nil && isListed("headings", l.node.Data) {
			others = p.lines[:i] // a subhead may be out of what stands below
		}
		was, again := seen[l.text]
		switch {
		case captions[l.text]:
			p.drop(i, "caption printed twice")
		case again:
			// The headline may be printed twice, too, unless something stands above that is longer than menus' entries.
			headed := slices.ContainsFunc(p.lines[:was], func(l *line) bool { return l.rule == "" && l.words > minCopy && isHeadlineLike(l) })
			if i-was <= 2 && !endsProse(l.text) && headed {
				p.drop(was, "caption printed twice")
			}
			switch heads := l.node == nil && !l.prose && endsProse(p.at(i+1).text); {
			case heads && endsStop(p.at(was+1).text) && p.at(was-1).rule != "table of contents": // the label of somebody who speaks again
			case heads && p.at(i+1).prose:
				p.drop(was, "table of contents")
			default:
				p.drop(i, "printed twice")
			}
		case l.words > 2*minCopy && p.isPartOf(i, p.lines[i+1:min(i+4, len(p.lines))], strings.HasPrefix):
			p.drop(i, "printed twice")
		case prose && l.words > minCopy && l.words <= 60 && !itemMark().MatchString(l.text) && p.isPartOf(i, others, strings.Contains), isNamed(l.node, "pull quotes", 4) && p.mostlyIn(i):
			p.drop(i, "pull quote")
			p.dropSpeakerBelow(i)
		default:
			seen[l.text] = i
		}
		prose = prose || p.isGood(i)
	}
}

// isPartOf reports whether one of some lines is longer than line i and has its words.
func (p *page) isPartOf(i int, others []*line, has func(text, words string) bool) bool {
	words := p.lines[i].folded
	return slices.ContainsFunc(others, func(l *line) bool {
		return l.rule == "" && len(l.folded) > len(words) && has(l.folded, words)
	})
}

// mostlyIn reports whether most of the words of line i stand, in threes, in another line: a
// pull quote may leave some out.
func (p *page) mostlyIn(i int) bool {
	words := strings.Fields(p.lines[i].folded)
	return slices.ContainsFunc(p.lines, func(l *line) bool {
		if l == p.lines[i] || l.rule != "" || len(l.text) < len(p.lines[i].text) {
			return false
		}
		found := 0
		for k := range max(0, len(words)-2) {
			if strings.Contains(l.folded, " "+strings.Join(words[k:k+3], " ")+" ") {
				found++
			}
		}
		return found*10 >= max(1, len(words)-2)*7
	})
}

// dropSpeakerBelow drops the name that stands below a pull quote.
func (p *page) dropSpeakerBelow(i int) {
	below := p.at(i + 1)
	name := strings.TrimLeft(below.text, "-–— ")
	if _, ok := readNamed(name); !below.prose && (ok || isBareName(name) || name != below.text) {
		p.drop(i+1, "pull quote")
	}
}

// bareWords writes a text's words alone, with a space between them.
func bareWords(text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	return strings.Join(words, " ")
}

// foldWords writes a text's words alone, in lower case, with a space between them.
func foldWords(text string) string { return strings.ToLower(bareWords(text)) }
