package ingest

import (
	"strings"
)

// smallGap is how many lines that are no prose may stand within an article, as subheads
// do; wideGap is the same between two lines of prose and three of muchProse, in words, as
// where a list of points stands.
const (
	smallGap  = 3
	wideGap   = 15
	muchProse = 80
)

// findBody finds the longest run of prose, over gaps.
func (p *page) findBody() bool {
	type run struct{ first, last, lines, words int }
	var runs []run
	for i, l := range p.lines {
		if !p.isGood(i) {
			continue
		}
		if n := len(runs) - 1; n >= 0 && p.gap(runs[n].last, i) <= smallGap {
			runs[n].last, runs[n].lines, runs[n].words = i, runs[n].lines+1, runs[n].words+l.words
			continue
		}
		runs = append(runs, run{i, i, 1, l.words})
	}
	var before, best run
	for _, r := range runs {
		if before.lines >= 2 && r.lines >= 3 && r.words >= muchProse && p.gap(before.last, r.first) <= wideGap {
			r.first, r.lines, r.words = before.first, before.lines+r.lines, before.words+r.words
		}
		if before = r; r.words > best.words {
			best = r
		}
	}
	if best.words == 0 {
		return false
	}
	p.first, p.end = best.first, best.last+1
	// The short sentences at either end belong to it: "He won."
	for l := p.at(p.end); p.end < len(p.lines) && l.rule == "" && (endsStop(l.text) || isSentences(l.text) || p.isItem(p.end)); l = p.at(p.end) {
		p.end++
	}
	for p.first > 0 && p.opensBody(p.first-1) {
		p.first--
	}
	return true
}

var postSigned = lazily(`^[—–―-]{1,3} ?[^@]{2,60} \(?@[\w.]+\)?,? .{0,12}\d`)

// signs reports whether line i says whose the block quotation or the post above it is.
func (p *page) signs(i int) bool {
	text := strings.TrimLeft(p.lines[i].text, "> ")
	return i > 0 && dashed(text) && p.lines[i].words <= 12 && (strings.HasPrefix(p.lines[i-1].text, ">") || postSigned().MatchString(text))
}

// isSentences reports whether a short line is of two sentences, or in quotation marks:
// neither a question nor a call stands alone then, as it does in a headline.
func isSentences(text string) bool {
	return endsProse(text) && !strings.HasSuffix(text, ":") && (startsQuoted(text) || strings.Contains(text, ". "))
}

// opensBody reports whether a line above the prose is the article's: where the report
// comes from, one of the points that it is summed up in, or a short sentence.
func (p *page) opensBody(i int) bool {
	l := p.lines[i]
	switch {
	case l.rule != "":
		return false
	case itemMark().MatchString(l.text):
		return l.words >= minCopy
	case endsStop(l.text):
		return l.words > 1 && p.hasCandidateAbove(i)
	}
	return dateline().MatchString(l.text)
}

// gap counts the lines between two lines of prose that speak against one article.
// A line that is dropped wherever it stands says nothing.
func (p *page) gap(last, next int) int {
	n := 0
	for i := last + 1; i < next; i++ {
		switch l := p.lines[i]; {
		case l.rule == relatedList, l.rule == "comments", l.rule == "copyright":
			n += 2
		case l.rule == "" && !endsProse(l.text) && !p.isItem(i):
			n++
		}
	}
	return n
}

// dateline is where a report comes from, on a line of its own.
var dateline = lazily(`^\p{Lu}[\p{L} ,.'’-]{1,40}(?:, .{3,20}| ?\([^()]{2,40}\)) ?[–—-]{1,2}$`)

var itemMark = lazily(`^(?:[•·▪●■◦‣*–-] ?|\d{1,2}[.)] )\S`)

// isItem reports whether line i is an item of a list in the article: it begins with
// a mark, and an item or a line that ends in a colon stands above it.
func (p *page) isItem(i int) bool {
	above := i
	for above >= 0 && itemMark().MatchString(p.lines[above].text) {
		above--
	}
	return above < i && strings.HasSuffix(p.at(above).text, ":")
}

// readInside looks at what stands between the paragraphs: section names that are
// subheads here, the labels of insets, and lines that may be captions.
func (p *page) readInside() {
	for i := p.first; i < p.end; i++ {
		l, between := p.lines[i], i > p.first && i+1 < p.end && p.isGood(i-1) && p.isGood(i+1)
		if between && l.rule == "navigation" && l.words <= 2 {
			l.rule = ""
			p.doubt(i, "it may be a subhead or a menu's entry; it was kept")
		}
		if between && l.rule == endMark && strings.Contains(l.text, "*") {
			l.rule = "" // a break between sections
		}
		if clockOnly().MatchString(l.text) {
			p.drop(i, "time of an entry")
		}
		if l.rule != "" {
			continue
		}
		switch who := insetLabel(l.text); {
		case who != "":
			p.doubt(i, "another voice begins here, "+who+"; where it ends the source does not say, and nothing of it is the article's author's")
		case correction().MatchString(l.text):
			p.doubt(i, "it is a note about the article, not its text; it was kept")
		case !l.prose && l.words > 8 && !endsProse(l.text) && !itemMark().MatchString(l.text):
			p.doubt(i, "it may be a caption or a link; it was kept")
		}
	}
}

var (
	correction = lazily(`(?i)^\W{0,2}(?:this (?:article|story|report|piece|post|column|headline)(?:'s [a-z]+)? (?:was|has been|were) (?:\w+ )?(?:amended|corrected|updated|changed|edited)|an earlier version of this|a previous version of this|(?:correction|clarification|update|editor'?s? note|editor’s note)(?: ?\(.{0,40}\))? ?[:—–-])`)
	analysis   = lazily(`^(?i:analysis|comment|opinion|at the scene|eyewitness|verdict|view|expert view)(?i: ?(?:by|from)|:| [-–—|]) ?(\p{Lu}.{2,60})$`)
)

// insetLabel returns whose voice a line announces; "" if it is no such line.
func insetLabel(text string) string {
	if name, role, ok := readNamed(text); ok {
		return name + ", " + role
	}
	if m := analysis().FindStringSubmatch(text); m != nil {
		return m[1]
	}
	if b, ok := readByline(text); ok && b.author != "" {
		return b.author
	}
	return ""
}
