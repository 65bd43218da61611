package ingest

import (
	"strings"
	"unicode"
)

// addressesReader reports whether a line speaks to its reader about mail, and
// tells nothing that somebody said.
func addressesReader(text string) bool {
	return toReader.MatchString(text) && !isReported(text)
}

var toReader = lazily(`(?i)\b(?:you|your|inbox|sign up|subscribe|newsletters?|e-?mail|delivered)\b`)

// maxCompared is how many lines a source may have for its lines to be compared
// with each other; an article has fewer than a thousand.
const maxCompared = 3000

// minCopy is how many words a line must have to be taken for a copy of another.
const minCopy = 4

// dropCopies drops captions that are printed twice, because a page gives them once
// for those who cannot see the picture, and pull quotes: words of the article that
// are set again, large, between its paragraphs.
func (p *textPage) dropCopies() {
	if len(p.lines) > maxCompared {
		return
	}
	firstGood := 0
	for firstGood < len(p.lines) && !p.isGood(firstGood) {
		firstGood++
	}
	seen, captions := map[string]int{}, map[string]bool{}
	for _, l := range p.lines {
		captions[l.text] = captions[l.text] || l.rule == "caption"
	}
	for i, l := range p.lines {
		if l.rule != "" || l.words < minCopy {
			continue
		}
		if captions[l.text] {
			p.drop(i, "caption printed twice")
			continue
		}
		was, again := seen[l.text]
		if !again {
			seen[l.text] = i
			continue
		}
		if i-was <= 2 && p.looksCaption(was, i) && p.hasCandidateAbove(was) {
			p.drop(was, "caption printed twice")
			p.drop(i, "caption printed twice")
			continue
		}
		p.drop(i, "printed twice")
	}
	p.dropPullQuotes(firstGood)
}

// looksCaption reports whether a line that stands twice is a caption: it ends in no
// stop, or a credit stands beside it.
func (p *textPage) looksCaption(was, i int) bool {
	if !endsProse(p.lines[i].text) {
		return true
	}
	for _, j := range []int{was - 1, was + 1, i + 1} {
		if j >= 0 && j < len(p.lines) && (p.lines[j].rule == "credits" || p.lines[j].rule == "caption") {
			return true
		}
	}
	return false
}

// hasCandidateAbove reports whether something that can be the headline stands above
// line i; the headline itself may be printed twice.
func (p *textPage) hasCandidateAbove(i int) bool {
	for j := range i {
		if p.lines[j].rule == "" && isHeadlineLike(p.lines[j]) {
			return true
		}
	}
	return false
}

func (p *textPage) dropPullQuotes(firstGood int) {
	folded := make([]string, len(p.lines))
	var all strings.Builder
	for i := firstGood; i < len(p.lines); i++ {
		if p.lines[i].rule == "" {
			folded[i] = foldWords(p.lines[i].text)
			all.WriteString("\x00 " + folded[i] + " ")
		}
	}
	text := all.String()
	for i := firstGood + 1; i < len(p.lines); i++ {
		l := p.lines[i]
		if l.rule != "" || l.words < minCopy+1 || l.words > 60 {
			continue
		}
		if strings.Count(text, " "+folded[i]+" ") < 2 || !p.isPartOfAnother(i, folded) {
			continue
		}
		p.drop(i, "pull quote")
		if j := i + 1; j < len(p.lines) && p.lines[j].rule == "" && p.lines[j].class == short {
			name := strings.TrimLeft(p.lines[j].text, "-–— ")
			if _, _, ok := readNamed(name); ok || isBareName(name) || name != p.lines[j].text {
				p.drop(j, "pull quote")
			}
		}
	}
}

// isPartOfAnother reports whether the words of line i stand within a longer line.
func (p *textPage) isPartOfAnother(i int, folded []string) bool {
	for j := range folded {
		if j != i && p.lines[j].rule == "" && len(folded[j]) > len(folded[i]) && strings.Contains(" "+folded[j]+" ", " "+folded[i]+" ") {
			return true
		}
	}
	return false
}

// foldWords writes a text's words alone, in lower case, with a space between them.
func foldWords(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			space = b.Len() > 0
			continue
		case space:
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
