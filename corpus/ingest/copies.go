package ingest

import (
	"slices"
	"strings"
	"unicode"
)

const (
	maxCompared = 3000 // lines of a source that are compared with each other; an article has fewer than a thousand
	minCopy     = 4    // words of a line that may be a copy of another
	minBytes    = 30   // that it must have besides, without spaces, in a page, which may well say the same twice
)

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
		if l.rule != "" || l.turn || l.words < minCopy || l.node != nil && len(l.text)-strings.Count(l.text, " ") < minBytes {
			continue
		}
		others := p.lines
		if l.heading {
			others = p.lines[:i] // a subhead may be out of what stands below
		}
		was, again := seen[l.text]
		switch {
		case captions[l.text]:
			p.drop(i, "caption printed twice")
		case again:
			// The headline may be printed twice, too, unless something stands above that is longer than menus' entries.
			isHeadline := func(l *line) bool { return l.rule == "" && l.words > minCopy && isHeadlineLike(l) }
			if i-was <= 2 && !endsProse(l.text) && slices.ContainsFunc(p.lines[:was], isHeadline) {
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
		case prose && l.words > minCopy && l.words <= 60 &&
			!matches("mark of an item", l.text) && p.isPartOf(i, others, strings.Contains),
			isNamed(l.node, "pull quotes", 4) && p.mostlyIn(i):
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
	return slices.ContainsFunc(p.lines, func(l *line) bool {
		return l != p.lines[i] && l.rule == "" && len(l.text) >= len(p.lines[i].text) && shared(p.lines[i].text, l.text) >= .7
	})
}

// shared returns which part of a text's words stands, in threes, in another text.
func shared(text, other string) float64 {
	threes := func(text string) map[string]bool {
		words, all := strings.Fields(foldWords(text)), map[string]bool{}
		for k := range max(0, len(words)-2) {
			all[strings.Join(words[k:k+3], " ")] = true
		}
		return all
	}
	found, all, others := 0, threes(text), threes(other)
	for three := range all {
		if others[three] {
			found++
		}
	}
	return float64(found) / float64(max(1, len(all)))
}

func quotations(texts ...string) (quotes []string) {
	for line := range strings.Lines(strings.Join(texts, "\n")) {
		for _, quote := range expression("quotation").FindAllString(strings.TrimSpace(line), -1) {
			if bareWords(quote) != "" {
				quotes = append(quotes, strings.Trim(quote, " (,;:"))
			}
		}
	}
	return quotes
}

// missing returns those of some quotations whose words are no other's, or no part of one.
func missing(quotes, others []string, part bool) []string {
	var all strings.Builder
	for _, other := range others {
		all.WriteString("\n " + foldWords(other) + " \n")
	}
	return slices.DeleteFunc(quotes, func(quote string) bool {
		words := " " + foldWords(quote) + " "
		if !part {
			words = "\n" + words + "\n"
		}
		return strings.Contains(all.String(), words)
	})
}

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
