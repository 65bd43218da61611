package quotation

import (
	"slices"
	"strings"

	"onrecord/corpus"
)

// reports returns the reported clauses: "Roe warned that …", "…, she said.",
// "according to the ministry, …". A clause with a quotation in it is no statement of
// its own; its cue still tells who speaks.
func (a *article) reports(quotations []*speech) []*speech {
	used := map[int]bool{}
	for _, s := range quotations {
		if s.claim.ok() {
			used[s.claim.cue[0]] = true
		}
	}
	var speeches []*speech
	for k := range a.toks {
		var s *speech
		switch {
		case used[k]:
		case a.lower(k) == "according":
			s = a.accordingClause(k)
		case a.toks[k].is(vFinite|vBase) && a.isCue(k):
			s = a.reportedClause(k)
		}
		if s != nil {
			speeches = append(speeches, s)
			if rest := a.secondHalf(s); rest != nil {
				speeches = append(speeches, rest)
			}
		}
	}
	return speeches
}

// reportedClause reads the clause that the verb at k reports.
func (a *article) reportedClause(k int) *speech {
	t := &a.toks[k]
	lo, hi := a.sentenceStart(k), a.sentenceEnd(k)
	if m := a.follower(k); m != nil && k > lo+2 {
		return a.reported(k, saidBy(m, k, "clause-v-s"), lo, k-2)
	}
	m := a.directSubject(k, lo)
	if o := a.ends(k - 2); o != nil && o != m && t.is(vBase) && a.lower(k-1) == "to" {
		return nil // S asked her to say that
	}
	if m == nil || a.denied(k, lo, m) || a.inDenial(m) {
		return nil
	}
	c := saidBy(m, k, "s-v-clause")
	if t.is(cSay|cTell) && a.tok(m.first-1).is(cWh) && a.thatBehind(k, hi) < 0 {
		return a.reported(k, c, k, k) // what Roe said was a lie; the man who Roe said was late
	}
	if sets.Denying[a.lower(k)] {
		return a.reported(k, c, k, k) // nothing, but somebody speaks
	}
	first, next := m.first, a.saidClause(k, hi)
	switch that := a.thatBehind(k, hi); {
	case that >= 0 && !t.is(cSay|cTell) && a.thisOne(that, hi): // S listed that stage in its report
		return nil
	case that >= 0: // S V that clause; S told them that clause
		c.rule = "s-v-that"
		if next := strings.TrimLeft(a.lower(that+1), "'’"); a.lower(that) == "that" && (next == "s" || sets.Contraction[next]) {
			that-- // it suggests that’s good
		}
		return a.reported(k, c, that+1, a.clauseStops(that+1, hi))
	case !t.is(cSay | cTell):
		return nil
	case a.setApart(k, first, lo, hi) && (next < 0 || a.isClause(lo, first-2)): // not: Speaking on Monday, S said
		if w := a.lower(first - 2); w == "which" || w == "who" {
			return a.reported(k, c, k, k) // the plan, which, S says, costs more
		}
		c.rule = "clause-s-v" // clause, S V
		s := a.reported(k, c, lo, first-2)
		opening := &a.toks[lo]
		if opening.is(cCue) && opening.is(vFinite|vPart) || opening.is(cSub) && a.isCue(lo+1) || a.tok(k+1).punct(':') {
			s.span = corpus.Span{} // Asked about it, S said; In a statement, S said:
		} else if a.secondHalf(s) == nil && a.leadsUp(lo, first-2) {
			s.span = corpus.Span{} // In April, S reported
		}
		return s
	case t.is(cTell) && !t.is(cSay): // S told X clause: what follows the addressee
		next = -1
		if n := a.begins(k + 1); n != nil && !n.poss && a.begins(n.last+1) != nil {
			next = n.last + 1
		}
	}
	if next < 0 {
		return a.reported(k, c, k, k) // nothing, but somebody speaks
	}
	for wh := k - 1; wh >= k-2 && wh > lo; wh-- {
		if a.toks[wh].is(cWh) && a.toks[wh-1].punct(',') {
			hi = a.comma(next, hi) // Roe, who said she was tired, left.
		}
	}
	return a.reported(k, c, next, a.clauseStops(next, hi))
}

// clauseStops returns the token with which a reported clause from token first ends, before another begins to say
// something: Roe said it was late, but Gray said that it was not.
func (a *article) clauseStops(first, hi int) int {
	for k := first + 2; k < hi; k++ {
		m := a.begins(k + 1)
		joins := a.toks[k].is(cConj) || sets.Subordinating[a.lower(k)]
		if !joins || m == nil || m.poss || m.kind == pronoun || a.ends(k-1) != nil && a.toks[k].is(cConj) {
			continue
		}
		if v := a.verbAt(m.last + 1); v <= hi && a.isCue(v) && a.toks[v].is(vFinite) {
			return k - 1
		}
	}
	return hi
}

// thisOne reports whether the word at that only points at a noun: that stage in its report.
func (a *article) thisOne(that, hi int) bool {
	return that+3 <= hi && a.plainNoun(that+1) && a.tok(that+2).is(cPrep) && !a.isClause(that+3, hi)
}

// thatBehind returns the word that opens the clause that the verb at k reports, or -1.
func (a *article) thatBehind(k, hi int) int {
	t, next := &a.toks[k], &a.toks[min(k+1, hi)]
	for j := k + 1; j <= hi && j < k+15 && a.toks[j].kind != quoted; j++ {
		switch a.lower(j) {
		case "that", "how", "whether", "why":
			// In a statement; this week; last year
			when := next.is(cTime|cPrep|cAdv) || a.tok(k+2).is(cTime) && next.is(cDet|cAdj|cNotName)
			ofTime := a.toks[j-1].is(cTime) && (a.lower(j-2) == "the" || a.lower(j-3) == "the") // the same day that
			if a.lower(j+1) == "to" || ofTime {
				return -1 // how to cook
			}
			// At a conference in York that; not: at the centre that
			near := j-k <= 8 || a.toks[j-1].has(fCap) || a.toks[j-1].is(cTime)
			if j == k+1 || near && (t.is(cTell) || when && !a.tok(j+1).is(cAux|vFinite)) {
				return j
			}
			return -1
		}
		says := a.isCue(j) && a.toks[j].is(vFinite)
		there := a.lower(j) == "there" && a.lower(j+1) != "that"                   // said there was no proof that
		order := a.lower(j-1) == "to" && a.toks[j].is(vBase) && a.ends(j-2) != nil // asked her to say that
		if a.toks[j].kind == punct || says || there || order {
			return -1
		}
	}
	return -1
}

// saidClause returns where the clause begins that the verb at k reports without
// "that", or -1.
func (a *article) saidClause(k, hi int) int {
	i := a.behindTime(k+1, hi)
	switch {
	case i > hi, a.toks[i].kind != word && a.toks[i].kind != number, !sets.ClauseCue[a.lower(k)],
		sets.NoClause[a.lower(i)], // said nothing
		!a.isClause(i, hi):        // said on Monday; claimed the title; admitted theft
		return -1
	}
	return i
}

// behindTime returns the token behind what tells when something was said, or i: said Friday it; said on Thursday it.
func (a *article) behindTime(i, hi int) int {
	k := i
	if sets.BeforeTime[a.lower(k)] && a.tok(k+1).is(cTime) {
		k++
	}
	if !a.tok(k).is(cTime) || k >= hi {
		return i
	}
	if next := a.tok(k + 1); next.is(cPronoun|cDet) || a.begins(k+1) != nil {
		return k + 1
	}
	return i
}

// isClause reports whether tokens first to last tell what somebody or something does, as far as can be
// told: a pronoun at their head is a subject, and a word in s behind a noun a verb (the nation needs).
func (a *article) isClause(first, last int) bool {
	t := &a.toks[first]
	subject := t.is(cHe|cShe|cThey|cIt) && !sets.Possessive[t.lower] && !sets.Object[t.lower] || t.lower == "there" || t.lower == "there’s"
	if subject || a.hasVerb(first, last) {
		return true
	}
	for k := first + 1; k <= last; k++ {
		if strings.HasSuffix(a.lower(k), "s") && a.plainNoun(k) && (a.at[k-1] != nil || a.plainNoun(k-1)) {
			return true
		}
	}
	return false
}

// hasVerb reports whether a word in tokens first to last is a finite verb, as far as can
// be told.
func (a *article) hasVerb(first, last int) bool {
	for k := first; k <= last; k++ {
		t, before := &a.toks[k], a.tok(k-1)
		noun := sets.PluralCue[t.lower] && before.is(cPrep|cDet|cAdj) // a string of calls
		if t.kind == word && isPast(t.lower) || t.is(cAux) && !t.is(cTime) || t.is(vFinite) && !noun {
			return true
		}
	}
	return false
}

// setApart reports whether the verb at k and its subject, which begins at token first,
// stand apart from the clause before them: clause, S V.
func (a *article) setApart(k, first, lo, hi int) bool {
	if first < lo+2 || !a.toks[first-1].punct(',') {
		return false
	}
	told := false // not all of it says who that is: the general manager, finance, Jane Roe, agreed
	for i := lo; i < first-1; i++ {
		told = told || a.at[i] == nil && a.toks[i].kind != punct
	}
	next, w := &a.toks[min(k+1, hi)], a.lower(min(k+1, hi))
	return told && (k == hi || next.kind == punct || next.is(cPrep|cTime|cAdv) && w != "to" && w != "by")
}

// secondHalf returns what follows an attribution set into the words that it reports:
// By then, S said, the cellar had flooded. The first half must need the second: it only
// leads up to a clause, or lacks its verb.
func (a *article) secondHalf(s *speech) *speech {
	if s.claim.rule != "clause-s-v" && s.claim.rule != "clause-v-s" {
		return nil
	}
	m := s.claim.ment
	lo, hi := a.sentenceStart(s.tok), a.sentenceEnd(s.tok)
	stop := max(s.tok, m.last) + 1
	for stop <= hi && stop-s.tok < 8 && a.toks[stop].kind != punct && a.toks[stop].kind != quoted {
		stop++
	}
	if stop >= hi || !a.toks[stop].punct(',') && !a.toks[stop].punct('—') {
		return nil
	}
	before := min(s.tok, m.first) - 2
	next := &a.toks[stop+1]
	that := next.lower == "that" && a.hasVerb(stop+2, hi) // It is not true, S said, that the wall is old
	goesOn := next.kind == word && !next.is(cWh|cConj) && !strings.HasSuffix(next.lower, "ing")
	inverted := s.claim.rule == "clause-v-s" // said S, a surveyor
	leadsUp := a.toks[lo].is(cSub) || a.tok(before).is(cAux|cConj) || a.leadsUp(lo, before)
	predicate := next.is(cAux) || !next.is(cDet|cPrep|cSub|cTime|cPronoun)
	needed := !inverted && leadsUp || predicate && !a.hasVerb(lo, before)
	if !that && !(goesOn && needed) {
		return nil
	}
	return a.reported(s.tok, s.claim, stop+1, hi)
}

// leadsUp reports whether tokens lo to hi only lead up to a clause: Since then.
func (a *article) leadsUp(lo, hi int) bool {
	return a.toks[lo].is(cPrep|cTime|cAdv) && !a.hasVerb(lo, hi)
}

// directSubject is subject, but only where it stands right before the verb.
func (a *article) directSubject(v, lo int) *mention {
	j := v - 1
	for j >= lo && a.at[j] == nil && a.toks[j].is(cAux|cAdv) {
		j--
	}
	if j < lo || a.at[j] == nil && !a.toks[j].comma() && !a.toks[j].is(cWh|cConj) {
		return nil
	}
	return a.subject(v, lo)
}

// reported returns the speech of tokens first to last, which the cue at k reports. A
// clause with a quotation in it gets no span: the cue alone is worth knowing.
func (a *article) reported(k int, c claim, first, last int) *speech {
	s := &speech{tok: k, kind: corpus.Indirect, claim: c}
	for last >= first && a.toks[last].kind == punct {
		last--
	}
	for first <= last && a.toks[first].kind == punct {
		first++
	}
	if first < last && !slices.ContainsFunc(a.toks[first:last+1], func(t token) bool { return t.kind == quoted }) {
		s.span = a.bytes(first, last)
	}
	return s
}

// accordingClause reads "according to S, clause" and "clause, according to S".
func (a *article) accordingClause(k int) *speech {
	lo, hi := a.sentenceStart(k), a.sentenceEnd(k)
	c := a.accordingTo(k, hi)
	if !c.ok() {
		return nil
	}
	if k <= lo+1 || a.leadsUp(lo, k-1) && !a.isClause(lo, k-1) {
		first := a.comma(c.ment.last+1, hi) + 1
		return a.reported(k, c, first, hi)
	}
	return a.reported(k, c, lo, k-1)
}
