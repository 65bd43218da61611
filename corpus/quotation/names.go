package quotation

import (
	"sort"
	"strings"
)

// A mention is a place outside quotations where the article names, describes or
// points at somebody.
type mention struct {
	first, last int // tokens, both included
	kind        mentionKind
	gender      gender
	who         int    // index of the entity, or -1
	nameAt      int    // named: the token at which the name proper begins, behind titles
	head        int    // described: the noun
	role        [2]int // named: tokens of a role set before the name, first and last; empty if last < first
	poss        bool   // possessive: her aide, Mr Smith's aide
	inner       bool   // lies within a longer mention (the aide to Mr Smith)
}

type mentionKind uint8

const (
	named mentionKind = iota
	pronoun
	described
)

type gender uint8

const (
	anyGender gender = iota
	male
	female
	plural
	thing
)

// findSurnames notes the words that follow a given name. Some of them mean
// other things as well: Cook, Dean, Day, Young.
func (a *article) findSurnames() {
	a.surnames = map[string]bool{}
	for i := 0; i+1 < len(a.toks); i++ {
		t := &a.toks[i]
		if !t.is(cGiven) || !t.has(fCap) {
			continue
		}
		j := i
		for j < i+3 && a.joined(j) && a.toks[j+1].has(fCap) && !a.toks[j+1].is(cDet|cPrep|cConj|cPronoun|cBody) && (!a.toks[j+1].is(cAux) || a.lower(j+1) == "will") {
			j++
		}
		if j > i {
			a.surnames[a.lower(j)] = true
		}
	}
}

// findMentions reads the tokens from left to right and fills a.ments; a.at maps
// a token to its longest mention.
func (a *article) findMentions() {
	a.findSurnames()
	a.at = make([]int32, len(a.toks))
	for i := range a.at {
		a.at[i] = -1
	}
	for i := 0; i < len(a.toks); {
		t := &a.toks[i]
		switch {
		case t.kind != word:
			i++
		case t.is(cHe|cShe|cThey|cIt) && !t.is(cTitle):
			a.addPronoun(i)
			i++
		case a.startsName(i):
			i = a.addName(i)
		default:
			i++
		}
	}
	descs := a.findDescriptions()
	names := a.ments
	sort.SliceStable(names, func(i, j int) bool {
		return names[i].first < names[j].first || names[i].first == names[j].first && names[i].last > names[j].last
	})
	a.ments = make([]mention, 0, len(names)+len(descs))
	for i := range a.at {
		a.at[i] = -1
	}
	covered := 0 // tokens before it belong to a mention
	for n, d := 0, 0; n < len(names) || d < len(descs); {
		if n == len(names) || d < len(descs) && descs[d].first <= names[n].first {
			m := descs[d]
			d++
			m.inner = m.first < covered
			if m.inner {
				a.ments = append(a.ments, m)
				continue
			}
			covered = m.last + 1
			a.add(m)
			continue
		}
		m := names[n]
		n++
		if m.first < covered {
			// Within a longer mention, which keeps its tokens.
			m.inner = true
			a.ments = append(a.ments, m)
			continue
		}
		covered = m.last + 1
		a.add(m)
	}
}

func (a *article) addPronoun(i int) {
	t := &a.toks[i]
	m := mention{first: i, last: i, kind: pronoun, who: -1, head: i, role: none}
	switch {
	case t.is(cHe):
		m.gender = male
	case t.is(cShe):
		m.gender = female
	case t.is(cThey):
		m.gender = plural
	default:
		m.gender = thing
	}
	// "his" and the like belong to what follows; they still point at somebody.
	w := a.lower(i)
	m.poss = w == "his" || w == "her" || w == "their" || w == "its"
	a.add(m)
}

var none = [2]int{0, -1}

func (a *article) add(m mention) {
	a.ments = append(a.ments, m)
	for k := m.first; k <= m.last; k++ {
		a.at[k] = int32(len(a.ments) - 1)
	}
}

// startsName reports whether a name may begin at token i.
func (a *article) startsName(i int) bool {
	t := &a.toks[i]
	if !t.has(fCap) {
		return false
	}
	if t.end-t.start == 1 && a.text[t.start] < 0x80 {
		return false // a grade, a party, "I"
	}
	if c := a.text[t.start]; c == '@' || c == '#' {
		return false
	}
	if w := a.text[t.start:t.end]; len(w) > 3 && w[1] == '-' && (w[0] == 'R' || w[0] == 'D' || w[0] == 'I') {
		return false // a senator's party and state: R-Ohio
	}
	if a.surnames[a.lower(i)] && t.is(cAux) && !t.has(fFirst) && !t.is(cPronoun) {
		return true // George Will, and Will by himself
	}
	if a.surnames[a.lower(i)] && !t.is(cPrep|cDet|cConj|cSub|cAux|cPronoun|cWh) && (!t.is(cTime) || !t.has(fFirst) && a.verbFollows(i)) {
		return true
	}
	if t.is(cClosed|cTime) && !t.is(cGiven|cTitle|cPlace) {
		return false
	}
	if t.is(cTime) && (t.is(cGiven) && !a.followedByName(i)) {
		return false // May, April, June
	}
	if t.is(cPrep | cDet | cConj | cSub | cAux) {
		return a.followedByName(i) && !t.has(fFirst) && t.is(cGiven)
	}
	if t.has(fFirst) && t.is(cCue) && !t.is(cGiven) {
		return false // "Asked about it, …"
	}
	return true
}

// verbFollows reports whether a verb of saying or an auxiliary follows token i.
func (a *article) verbFollows(i int) bool {
	return i+1 < len(a.toks) && a.toks[i+1].is(cCue|cAux) && a.joined(i)
}

// followedByName reports whether the next token is a capitalised word that can
// go on with a name.
func (a *article) followedByName(i int) bool {
	return i+1 < len(a.toks) && a.joined(i) && a.toks[i+1].has(fCap) && !a.toks[i+1].is(cClosed|cTime)
}

// joined reports whether token i+1 follows token i with nothing but a space
// between, in the same sentence and with no possessive.
func (a *article) joined(i int) bool {
	if i+1 >= len(a.toks) {
		return false
	}
	t, n := &a.toks[i], &a.toks[i+1]
	if n.kind != word || t.para != n.para || t.has(fPoss|fLast) {
		return false
	}
	gap := a.text[t.end:n.start]
	return len(gap) <= 2 && strings.TrimSpace(gap) == "" || len(gap) > 3 && n.has(fNick)
}

// nameEnd returns the last token of the row of capitalised words that begins
// at i.
func (a *article) nameEnd(i int) int {
	j := i
	for a.joined(j) && j-i < 12 {
		n := &a.toks[j+1]
		switch {
		case n.has(fCap) && n.is(cTime) && a.toks[j].is(cGiven) && !a.numberAt(j+2):
			j++ // Kristen Day
		case n.has(fCap) && n.is((cClosed&^cNotName)|cTime) && !n.is(cGiven|cTitle|cPlace|cParticle):
			return j
		case n.has(fCap):
			j++
		case n.is(cParticle) && j+2 < len(a.toks) && a.joined(j+1) && a.toks[j+2].has(fCap) && !n.is(cDet):
			j += 2
		default:
			return j
		}
	}
	return j
}

// addHeadlineName reads a name where every word has a capital: only a given name
// and what follows it, or a surname known from elsewhere, can be told apart.
func (a *article) addHeadlineName(i, j int) int {
	last := i
	switch t := &a.toks[i]; {
	case t.is(cGiven) && !a.surnames[a.lower(i)]:
		last = i + 1
		if last < j && a.toks[last].end-a.toks[last].start <= 2 {
			last++
		}
	case a.surnames[a.lower(i)]:
	default:
		return i + 1
	}
	m := mention{first: i, last: last, kind: named, who: -1, nameAt: i, head: last, role: none, poss: a.toks[last].has(fPoss)}
	a.genderOf(&m)
	a.add(m)
	return last + 1
}

func (a *article) numberAt(i int) bool { return i < len(a.toks) && a.toks[i].kind == number }

// addName makes mentions of the row of capitalised words that begins at i and
// returns the token behind it.
func (a *article) addName(i int) int {
	j := a.nameEnd(i)
	if a.toks[i].has(fHead) && j > i {
		return a.addHeadlineName(i, j)
	}
	next := j + 1
	// University of Iowa, Department of Justice, Bank of England.
	if a.toks[j].is(cBody) && a.joined(j) && (a.lower(j+1) == "of" || a.lower(j+1) == "for") && j+2 < len(a.toks) {
		k := j + 2
		if a.lower(k) == "the" {
			k++
		}
		if k < len(a.toks) && a.toks[k].has(fCap) && a.toks[k].kind == word && a.toks[k].para == a.toks[i].para && !a.titleAt(k) {
			j = a.nameEnd(k)
			a.add(mention{first: i, last: j, kind: named, who: -1, nameAt: i, head: j, gender: thing, role: none, poss: a.toks[j].has(fPoss)})
			return j + 1
		}
	}
	if end := a.officeOf(i, j); end > 0 {
		return end
	}
	m := mention{first: i, last: j, kind: named, who: -1, nameAt: i, head: j, role: none}
	a.splitTitles(&m)
	m.poss = a.toks[m.last].has(fPoss)
	if m.nameAt > m.last {
		// Only titles and peoples: "Republicans", "the President".
		for k := i; k <= j; k++ {
			if a.toks[k].is(cHuman | cOffice) {
				return next // a description; see findDescriptions
			}
		}
		if a.toks[j].is(cPeople) && !a.toks[j].is(cPlace) {
			return next
		}
		m.nameAt = m.first
	}
	a.genderOf(&m)
	a.add(m)
	return next
}

// officeOf reads "Secretary of State Jane Roe", where tokens i to j are the
// office up to "of". It returns the token behind the name, or 0.
func (a *article) officeOf(i, j int) int {
	if !a.toks[j].is(cOffice|cRole) || !a.joined(j) || j+2 >= len(a.toks) {
		return 0
	}
	if w := a.lower(j + 1); w != "of" && w != "for" {
		return 0
	}
	k := j + 2
	if a.lower(k) == "the" && a.joined(j+1) {
		k++
	}
	if k >= len(a.toks) || !a.joined(k-1) || !a.toks[k].has(fCap) {
		return 0
	}
	end := a.nameEnd(k)
	for g := k + 1; g < end; g++ {
		if a.toks[g].is(cGiven) && !a.toks[g].is(cPlace) || a.toks[g].is(cSir|cMadam) {
			m := mention{first: i, last: end, kind: named, who: -1, nameAt: g, head: end, role: [2]int{i, g - 1}, poss: a.toks[end].has(fPoss)}
			a.genderOf(&m)
			a.add(m)
			return end + 1
		}
	}
	return 0
}

func (a *article) titleAt(i int) bool {
	return a.toks[i].is(cSir|cMadam|cStyle) || a.toks[i].is(cOffice)
}

// splitTitles finds where the name proper begins behind titles, offices, places
// and parties: "Republican Sen. Marco Rubio", "Texas Governor Jane Roe".
func (a *article) splitTitles(m *mention) {
	// A body's name keeps all its words.
	last := &a.toks[m.last]
	if last.is(cBody|cPaper) && !(m.last > m.first && a.toks[m.last-1].is(cGiven) && !last.is(cBody)) {
		m.gender = thing
		if m.first == m.last && last.is(cHuman) {
			m.nameAt = m.last + 1
		}
		return
	}
	cut := m.first
	if m.first == m.last && last.is(cSir|cMadam|cStyle) && a.verbFollows(m.last) && !a.determined(m.first) {
		return // Mr King, and King by himself
	}
	for k := m.first; k <= m.last; k++ {
		t := &a.toks[k]
		if k == m.last && a.surnames[a.lower(k)] && !a.determined(m.first) {
			break // Mr Cook, Howard Dean, and Dean by himself
		}
		switch {
		case t.is(cSir|cMadam|cStyle|cOffice) && !(t.is(cGiven) && k > m.first):
			cut = k + 1
		case t.is(cHuman) && t.has(fCap) && !(k == m.last && k > cut) && !t.is(cGiven):
			cut = k + 1
		}
	}
	if cut == m.first || cut > m.last {
		// No title: a given name in the row begins the name, if only words that
		// are no names stand before it.
		for k := m.first; k < m.last; k++ {
			t := &a.toks[k]
			if t.is(cGiven) {
				if k > m.first {
					cut = k
				}
				break
			}
			if w := a.lower(k); t.is(cCue) || strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ed") {
				continue // Hammering Jane Roe
			}
			if k == m.first && t.has(fFirst) && k+2 <= m.last && a.toks[k+1].is(cGiven) {
				continue // Pal Jane Roe
			}
			if !t.is(cPlace|cPeople|cRole|cBody|cPaper|cTime) && !t.has(fUpper) && m.last-m.first < 3 {
				break
			}
		}
	}
	if cut > m.last {
		if m.last > m.first && !a.toks[m.last].is(cHuman|cOffice|cPeople) {
			return
		}
		m.nameAt = m.last + 1
		return
	}
	if cut == m.first && m.first == m.last && last.is(cPeople) && !last.is(cGiven) && !a.surnames[a.lower(m.last)] {
		m.nameAt = m.last + 1
		return
	}
	if cut > m.first {
		m.role = [2]int{m.first, cut - 1}
	}
	m.nameAt = cut
}

// determined reports whether a determiner stands before token i.
func (a *article) determined(i int) bool {
	return i > 0 && a.toks[i-1].is(cDet) && a.toks[i-1].para == a.toks[i].para
}

// genderOf works out what a name tells of the person's gender.
func (a *article) genderOf(m *mention) {
	if m.gender == thing {
		return
	}
	// Mr and Mrs are sure; a given name is nearly; "spokesman" is used of women too.
	for k := m.first; k < m.nameAt; k++ {
		switch t := &a.toks[k]; {
		case t.is(cSir):
			m.gender = male
			return
		case t.is(cMadam):
			m.gender = female
			return
		}
	}
	if m.last > m.nameAt || a.toks[m.nameAt].is(cGiven) && !a.surnames[a.lower(m.nameAt)] {
		switch t := &a.toks[m.nameAt]; {
		case t.class&cGiven == cMale:
			m.gender = male
			return
		case t.class&cGiven == cFemale:
			m.gender = female
			return
		}
	}
	for k := m.first; k < m.nameAt; k++ {
		switch t := &a.toks[k]; {
		case t.is(cMan):
			m.gender = male
		case t.is(cWoman):
			m.gender = female
		}
	}
}

// lower returns the token's text in lower case.
func (a *article) lower(i int) string {
	t := &a.toks[i]
	return strings.ToLower(a.text[t.start:t.end])
}
