package quotation

import "strings"

// splitTitles finds where the name proper begins behind titles, offices, places
// and parties: "Republican Sen. Marco Rubio", "Texas Governor Jane Roe".
func (a *article) splitTitles(m *mention) {
	// A body's name keeps all its words.
	last := &a.toks[m.last]
	given := m.last > m.first && a.toks[m.last-1].is(cGiven)
	w := a.lower(m.last)
	// Tracey Mills, Jane Vane-Court, Paul Page
	surname := given && (sets.BodySurname[w] || strings.Contains(w, "-") || last.is(cPaper)) && !a.toks[m.last-1].is(cPlace|cTime)
	// BBC Radio Thornby
	row := m.last > m.first && a.anyOf(m.first, m.last, cBody) && !a.anyOf(m.first, m.last, cGiven|cTitle|cHuman)
	office := m.last > m.first && last.is(cHuman) && a.toks[m.last-1].is(cHuman) // Acme Chief Executive
	if last.is(cBody|cPaper) && !surname && !office || row {
		m.gender = thing
		return
	}
	cut := m.first
	for k := m.first; k <= m.last; k++ {
		t := &a.toks[k]
		if k == m.last && a.surnames[a.lower(k)] && !a.determined(m.first) {
			break // Mr Cook, Howard Dean, and Dean by himself
		}
		// Dean Roe, and Dean by himself, but not Dean Jane Roe
		given := t.is(cGiven) && (k > m.first || !a.determined(k) && (k == m.last || !a.toks[k+1].is(cGiven)))
		if !given && (t.is(cTitle) || t.is(cHuman) && (k < m.last || k == cut)) {
			cut = k + 1
		}
	}
	if first := a.givenName(m); first > m.first && (cut == m.first || cut > m.last) {
		cut = first // no title
	}
	if cut == m.first && m.first == m.last && last.is(cPeople) && !a.surnames[a.lower(m.last)] {
		m.nameAt = m.last + 1
		return
	}
	if cut > m.first && (a.anyOf(m.first, cut-1, cHuman|cTitle) || a.toks[cut-1].has(fUpper)) {
		m.roleEnd = cut
	}
	m.nameAt = cut
}

// givenName returns the given name in a row of capitalised words that a person's name
// begins with, if only words that are no names stand before it, or -1.
func (a *article) givenName(m *mention) int {
	for k := m.first; k < m.last; k++ {
		t := &a.toks[k]
		switch {
		case t.is(cGiven):
			return k
		case k == m.first && t.has(fFirst) && k+2 <= m.last && a.toks[k+1].is(cGiven): // Pal Jane Roe
		case !t.is(cPlace|cPeople|cRole|cBody|cPaper|cTime) && m.last-m.first < 3:
			return -1
		}
	}
	return -1
}

// genderOf works out what a name tells of the person's gender.
func (a *article) genderOf(m *mention) {
	if m.gender == thing {
		return
	}
	// Mr and Mrs are sure; a given name is nearly; "spokesman" is used of women too.
	for k := m.first; k < m.nameAt; k++ {
		if m.gender = (a.toks[k].class & (cSir | cMadam)).gender(); m.gender != anyGender {
			return
		}
	}
	if m.last > m.nameAt || a.toks[m.nameAt].is(cGiven) && !a.surnames[a.lower(m.nameAt)] {
		m.gender = (a.toks[m.nameAt].class & cGiven).gender()
	}
}

// officeOf reads "Secretary of State Jane Roe", where tokens i to j are the
// office up to "of". It returns where the name begins and ends, or 0.
func (a *article) officeOf(i, j int) (nameAt, last int) {
	if w := a.lower(j + 1); !a.toks[j].is(cOffice|cRole|cStyle) || !a.joined(j) || w != "of" && w != "for" {
		return 0, 0
	}
	k := j + 2
	small := func(t *token) bool { return t.kind == word && !t.has(fCap) && !t.is(cCue|cAux|cWh|cPronoun) }
	for n := k + 4; k < n && a.joined(k-1) && small(&a.toks[k]); k++ {
	}
	if !a.joinedCap(k - 1) {
		return 0, 0
	}
	end := a.nameEnd(k)
	if !a.toks[k-1].has(fCap) && !a.toks[k-1].is(cPrep|cDet) && a.toks[k].is(cGiven) {
		return k, end // Professor of criminal law Jane Roe
	}
	if a.lower(end+1) == "(" { // Commissioner of Police (Cyber Crime) Jane Roe
		for k := end + 3; k < end+6; k++ {
			if a.tok(k).punct(')') && a.startsName(k+1) && a.sameSentence(k+1, i) {
				return k + 1, a.nameEnd(k + 1)
			}
		}
	}
	if w := a.lower(end + 1); (w == "for" || w == "of") && a.joined(end) && a.joined(end+1) && a.toks[end+2].has(fCap) {
		end = a.nameEnd(end + 2) // Minister of State for Home Affairs Jane Roe
	}
	for g := k + 1; g < end; g++ {
		initial := a.toks[g].end-a.toks[g].start == 2 && a.text[a.toks[g].end-1] == '.' // Inspector of Police D. K. Roe
		if initial || a.toks[g].is(cGiven|cSir|cMadam) {
			if g-1 > k && sets.FamilyFirst[a.lower(g-1)] {
				g-- // Minister of State Tan Wei Shan
			}
			return g, end
		}
	}
	return 0, 0
}
