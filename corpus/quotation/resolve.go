package quotation

import "onrecord/corpus"

// resolveUpTo works out whom the pronouns and descriptions before token end
// stand for, in order.
func (a *article) resolveUpTo(end int) {
	for ; a.done < len(a.ments) && a.ments[a.done].first < end; a.done++ {
		m := &a.ments[a.done]
		if m.who >= 0 {
			a.ents[m.who].seen = m.first + 1
		}
		switch {
		case m.who >= 0:
		case m.kind == pronoun:
			m.who = a.resolvePronoun(a.done)
		case m.kind == described:
			a.resolveDescription(a.done)
		}
	}
}

// resolvePronoun returns the entity that the pronoun stands for, or -1.
func (a *article) resolvePronoun(at int) int {
	m := &a.ments[at]
	switch m.gender {
	case male, female:
		return a.resolvePerson(at)
	case thing:
		return a.resolveThing(at)
	case plural:
		return a.resolvePlural(at)
	}
	return -1
}

// resolveThing finds what "it" stands for: the body or paper that is the
// subject of the sentence before, or of this one.
func (a *article) resolveThing(at int) int {
	first := a.ments[at].first
	if m := a.sentenceSubject(a.sentenceStart(first), first); m >= 0 && a.isThing(m) {
		return a.ments[m].who
	}
	t := &a.toks[a.ments[at].first]
	for i, seen := at-1, 0; i >= 0 && seen < 12; i, seen = i-1, seen+1 {
		c := &a.ments[i]
		ct := &a.toks[c.first]
		if t.sent-ct.sent > 3 || t.para-ct.para > 2 {
			return -1
		}
		if c.inner || !a.isThing(i) {
			continue
		}
		if f := c.first; a.toks[f].has(fFirst) || f > 0 && a.toks[f-1].has(fFirst) {
			return c.who
		}
	}
	return -1
}

// isThing reports whether a mention is of a body or a paper.
func (a *article) isThing(m int) bool {
	who := a.ments[m].who
	return who >= 0 && (a.ents[who].gender == thing || a.ents[who].kind == corpus.Organisation)
}

// resolvePlural finds whom "they" stands for: several people, or a body, that
// the sentence before is about.
func (a *article) resolvePlural(at int) int {
	t := &a.toks[a.ments[at].first]
	for i, seen := at-1, 0; i >= 0 && seen < 12; i, seen = i-1, seen+1 {
		c := &a.ments[i]
		ct := &a.toks[c.first]
		if t.sent-ct.sent > 1 || t.para-ct.para > 1 {
			return -1
		}
		if c.who >= 0 && !c.inner && (c.gender == plural || a.ents[c.who].kind == corpus.Organisation) && a.subjectPlace(c) {
			return c.who
		}
	}
	return -1
}

// subjectPlace reports whether a mention stands where a subject stands: at the
// head of its sentence or clause, and before a verb as far as can be told.
func (a *article) subjectPlace(c *mention) bool {
	f := c.first
	if f > 0 && a.toks[f-1].is(cDet) && !a.toks[f-1].has(fLast) {
		f--
	}
	if c.poss {
		return false
	}
	return a.toks[f].has(fFirst) || a.toks[f-1].is(cConj|cAdv) && !a.toks[f-1].is(cSub) && !a.toks[f-1].is(cPrep) || a.toks[f-1].punct(',') || a.toks[f-1].kind == quoted
}

// lookBack is how many mentions before it a pronoun can mean.
const lookBack = 60

// Weights of what speaks for a candidate. They were set by hand: the speaker
// before goes on, subjects are taken up again, and the near beats the far.
const (
	wSentence = -1.6 // per sentence between
	wPara     = -1.0 // per paragraph between
	wSubject  = 2.5
	wSpeaker  = 2.0
	wTopic    = 2.5 // subject of the last sentence that tells something
	wUnnamed  = -1.5
	wVerb     = 0.8 // a verb follows
	wPrep     = -1.2
	wPoss     = -1.5
	wInner    = -2.5
	wGender   = 1.0 // the gender is known and fits
	wUnsure   = -1.0
	wLeast    = -9.0
)

// resolvePerson finds whom "he" or "she", or another word, stands for. Names inside quotations
// have no tokens and so never come up.
func (a *article) resolvePerson(at int) int {
	m := &a.ments[at]
	t := &a.toks[m.first]
	best, bestScore := -1, 0.0
	topic := a.topic(m.first)
	for i := at - 1; i >= 0 && i > at-lookBack; i-- {
		c := &a.ments[i]
		ct := &a.toks[c.first]
		if t.para-ct.para > 3 {
			break
		}
		if c.who < 0 {
			continue
		}
		e := &a.ents[c.who]
		if !e.sure && !e.acts && e.kind == corpus.Individual {
			continue
		}
		if e.kind == corpus.Organisation || e.gender != anyGender && m.gender != anyGender && e.gender != m.gender {
			continue
		}
		score := wSentence*float64(t.sent-ct.sent) + wPara*float64(t.para-ct.para)
		if c.inner {
			score += wInner
		}
		if c.poss {
			score += wPoss
		}
		if c.who == a.speaker {
			score += wSpeaker
		}
		if i == topic {
			score += wTopic
		}
		if e.kind == corpus.Unnamed {
			score += wUnnamed
		}
		if a.subjectPlace(c) && !c.inner {
			score += wSubject
		}
		if n := c.last + 1; n < len(a.toks) && a.toks[n].is(cCue|cAux) {
			score += wVerb
		}
		if c.first > 0 && a.toks[c.first-1].is(cPrep) {
			score += wPrep
		}
		if e.gender == m.gender && e.gender != anyGender {
			score += wGender
		}
		if !e.sure {
			score += wUnsure
		}
		if best < 0 || score > bestScore {
			best, bestScore = c.who, score
		}
	}
	if best < 0 && m.kind == pronoun {
		return a.nextPerson(at)
	}
	if bestScore < wLeast {
		return -1
	}
	return best
}

// nextPerson finds the person whom a pronoun runs ahead of: the first one named
// soon behind it, who must be known to be of its gender.
func (a *article) nextPerson(at int) int {
	m := &a.ments[at]
	for i := at + 1; i < len(a.ments) && i < at+10; i++ {
		c := &a.ments[i]
		if a.toks[c.first].para-a.toks[m.first].para > 1 {
			return -1
		}
		if c.kind == named && c.who >= 0 && !c.inner && a.ents[c.who].kind == corpus.Individual {
			if e := &a.ents[c.who]; e.sure && e.gender == m.gender {
				return c.who
			}
			return -1
		}
	}
	return -1
}

// resolveDescription finds the person whom a description stands for, or makes
// an unnamed one of it.
func (a *article) resolveDescription(at int) {
	m := &a.ments[at]
	if m.inner {
		return
	}
	det := a.lower(m.first)
	definite := det == "the" || det == "this" || det == "that" || isPossessive(det)
	if m.gender != plural && m.gender != thing {
		if definite {
			if who := a.byDescription(m); who >= 0 {
				m.who = who
				return
			}
		}
		if who := a.delayed(at); who >= 0 {
			m.who = who
			a.addRole(who, m.first, m.last)
			return
		}
	}
	if m.gender == thing && definite {
		if who := a.sameBody(at); who >= 0 {
			m.who = who
			return
		}
	}
	if definite && m.gender != plural && m.gender != thing {
		if who := a.sameNoun(at); who >= 0 {
			m.who = who
			return
		}
	}
	text := a.span(m.first, m.last)
	if who, ok := a.byName[text]; ok {
		m.who = who
		return
	}
	kind := corpus.Unnamed
	if m.gender == thing {
		kind = corpus.Organisation
	}
	a.ents = append(a.ents, entity{show: text, kind: kind, gender: m.gender, first: m.first, out: -1})
	m.who = len(a.ents) - 1
	a.byName[text] = m.who
}

// byDescription seeks the person with the role that a description names.
func (a *article) byDescription(m *mention) int {
	head := roleWord(a.lower(m.head))
	owned := false // "Mr Roe's spokesman"
	for k := m.first; k < m.head; k++ {
		owned = owned || a.toks[k].has(fPoss)
	}
	best, bestHits := -1, -1
	for _, who := range tail(a.byRole[head], 16) {
		e := &a.ents[who]
		if e.gender != anyGender && m.gender != anyGender && e.gender != m.gender {
			continue
		}
		hits, misses, elsewhere := 0, 0, false
		for k := m.first; k <= m.last; k++ {
			if k == m.head || a.toks[k].is(cDet|cPrep|cPronoun) {
				continue
			}
			if e.keys[roleWord(a.lower(k))] {
				hits++
			} else {
				misses++
				elsewhere = elsewhere || e.placed && a.toks[k].is(cPlace|cPeople)
			}
		}
		if misses > hits && misses > 1 || elsewhere || owned && hits == 0 {
			continue
		}
		// Of several who hold the office, the one who spoke last or was named last.
		n := 2 * (hits - misses)
		if who == a.speaker {
			n++
		}
		if best < 0 || n > bestHits || n == bestHits && e.seen > a.ents[best].seen {
			best, bestHits = who, n
		}
	}
	return best
}

// delayed finds the name that news holds back: the lead says "the head of the
// navy has warned …", and the next sentences name him. Nobody else may be named
// before, and the name must be the subject of a verb of saying.
func (a *article) delayed(at int) int {
	m := &a.ments[at]
	if a.toks[m.first].para > 2 || !a.toks[m.head].is(cRole|cOffice|cMan|cWoman) {
		return -1
	}
	i := a.firstPerson()
	if i < at || i >= len(a.ments) {
		return -1
	}
	c := &a.ments[i]
	e := &a.ents[c.who]
	switch {
	case a.toks[c.first].para-a.toks[m.first].para > 3, c.poss:
		return -1
	case e.gender != anyGender && m.gender != anyGender && e.gender != m.gender:
		return -1
	}
	if n := c.last + 1; n < len(a.toks) && (a.toks[n].is(cCue|cAux) || a.toks[n].punct(',')) {
		return c.who
	}
	return -1
}

// firstPerson returns the index of the first mention that names a person for
// certain; it is worked out once.
func (a *article) firstPerson() int {
	if a.first > 0 {
		return a.first - 1
	}
	i := 0
	for ; i < len(a.ments); i++ {
		if c := &a.ments[i]; c.kind == named && c.who >= 0 && !c.inner && a.ents[c.who].kind == corpus.Individual && a.ents[c.who].sure {
			break
		}
	}
	a.first = i + 1
	return i
}

// sameBody finds the body that "the group", "the company", "the ministry" stands
// for: the last one named that is of that sort, or that any word may stand for.
func (a *article) sameBody(at int) int {
	m := &a.ments[at]
	head := a.lower(m.head)
	if m.first != m.head-1 {
		return -1
	}
	any := false
	switch head {
	case "group", "organisation", "organization", "company", "firm", "agency", "body", "charity", "outlet", "foundation":
		any = true
	}
	t := &a.toks[m.first]
	for i, seen := at-1, 0; i >= 0 && seen < 40; i, seen = i-1, seen+1 {
		c := &a.ments[i]
		if t.para-a.toks[c.first].para > 4 {
			return -1
		}
		if c.kind != named || c.who < 0 || a.ents[c.who].kind != corpus.Organisation {
			continue
		}
		last := a.lower(c.last)
		if last == head || a.lower(c.nameAt) == head || any && !c.inner && a.subjectPlace(c) && !a.toks[c.last].is(cPlace|cPeople) {
			return c.who
		}
	}
	return -1
}

// sameNoun finds the person that a bare noun with "the" takes up again: one
// introduced without a name by the same noun ("an adviser" … "the adviser"), or
// the one who spoke last, if nothing speaks against it.
func (a *article) sameNoun(at int) int {
	m := &a.ments[at]
	head := roleWord(a.lower(m.head))
	t := &a.toks[m.first]
	for i, seen := at-1, 0; i >= 0 && seen < 60; i, seen = i-1, seen+1 {
		c := &a.ments[i]
		if t.para-a.toks[c.first].para > 6 {
			break
		}
		if c.kind != described || c.who < 0 || c.inner || c.gender == plural || c.gender == thing {
			continue
		}
		if roleWord(a.lower(c.head)) == head || head == "person" && a.ents[c.who].kind == corpus.Unnamed {
			return c.who
		}
	}
	// Another word for somebody known: only a plain phrase ("the Florida
	// senator"), and somebody of whom no other office is told.
	if m.last != m.head || a.lower(m.first) != "the" || a.toks[m.head].is(cGroup) {
		return -1
	}
	who := a.resolvePerson(at)
	if who < 0 {
		return -1
	}
	e := &a.ents[who]
	for k := m.first; k < m.head; k++ {
		if a.toks[k].has(fPoss) {
			return -1 // somebody's son is not somebody
		}
		if e.placed && a.toks[k].is(cPlace|cPeople) && !e.keys[a.lower(k)] {
			return -1 // the senator for somewhere else
		}
	}
	if !e.sure && len(e.name) < 2 || a.toks[m.head].is(cOffice) && a.holdsOther(e, head) {
		return -1
	}
	return who
}

// topic returns the mention that is the subject of the last sentence before
// token i, other than the attribution that i itself stands in.
func (a *article) topic(i int) int {
	lo := a.sentenceStart(i)
	// She saw it differently: "…," she said.
	for k := i - 1; k > lo; k-- {
		if a.toks[k].kind == quoted {
			if m := a.sentenceSubject(lo, k); m >= 0 {
				return m
			}
		}
	}
	for n := 0; n < 2 && lo > 0; n++ {
		end := lo
		lo = a.sentenceStart(lo - 1)
		if a.toks[end].para-a.toks[lo].para > 1 {
			return -1
		}
		if a.toks[lo].kind == quoted {
			continue // the quotation that is being attributed
		}
		return a.sentenceSubject(lo, end)
	}
	return -1
}

// holdsOther reports whether the person is known by an office, but not by this
// one.
func (a *article) holdsOther(e *entity, office string) bool {
	other := false
	for w := range e.keys {
		if w == office {
			return false
		}
		if c := classOf(w); c&cOffice != 0 {
			other = true
		}
	}
	return other
}
