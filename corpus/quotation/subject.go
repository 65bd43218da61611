package quotation

import (
	"slices"
	"strings"
)

// subject returns the mention that is the subject of the verb at v, or -1; lo is
// where the sentence begins.
func (a *article) subject(v, lo int) int {
	j := v - 1
	for j >= lo && a.at[j] < 0 && (a.toks[j].is(cAux|cAdv) || a.lower(j) == "to") && a.toks[j].kind == word {
		j--
	}
	if j < lo {
		return -1
	}
	t := &a.toks[j]
	switch {
	case a.at[j] >= 0:
		return a.governor(a.at[j], lo, true)
	case a.relativeSubject(j, lo):
		return -1 // in what the policy calls
	case t.is(cConj):
		// S said this but added that.
		for k := j - 1; k > lo; k-- {
			if a.isCue(k) && a.toks[k].is(vFinite) && a.toks[k].is(cSay|cTell|cCall) {
				return a.subject(k, lo)
			}
		}
	case t.is(cWh):
		return a.antecedent(j, lo)
	case t.comma() || t.kind == quoted:
		if m := a.beforeApposition(j, lo); m >= 0 {
			return m
		}
	}
	return a.sentenceSubject(lo, v)
}

// relativeSubject reports whether the noun at j, of which nothing is known, is the subject of a
// relative clause: in what the policy calls.
func (a *article) relativeSubject(j, lo int) bool {
	for k := j; k > lo && k > j-4 && a.plainNoun(k); k-- {
		if a.toks[k-1].is(cDet) && k-2 >= lo && a.toks[k-2].is(cWh) {
			return true
		}
	}
	return false
}

// gerundSubject returns the subject of "…, saying" at v: that of the verb of
// saying before it, of the clause it follows ("when protesters interrupted her,
// shouting"), or of the sentence.
func (a *article) gerundSubject(lo, v int) int {
	// "… from Jane Roe calling it": her own.
	if m := a.ends(v - 1); v > lo && m >= 0 {
		n := &a.ments[m]
		before := a.lower(n.first - 1)
		led := before == "to" || before == "on"                                                                              // wrote to Roe saying
		if n.kind == named && !led || n.kind == described && (a.within(n, "from") || before == "from" || before == "with") { // a letter from her clerk saying
			return m
		}
	}
	// Roe quoted Gray as saying: his words.
	if m := a.ends(v - 2); v-2 > lo && m >= 0 && a.lower(v-1) == "as" {
		return m
	}
	for k := v - 1; k > lo && k > v-60; k-- {
		if a.says(k) {
			if m := a.subject(k, lo); m >= 0 {
				return m
			}
		}
	}
	m := a.sentenceSubject(lo, v)
	// The court heard that Roe lied, calling it “…”
	for k := lo + 1; m >= 0 && k < v; k++ {
		if a.lower(k) == "that" && a.lower(k-1) == "heard" {
			return a.sentenceSubject(k+1, v)
		}
	}
	return m
}

// antecedent returns what a relative pronoun at j stands for.
func (a *article) antecedent(j, lo int) int {
	k := j - 1
	if k >= lo && a.toks[k].comma() {
		k--
	}
	if k >= lo && a.at[k] >= 0 {
		return a.governor(a.at[k], lo, !a.toks[j-1].comma()) // Roe turned to the fans, who sang
	}
	if k >= lo && a.lower(j) != "which" {
		return a.beforeApposition(j, lo)
	}
	return -1
}

// governor climbs from a mention inside a prepositional phrase to the one the
// phrase belongs to: in "Jane Roe of Georgia said" that is Jane Roe. A verb before the preposition is
// a participle only if no other verb can be the phrase's.
func (a *article) governor(m, lo int, participle bool) int {
	for {
		k := a.ments[m].first - 1
		for k >= lo && (a.toks[k].is(cDet|cAdj) || a.toks[k].kind == number || k == a.ments[m].first-1 && a.ments[m].kind == named && (a.plainNoun(k) || a.toks[k].is(cBody))) {
			k--
		}
		if k > lo && strings.HasSuffix(a.lower(k), "ing") && a.at[k] < 0 && a.toks[k-1].is(cPrep) {
			k-- // a man accused of hacking a bank said
		}
		// "Another source speaking to the Echo said", "a panel led by Roe said"; a memo sent to staff and
		// shared with the Echo.
		if up := k - 2; up >= lo && a.toks[k].is(cPrep) && a.toks[k-1].kind == word && a.at[k-1] < 0 && (a.lower(k) == "by" || participle && isParticiple(a.lower(k-1)) && !a.toks[k-1].is(cPrep) && a.lower(k) != "as") {
			if up > lo && a.toks[up].is(cConj) {
				up--
			}
			if a.at[up] >= 0 && !a.ments[a.at[up]].poss {
				m = a.at[up]
				continue
			}
		}
		// "The man who broke the wheel said": the man, not the wheel.
		if up := a.relativeHead(m, lo); up >= 0 {
			m = up
			continue
		}
		if k-1 < lo || !a.toks[k].is(cPrep) || a.at[k-1] < 0 {
			return m
		}
		w := a.lower(k)
		up := a.at[k-1]
		part := (a.subjectPlace(&a.ments[up]) || beforePlaces[w]) && !a.toks[k].is(cSub) && w != "to" && w != "by" // the man beside Roe
		if !part && !(w == "to" && a.isDocument(&a.ments[up])) && !belonging[w] || a.ments[up].kind == pronoun {
			return m
		}
		m = up
	}
}

// isParticiple reports whether a word may tell what somebody does or has done to them, as its ending
// says.
func isParticiple(w string) bool {
	return strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ed") || pastVerbs[w]
}

// relativeHead returns the mention before a "who" clause that m is the object of.
// (Without it there is one wrong name more among politics_sources.)
func (a *article) relativeHead(m, lo int) int {
	first := a.ments[m].first
	for k := first - 1; k > lo && k > first-10 && a.toks[k].kind == word; k-- {
		if a.lower(k) == "who" {
			if k < first-1 && a.at[k-1] >= 0 {
				return a.at[k-1]
			}
			return -1
		}
	}
	return -1
}

// beforeApposition climbs over phrases set apart by commas, brackets or dashes
// before token j: "Hugh Hill, a doctor, said".
func (a *article) beforeApposition(j, lo int) int {
	// The member for Leeds in the House of Commons, Jane Roe, said
	if m := a.at[max(j-1, 0)]; m >= 0 && a.ments[m].first > lo+1 && a.toks[a.ments[m].first-1].punct(',') {
		n, up := &a.ments[m], a.at[a.ments[m].first-2]
		for front := m - 1; n.kind == named && front >= 0 && a.ments[front].first >= lo; front-- {
			if d := &a.ments[front]; d.step == "apposition" && d.who == n.who && d.last+2 < n.first {
				return m // The Commissioner of Police, Harbour Command, Mr Paul Roe, said
			}
		}
		titled := n.nameAt > n.first && a.toks[n.first].is(cSir|cMadam|cStyle)
		if titled && up >= 0 && (a.ments[up].kind != named || a.isBody(a.ments[up].who)) &&
			!slices.ContainsFunc(a.toks[lo:a.ments[up].first], func(t token) bool { return t.punct(',') }) {
			return m
		}
	}
	for k := j - 1; k > lo; k-- {
		if a.toks[k].punct(')') { // Jane Roe (Ind), who …, said
			for k--; k > lo && !a.toks[k].punct('('); k-- {
			}
		}
		if k == lo || !a.toks[k].comma() || a.at[k-1] < 0 {
			continue
		}
		m := a.governor(a.at[k-1], lo, true)
		if b := a.ments[m].first - 1; b < lo || !a.toks[b].is(cPrep) || a.lower(b) == "as" {
			return m
		}
	}
	return -1
}

// sentenceSubject returns the first mention of the sentence that is not part of
// an introductory phrase, before token v; -1 if there is none.
func (a *article) sentenceSubject(lo, v int) int {
	i := lo
	for i < v {
		t := &a.toks[i]
		switch {
		case a.begins(i) >= 0:
			m := a.begins(i)
			k := i - 1
			if k > lo && a.toks[k].is(cDet) {
				k--
			}
			led := k >= lo && a.toks[k].is(cPrep) && !a.toks[k].is(cSub) // In a note to the Stock Exchange it said
			behind := a.ments[m].last + 1
			label := behind < v-1 && a.toks[behind].punct(':') // DELHI: The court said
			if led || label || objects[a.lower(i)] || a.ments[m].poss && behind < v {
				i = a.ments[m].last + 1
				continue
			}
			return m
		case (i == lo || a.toks[i-1].kind == punct || a.toks[i-1].is(cConj|cAdv)) && (t.is(cPrep|cSub) || t.is(vGerund|vPart) || t.has(fFirst) && t.is(cCue)):
			// Skip the introductory phrase, up to its comma.
			k := i + 1
			for k < v && !a.toks[k].punct(',') {
				k++
			}
			if k < v {
				i = k + 1
			} else if i++; i < v && a.at[i] >= 0 {
				i = a.ments[a.at[i]].last + 1
			}
		default:
			i++
		}
	}
	return -1
}

// ownee returns the mention that a possessive one belongs to: in "Florida's
// Jane Roe said" that is Jane Roe.
func (a *article) ownee(m int) int {
	for k := a.ments[m].last + 1; a.ments[m].poss && k < len(a.at) && a.at[k] >= 0; k = a.ments[m].last + 1 {
		m = a.at[k]
	}
	return m
}

// beginsSoon returns the mention that begins at token i, or behind a few words that tell nothing
// ("former", "longtime"), at hi at the latest; or -1.
func (a *article) beginsSoon(i, hi int) int {
	for k := i; k <= min(hi, i+4, len(a.toks)-1); k++ {
		if m := a.begins(k); m >= 0 {
			return m
		}
		if t := &a.toks[k]; a.at[k] >= 0 || t.kind == quoted || t.is(cCue|cAux|cPrep|cWh|cConj|cSub|cI) {
			return -1
		}
	}
	return -1
}

// follower returns the subject that stands behind the verb at k and closes its
// clause, as in "…, said Jane Roe, who …" or "…, said Jane Roe.", or -1.
func (a *article) follower(k int) int {
	if !a.tok(k-1).punct(',') || !a.toks[k].is(vFinite) || !a.toks[k].is(cSay) {
		return -1
	}
	hi := a.sentenceEnd(k)
	m := a.beginsSoon(k+1, hi)
	if m < 0 {
		return -1
	}
	m = a.ownee(m)
	next := a.ments[m].last + 1
	goesOn := next <= hi && a.toks[next].kind == word && !a.toks[next].is(cPrep|cWh|cTime)
	if goesOn || a.ments[m].kind == pronoun { // "…, denies it."
		return -1
	}
	return m
}

// sentenceStart returns the first token of token i's sentence.
func (a *article) sentenceStart(i int) int {
	lo := i
	for a.tok(lo-1).sent == a.toks[i].sent && i-lo < 120 {
		lo--
	}
	return lo
}

// sentenceEnd returns the last token of token i's sentence.
func (a *article) sentenceEnd(i int) int {
	hi := i
	for a.tok(hi+1).sent == a.toks[i].sent && hi-i < 120 {
		hi++
	}
	return hi
}
