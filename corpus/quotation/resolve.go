package quotation

import (
	"cmp"
	"iter"
	"slices"

	"onrecord/corpus"
)

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
			// The pronoun tells the gender of a name that does not.
			if m.who >= 0 && m.margin >= 7 && m.gender != plural && m.gender != thing && a.ents[m.who].gender == anyGender {
				a.ents[m.who].gender = m.gender
			}
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
	}
	return -1
}

// resolveThing finds what "it" stands for: the body or paper that is the
// subject of the sentence before, or of this one.
func (a *article) resolveThing(at int) int {
	first := a.ments[at].first
	lo := a.sentenceStart(first)
	if m := a.sentenceSubject(lo, first); m >= 0 && a.isThing(m) {
		return a.ments[m].who
	}
	// "Kestrel Freight declined. “…,” it said": a name that nothing makes a person's.
	for n := 0; n < 2 && lo > 0; n++ {
		end := lo
		lo = a.sentenceStart(lo - 1)
		m := a.sentenceSubject(lo, end)
		if m >= 0 && !a.ments[m].inner && (a.ments[m].kind == named && a.becomesThing(a.ments[m].who) || a.ments[m].kind == described && a.isThing(m)) {
			return a.ments[m].who
		}
	}
	for i, c := range a.back(at, 2) {
		if a.toks[first].sent-a.toks[c.first].sent > 3 {
			return -1
		}
		if c.inner || !a.isThing(i) {
			continue
		}
		if f := c.first; a.toks[f].has(fFirst) || f > 0 && a.toks[f-1].has(fFirst) && !a.toks[f-1].is(cPrep) {
			return c.who
		}
	}
	return -1
}

// becomesThing makes a body of a name that nothing makes a person's, since "it" means it.
func (a *article) becomesThing(who int) bool {
	if who < 0 {
		return false
	}
	e := &a.ents[who]
	if e.kind == corpus.Individual && len(e.name) > 1 && !e.isPerson() && len(e.roles) == 0 && classOf(e.name[0])&cGiven == 0 {
		e.kind, e.gender = corpus.Organisation, thing
	}
	return e.kind == corpus.Organisation
}

// isThing reports whether a mention is of a body or a paper.
func (a *article) isThing(m int) bool {
	who := a.ments[m].who
	return who >= 0 && (a.ents[who].gender == thing || a.ents[who].kind == corpus.Organisation)
}

// subjectPlace reports whether a mention stands where a subject stands: at the
// head of its sentence or clause, and before a verb as far as can be told.
func (a *article) subjectPlace(c *mention) bool {
	f := c.first
	if f > 0 && a.toks[f-1].is(cDet) && !a.toks[f-1].has(fLast) {
		f--
	}
	if f > 1 && a.toks[f-1].is(cConj) && a.at[f-2] >= 0 && a.ments[a.at[f-2]].last == f-2 { // she and her sister
		return false
	}
	return a.toks[f].has(fFirst) || a.toks[f-1].is(cConj|cAdv) && !a.toks[f-1].is(cSub) && !a.toks[f-1].is(cPrep) || a.toks[f-1].punct(',') || a.toks[f-1].kind == quoted
}

// lookBack is how many mentions before it a pronoun or a description can mean.
const lookBack = 60

// back yields the mentions before number at, the nearest first, as far as they stand in
// its paragraph or in one of so many before that.
func (a *article) back(at, paragraphs int) iter.Seq2[int, *mention] {
	return func(yield func(int, *mention) bool) {
		para := int(a.toks[a.ments[at].first].para)
		for i := at - 1; i >= max(0, at-lookBack); i-- {
			c := &a.ments[i]
			if para-int(a.toks[c.first].para) > paragraphs || !yield(i, c) {
				return
			}
		}
	}
}

// leastScore is what the best referent must have, and what an absent second one has.
const leastScore = -9.0

// A referent is a mention that a pronoun may stand for.
type referent struct {
	*mention
	entity  *entity
	gender  gender // of the pronoun
	onTopic bool   // it is the subject of the last sentence that tells something
}

// signals speak for a referent, or against it. The weights were set by hand: the
// speaker before goes on, subjects are taken up again, and the near beats the far.
var signals = []struct {
	weight float64
	holds  func(*article, *referent) bool
}{
	{-2.5, func(_ *article, r *referent) bool { return r.inner }},
	{-1.5, func(_ *article, r *referent) bool { return r.poss }},
	{2.0, func(a *article, r *referent) bool { return r.who == a.speaker }},
	{2.5, func(_ *article, r *referent) bool { return r.onTopic }},
	{5.0, (*article).afterAsFor},
	{-1.5, func(_ *article, r *referent) bool { return r.entity.kind == corpus.Unnamed }},
	{2.5, func(a *article, r *referent) bool { return !r.inner && a.subjectPlace(r.mention) }},
	{0.8, func(a *article, r *referent) bool { return r.last+1 < len(a.toks) && a.toks[r.last+1].is(cCue|cAux) }},
	{-1.2, func(a *article, r *referent) bool { return r.first > 0 && a.toks[r.first-1].is(cPrep) }},
	{1.0, func(_ *article, r *referent) bool { return r.gender != anyGender && r.gender == r.entity.gender }},
	{-1.0, func(_ *article, r *referent) bool { return !r.entity.sure }},
	{2.0, func(a *article, r *referent) bool { return a.toldOf(r.mention) }},
}

// toldOf reports whether a clause says who somebody is, as when they come in: Roe, who …
func (a *article) toldOf(m *mention) bool { return m.kind == named && a.afterComma(m) == "who" }

// afterComma returns the word behind the comma behind a mention; "" without a comma.
func (a *article) afterComma(m *mention) string {
	if k := m.last + 1; k < len(a.toks) && a.toks[k].punct(',') {
		return a.lower(k + 1)
	}
	return ""
}

// Weights of the distance to a referent.
const (
	perSentence  = -1.6
	perParagraph = -1.0
)

// afterAsFor reads "As for Roe, he …", and "For Roe, the day was over."
func (a *article) afterAsFor(r *referent) bool {
	f := r.first
	return f > 1 && a.lower(f-1) == "for" && (a.toks[f-1].has(fFirst) || a.toks[f-2].has(fFirst) && a.lower(f-2) == "as")
}

// An antecedent is somebody whom a pronoun may stand for, with the score of the best mention.
type antecedent struct {
	who     int
	score   float64
	onTopic bool
}

// resolvePerson finds whom "he" or "she", or another word, stands for.
func (a *article) resolvePerson(at int) int {
	m := &a.ments[at]
	all := a.antecedents(at)
	if len(all) == 0 || all[0].score < leastScore {
		return -1
	}
	second := leastScore
	if len(all) > 1 {
		second = max(second, all[1].score)
	}
	m.margin, m.onTopic = all[0].score-second, all[0].onTopic
	return all[0].who
}

// antecedents returns whom mention at may stand for, the likeliest first. It is good until
// the next call. Names inside quotations have no tokens and so never come up.
func (a *article) antecedents(at int) []antecedent {
	m := &a.ments[at]
	t := &a.toks[m.first]
	all := a.scored[:0]
	topic := a.topic(m.first)
	for i, c := range a.back(at, 8) {
		ct := &a.toks[c.first]
		if c.who < 0 || unknowns[a.ents[c.who].show] || !a.ents[c.who].mayBe(m.gender) && !a.mayBePerson(c, m.gender) {
			continue
		}
		r := referent{mention: c, entity: &a.ents[c.who], gender: m.gender, onTopic: i == topic}
		score := perSentence*float64(t.sent-ct.sent) + perParagraph*float64(t.para-ct.para)
		for _, s := range signals {
			if s.holds(a, &r) {
				score += s.weight
			}
		}
		k := slices.IndexFunc(all, func(o antecedent) bool { return o.who == c.who })
		if k < 0 {
			all = append(all, antecedent{c.who, score, r.onTopic})
		} else if score > all[k].score {
			all[k] = antecedent{c.who, score, r.onTopic}
		}
	}
	slices.SortStableFunc(all, func(x, y antecedent) int { return cmp.Compare(y.score, x.score) })
	a.scored = all
	return all
}

// mayBePerson reports whether a name that nothing makes a person's may be one's: it has
// two words or more and is a subject.
func (a *article) mayBePerson(c *mention, g gender) bool {
	e := &a.ents[c.who]
	return c.kind == named && e.kind == corpus.Individual && len(e.name) > 1 && (e.gender == anyGender || e.gender == g) &&
		!c.inner && a.subjectPlace(c) && !a.toks[c.last].is(cPlace|cPeople|cBody)
}

// mayBe reports whether an entity is a person whom a word of the gender can mean.
func (e *entity) mayBe(g gender) bool {
	return e.kind != corpus.Organisation && (e.sure || e.acts || e.kind != corpus.Individual) &&
		(e.gender == anyGender || g == anyGender || e.gender == g)
}

// topic returns the mention that is the subject of the last sentence before
// token i, other than the attribution that i itself stands in.
func (a *article) topic(i int) int {
	lo := a.sentenceStart(i)
	// She saw it differently: "…," she said.
	for k := i - 1; k > lo; k-- {
		if a.toks[k].kind == quoted && (a.toks[k-1].punct(':') || a.toks[k-1].punct(',')) {
			if m := a.sentenceSubject(lo, k); m >= 0 {
				return m
			}
		}
	}
	for n := 0; n < 2 && lo > 0; n++ {
		end := lo
		lo = a.sentenceStart(lo - 1)
		if a.toks[lo].kind == quoted {
			continue // the quotation that is being attributed
		}
		m := a.sentenceSubject(lo, end)
		if n == 0 && (m < 0 || a.isThing(m) || a.ments[m].who < 0) {
			// That did not satisfy Roe, who speaks for the harbour. “…,” she said.
			for k := end - 1; k >= lo; k-- {
				if i := a.begins(k); i >= 0 && a.ments[i].who >= 0 && a.toldOf(&a.ments[i]) {
					return i
				}
			}
		}
		if n == 0 && lo > 0 && a.toks[lo-1].para == a.toks[i].para && (m < 0 || a.isThing(m) || a.ments[m].gender == plural || a.ments[m].gender == thing) {
			continue // Roe wrote twice. Neither letter was answered. “…,” she said.
		}
		return m
	}
	return -1
}
