package ingest

import (
	"slices"
	"strings"
)

// maxRecord is how many lines an entry of a list of articles may have.
const maxRecord = 8

func isHeadlineLike(l *line) bool {
	return l.words >= 3 && l.words <= maxHeadline && !endsStop(l.text)
}

// What speaks for a line as one of the article, or against it, in words of prose.
const (
	mostWords   = 40  // of a long paragraph
	ofSentence  = 1   // a short one, what is said of another article, or a standfirst
	ofDropped   = -1  // what is dropped wherever it stands
	ofLabel     = -7  // a headline, a subhead, a name
	ofList      = -15 // the heading of a list of other articles or of comments, or a copyright
	ofInsertion = -20 // lines between two parts of the article
)

// weight says what speaks for line i as one of the article.
func (p *page) weight(i int) int {
	l := p.lines[i]
	switch {
	case l.rule == "related", l.rule == "comments", l.rule == "copyright":
		return ofList
	case l.rule != "":
		return ofDropped
	case l.turn && p.at(i-1).rule == timeOfEntry:
		return mostWords
	case l.prose && p.isBlurb(i):
		return ofSentence
	case l.prose && !l.turn && !endsProse(l.text):
		return min(l.words, mostWords) / 2
	case l.prose && (hasQuote(l.text) || l.turn && labelOf(l.text) != ""): // as good as others when it is short
		return min(max(l.words, goodWords), mostWords)
	case l.prose:
		return min(l.words, mostWords)
	case endsProse(l.text) && p.at(i-1).turn && !endsProse(p.at(i-1).text): // below the name of who says it
		return ofSentence
	case p.letters && strings.HasSuffix(l.text, ","): // of an address
		return 0
	case matches("mark of an item", l.text), endsStop(l.text), isSentences(l.text), matches("dateline", l.text):
		return ofSentence
	case p.inList(i):
		return 0
	default:
		return ofLabel
	}
}

// isBlurb reports whether line i stands alone between headlines or labels, as what is said of
// another article does, or a standfirst. An article has quotations, and begins below a headline.
func (p *page) isBlurb(i int) bool {
	text := p.lines[i].text
	isLabel := func(l *line) bool {
		return l.text != "" && l.rule == "" && !l.prose && !endsProse(l.text) || l.rule == "related"
	}
	switch {
	case !isLabel(p.at(i-1)) || !isLabel(p.at(i+1)) || strings.HasSuffix(text, ":") || p.lines[i].words > maxStandfirst:
		return false
	case p.goodIn(0, i) == 0:
		return p.dataBelow(i)
	case strings.HasPrefix(p.at(i-1).text, "#"): // below its heading, in Markdown
		return false
	case matches("mark of an item", p.at(i+1).text) && !matches("mark of an item", p.at(i-1).text): // above a list
		return false
	}
	ends := p.at(i-2).prose && p.isLead(p.at(i+1).text) && p.goodIn(i+1, i+maxRecord) == 0 // it is the last part, above the byline
	return !ends && !matches("any quotation mark", text)
}

// findBody finds the lines that together speak most for being the article, and drops what
// stands between them.
func (p *page) findBody() bool {
	score := make([]int, len(p.lines)) // of the best body that ends with a line
	from := make([]int, len(p.lines))  // the line of it above that one, or -1
	end := -1
	for i := range p.lines {
		from[i] = -1
		if i > 0 && score[i-1] > 0 {
			score[i], from[i] = score[i-1], i-1
		}
		if end >= 0 && score[end]+ofInsertion > score[i] {
			score[i], from[i] = score[end]+ofInsertion, end
		}
		if score[i] += p.weight(i); score[i] > 0 && (end < 0 || score[i] > score[end]) {
			end = i
		}
	}
	for i := end; i >= 0; i = from[i] {
		p.first = i
		for j := i - 1; from[i] >= 0 && j > from[i]; j-- {
			p.drop(j, insertion)
		}
	}
	p.end = end + 1
	p.skipNotices()
	isAddress := func(l *line) bool { return !l.blank && !l.prose && l.rule == "" } // where the last one lives
	for end >= 0 && p.letters && p.end < min(end+3, len(p.lines)) && isAddress(p.lines[p.end]) {
		p.end++
	}
	return end >= 0
}

// skipNotices moves the body's beginning behind what a site says of cookies, or asks its members: a
// few lines with no byline or date above them, and with a headline that has one below them.
func (p *page) skipNotices() {
	for i := max(0, p.first-beside); i < p.first; i++ {
		if p.isHeadData(i) {
			return
		}
	}
	all, above := 0, 0 // words
	for _, l := range p.lines[p.first:p.end] {
		if l.rule == "" {
			all += l.words
		}
	}
	for i := p.first; i < p.end && above <= mostNotices && above*2 < all; i++ {
		l := p.lines[i]
		if l.rule == "" {
			above += l.words
		}
		if l.rule != insertion || !isHeadlineLike(l) || !slices.ContainsFunc([]int{i + 1, i + 2, i + 3, i + 4}, p.isInsertedData) {
			continue
		}
		for p.first = i; p.lines[p.first].rule != ""; p.first++ {
			if p.lines[p.first].rule == insertion {
				p.lines[p.first].rule = ""
			}
		}
		return
	}
}

// isInsertedData reports whether line i is a byline or a date between two parts of the body.
func (p *page) isInsertedData(i int) bool {
	l := p.at(i)
	return l.rule != "" && l.text != "" && p.isHeadData(i)
}

// mostNotices is how many words of prose may stand above a headline that is the article's.
const mostNotices = 120

// signs reports whether line i says whose the block quotation or the post above it is.
func (p *page) signs(i int) bool {
	text := strings.TrimLeft(p.lines[i].text, "> ")
	named := dashed(text) && foldLine(text) != "" && p.lines[i].words <= 12
	return i > 0 && named && (strings.HasPrefix(p.lines[i-1].text, ">") || matches("signed post", text))
}

// isSentences reports whether a short line is of two sentences, or in quotation marks:
// neither a question nor a call stands alone then, as it does in a headline.
func isSentences(text string) bool {
	return endsProse(text) && !strings.HasSuffix(text, ":") && (startsQuoted(text) || strings.Contains(text, ". "))
}

// inList reports whether line i is of a list without marks, or introduces one: it stands below
// a line that ends in a colon, with neither sentences nor what is dropped between them.
func (p *page) inList(i int) bool {
	for above := i; above >= 0 && i-above <= maxRecord; above-- {
		l := p.lines[above]
		if l.rule != "" || endsProse(l.text) {
			return l.rule == "" && l.words >= minCopy && strings.HasSuffix(l.text, ":")
		}
	}
	return false
}

// readInside looks at what stands between the paragraphs: breaks between sections, section names
// that are subheads here, times of entries, the labels of insets, and lines that may be captions.
func (p *page) readInside() {
	for i := p.first; i < p.end; i++ {
		l, between := p.lines[i], i > p.first && i+1 < p.end && p.isGood(i-1) && p.isGood(i+1)
		if between && (l.rule == "navigation" && l.words <= 2 || l.rule == endMark && strings.Contains(l.text, "*")) {
			l.rule = ""
		}
		inset, ok := readCredit(l.text)
		switch {
		case l.rule != "" && (l.rule != insertion || inset.author == ""):
		case matches("time alone", l.text):
			p.drop(i, timeOfEntry)
		case ok && inset.author == p.draft.Author && inset.stamp != nil: // of one entry
			p.drop(i, "byline")
		case ok && inset.author != "":
			p.doubt(i, "another voice begins here, "+inset.author+
				"; where it ends the source does not say, and nothing of it is the article's author's")
		case !l.prose && l.words > goodWords && !matches("mark of an item", l.text):
			p.doubt(i, "it may be a caption or a link; it was kept")
		}
	}
}

// dropComments drops what follows the heading of the comments, unless that is a question
// of the author's, with prose below it, or a word alone, as of a link, above a report.
func (p *page) dropComments() {
	for i, l := range p.lines {
		question := strings.HasSuffix(l.text, "?") && p.goodIn(i+1, i+3) == 2
		link := l.words == 1 && p.goodIn(i+1, i+3) == 2 && (isSpeech(p.lines[i+1].text) || isSpeech(p.lines[i+2].text))
		if l.rule == "comments" && !question && !link && p.goodIn(0, i) >= 3 {
			for j := i + 1; j < len(p.lines); j++ {
				p.drop(j, afterComments)
			}
			return
		}
	}
}

// dropBesideDropped drops the lines that belong to one that was dropped: the items
// under a list's heading, the rest of an invitation, the caption above its credit.
func (p *page) dropBesideDropped() {
	for i, l := range p.lines {
		switch l.rule {
		case "related":
			for j := i + 1; j < min(i+maxRecord+1, len(p.lines)); j++ {
				n := p.lines[j]
				headline := p.isLead(p.at(j+1).text) && p.goodIn(0, i) == 0 // that of a menu is above
				if n.rule == "" && (n.prose || endsProse(n.text) || n.words < 3 || headline) {
					break
				}
				p.drop(j, "related")
			}
		case "newsletter", "invitation":
			for j := i + 1; j <= i+2 && matches("to the reader", p.at(j).text) && !isReported(p.at(j).text); j++ {
				p.drop(j, "newsletter")
			}
		case "credits":
			above := p.at(i - 1)
			if p.goodIn(0, i-1) > 0 && p.goodIn(i, len(p.lines)) > 0 && !above.prose && isHeadlineLike(above) && !p.isLead(above.text) {
				p.drop(i-1, "caption")
			}
		}
	}
}
