package index

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"onrecord/corpus"
)

// owner matches, from one of its words on, the name of what has something: it is no answer to who.
var owner = regexp.MustCompile(`^[\pL-]+(?: \p{Lu}[\pL-]*)*['’]s\b`)

// defines reports whether a sentence begins with what is asked for and goes on
// with "is" or "are": "Encryption is a way to ...".
func (c *candidate) defines(s *sentence) bool {
	begun := false
	for n := s.from; n < s.to; n++ {
		switch low := c.word(n); {
		case c.words[n].slot >= 0:
			begun = true
		case begun && (being[low] || low == "means"):
			return true
		case !stopTerms[low]:
			return false
		}
	}
	return false
}

// canAnswer reports whether a word can be the answer, or its head.
func (c *candidate) canAnswer(n int) bool {
	q, w := &c.plan.question, c.words[n]
	text, rest := w.text, c.Body()[w.span.End:]
	switch q.answer {
	case aPerson:
		return isProper(w.word) && !notNames[c.word(n)] && !onlyPlaces[c.word(n-1)] && !owner.MatchString(c.Body()[w.span.Start:])
	case aPlace:
		led := placeLeads[c.word(n-1)] || placeLeads[c.word(n-2)]
		return led && isProper(w.word) && !notNames[c.word(n)] || (led || placeLeads[c.word(n-3)]) && placeNouns[w.term]
	case aTime:
		return isYear(text) || dates[text]
	case aNumber:
		next := c.word(n + 1)
		counts := !isYear(text) && isNumber(text) && !days[next] && !days[c.word(n-1)] && !(c.word(n) == "one" && next == "of")
		return counts && (q.units == nil || q.units[term(next)] || strings.HasPrefix(rest, "%"))
	case aShare:
		return isNumber(text) && (strings.HasPrefix(rest, "%") || strings.HasPrefix(c.word(n+1), "per")) || shares[c.word(n)]
	case anAge:
		if isNumber(text) && c.isOfOther(n) {
			return false
		}
		years := isNumber(text) && periods[term(c.word(n+1))]
		return c.isAge(n) || years && ages[c.word(n+2)] || isNumber(text) && ages[c.word(n-1)]
	case aDuration:
		return (isNumber(text) || articles[text] && !numberWords[c.word(n-1)]) && q.units[term(c.word(n+1))] || isYear(text) && (c.word(n-1) == "since" || c.word(n-2) == "since")
	}
	return false
}

// isAge reports whether word n is a bare age: She was 93. Jane Roe, 57, said.
func (c *candidate) isAge(n int) bool {
	before, behind, verb := c.Body()[:c.words[n].span.Start], c.Body()[c.words[n].span.End:], c.word(n-1)
	if age, err := strconv.Atoi(c.words[n].text); err != nil || age < 1 || age > oldest {
		return false
	}
	return strings.ContainsAny(behind[:min(1, len(behind))], ",.;") && (strings.HasSuffix(before, ", ") || verb == "was" || verb == "is")
}

// oldest bounds an age in years.
const oldest = 120

// word returns a word in lower case, "" outside the unit.
func (c *candidate) word(n int) string {
	if n < 0 || n >= len(c.words) {
		return ""
	}
	return strings.ToLower(c.words[n].text)
}

func isYear(w string) bool {
	return len(w) == 4 && (w[0] == '1' || w[0] == '2') && w[1] >= '0' && w[1] <= '9' && w[2] >= '0' && w[2] <= '9' && w[3] >= '0' && w[3] <= '9'
}

func isNumber(w string) bool {
	return unicode.IsDigit(firstRune(w)) || numberWords[strings.ToLower(w)]
}

// answer returns the words of an excerpt that are likeliest to be the answer to
// the question: what is of the kind that is wanted and stands nearest to the words
// of the question. It is empty where no word can be told to be the answer.
func (c *candidate) answer(excerpt corpus.Span) corpus.Span {
	c.takeApart()
	kind := c.plan.question.answer
	best, bestScore := -1, 0.0
	for n, w := range c.words {
		if w.slot >= 0 || !excerpt.Contains(w.span) || !c.canAnswer(n) || kind == aPerson && !c.namesPerson(w) {
			continue
		}
		if score := c.nearness(n); score > bestScore {
			best, bestScore = n, score
		}
	}
	if best < 0 || !excerpt.Contains(c.widen(best)) {
		return corpus.Span{}
	}
	return c.widen(best)
}

// namesPerson reports whether a word is of the name of somebody of whom its sentence tells
// something of what is asked: who did it, if that is the question.
func (c *candidate) namesPerson(w readWord) bool {
	did := c.plan.question.did
	asked := c.plan.slotsThat(func(s *slot) bool { return !s.proper && (did == "" || s.asked.term == did) })
	return c.holdsAnyOf(asked, w.in.from, w.in.to) && !c.isOnlyDone(w.in) &&
		slices.ContainsFunc(c.peopleIn(w.span), func(p int) bool {
			return c.People[p].Kind == corpus.Individual && covers(c.People[p].Name, []string{w.term})
		})
}

// isOnlyDone reports whether a sentence tells of what somebody did who is asked for that it was
// done, and not by whom.
func (c *candidate) isOnlyDone(st *sentence) bool {
	did, words := c.plan.slotsOf(c.plan.question.did), c.words[st.from:st.to]
	first := slices.IndexFunc(words, func(w readWord) bool { return did.has(w.slot) })
	return first >= 0 && being[c.word(st.from+first-1)] && !slices.ContainsFunc(words[first:], func(w readWord) bool { return w.term == "by" })
}

// widen widens a word that is the head of an answer to all of it: a name of
// several words, a number and what it counts.
func (c *candidate) widen(n int) corpus.Span {
	from, to := n, n
	for from > 0 && c.canAnswer(from-1) && c.adjoinsNext(from-1) {
		from--
	}
	for to+1 < len(c.words) && c.adjoinsNext(to) && (c.canAnswer(to+1) || c.plan.question.answer == aPlace && c.namesOther(to+1)) {
		to++
	}
	counts := slices.Contains([]answerKind{aNumber, aShare, aDuration}, c.plan.question.answer)
	if counts && to+1 < len(c.words) && c.adjoinsNext(to) && !stopTerms[c.word(to+1)] {
		to++
	}
	return corpus.Span{Start: c.words[from].span.Start, End: c.words[to].span.End}
}

// adjoinsNext reports whether nothing but a space or a hyphen stands between a word and
// the next.
func (c *candidate) adjoinsNext(n int) bool {
	between := c.Body()[c.words[n].span.End:c.words[n+1].span.Start]
	return between == " " || between == "-"
}
