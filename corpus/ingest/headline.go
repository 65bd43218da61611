package ingest

import (
	"strings"
)

// A crawler writes what it knows above a page, a line each: "title: Bridge to stay shut",
// or, in small letters, "date 2014-10-06 Bridge to stay shut".
var (
	crawledField = lazily(`^(?:(?i:(title|headline|date|published|pubdate|created|site|outlet|publisher|crawled|fetched|retrieved|accessed|archived|scraped|timestamp))(?:[_ -](?:at|on|date))? ?[:=\t] ?|(title|headline|date|published|site|outlet|publisher|crawled|fetched) )(\S.*)$`)
	crawledDay   = lazily(`^((?:1[6-9]|20)\d\d-\d\d-\d\d)(?:[T ][\d:.,]+ ?(?:Z|UTC|GMT|[+-][\d:]+)?)?(?:\W{0,3} (\S.*))?$`)
)

// readCrawled reads what a crawler has written above the page, or before its headline.
func (p *page) readCrawled() {
	for i := range min(p.first+1, p.end-1) {
		l := p.lines[i]
		if l.turn || l.prose && i == p.first {
			continue
		}
		key, value := "", l.text
		if m := crawledField().FindStringSubmatch(l.text); m != nil {
			key, value = strings.ToLower(m[1]+m[2]), m[3]
		}
		day := crawledDay().FindStringSubmatch(value)
		switch {
		case key == "title" || key == "headline":
			l.text, l.rule, p.headline = value, "", i
		case day != nil && (key != "" || day[2] != ""):
			if key == "date" || key == "published" || key == "pubdate" || key == "created" || key == "" {
				p.set(Date, string(parseDay(day[1])), FromText)
			}
			if l.text = day[2]; l.text == "" {
				l.text, l.rule = value, "date"
			}
		case (key == "site" || key == "outlet" || key == "publisher") && isName(value):
			p.set(Outlet, value, FromText)
			l.rule = "crawler"
		}
		l.words = len(strings.Fields(l.text))
	}
}

var titleMark = lazily(`^.{12,} (?:[|·•–—-]|::|») (.{2,40})$`)

// readPageTitle looks for the page's title, the headline with the outlet's name
// behind it, and the headline itself below.
func (p *page) readPageTitle() {
	for i := 0; i < p.first; i++ {
		text := p.lines[i].text
		for j := i + 1; j <= p.first && j < len(p.lines); j++ {
			below := p.lines[j].text
			rest, ok := strings.CutPrefix(text, below)
			if !ok || rest == "" || p.lines[j].words < 3 || p.lines[j].words > maxHeadline {
				continue
			}
			if m := titleMark().FindStringSubmatch(text); m != nil {
				p.drop(i, "page title")
				p.lines[j].rule = ""
				p.headline = j
				p.set(Outlet, strings.TrimSpace(m[1]), FromText)
				return
			}
		}
	}
}

// findHeadline chooses among the lines above the body that can be a headline.
func (p *page) findHeadline() {
	best, bestScore := -1, 0.0
	order := 0
	for i := 0; i < min(p.first+1, p.end-1); i++ { // a line has to be left for the body
		l := p.lines[i]
		fallback := l.rule == "read more" && i <= 1 && l.words >= minCopy
		if l.rule != "" && !fallback || !isHeadlineLike(l) || p.isHeadData(i) {
			continue
		}
		if i == p.first && (best >= 0 || startsQuoted(l.text) && endsProse(l.text)) {
			continue
		}
		score := 3 - 0.75*float64(order)
		order++
		if fallback {
			score -= 10
		}
		if order < maxNames && isTitleCase(l.text) && p.comesBack(i) {
			score -= 3 // it is the outlet's name
		}
		if !p.said(l.text) {
			score -= 2.5
			if i > 0 {
				score-- // the first line is a headline more often than not
			}
		}
		switch {
		case l.words >= 5:
			score += 2
		case l.words <= 3:
			score--
		}
		below := ""
		if i+1 < len(p.lines) {
			below = p.lines[i+1].rule
		}
		switch {
		case below == "navigation" || below == "newsletter" || strings.Contains(l.text, " | "):
			score--
		case i == 0:
			score += 2
		}
		if best < 0 || score > bestScore {
			best, bestScore = i, score
		}
	}
	if best >= 0 {
		p.headline = best
		p.lines[best].rule = ""
		return
	}
	// Two words above the body are a headline, or a label: that is left open.
	if i := p.first - 1; i >= 0 && p.lines[i].rule == "" && p.lines[i].words == 2 && !endsStop(p.lines[i].text) && !isBareName(p.lines[i].text) {
		p.headline = i
		p.set(Title, p.lines[i].text, FromHeuristic)
	}
}

// said reports whether the beginning of the body says again something of a line, as it
// does of its headline.
func (p *page) said(text string) bool {
	body := " "
	for i := p.first; i < min(p.first+6, p.end); i++ {
		if p.lines[i].rule == "" && p.lines[i].text != text {
			body += foldWords(p.lines[i].text) + " "
		}
	}
	for _, w := range strings.Fields(foldWords(text)) {
		if len(w) > 2 && !commonWords[w] && strings.Contains(body, " "+w) {
			return true
		}
	}
	return false
}

// headLabel begins a line that says about the page what its reader need not know.
var headLabel = lazily(`^(?i:from|to|cc|subject|delivered on|location|department|ref|reference|issued by|contact|embargo|embargoed|source|document type|applies to|section|length|byline|edition|page|word count|crawled|fetched|retrieved|accessed|archived|timestamp|title|headline|language|lang|id) ?: `)

// isHeadData reports whether a line above the body is a byline, a date or the like.
func (p *page) isHeadData(i int) bool {
	text := p.lines[i].text
	_, credit := readCredit(text)
	return credit || webAddress().MatchString(text) || headLabel().MatchString(text)
}
