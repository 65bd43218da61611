package quotation

import (
	"cmp"
	"slices"
	"strings"

	"onrecord/corpus"
)

// An entity is one person or body of the article, before it becomes a
// corpus.Person.
type entity struct {
	name   []string // words of the longest form, in lower case, without titles
	show   string   // the longest form as printed
	kind   corpus.PersonKind
	gender gender
	roles  []string // as printed
	keys   []string // words of the roles, for descriptions
	first  int      // token of the first mention by name
	seen   int      // token of the last mention so far, plus one
	junior bool     // Jr., Sr., III
	shared bool     // another has the surname, and is named by the given name before: Jane and Paul Roe
	full   []int    // tokens of the mentions in full
	short  int      // token of the last mention by surname alone, plus one
	titled int      // of the last by title and surname
	the    bool     // stands behind "the" somewhere
	told   bool     // a body of which the text says what it is
	sure   bool     // evidence for a person: title, known given name, role
	titles []string // that stand before the name somewhere: Dr
	out    int      // index in the result, or -1
	named  int      // how often it is named,
	placed int      // how often behind a word that places stand behind,
	cued   bool     // and whether beside a verb of saying
}

// addEntities makes entities of all names. Full names first: about one name in
// ten stands in full only after its short form.
func (a *article) addEntities() {
	a.bySurname = map[string][]*entity{}
	a.byGiven = map[string][]*entity{}
	a.byName = map[string]*entity{}
	a.byFirm = map[string]*entity{}
	a.broughtIn = map[string]*entity{}
	a.pairs, a.inSmall = map[string]bool{}, map[string]bool{}
	for _, m := range a.ments {
		if m.kind == named && !a.toks[m.last].has(fUpper) {
			a.inSmall[a.lower(m.last)] = true
		}
		if m.kind == named && m.last == m.nameAt+1 && !a.toks[m.nameAt].has(fFirst) {
			a.pairs[a.lower(m.nameAt)+" "+a.lower(m.last)] = true
		}
	}
	for _, m := range a.ments {
		if m.kind == named && m.last > m.nameAt {
			a.fullName(m)
		}
	}
	for _, m := range a.ments {
		if m.kind == named && m.last == m.nameAt {
			a.shortName(m)
		}
		// What turned out to be no name stands in nobody's way.
		if m.kind == named && m.who == nil && !m.inner {
			clear(a.at[m.first : m.last+1])
		}
	}
}

// lastOfName returns the last token of a name without honours (QC, MP, PhD);
// Jr. and III belong to it.
func (a *article) lastOfName(m *mention) int {
	last := m.last
	for last > m.nameAt && a.toks[last].is(cSuffix) && !a.isGeneration(last) {
		last--
	}
	return last
}

// isGeneration reports whether the word at k tells namesakes of one family apart: Donald Roe Jr. is not Donald Roe.
func (a *article) isGeneration(k int) bool {
	return a.toks[k].is(cSuffix) && sets.Generation[strings.TrimRight(a.lower(k), ".")]
}

// words returns the words of the name proper, in lower case, without suffixes.
func (a *article) words(m *mention) []string {
	out := make([]string, 0, m.last-m.nameAt+1)
	for k := m.nameAt; k <= m.last; k++ {
		if k > m.nameAt && a.toks[k].is(cSuffix) {
			continue
		}
		if k > m.nameAt && a.toks[k].has(fNick) {
			out = append(out, a.nickname(k))
		}
		out = append(out, a.lower(k))
	}
	return out
}

func (a *article) fullName(m *mention) {
	// A capital at the head of a sentence need not belong to the name behind it:
	// "Absent Smith's plan".
	t, surname := &a.toks[m.nameAt], a.lower(m.last)
	twoWords := m.first == m.nameAt && m.last == m.nameAt+1 && m.gender != thing
	if twoWords && t.has(fFirst) && !t.is(cGiven) && !a.stopsAt(m.last+1) &&
		!a.pairs[t.lower+" "+surname] && len(a.bySurname[surname]) > 0 && a.namedBefore(surname, m.first) {
		m.nameAt++
		m.first = m.nameAt
		a.shortName(m)
		return
	}
	w := a.words(m)
	key := strings.Join(w, " ")
	junior := a.isGeneration(m.last)
	if junior {
		key += " jr"
	}
	e := a.inFull(m, w, key, junior)
	if e == nil {
		e = a.newEntity(m, key, w)
		last := len(w) - 1
		if e.kind == corpus.Organisation && sets.Firm[strings.TrimRight(w[last], ".")] {
			a.byFirm[strings.Join(w[:last], " ")] = e
		}
		for k := m.nameAt + 1; k <= m.last; k++ {
			if a.toks[k].has(fNick) {
				a.byGiven[a.nickname(k)] = append(a.byGiven[a.nickname(k)], e)
			}
		}
		e.junior = junior
	}
	if g := a.ends(m.first - 2); a.lower(m.first-1) == "and" && g.is(named) && g.first == g.last {
		e.shared = e.shared || a.toks[g.last].is(cGiven) && !a.surnames[a.lower(g.last)]
	}
	a.refer(m, e)
}

// inFull returns the entity that a full name, whose words are w, has been used for, or another form of
// it; or nil.
func (a *article) inFull(m *mention, w []string, key string, junior bool) *entity {
	if e := cmp.Or(a.byName[key], a.byFirm[key]); e != nil {
		return e // Acme Motors, and then Acme
	}
	last := len(w) - 1
	given := last > 0 && (a.personal(m) || len(a.byGiven[w[0]]) > 0)
	for _, e := range tail(a.bySurname[w[last]], 8) {
		full := strings.Join(e.name, " ")
		if given && e.junior == junior && sameGiven(e.name[:len(e.name)-1], w[:last]) {
			if len(w) > len(e.name) || len(key) > len(full) {
				e.name, e.show = w, a.span(m.nameAt, a.lastOfName(m))
			}
			a.byName[key] = e
			return e
		}
		if a.toks[m.nameAt].is(cParticle) && strings.HasSuffix(full, " "+key) {
			return e // De la Cruz is Juan de la Cruz
		}
	}
	return nil
}

// personal reports whether a name looks like a person's.
func (a *article) personal(m *mention) bool {
	given := a.toks[m.nameAt].is(cGiven) && m.last > m.nameAt
	return m.gender != thing && (m.nameAt > m.first || m.hasRole() || given)
}

// addEntity enters somebody who is known by a key.
func (a *article) addEntity(key string, e *entity) *entity {
	e.out = -1
	a.ents = append(a.ents, e)
	a.byName[key] = e
	return e
}

// newEntity makes an entity, known by a key, of a name whose words are w.
func (a *article) newEntity(m *mention, key string, w []string) *entity {
	first, last, before := &a.toks[m.nameAt], &a.toks[m.last], a.tok(m.nameAt-1)
	e := &entity{
		name: w, show: a.span(m.nameAt, a.lastOfName(m)), kind: corpus.Individual, gender: m.gender, first: m.first,
		sure: a.personal(m), told: m.gender == thing && m.hasRole() || last.is(cNotName),
	}
	titled := before.is(cSir|cMadam|cStyle) && before.has(fCap)
	if m.last == m.nameAt && m.nameAt > m.first && (titled || len(w[0]) == 1) {
		e.show = a.span(m.nameAt-1, m.last) // Mrs Roe, of whom nothing else is known; Witness C
	}
	the := before.lower == "the" && before.para == first.para && (!a.joined(m.last) || a.toks[m.last+1].is(cClosed|cCue))
	if m.gender == thing || last.is(cPlace|cPeople) && first.is(cPlace|cPeople) ||
		!e.sure && (last.is(cPlace) || first == last && last.has(fUpper) || sets.BeforePlace[before.lower]) ||
		the && (!e.sure || m.first == m.nameAt && len(w) > 2) ||
		!e.sure && (key == "x" || len(w) > 1 && first.has(fUpper) && last.has(fUpper) && !a.inSmall[a.lower(m.last)]) { // on X; WHO DID IT
		e.kind, e.gender = corpus.Organisation, thing
	}
	a.addEntity(key, e)
	if e.kind == corpus.Individual {
		a.bySurname[w[len(w)-1]] = append(a.bySurname[w[len(w)-1]], e)
		if len(w) > 1 {
			a.byGiven[w[0]] = append(a.byGiven[w[0]], e)
		}
	} else if len(w) > 1 {
		a.acronym(w, e)
		named := last.is(cBody|cPaper) || sets.Firm[strings.TrimRight(w[len(w)-1], ".")] // not: the Acme Vista, which Acme makes
		if a.byFirm[w[0]] == nil && classOf(w[0]) == 0 && m.last > m.nameAt && named {
			a.byFirm[w[0]] = e // Acme Health System, and then Acme
		}
	}
	return e
}

// isAcronym reports whether the word at k is the letters of a body: the FBI, MI5; the RBO, of which nothing is told.
func (a *article) isAcronym(k int) bool {
	w := a.lower(k)
	other := a.lower(k-1) == "the" && len(w) > 2 && !sets.Officer[w]
	return a.toks[k].has(fUpper) && (other || sets.Agency[w])
}

// acronym returns the initials of a name or an office, "" for one word, and lets them stand for the
// body, or for who holds the office. (Without it there is one wrong name more among the descriptions of politics_who.)
func (a *article) acronym(w []string, e *entity) string {
	var b strings.Builder
	for _, x := range w {
		for part := range strings.SplitSeq(x, "-") {
			if c := classOf(part); c&(cPrep|cDet|cConj) == 0 && part != "" && asciiLetter(part[0]) {
				b.WriteByte(part[0])
			}
		}
	}
	if b.Len() < 2 || slices.Contains(w, b.String()) { // the deputy commissioner of the ODC is not the ODC
		return ""
	}
	if a.byName[b.String()] == nil {
		a.byName[b.String()] = e
	}
	return b.String()
}

// offices makes the initials of an office mean who holds it, of whom the text tells behind them or
// before: the CP said; the Commissioner of Police, Jane Roe.
func (a *article) offices() {
	for _, m := range a.ments {
		initials := m.kind == named && m.who.isBody() && m.first == m.last && a.toks[m.first].has(fUpper) && a.determined(m.first)
		part := a.joined(m.last) && a.toks[m.last+1].is(cNoun) // the IG report
		if who := a.byInitials[a.lower(m.first)]; who != nil && initials && !part {
			m.who = who
		}
	}
}

// shortName links a name of one word to the full name it stands for.
func (a *article) shortName(m *mention) {
	if next := a.lower(m.last + 1); a.joined(m.last) && (next == "senior" || next == "junior") {
		return // Roe senior: the father of the one who is named, as a rule
	}
	w := a.lower(m.nameAt)
	e := a.inShort(m, w)
	if e == nil {
		t := &a.toks[m.nameAt]
		things := t.is(cBody) && strings.HasSuffix(w, "s") // Pictures were shared, Homes were lost
		plain := m.first == m.nameAt && !t.has(fUpper) && (things || !t.is(cGiven|cPlace|cBody))
		if plain && t.has(fFirst) && (t.is(cCue) || !a.tok(m.last+1).is(cSay|cTell)) && !a.introduced(m) {
			return // A capital at the head of a sentence is no evidence of a name: Reports said
		}
		e = a.newEntity(m, a.onlyName(m, w), []string{w})
	}
	a.refer(m, e)
}

// onlyName returns by what somebody is known who is only ever called by one word: by that, or by a title
// before it where another has the word: Mr and Mrs Dunn.
func (a *article) onlyName(m *mention, w string) string {
	e := a.byName[w]
	if e == nil || m.nameAt == m.first || m.gender == anyGender || e.gender == anyGender || e.gender == m.gender {
		return w
	}
	return a.lower(m.nameAt-1) + " " + w
}

// inShort returns the entity that a name of one word stands for, or nil.
func (a *article) inShort(m *mention, w string) *entity {
	paper := m.first == m.nameAt && a.toks[m.nameAt].is(cPaper) && a.determined(m.first) // the Post is not Emily Post
	if e := a.pick(a.bySurname[w], m); e != nil && !paper && !(e.shared && a.bare(m)) {
		switch {
		case m.nameAt > m.first: // Mrs Roe is not Roe alone
			e.titled = m.first + 1
		case a.bare(m):
			e.short = m.first + 1
		}
		return e
	}
	if e := a.pick(a.byGiven[w], m); e != nil {
		before, given := a.tok(m.nameAt-1), a.toks[m.nameAt].is(cGiven)
		relation := sets.GivenTitle[before.lower] || sets.Relation[before.lower] // her son Paul
		role := given && !before.has(fCap)                                       // striker Paul
		title := !given && before.is(cSir|cMadam)                                // Mr Salleh is Salleh Osman
		family := sets.FamilyFirst[w] && len(e.name) == 3                        // Ms Tan is Tan Wei Shan
		if m.first == m.nameAt || relation || role || title || family {
			return e
		}
	}
	switch held := a.byRole[w]; {
	case a.byName[w] != nil:
		return a.byName[a.onlyName(m, w)]
	case len(held) > 0 && a.determined(m.first) && a.toks[m.nameAt].has(fUpper):
		return held[len(held)-1] // the MCA is MCA Jane Roe
	case m.first == m.nameAt:
		return a.byFirm[w]
	}
	return nil
}

// introduced reports whether an unknown word is said to be a body: Acme, the firm that makes it;
// Acme, which makes it.
func (a *article) introduced(m *mention) bool {
	behind, d := a.afterComma(m), a.begins(m.last+2)
	if behind == "" || behind == "whose" || d == nil {
		return behind == "which" || behind == "whose"
	}
	next := a.tok(d.last + 1)
	return d.gender == thing && a.toks[d.head].is(cBody) && a.toks[d.first].is(cDet) && (next.is(cWh) || next.punct(','))
}

// refer notes that a mention is of an entity.
func (a *article) refer(m *mention, e *entity) {
	m.who = e
	if m.last > m.nameAt && len(e.full) < 64 {
		e.full = append(e.full, m.first)
	}
	for k := m.first; k < m.nameAt; k++ {
		e.titles = addNew(e.titles, a.lower(k))
	}
	for k := m.nameAt + 1; k <= m.last; k++ {
		if w := a.lower(k); (w == "kc" || w == "qc") && a.toks[k].has(fUpper) {
			e.isCounsel()
		}
	}
	if m.nameAt > m.first && m.gender.known() && a.toks[m.nameAt-1].is(cSir|cMadam) && e.kind == corpus.Individual {
		e.gender = m.gender // Ms Leslie Roe
	}
	apart := m.gender == thing && e.sure && e.kind == corpus.Individual // before the court Roe wept: two phrases
	e.the = e.the || a.lower(m.first-1) == "the"
	behind := a.afterComma(m)
	// Of persons it is told who they are, of bodies which: Jane Roe, who …; Acme, which …
	switch {
	case m.first == m.last && a.isAcronym(m.first):
		e.told = true
	case e.kind != corpus.Individual:
	case behind == "who":
		e.sure = true
	case behind == "which" && e.becomesBody():
		e.told = true
	}
	if m.poss && sets.OfPlace[a.lower(m.last+1)] {
		e.becomesBody() // Roeville's mayor
	}
	if m.hasRole() && !apart {
		a.addRole(e, m.first, m.roleEnd-1)
	}
}
