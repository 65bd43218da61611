package quotation

// A claim says that a mention is the speaker of a quotation or clause.
type claim struct {
	ment int    // index of the mention, -1 for none
	cue  [2]int // tokens of the cue, first and last
	rule string
	conf float64
}

var noClaim = claim{ment: -1}

// firstPerson stands for a speaker who is nobody in the text: the writer ("I
// said"), or whoever told somebody ("she was told: …").
var firstPerson = claim{ment: -1, rule: "first-person"}

// nextCue reports whether a verb of saying follows token i, behind auxiliaries
// and adverbs at most.
func (a *article) nextCue(i int) bool {
	for k := i + 1; k < len(a.toks) && k < i+4; k++ {
		if t := &a.toks[k]; t.is(cCue) && t.is(vFinite|vBase) {
			return true
		} else if !t.is(cAux | cAdv) {
			return false
		}
	}
	return false
}

func (c claim) ok() bool { return c.ment >= 0 }

// sentenceStart returns the first token of token i's sentence.
func (a *article) sentenceStart(i int) int {
	s := a.toks[i].sent
	lo := i
	for lo > 0 && a.toks[lo-1].sent == s && i-lo < 120 {
		lo--
	}
	return lo
}

// sentenceEnd returns the last token of token i's sentence.
func (a *article) sentenceEnd(i int) int {
	s := a.toks[i].sent
	hi := i
	for hi+1 < len(a.toks) && a.toks[hi+1].sent == s && hi-i < 120 {
		hi++
	}
	return hi
}

// after seeks the speaker behind the quotation at token q: Q, S V and Q, V S.
func (a *article) after(q int) claim {
	p := &a.pieces[a.toks[q].piece]
	if !p.closed || q+1 >= len(a.toks) || a.toks[q+1].para != a.toks[q].para {
		return noClaim
	}
	i := q + 1
	end := lastRune(a.text[p.start:p.end])
	strict := false // a new sentence may begin here
	switch {
	case a.toks[q].has(fLast) && (end == '.' || end == '…'):
		if a.toks[i].has(fCap) && !a.toks[i].is(cCue) && end == '.' {
			return noClaim
		}
		strict = true
	case a.toks[q].has(fLast):
		strict = true
	}
	bound := end == ',' || end == '?' || end == '!' || end == '—' || end == '–' || end == '-' || end == '…'
	for i < len(a.toks) && (a.toks[i].punct(',') || a.toks[i].punct('—')) {
		bound = true
		i++
	}
	if i >= len(a.toks) || a.toks[i].para != a.toks[q].para || a.toks[i].kind == quoted {
		return noClaim
	}
	hi := a.sentenceEnd(i)
	for i < hi && a.toks[i].is(cAdv) && a.at[i] < 0 {
		i++
	}
	t := &a.toks[i]
	if c := a.accordingTo(i, hi); c.ok() {
		return c
	}
	if !bound {
		return noClaim
	}
	// Q, V S
	if t.is(cCue) && t.is(vFinite|vBase) && a.at[i] < 0 {
		j := a.skipAdjectives(i+1, hi)
		if j <= hi && a.at[j] >= 0 && a.ments[a.at[j]].first == j {
			m := &a.ments[a.ownee(int(a.at[j]))]
			w := a.lower(j)
			if w != "him" && w != "her" && w != "them" && !m.poss {
				return claim{a.ownee(int(a.at[j])), [2]int{i, i}, "q-v-s", .97}
			}
		}
		return noClaim
	}
	// Q, S V
	if a.lower(i) == "as" && i < hi {
		i++
	}
	i = a.skipAdjectives(i, hi)
	if a.toks[i].is(cI) && i < hi && a.nextCue(i) {
		return firstPerson
	}
	if a.at[i] < 0 || a.ments[a.at[i]].first != i {
		// "Q," in a statement, S V
		if v := a.firstCue(i, hi); v >= 0 && !strict {
			if m := a.subject(v, i); m >= 0 {
				return claim{m, [2]int{v, v}, "q-pp-s-v", .9}
			}
		}
		return noClaim
	}
	m := a.ownee(int(a.at[i]))
	from := a.ments[m].last + 1
	v := a.firstCue(from, hi)
	if v < 0 {
		if !strict && a.ments[m].kind == named && hi-from < 3 && a.ments[m].who >= 0 && a.ents[a.ments[m].who].sure {
			return claim{m, [2]int{i, i - 1}, "q-s", .8}
		}
		return noClaim
	}
	if strict && !a.adjacent(from, v) {
		return noClaim
	}
	if !a.toks[v].is(cSay|cTell) && v < hi && a.takesObject(v) && a.lower(v) != "put" && a.lower(v) != "puts" {
		return noClaim // "As for “Hamas,” Roe found comic relief in it"
	}
	if strict && v < hi {
		w := a.lower(v + 1)
		if n := &a.toks[v+1]; n.is(cDet|cPronoun) && !n.is(cAdv|cPrep|cSub) || w == "that" || w == "if" || w == "whether" || a.at[v+1] >= 0 && !a.toks[v].is(cTell) {
			return noClaim
		}
	}
	return claim{m, [2]int{v, v}, "q-s-v", .97}
}

// skipAdjectives returns the first token from i on at which a mention begins, if
// only a few words that tell nothing stand before it ("former", "longtime").
func (a *article) skipAdjectives(i, hi int) int {
	for k := i; k <= hi && k < i+5; k++ {
		t := &a.toks[k]
		if a.at[k] >= 0 {
			if a.ments[a.at[k]].first == k {
				return k
			}
			return i
		}
		if t.kind != word && t.kind != number && !t.punct('/') || t.is(cCue|cAux|cPrep|cWh|cConj|cSub|cI) {
			return i
		}
	}
	return i
}

// takesObject reports whether what follows the verb at v looks like its object.
func (a *article) takesObject(v int) bool {
	t := &a.toks[v+1]
	if t.kind != word || t.is(cPrep|cAdv|cTime|cConj|cSub) && !t.is(cDet) {
		return false
	}
	return true
}

// adjacent reports whether only auxiliaries, adverbs and phrases set apart by
// commas stand between from and the verb at v.
func (a *article) adjacent(from, v int) bool {
	for k := from; k < v; k++ {
		t := &a.toks[k]
		if t.comma() {
			return a.toks[v-1].comma() || a.toks[v-1].is(cAdv|cAux)
		}
		if !t.is(cAux | cAdv) {
			return false
		}
	}
	return true
}

// ownee returns the mention that a possessive one belongs to: in "Florida's
// Jane Roe said" that is Jane Roe.
func (a *article) ownee(m int) int {
	for a.ments[m].poss && a.ments[m].last+1 < len(a.toks) {
		next := a.at[a.ments[m].last+1]
		if next < 0 || int(next) == m {
			break
		}
		m = int(next)
	}
	return m
}

// firstCue returns the first finite cue verb in tokens lo to hi, or -1.
func (a *article) firstCue(lo, hi int) int {
	for k := lo; k <= hi && k < len(a.toks); k++ {
		t := &a.toks[k]
		if t.kind == quoted {
			return -1
		}
		if a.isCue(k) && t.is(vFinite|vBase) {
			return k
		}
	}
	return -1
}

// isCue reports whether token k is a verb of saying, as far as can be told.
func (a *article) isCue(k int) bool {
	t := &a.toks[k]
	if t.kind != word || !t.is(cCue) || a.at[k] >= 0 && a.ments[a.at[k]].head != k || a.at[k] >= 0 && a.ments[a.at[k]].kind != pronoun {
		return false
	}
	if t.is(vBase) && k > 0 && a.toks[k-1].is(cDet) && a.lower(k-1) != "that" {
		return false
	}
	if t.is(vBase) && !t.is(vFinite) && !a.baseVerb(k) {
		return false
	}
	if t.is(vPart) && !t.is(vFinite|vBase|vGerund) && (k == 0 || !a.toks[k-1].is(cAux|cAdv)) {
		return false // known as
	}
	return !a.passive(k)
}

// baseVerb reports whether the plain form at k can be a verb: behind "to" or an
// auxiliary, or with a subject of several. "The state director" has none.
func (a *article) baseVerb(k int) bool {
	j := k - 1
	for j >= 0 && j > k-4 && a.toks[j].is(cAdv) && a.at[j] < 0 {
		j--
	}
	if j < 0 || a.toks[j].para != a.toks[k].para {
		return false
	}
	t := &a.toks[j]
	if t.is(cAux|cThey|cI|cWh) || a.lower(j) == "to" || t.comma() {
		return true
	}
	if a.at[j] >= 0 {
		m := &a.ments[a.at[j]]
		return m.gender == plural || m.gender == thing || m.first > 0 && a.lower(m.first-1) == "and"
	}
	return false
}

// passive reports whether the verb at k is done to its subject ("he was told");
// "was quoted" is not, for our purpose.
func (a *article) passive(k int) bool {
	t := &a.toks[k]
	if t.is(vGerund) || !t.is(vFinite|vPart) || a.lower(k) == "quoted" {
		return false
	}
	for j := k - 1; j >= 0 && j > k-4; j-- {
		p := &a.toks[j]
		switch a.lower(j) {
		case "is", "are", "was", "were", "been", "being", "be", "he's", "she's", "isn't", "wasn't", "weren't", "aren't", "get", "got", "gets":
			return true
		}
		if !p.is(cAdv) || p.kind != word {
			return false
		}
	}
	return false
}

// accordingTo reads "according to S" at token i.
func (a *article) accordingTo(i, hi int) claim {
	w := a.lower(i)
	var j int
	switch {
	case w == "according" && i+2 <= hi && a.lower(i+1) == "to":
		j = i + 2
	case w == "per" && i+1 <= hi:
		j = i + 1
	default:
		return noClaim
	}
	for k := j; k <= hi && k < j+3; k++ {
		if a.at[k] >= 0 && a.ments[a.at[k]].first == k {
			return claim{int(a.at[k]), [2]int{i, j - 1}, "according-to", .93}
		}
	}
	return noClaim
}

// before seeks the speaker ahead of the quotation at token q: S V, Q and S: Q.
func (a *article) before(q int) claim {
	if q == 0 || a.toks[q].has(fFirst) {
		return noClaim
	}
	lo := a.sentenceStart(q)
	return a.cueBefore(lo, q, a.toks[q-1].punct(':'))
}

// cueBefore seeks a cue in tokens lo to q-1 that governs what begins at q.
func (a *article) cueBefore(lo, q int, colon bool) claim {
	for k := lo; k < q; k++ {
		if c := a.accordingTo(k, q-1); c.ok() && k < lo+2 {
			return c
		}
	}
	loose := noClaim
	for v := q - 1; v >= lo; v-- {
		t := &a.toks[v]
		if c := a.agent(v, q); c.ok() {
			return c
		}
		if colon && q-v <= 4 && t.kind == word && t.is(cSay|cTell) && t.is(vFinite) && a.passive(v) {
			return firstPerson // she was told: by whom?
		}
		if t.kind == quoted || !a.isCue(v) {
			continue
		}
		if t.is(vBase) && !t.is(vFinite) && a.lower(max(v-1, 0)) != "to" && a.at[max(v-1, 0)] < 0 && !a.toks[max(v-1, 0)].is(cAux|cAdv) {
			continue
		}
		if loose.ok() && (!t.is(cSay|cTell) || !a.opensClause(v)) {
			continue
		}
		if v > lo && a.toks[v-1].is(cI) && q-v <= 4 && !loose.ok() {
			return firstPerson
		}
		m := -1
		if in := a.inverted(v, q); in >= 0 {
			m = in
		} else if (v == lo || v == lo+1 && a.at[lo] < 0) && t.is(vFinite) && v+1 < q && a.at[v+1] >= 0 && a.ments[a.at[v+1]].first == v+1 && a.ments[a.at[v+1]].last >= q-2 {
			m = int(a.at[v+1]) // "Said Jane Roe: …"
		} else if t.is(vGerund) || v > lo && a.lower(v-1) == "to" {
			m = a.sentenceSubject(lo, v)
		} else {
			m = a.subject(v, lo)
		}
		if m < 0 || a.objectCase(m) {
			continue
		}
		c := claim{m, [2]int{v, v}, "s-v-q", .95}
		if colon {
			c.rule = "s-v-colon"
		}
		if t.is(cSay|cTell) || t.is(cCall) && (q-v <= 2 || !a.toks[q-1].punct(',')) || colon {
			return c
		}
		// A weak verb inside what somebody is reported to have said ("he said
		// it showed …") leaves the words to the reported speaker.
		if !loose.ok() {
			loose = c
		}
	}
	if loose.ok() {
		return loose
	}
	if colon {
		if m := a.sentenceSubject(lo, q); m >= 0 {
			return claim{m, [2]int{q - 1, q - 1}, "s-colon", .85}
		}
	}
	return noClaim
}

// objectCase reports whether a mention is a pronoun that cannot be a subject.
func (a *article) objectCase(m int) bool {
	w := a.lower(a.ments[m].first)
	return a.ments[m].kind == pronoun && (w == "him" || w == "them")
}

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
		return a.governor(int(a.at[j]), lo)
	case t.is(cConj):
		// S said this but added that.
		for k := j - 1; k > lo && k > j-40 && !a.toks[lo].is(cSub); k-- {
			if a.toks[k].is(cSay|cTell) && a.toks[k].is(vFinite) && a.isCue(k) {
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

// antecedent returns what a relative pronoun at j stands for.
func (a *article) antecedent(j, lo int) int {
	k := j - 1
	if k >= lo && a.toks[k].comma() {
		k--
	}
	if k >= lo && a.at[k] >= 0 {
		return a.governor(int(a.at[k]), lo)
	}
	if k >= lo && a.toks[k].comma() == false {
		return a.beforeApposition(j, lo)
	}
	return -1
}

// governor climbs from a mention inside a prepositional phrase to the one the
// phrase belongs to: in "Jane Roe of Georgia said" that is Jane Roe.
func (a *article) governor(m, lo int) int {
	for {
		k := a.ments[m].first - 1
		// "The former mayor and current candidate said": one person.
		if k-1 >= lo && a.lower(k) == "and" && a.at[k-1] >= 0 && a.ments[m].kind == described && a.ments[a.at[k-1]].kind == described &&
			a.ments[m].gender != plural && !a.toks[k+1].is(cDet) && !a.ments[m].poss {
			m = int(a.at[k-1])
			continue
		}
		if k >= lo && a.toks[k].is(cDet) && !a.toks[k].is(cPrep) {
			k--
		}
		if k-1 < lo || !a.toks[k].is(cPrep) || a.at[k-1] < 0 {
			return m
		}
		w := a.lower(k)
		up := int(a.at[k-1])
		if w != "of" && w != "from" && w != "for" && w != "at" && w != "with" && w != "in" || a.ments[up].kind == pronoun || up == m {
			return m
		}
		m = up
	}
}

// beforeApposition climbs over phrases set apart by commas, brackets or dashes
// before token j: "Hugh Hill, a doctor, said".
func (a *article) beforeApposition(j, lo int) int {
	for k := j - 1; k > lo; k-- {
		if !a.toks[k].comma() || a.at[k-1] < 0 {
			continue
		}
		m := int(a.at[k-1])
		if a.ments[m].last != k-1 || a.ments[m].poss {
			continue
		}
		m = a.governor(m, lo)
		if b := a.ments[m].first - 1; b >= lo {
			p := &a.toks[b]
			if a.toks[a.ments[m].head].is(cPlace) && p.punct(',') {
				continue // a town's state
			}
			if p.is(cPrep) && a.lower(b) != "as" || p.kind == word && !p.is(cConj|cSub|cWh|cAdv|cCue|cTime) {
				continue
			}
		}
		return m
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
		case a.at[i] >= 0 && a.ments[a.at[i]].first == i:
			m := int(a.at[i])
			if a.ments[m].poss && a.ments[m].last+1 < v {
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
			if k >= v {
				i++
				if a.at[i] >= 0 {
					i = a.ments[a.at[i]].last + 1
				}
				continue
			}
			i = k + 1
		default:
			i++
		}
	}
	return -1
}

// agent reads "described by S as …" where the verb stands at v.
func (a *article) agent(v, q int) claim {
	if !a.toks[v].is(cCue) || !a.toks[v].is(vFinite|vPart) || v+2 >= q || a.lower(v+1) != "by" {
		return noClaim
	}
	k := a.skipAdjectives(v+2, q-1)
	if a.at[k] < 0 || a.ments[a.at[k]].first != k {
		return noClaim
	}
	return claim{int(a.at[k]), [2]int{v, v + 1}, "by-agent", .9}
}

// follower returns the subject that stands behind the verb at k and closes its
// clause, as in "…, said Jane Roe, who …" or "…, said Jane Roe.", or -1.
func (a *article) follower(k int) int {
	if k == 0 || !a.toks[k-1].punct(',') || !a.toks[k].is(vFinite) || !a.toks[k].is(cSay) || k+1 >= len(a.toks) {
		return -1
	}
	hi := a.sentenceEnd(k)
	j := a.skipAdjectives(k+1, hi)
	if j > hi || a.at[j] < 0 || a.ments[a.at[j]].first != j {
		return -1
	}
	m := a.ownee(int(a.at[j]))
	if next := a.ments[m].last + 1; next <= hi {
		if t := &a.toks[next]; t.kind == word && !t.is(cPrep|cWh|cTime) || t.is(cAux) {
			return -1
		}
	}
	return m
}

// inverted returns the subject that follows the verb at v between commas, as in
// "But that, explained Roe, “is …”", or -1.
func (a *article) inverted(v, q int) int {
	if v == 0 || !a.toks[v-1].punct(',') || !a.toks[v].is(vFinite) || !a.toks[v].is(cSay) || v+1 >= q || a.at[v+1] < 0 {
		return -1
	}
	m := int(a.at[v+1])
	if a.ments[m].first != v+1 || a.ments[m].last+1 >= len(a.toks) || !a.toks[a.ments[m].last+1].punct(',') {
		return -1
	}
	return m
}

// opensClause reports whether the verb at v is followed by a reported clause.
func (a *article) opensClause(v int) bool {
	for k := v + 1; k < len(a.toks) && k < v+6 && a.toks[k].sent == a.toks[v].sent && a.toks[k].kind == word; k++ {
		switch a.lower(k) {
		case "that":
			return true
		case "to", "for", "of", "with":
			return false
		}
	}
	return a.toks[v].is(cSay) && v+1 < len(a.toks) && a.at[v+1] >= 0 && a.ments[a.at[v+1]].first == v+1
}
