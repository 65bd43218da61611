package quotation

import (
	"cmp"
	"slices"
	"strings"
)

// A mention is a place outside quotations where the article names, describes or
// points at somebody.
type mention struct {
	index       int // in the article's list, by where mentions begin
	first, last int // tokens, both included
	kind        mentionKind
	gender      gender
	who         *entity // or nil
	nameAt      int     // named: the token at which the name proper begins, behind titles
	head        int     // described: the noun
	roleEnd     int     // named: the token behind a role that it begins with
	poss        bool    // possessive: her aide, Mr Smith's aide
	inner       bool    // lies within a longer mention (the aide to Mr Smith)
	chance      float64 // of a pronoun: how likely it is that the person chosen is meant
	onTopic     bool    // of a pronoun: the person chosen is the subject of the sentence before
	step        string  // of a description: how it was found whom it means
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

// known reports whether it is that of one person, man or woman.
func (g gender) known() bool { return g == male || g == female }

// findSurnames notes the words that follow a given name. Some of them mean
// other things as well: Cook, Dean, Day, Young.
func (a *article) findSurnames() {
	a.surnames = map[string]bool{}
	for i, t := range a.toks {
		j := i
		surname := func(w string) bool { return w == "will" || w == "may" }
		for t.is(cGiven) && t.has(fCap) && j < i+3 && a.joinedCap(j) && (!a.toks[j+1].is(cAux) || surname(a.lower(j+1))) {
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
	a.at = make([]*mention, len(a.toks))
	for i := 0; i < len(a.toks); {
		t := &a.toks[i]
		switch {
		case t.is(cHe|cShe|cThey|cIt) && !(a.joined(i) && sets.Honour[a.lower(i+1)] && a.toks[i+1].has(fCap)): // Her Honour
			a.addPronoun(i)
			i++
		case a.startsName(i):
			i = a.addName(i)
		default:
			i++
		}
	}
	a.ments = append(a.findDescriptions(), a.ments...)
	// Of two that begin together, the longer comes first. The pilots’ union Acme: one mention.
	slices.SortStableFunc(a.ments, func(x, y *mention) int {
		return cmp.Or(cmp.Compare(x.first, y.first), cmp.Compare(y.last, x.last))
	})
	clear(a.at)
	covered := 0 // tokens before it belong to a mention
	for i, m := range a.ments {
		m.index = i
		if m.inner = m.first < covered; m.inner {
			continue // the longer mention keeps its tokens
		}
		covered = m.last + 1
		a.cover(m)
	}
}

func (a *article) addPronoun(i int) {
	m := a.mention(pronoun, i, i)
	m.gender = (a.toks[i].class & cPronoun).gender()
	// "his" and the like belong to what follows; they still point at somebody.
	w := a.lower(i)
	next := a.tok(i + 1)
	says := next.is(cSay|cTell) && next.is(vGerund)                         // recalled her saying
	her := next.kind == quoted || a.joined(i) && !next.is(cClosed) && !says // her aide, her “plan”
	m.poss = w == "his" || w == "her" && her || w == "their" || w == "its"
	a.add(m)
}

// mention makes a mention of tokens first to last, of which nothing else is known.
func (a *article) mention(kind mentionKind, first, last int) *mention {
	return &mention{first: first, last: last, kind: kind, nameAt: first, head: last, poss: a.toks[last].has(fPoss)}
}

// is reports whether there is a mention, of that kind.
func (m *mention) is(kind mentionKind) bool { return m != nil && m.kind == kind }

// hasRole reports whether a role is set before the name.
func (m *mention) hasRole() bool { return m.roleEnd > m.first }

// isOne reports whether a mention may be of one person.
func (m *mention) isOne() bool { return m.gender != plural && m.gender != thing }

func (a *article) add(m *mention) {
	a.ments = append(a.ments, m)
	a.cover(m)
}

func (a *article) cover(m *mention) {
	for k := m.first; k <= m.last; k++ {
		a.at[k] = m
	}
}

// compounded reports whether a word is an adjective made of a name: London-based, French-born.
func compounded(w string) bool {
	i := strings.LastIndexByte(w, '-')
	return i > 0 && i+1 < len(w) && w[i+1] >= 'a' && (strings.HasSuffix(w, "ed") || sets.CompoundEnd[w[i+1:]])
}

// isPartyAndState reports whether a senator's party and state stand between commas at token i: R-Neb., D-Texas.
func (a *article) isPartyAndState(i int) bool {
	w := a.lower(i)
	return len(w) > 3 && w[1] == '-' && strings.ContainsRune("rdi", rune(w[0])) && a.tok(i-1).punct(',') && a.tok(i+1).punct(',')
}

// isI reports whether the pronoun stands at token i, at the end of its sentence: “…,” said I.
func (a *article) isI(i int) bool {
	return (a.lower(i) == "i." || a.lower(i) == "i") && a.tok(i-1).is(cSay) && a.tok(i-2).kind == quoted
}

// startsName reports whether a name may begin at token i.
func (a *article) startsName(i int) bool {
	t := a.tok(i)
	switch {
	case !t.has(fCap), compounded(a.text[t.start:t.end]), a.isPartyAndState(i), a.isI(i):
		return false
	case a.surnames[a.lower(i)] && !t.is(cPrep|cDet|cConj|cSub|cPronoun|cWh|cTime), // George Will, and Will by himself
		a.surnames[a.lower(i)] && t.is(cTime) && a.acts(i),                         // Doris Day, and Day by herself
		a.surnames[a.lower(i)] && t.is(cPrep) && !t.has(fFirst) && !a.joinedCap(i), // Ray Till
		t.is(cGiven) && !t.has(fFirst) && a.joinedCap(i):                           // Per Roe, Will Roe
		return true
	case t.is(cNotName) && t.has(fUpper) && a.determined(i) &&
		(a.tok(i+1).is(cCue|cAux) || a.joinedCap(i) && a.toks[a.nameEnd(i+1)].is(cBody)):
		return true // the EU said; the US Chamber of Trade
	}
	return !t.is(cPrep|cDet|cConj|cSub|cAux) && (!t.is(cClosed|cTime) || t.is(cGiven|cTitle|cPlace))
}

// acts reports whether a word of the calendar at i does something, so that it is a name: Day said; said Day.
func (a *article) acts(i int) bool {
	before, next := a.tok(i-1), a.tok(i+1)
	verb := a.joined(i) && (next.is(cAux|vFinite) || isPast(next.lower))
	inverted := a.tok(i-2).kind == quoted && before.is(cSay) && before.is(vFinite) && a.stopsAt(i+1)
	return inverted || verb && !before.is(cPrep|cDet|cTime) && !before.has(fCap)
}

// nameEnd returns the last token of the row of capitalised words that begins
// at i.
func (a *article) nameEnd(i int) int {
	j := i
	for a.joined(j) && j-i < 12 {
		n := &a.toks[j+1]
		closed := n.is(cClosed&^(cNotName|cAdv)) && !n.is(cGiven|cTitle|cPlace|cParticle|cTime)             // Homes Together
		surname := j == i && a.toks[i].is(cGiven|cSir|cMadam) && n.is(cPrep|cAux|cAdv) && !a.joinedCap(j+1) // Ray Till
		switch {
		case n.has(fCap) && closed && !surname:
			return j
		case n.has(fCap):
			j++
		case n.is(cParticle):
			k := j + 1 // van den Berg
			for a.joined(k) && a.toks[k+1].is(cParticle) {
				k++
			}
			if !a.joinedCap(k) {
				return j
			}
			j = k + 1
		default:
			return j
		}
	}
	return j
}

// addName makes mentions of the row of capitalised words that begins at i and
// returns the token behind it.
func (a *article) addName(i int) int {
	j := a.nameEnd(i)
	if j > i && a.toks[j].is(cSuffix) && a.toks[j].has(fUpper) && a.determined(i) {
		return j + 1 // the Harbour Valley MP
	}
	ends := !a.joined(j) || a.toks[j+1].is(cCue|cAux)
	if j > i && a.toks[j].is(cPeople) && isArticle(a.lower(i-1)) && a.determined(i) && ends {
		return j + 1 // Roe, a Kent Republican, said; the Kent Republican said
	}
	var m *mention
	if last := a.bodyEnd(i, j); last > 0 {
		m = a.mention(named, i, last)
		m.gender = thing
	} else if nameAt, last := a.officeOf(i, j); nameAt > 0 {
		m = a.mention(named, i, last)
		m.nameAt, m.roleEnd = nameAt, nameAt
	} else {
		m = a.mention(named, i, j)
		a.splitTitles(m)
		// Only titles and peoples: "Republicans"; "the President" is a description, see findDescriptions.
		if m.nameAt > j && (a.toks[j].is(cPeople) || a.anyOf(i, j, cHuman|cOffice)) {
			return j + 1
		}
		if m.nameAt > j {
			m.nameAt = i
		}
	}
	a.genderOf(m)
	a.add(m)
	return m.last + 1
}

// topicsEnd returns the last token of what a body is for that begins at k: Department for Culture, Media and Sport.
func (a *article) topicsEnd(k int) int {
	topic := func(k int) bool { return a.tok(k).has(fCap) && a.sameSentence(k, k-1) && !a.toks[k].is(cGiven|cTitle) }
	end := a.nameEnd(k)
	last := end
	if a.tok(last+1).punct(',') && topic(last+2) {
		last = a.nameEnd(last + 2)
	}
	if a.lower(last+1) == "and" && topic(last+2) {
		return a.nameEnd(last + 2)
	}
	return end
}

// bodyEnd returns the last token of a body's name that begins with the row of capitalised words i to
// j and has more words, or is told to be one; or -1.
func (a *article) bodyEnd(i, j int) int {
	sent, last, next := a.toks[i].sent, &a.toks[j], a.lower(j+1)
	capital := func(k int) bool { return a.tok(k).has(fCap) && a.toks[k].sent == sent }
	// University of Iowa, Department of Justice, Bank of England, Committee on Standards.
	if last.is(cBody) && a.joined(j) && (next == "of" || next == "for" || next == "on" && sets.Topical[a.lower(j)] && !a.tok(j+2).is(cTime)) {
		k := j + 2
		if a.lower(k) == "the" {
			k++
		}
		switch {
		case capital(k) && sets.Topical[a.lower(j)]:
			return a.topicsEnd(k)
		case capital(k):
			return a.nameEnd(k)
		}
	}
	// Growers’ Guild: one body.
	if last.has(fPoss) && strings.HasSuffix(a.lower(j), "s") && capital(j+1) {
		if e := a.nameEnd(j + 1); (a.toks[e].is(cBody) || last.is(cGroup)) && !a.toks[e].is(cTitle|cHuman) {
			return e
		}
	}
	// Roe & Sons: one firm.
	if a.tok(j+1).punct('&') && capital(j+2) {
		return a.nameEnd(j + 2)
	}
	// Fire and Rescue Service: one body.
	if a.joined(j) && next == "and" && a.joined(j+1) && capital(j+2) {
		if e := a.nameEnd(j + 2); a.toks[e].is(cBody) && !last.is(cBody) {
			return e
		}
	}
	// The charity Homes First: all of it is the body's name.
	if (j > i || a.joinedCap(j)) && a.tok(i-1).is(cBody) && a.joined(i-1) && (a.tok(i-2).is(cDet) || a.tok(i-2).has(fPoss)) {
		for a.joinedCap(j) {
			j++
		}
		return j
	}
	// A group called Save the Mill: small words belong to its name.
	if sets.Naming[a.lower(i-1)] && a.tok(i-2).is(cBody) {
		for a.joined(j) && a.toks[j+1].is(cDet|cPrep) {
			j++
		}
		if a.joinedCap(j) {
			return a.nameEnd(j + 1)
		}
	}
	return -1
}
