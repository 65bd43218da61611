package quotation

import (
	"iter"

	"onrecord/corpus"
)

// resolveUpTo works out whom the pronouns and descriptions before token end
// stand for, in order.
func (a *article) resolveUpTo(end int) {
	for ; a.done < len(a.ments) && a.ments[a.done].first < end; a.done++ {
		m := &a.ments[a.done]
		switch {
		case m.who >= 0:
			a.ents[m.who].seen = m.first + 1
		case m.kind == pronoun && m.gender == thing:
			m.who = a.resolveThing(a.done)
		case m.kind == pronoun && m.gender != plural:
			m.who = a.resolvePerson(a.done, -1)
			// The pronoun tells the gender of a name that does not.
			if m.who >= 0 && m.chance >= .8 && a.ents[m.who].gender == anyGender {
				a.ents[m.who].gender = m.gender
			}
		case m.kind == described:
			a.resolveDescription(a.done)
		}
	}
}

// resolveThing finds what "it" stands for: the body or paper that is the
// subject of the sentence before, or of this one.
func (a *article) resolveThing(at int) int {
	first := a.ments[at].first
	lo := a.sentenceStart(first)
	if m := a.sentenceSubject(lo, first); m >= 0 && a.isBody(a.ments[m].who) {
		return a.ments[m].who
	}
	// "Kestrel Freight declined. “…,” it said": a name that nothing makes a person's.
	for n := 0; n < 2 && lo > 0; n++ {
		end := lo
		lo = a.sentenceStart(lo - 1)
		m := a.sentenceSubject(lo, end)
		if m >= 0 && !a.ments[m].inner && (a.ments[m].kind == named && a.ents[a.ments[m].who].becomesBody() || a.ments[m].kind == described && a.isBody(a.ments[m].who)) {
			return a.ments[m].who
		}
	}
	return -1
}

// isBody reports whether an entity is a body or a paper.
func (a *article) isBody(who int) bool { return who >= 0 && a.ents[who].kind == corpus.Organisation }

// subjectPlace reports whether a mention stands where a subject stands: at the
// head of its sentence or clause, and before a verb as far as can be told.
func (a *article) subjectPlace(c *mention) bool {
	f := c.first
	if a.tok(f-1).is(cConj) && a.ends(f-2) >= 0 { // she and her sister
		return false
	}
	if a.lower(f-1) == "to" && a.lower(f-2) == "according" {
		return true // it says what the clause reports
	}
	asked := a.tok(f-1).is(cAux) && !passives[a.lower(f-1)] // What does Roe make of it?
	return a.toks[f].has(fFirst) || asked || a.toks[f-1].is(cConj|cAdv) && !a.toks[f-1].is(cSub) && !a.toks[f-1].is(cPrep) || a.toks[f-1].punct(',') || a.toks[f-1].kind == quoted
}

// lookBack is how many mentions before it a pronoun or a description can mean.
const lookBack = 60

// back yields the mentions before number at, the nearest first, as far as they stand in
// a paragraph or in one of so many before that.
func (a *article) back(at int, para, paragraphs int32) iter.Seq2[int, *mention] {
	return func(yield func(int, *mention) bool) {
		for i := at - 1; i >= max(0, at-lookBack); i-- {
			c := &a.ments[i]
			if para-a.toks[c.first].para > paragraphs || !yield(i, c) {
				return
			}
		}
	}
}

// topic returns the mention that is the subject of what stands before a comma or a colon in
// the sentence of token i, or of the last sentence before it, the quotation aside that is
// being attributed.
func (a *article) topic(i int) int {
	lo := a.sentenceStart(i)
	// She saw it differently: "…," she said.
	for k := i - 1; k > lo; k-- {
		if a.toks[k-1].punct(':') || a.toks[k-1].punct(',') && !a.toks[k].is(cWh) {
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
		if n == 0 && lo > 0 && a.toks[lo-1].para == a.toks[i].para && (m < 0 || a.isBody(a.ments[m].who) || !a.ments[m].isOne()) {
			continue // Roe wrote twice. Neither letter was answered. “…,” she said.
		}
		return m
	}
	return -1
}
