package quotation

import (
	"iter"
	"slices"

	"onrecord/corpus"
)

// resolveUpTo works out whom the pronouns and descriptions before token end
// stand for, in order.
func (a *article) resolveUpTo(end int) {
	for ; a.done < len(a.ments) && a.ments[a.done].first < end; a.done++ {
		m := a.ments[a.done]
		switch {
		case m.who != nil:
			m.who.seen = m.first + 1
		case m.kind == pronoun && m.gender == thing:
			m.who = a.resolveThing(m)
		case m.kind == pronoun && m.gender != plural:
			m.who = a.resolvePerson(m, nil)
			// The pronoun tells the gender of a name that does not.
			if m.who != nil && m.chance >= .8 && m.who.gender == anyGender {
				m.who.gender = m.gender
			}
		case m.kind == described:
			a.resolveDescription(m)
		}
	}
}

// resolveThing finds what "it" stands for: the body or paper that is the
// subject of the sentence before, or of this one.
func (a *article) resolveThing(m *mention) *entity {
	lo := a.sentenceStart(m.first)
	if m := a.sentenceSubject(lo, m.first); m != nil && m.who.isBody() {
		return m.who
	}
	// "Kestrel Freight declined. “…,” it said": a name that nothing makes a person's.
	for n := 0; n < 2 && lo > 0; n++ {
		end := lo
		lo = a.sentenceStart(lo - 1)
		m := a.sentenceSubject(lo, end)
		if m != nil && !m.inner && (m.kind == named && m.who.becomesBody() || m.kind == described && m.who.isBody()) {
			return m.who
		}
	}
	return nil
}

// isBody reports whether an entity is a body or a paper.
func (e *entity) isBody() bool { return e != nil && e.kind == corpus.Organisation }

// subjectPlace reports whether a mention stands where a subject stands: at the
// head of its sentence or clause, and before a verb as far as can be told.
func (a *article) subjectPlace(c *mention) bool {
	f := c.first
	if a.tok(f-1).is(cConj) && a.ends(f-2) != nil { // she and her sister
		return false
	}
	if a.lower(f-1) == "to" && a.lower(f-2) == "according" {
		return true // it says what the clause reports
	}
	asked := a.tok(f-1).is(cAux) && !sets.Passive[a.lower(f-1)] // What does Roe make of it?
	return a.toks[f].has(fFirst) || asked || a.toks[f-1].is(cConj|cAdv) && !a.toks[f-1].is(cSub) && !a.toks[f-1].is(cPrep) || a.toks[f-1].punct(',') || a.toks[f-1].kind == quoted
}

// lookBack is how many mentions before it a pronoun or a description can mean.
const lookBack = 60

// back yields the mentions before another, the nearest first, as far as they stand in its
// paragraph or in one of so many before that.
func (a *article) back(m *mention, paragraphs int32) iter.Seq[*mention] {
	return func(yield func(*mention) bool) {
		for _, c := range slices.Backward(a.ments[max(0, m.index-lookBack):m.index]) {
			if a.toks[m.first].para-a.toks[c.first].para > paragraphs || !yield(c) {
				return
			}
		}
	}
}

// following yields the mentions behind another that begin before a token or with it, in order.
func (a *article) following(m *mention, last int) iter.Seq[*mention] {
	return func(yield func(*mention) bool) {
		for _, c := range a.ments[m.index+1:] {
			if c.first > last || !yield(c) {
				return
			}
		}
	}
}

// topic returns the mention that is the subject of what stands before a comma or a colon in
// the sentence of token i, or of the last sentence before it, the quotation aside that is
// being attributed.
func (a *article) topic(i int) *mention {
	lo := a.sentenceStart(i)
	// She saw it differently: "…," she said.
	for k := i - 1; k > lo; k-- {
		if a.toks[k-1].punct(':') || a.toks[k-1].punct(',') && !a.toks[k].is(cWh) {
			if m := a.sentenceSubject(lo, k); m != nil {
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
		if n == 0 && lo > 0 && a.toks[lo-1].para == a.toks[i].para && (m == nil || m.who.isBody() || !m.isOne()) {
			continue // Roe wrote twice. Neither letter was answered. “…,” she said.
		}
		return m
	}
	return nil
}
