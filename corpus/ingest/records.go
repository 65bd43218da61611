package ingest

import (
	"strings"
)

// A list of other articles repeats itself: a mark, a headline, a blurb, a name, a
// date, and again. One such line may stand in any article; three at even
// distances are a list. minRecords says how many, maxRecord how many lines one
// may have, maxRecordWords how many words on the average: an entry of a live blog
// has more.
const (
	minRecords     = 3
	maxRecord      = 8
	maxRecordWords = 70
)

// dropRecords drops lists of other articles, from their first line to the end of
// the source if no more of the article follows.
func (p *textPage) dropRecords() {
	for i := range p.lines {
		p.lines[i].kind = p.recordKind(i)
	}
	for {
		start, stop, ok := p.firstRecords()
		if !ok {
			return
		}
		if n, _ := p.goodIn(stop, len(p.lines)); n < 3 {
			stop = len(p.lines)
			p.tail = min(p.tail, start)
		}
		// A list that the article announces, as a course of events, is its own.
		own := stop < len(p.lines) && start > 0 && strings.HasSuffix(p.lines[start-1].text, ":")
		for i := start; i < stop; i++ {
			if p.lines[i].class = inList; own {
				p.doubt(i, "it is part of a list that the article announces")
				continue
			}
			p.drop(i, "related list")
		}
	}
}

// inList is the class of lines in a list that was dropped: no other list is looked
// for in it.
const inList class = -1

// firstRecords returns the earliest list, as lines[start:stop].
func (p *textPage) firstRecords() (start, stop int, ok bool) {
	marks := map[string][]int{}
	for i, l := range p.lines {
		if l.class == inList {
			continue
		}
		if l.kind != "" {
			marks[l.kind] = append(marks[l.kind], i)
		}
		if l.words <= 4 { // a separator or a label, the same each time
			marks["="+l.text] = append(marks["="+l.text], i)
		}
	}
	start = len(p.lines)
	for kind, at := range marks {
		s, e, found := p.recordsAt(at, kind[0] == '=')
		if found && (s < start || s == start && e > stop) {
			start, stop, ok = s, e, true
		}
	}
	return start, stop, ok
}

// recordKind says by what sort of line a record may be known.
func (p *textPage) recordKind(i int) string {
	text := p.lines[i].text
	if len(text) > 160 {
		return ""
	}
	if _, ok := readByline(text); ok {
		return "by"
	}
	if _, ok := readStamp(text); ok && !clockOnly.MatchString(text) {
		return "date"
	}
	return ""
}

// recordsAt looks for a list among the lines that are alike.
func (p *textPage) recordsAt(at []int, same bool) (start, stop int, ok bool) {
	for from := 0; from+minRecords <= len(at); {
		to := from + 1
		for to < len(at) && at[to]-at[to-1] <= maxRecord && at[to]-at[to-1] >= 2 {
			to++
		}
		if run := at[from:to]; len(run) >= minRecords && p.areRecords(run) {
			start, stop = p.recordBounds(run, same)
			return start, stop, true
		}
		from = to
	}
	return 0, 0, false
}

// areRecords asks that most of what stands between the marks has a headline, and
// that it is short.
func (p *textPage) areRecords(run []int) bool {
	headed, words := 0, 0
	for k := 1; k < len(run); k++ {
		has := false
		for i := run[k-1] + 1; i < run[k]; i++ {
			l := p.lines[i]
			words += l.words
			has = has || isHeadlineLike(l)
		}
		if has {
			headed++
		}
	}
	n := len(run) - 1
	return headed*3 >= n*2 && words <= n*maxRecordWords
}

func isHeadlineLike(l line) bool {
	return l.words >= 3 && l.words <= maxHeadline && !endsStop(l.text)
}

// recordBounds finds where the first record begins and the last one ends. A mark
// that is the same each time opens its record if a headline follows the last of
// them; every other mark closes its record, whose headline is sought above it.
func (p *textPage) recordBounds(run []int, same bool) (start, stop int) {
	widest := 0
	for k := 1; k < len(run); k++ {
		widest = max(widest, run[k]-run[k-1])
	}
	last := run[len(run)-1]
	if same && last+1 < len(p.lines) && isHeadlineLike(p.lines[last+1]) {
		return run[0], min(last+widest, len(p.lines))
	}
	start = run[0]
	for i := run[0] - 1; i >= 0 && i > run[0]-widest; i-- {
		l := p.lines[i]
		if isHeadlineLike(l) {
			start = i
			break
		}
	}
	return start, last + 1
}

// dropBehindBarriers drops what follows a heading that ends the article: the
// comments always, other headings where what follows is mostly no prose.
func (p *textPage) dropBehindBarriers() {
	for i := range p.lines {
		l := p.lines[i]
		rule := l.rule
		if rule != "comments" && rule != "related" && rule != "copyright" && rule != "tags" {
			continue
		}
		n, before := p.goodIn(0, i)
		if n < 3 && !(n > 0 && rule == "comments" && i*2 > len(p.lines)) {
			continue
		}
		if rule == "comments" && p.proseFollows(i) && strings.HasSuffix(l.text, "?") { // the author asks
			p.lines[i].rule = ""
			p.doubt(i, "it may be the comments' heading, or a question of the author's")
			continue
		}
		if _, after := p.goodIn(i+1, len(p.lines)); rule == "comments" || after*2 < before && p.isListBelow(i) {
			p.tail = min(p.tail, i)
			for j := i + 1; j < len(p.lines); j++ {
				p.drop(j, "after "+map[string]string{"comments": "the comments' heading", "related": "a list's heading",
					"copyright": "the copyright line", "tags": "the topics"}[rule])
			}
			return
		}
	}
}

// isListBelow reports whether what follows line i is a list: no two lines of prose
// stand together there, and a single one has a headline below it.
func (p *textPage) isListBelow(i int) bool {
	goods, lastGood, shortAfter := 0, -2, false
	for j := i + 1; j < len(p.lines); j++ {
		switch l := p.lines[j]; {
		case p.isGood(j), l.rule == "" && endsStop(l.text) && l.words >= minCopy:
			if lastGood == j-1 {
				return false
			}
			goods, lastGood, shortAfter = goods+1, j, false
		case l.rule == "" && !endsProse(l.text):
			shortAfter = true
		}
	}
	return goods != 1 || shortAfter
}

// dropBesideDropped drops the lines that belong to one that was dropped: the items
// under a list's heading, the rest of an invitation, the words of a caption.
func (p *textPage) dropBesideDropped() {
	for i := range p.lines {
		l := p.lines[i]
		switch l.rule {
		case "related":
			for j := i + 1; j < len(p.lines) && j <= i+maxRecord; j++ {
				if n := p.lines[j]; n.rule == "" && (n.class == good || endsProse(n.text) || n.words < 3) {
					break
				}
				p.drop(j, "related")
			}
		case "newsletter":
			for j := i + 1; j < len(p.lines) && j <= i+2 && p.lines[j].rule != "newsletter"; j++ {
				if !addressesReader(p.lines[j].text) {
					break
				}
				p.drop(j, "newsletter")
			}
		case "credits":
			if isCaptionLabel(l.text) {
				if i+1 < len(p.lines) && p.lines[i+1].words <= longWords*2 && !hasQuote(p.lines[i+1].text) {
					p.drop(i+1, "caption")
				}
			} else if _, by := readByline(p.lines[max(i-1, 0)].text); !by && i > 0 && p.lines[i-1].class == short && p.lines[i-1].words >= 3 && !endsStop(p.lines[i-1].text) && p.isInside(i-1) {
				p.drop(i-1, "caption")
			}
		}
	}
}

// proseFollows reports whether the two lines after line i are prose: below the heading
// of comments stand names and dates.
func (p *textPage) proseFollows(i int) bool {
	n := 0
	for j := i + 1; j < len(p.lines) && n < 2; j++ {
		if p.lines[j].class != good || p.lines[j].rule != "" {
			return false
		}
		n++
	}
	return n == 2
}

// isInside reports whether prose stands on both sides of line i.
func (p *textPage) isInside(i int) bool {
	before, _ := p.goodIn(0, i)
	after, _ := p.goodIn(i+1, len(p.lines))
	return before > 0 && after > 0
}

var captionLabels = map[string]bool{"image caption": true, "media caption": true, "caption": true}

func isCaptionLabel(text string) bool { return captionLabels[foldLine(text)] }
