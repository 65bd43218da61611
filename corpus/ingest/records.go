package ingest

import (
	"cmp"
	"slices"
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

// Rules of what stands below something that ends the article.
const (
	relatedList   = "related list"
	afterComments = "after the comments' heading"
)

// dropRecords drops lists of other articles, to the end of the source if no more of the
// article follows. One that the article announces, as a course of events, is its own.
func (p *page) dropRecords() {
	lists := p.findRecords()
	slices.SortFunc(lists, func(a, b lineRange) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	behind := 0
	for _, l := range lists {
		if l.start < behind {
			continue
		}
		if p.goodIn(l.end, len(p.lines)) < 3 {
			l.end = len(p.lines)
		}
		behind = l.end
		if l.end < len(p.lines) && strings.HasSuffix(p.at(l.start-1).text, ":") {
			continue
		}
		for i := l.start; i < l.end; i++ {
			p.drop(i, relatedList)
		}
	}
}

// A lineRange is lines[start:end].
type lineRange struct{ start, end int }

// findRecords returns the lines of each list, in any order.
func (p *page) findRecords() (lists []lineRange) {
	marks := map[string][]int{} // lines that are alike
	for i, l := range p.lines {
		if l.turn {
			continue
		}
		if l.words <= 4 { // a separator or a label, the same each time
			marks["="+l.text] = append(marks["="+l.text], i)
		}
		if isByline(l.text) || isBareName(l.text) {
			marks["by"] = append(marks["by"], i)
		} else if _, ok := readStamp(l.text); ok && !clockOnly().MatchString(l.text) {
			marks["date"] = append(marks["date"], i)
		}
	}
	for kind, at := range marks {
		for from := 0; from < len(at); {
			to := from + 1
			for to < len(at) && at[to]-at[to-1] <= maxRecord && at[to]-at[to-1] >= 2 {
				to++
			}
			if run := at[from:to]; len(run) >= minRecords && p.areRecords(run) {
				lists = append(lists, p.recordBounds(run, kind[0] == '='))
			}
			from = to
		}
	}
	return lists
}

// areRecords asks that most of what stands between the marks has a headline, and
// that it is short.
func (p *page) areRecords(run []int) bool {
	headed, words := 0, 0
	for k, at := range run[1:] {
		between := p.lines[run[k]+1 : at]
		// Questions and answers below names repeat themselves, too.
		if slices.ContainsFunc(between, func(l *line) bool { return isHeadlineLike(l) && !endsProse(l.text) }) {
			headed++
		}
		for _, l := range between {
			words += l.words
		}
	}
	n := len(run) - 1
	return headed*3 >= n*2 && words <= n*maxRecordWords
}

func isHeadlineLike(l *line) bool {
	return l.words >= 3 && l.words <= maxHeadline && !endsStop(l.text)
}

// recordBounds finds where the first record begins and the last one ends. A mark
// that is the same each time opens its record if a headline follows the last of
// them; every other mark closes its record, whose headline is sought above it.
func (p *page) recordBounds(run []int, same bool) lineRange {
	first, end := run[0], run[len(run)-1]+1
	if same && isHeadlineLike(p.at(end)) {
		return lineRange{first, min(end+maxRecord-1, len(p.lines))}
	}
	for i := first - 1; i > first-maxRecord; i-- {
		if isHeadlineLike(p.at(i)) {
			return lineRange{i, end}
		}
	}
	return lineRange{first, end}
}

// dropRest drops all that stands below line i, where something else begins.
func (p *page) dropRest(i int, rule string) {
	for j := i + 1; j < len(p.lines); j++ {
		p.drop(j, rule)
	}
}

// dropComments drops what follows the heading of the comments, unless that is a question
// of the author's, with prose below it.
func (p *page) dropComments() {
	for i, l := range p.lines {
		question := strings.HasSuffix(l.text, "?") && p.goodIn(i+1, i+3) == 2
		if l.rule == "comments" && !question && p.goodIn(0, i) >= 3 {
			p.dropRest(i, afterComments)
			return
		}
	}
}

// dropBesideDropped drops the lines that belong to one that was dropped: the items
// under a list's heading, the rest of an invitation, the words of a caption.
func (p *page) dropBesideDropped() {
	for i, l := range p.lines {
		switch l.rule {
		case "related":
			if p.goodIn(0, i) >= 3 && p.isListTail(i+1) {
				p.dropRest(i, "related")
				return
			}
			for j := i + 1; j < min(i+maxRecord+1, len(p.lines)); j++ {
				if n := p.lines[j]; n.rule == "" && (n.prose || endsProse(n.text) || n.words < 3) {
					break
				}
				p.drop(j, "related")
			}
		case "newsletter":
			for j := i + 1; j <= i+2 && toReader().MatchString(p.at(j).text) && !isReported(p.at(j).text); j++ {
				p.drop(j, "newsletter")
			}
		case "number":
			if next := p.at(i + 1); strings.Contains(l.text, " of ") && !next.prose && !endsStop(next.text) {
				p.drop(i+1, "caption") // of a picture of a gallery
			}
		case "credits":
			if strings.HasSuffix(foldLine(l.text), "caption") {
				if next := p.at(i + 1); next.words <= longWords*2 && !hasQuote(next.text) {
					p.drop(i+1, "caption")
				}
				continue
			}
			above := p.at(i - 1)
			if p.goodIn(0, i-1) > 0 && p.goodIn(i, len(p.lines)) > 0 && !above.prose && isHeadlineLike(above) && !isByline(above.text) {
				p.drop(i-1, "caption")
			}
		}
	}
}

// toReader is in lines that speak to their reader about mail.
var toReader = lazily(`(?i)\b(?:you|your|inbox|sign up|subscribe|newsletters?|e-?mail|delivered)\b`)

// isListTail reports whether all below is a list of articles: it begins with a headline and
// has at least as many as it has blurbs, and nowhere two lines of prose side by side. A
// single paragraph behind a list that is set into the article belongs to that.
func (p *page) isListTail(from int) bool {
	heads, blurbs, before := 0, 0, false
	for i, l := range p.lines[from:] {
		prose := l.rule == "" && endsProse(l.text)
		switch {
		case prose && (before && (l.prose || p.isGood(from+i-1)) || i == 0):
			return false
		case prose:
			blurbs++
		case l.rule == "" && isHeadlineLike(l):
			heads++
		}
		before = prose
	}
	return blurbs != 1 && heads >= max(1, blurbs)
}
