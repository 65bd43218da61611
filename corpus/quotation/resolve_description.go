package quotation

import (
	"cmp"
	"slices"
	"strings"

	"onrecord/corpus"
)

// resolveDescription finds the person whom a description stands for, or makes
// an unnamed one of it.
func (a *article) resolveDescription(m *mention) {
	det := a.lower(m.first)
	bare := !a.toks[m.first].is(cDet | cPronoun) // a headline's
	definite := bare || det == "the" || det == "this" || det == "that" || sets.Possessive[det]
	// “…,” said Roe, a cousin of Gray. His cousin is Gray.
	own := func(who *entity) bool {
		return who == a.speaker && sets.Mutual[a.lower(m.head)] && a.toks[m.first].is(cHe|cShe)
	}
	if who, is := a.predicated(m); is {
		if m.who, m.step = who, "predicate"; who != nil {
			a.addRole(who, m.first, m.last)
		}
		return
	}
	if det == "whose" { // Acme, whose director said: no other firm's
		if owner := a.at[max(m.first-2, 0)]; owner != nil && owner.who != nil {
			m.who = a.unnamedAs(m, owner.who.show+"’s "+a.span(m.first+1, m.last))
		}
		return
	}
	found := func(who *entity, step string) bool {
		if who != nil && !own(who) {
			m.who, m.step = who, step
		}
		return m.who != nil
	}
	switch {
	case m.gender == plural, m.gender == thing && !definite:
	case m.gender == thing:
		found(a.sameBody(m), "body")
	case definite && (found(a.byDescription(m), "role") || found(a.sameNoun(m))):
	case found(a.delayed(m), "delayed"):
		a.addRole(m.who, m.first, m.last)
	case definite:
		found(a.otherWord(m), "guess")
	}
	if m.who == nil {
		m.who = a.unnamed(m)
	}
}

// predicated reports whether a description says what somebody is (she was a detective
// sergeant), and of whom; nil if that is not clear. It brings in nobody else.
func (a *article) predicated(m *mention) (who *entity, is bool) {
	k := m.first - 1
	if k < 1 || !a.describesOne(m) || !sets.Copula[a.lower(k)] || a.at[k-1] == nil {
		return nil, false
	}
	s := a.at[k-1]
	return s.who, s.who != nil || s.kind == pronoun
}

// unnamed returns the entity that a description stands for by itself.
func (a *article) unnamed(m *mention) *entity {
	text := a.span(m.first, m.last)
	if t := &a.toks[m.first]; t.has(fFirst) && !t.has(fUpper) && t.is(cDet|cAdj|cNoun|cPronoun) {
		text = strings.ToLower(text[:1]) + text[1:] // a capital of the sentence's
	}
	if strings.HasPrefix(a.lower(m.head), "spokes") {
		if whose := a.spokenFor(m); whose != "" {
			det := a.lower(m.first)
			if det == "an" {
				det = "a" // an Acme spokesman
			}
			text = det + " " + a.lower(m.head) + " for " + whose
		}
	}
	return a.unnamedAs(m, text)
}

// spokenFor returns for whom a spokeswoman speaks, or "": whom her phrase or the text before it
// names, or else the subject of the sentence before, if that is not surely a person: Acme declined
// to comment, the health board had no plans. “…,” a spokeswoman said.
func (a *article) spokenFor(m *mention) string {
	who := a.bodyOf(m)
	if !who.isSomebody() && m.head == m.first+1 && m.head == m.last && isArticle(a.lower(m.first)) {
		s := a.subjectBefore(a.sentenceStart(m.first))
		if s != nil && s.kind == described && a.tok(s.last+1).punct(',') && a.at[s.last+2].is(named) {
			s = a.at[s.last+2] // the operator, Acme Lines, said
		}
		if s != nil && a.sameParagraph(s.first, m.first) && s.who.gender != male && s.who.gender != female && (s.kind == named || a.toks[s.head].is(cOffice)) {
			who = s.who
		}
	}
	if who == nil {
		return ""
	}
	c := classOf(lastWord(who.show))
	switch {
	case who.isSomebody() && who.the:
		return "the " + who.show
	case who.isSomebody(), strings.HasPrefix(who.show, "the ") && c&(cBody|cOffice) != 0 && c&cPaper == 0:
		return who.show
	}
	return ""
}

// subjectBefore returns the subject of the sentence that ends before token lo, or nil.
func (a *article) subjectBefore(lo int) *mention {
	if lo == 0 {
		return nil
	}
	s := a.sentenceSubject(a.sentenceStart(lo-1), lo)
	if s != nil && s.who != nil && !s.inner && a.subjectPlace(s) {
		return s
	}
	return nil
}

// unnamedAs returns the entity that a description stands for, shown as text.
func (a *article) unnamedAs(m *mention, text string) *entity {
	if who, ok := a.byName[text]; ok {
		return who
	}
	kind := corpus.Unnamed
	if m.gender == thing {
		kind = corpus.Organisation
	}
	e := &entity{show: text, kind: kind, gender: m.gender, first: m.first, out: -1}
	a.ents = append(a.ents, e)
	a.byName[text] = e
	return e
}

// bodyOf returns the body that a spokeswoman's phrase names, or that was named before it: a Home
// Office spokesman; a council spokesman; Acme was sorry. “…,” a spokeswoman said; or nil.
func (a *article) bodyOf(m *mention) *entity {
	switch {
	case m.head == m.last && m.head == m.first+1:
		return a.resolveThing(m)
	case !a.toks[m.first].is(cDet), m.head < m.last && (m.last != m.head+3 || a.lower(m.head+1) != "for" || a.lower(m.head+2) != "the"):
		return nil
	}
	for c := range a.following(m, m.last) {
		if c.kind == named && c.last+1 == m.head && c.who.isBody() {
			return c.who
		}
		if c.kind == named {
			return nil // a Norby council spokesman stays one
		}
	}
	sort := a.lower(m.head - 1)
	if m.head < m.last {
		sort = a.lower(m.last) // for the ministry
	}
	for c := range a.back(m, lookBack) {
		if c.kind == named && a.isOfSort(c, sort) && c.who.isBody() {
			return c.who
		}
	}
	return nil
}

// byDescription seeks the person with the role that a description names: of several who
// hold it, the one whose role has most words of it, and then the one who came up last.
func (a *article) byDescription(m *mention) *entity {
	head := roleWord(a.lower(m.head))
	holders := tail(a.byRole[head], 16)
	if trade := a.tradeOf(m); head == "chief" && trade != "" {
		holders = slices.Concat(tail(a.byRole[trade+" chief"], 16), holders)
	}
	if len(holders) > 1 && strings.HasSuffix(head, "-old") {
		return nil
	}
	var best *entity
	most := 0
	for _, who := range holders {
		n, ok := a.fits(m, who)
		if ok && (best == nil || n > most || n == most && who.seen > best.seen) {
			best, most = who, n
		}
	}
	// A nurse, Jane Roe, was treated by a nurse: the nurse is rather the other.
	if another := a.broughtIn(m); best != nil && another != nil && another.first > best.first && m.head == m.first+1 {
		return nil
	}
	return best
}

// fits reports whether a description may mean a holder of its office, and how many words
// more of it are told of them than are not.
func (a *article) fits(m *mention, e *entity) (more int, ok bool) {
	hits, misses, elsewhere := 0, 0, false
	for k := m.first; k <= m.last; k++ {
		switch {
		case k == m.head || a.toks[k].is(cDet|cPrep|cPronoun):
		case slices.Contains(e.keys, roleWord(a.lower(k))):
			hits++
		default:
			misses++
			elsewhere = elsewhere || a.toks[k].is(cPlace)
		}
	}
	for _, w := range lesserOffice {
		if slices.Contains(e.keys, w) && !a.within(m, w) {
			misses++ // "the minister" is rather no shadow minister
		}
	}
	// A deputy mayor is never "the mayor", nor a minister "the prime minister".
	otherOffice := slices.ContainsFunc(otherOffice, func(w string) bool {
		is := a.within(m, w)
		return is != slices.Contains(e.keys, w) && !e.hasRole(roleWord(a.lower(m.head)), w, is)
	})
	// "The former mayor" is not the mayor, nor "the other MP" the one who is told of.
	another := slices.ContainsFunc(otherHolder, func(w string) bool {
		return a.within(m, w) && !slices.ContainsFunc(e.keys, func(k string) bool { return k == w || sets.PastOffice[k] && sets.PastOffice[w] })
	})
	gone := e.seen == 0 || a.toks[m.first].para-a.toks[e.seen-1].para > 2
	former := slices.Contains(e.keys, "former") && a.toks[m.head].is(cOffice) && gone
	placed := slices.ContainsFunc(e.keys, func(w string) bool { return classOf(w)&cPlace != 0 })
	switch {
	case otherOffice, another, a.otherHolder(m, e),
		elsewhere && placed,                 // the Kent senator is not the senator for York, but may be Senator Roe
		hits == 0 && (a.owned(m) || former), // "the governor" is rather one in office
		misses > hits && (misses > 1 || e.first > m.first):
		return 0, false
	}
	return hits - misses, true
}

// owned reports whether somebody's is told of: Mr Roe's spokesman.
func (a *article) owned(m *mention) bool {
	return slices.ContainsFunc(a.toks[m.first:m.head], func(t token) bool { return t.has(fPoss) })
}

// otherHolder reports whether a description tells of an office, by place, nation or field, another
// thing than all that is told of somebody's: the Norby coach is not the coach of Sandholm, nor the
// finance minister the minister of defence.
func (a *article) otherHolder(m *mention, e *entity) bool {
	head := roleWord(a.lower(m.head))
	asked := qualifiers(a.span(m.first, m.last), head)
	held := false
	for _, role := range e.roles {
		if !isOffice(strings.Fields(strings.ToLower(role)), head) {
			continue
		}
		told := qualifiers(role, head)
		conflict := false
		for kind, words := range asked {
			shared := slices.ContainsFunc(words, func(w string) bool { return slices.Contains(told[kind], w) })
			conflict = conflict || len(words) > 0 && len(told[kind]) > 0 && !shared
		}
		if !conflict {
			return false
		}
		held = true
	}
	return held
}

// qualifiers returns the words that tell which office is meant, in three kinds: nations and parties,
// other names, and nouns.
func qualifiers(text, head string) (words [3][]string) {
	for w := range strings.FieldsSeq(text) {
		w, _, _ = strings.Cut(strings.ReplaceAll(w, "’", "'"), "'s")
		lower := strings.ToLower(w)
		kind, c := 2, classOf(lower)
		switch {
		case roleWord(lower) == head, c&(cClosed|cTime) != 0, c&cAdj != 0 && c&cNoun == 0 && !sets.Field[lower], strings.ContainsAny(w, "0123456789"):
			continue
		case w != lower && c&cPeople != 0:
			kind = 0
		case w != lower && !sets.Field[lower]: // not the Health minister
			kind = 1
		default:
			lower = cmp.Or(trades[lower], lower) // the chief constable is the police chief
		}
		words[kind] = append(words[kind], lower)
	}
	return words
}

// hasRole reports whether somebody has a role with an office, and with another word of it or
// without.
func (e *entity) hasRole(office, word string, with bool) bool {
	return slices.ContainsFunc(e.roles, func(role string) bool {
		words := strings.Fields(strings.ToLower(role))
		return slices.Contains(words, word) == with && isOffice(words, office)
	})
}

// isOffice reports whether the words of a role, in small letters, tell of an office.
func isOffice(role []string, office string) bool {
	return slices.ContainsFunc(role, func(w string) bool { return roleWord(w) == office })
}

// tradeOf returns the walk of life that stands before the noun: the spy chief, the police
// boss; or "".
func (a *article) tradeOf(m *mention) (trade string) {
	for k := m.first; k < m.head; k++ {
		trade = cmp.Or(trades[a.lower(k)], trade)
	}
	return trade
}

// within reports whether a mention has the word.
func (a *article) within(m *mention, w string) bool {
	return slices.ContainsFunc(a.toks[m.first:m.last+1], func(t token) bool { return t.lower == w })
}

// delayed finds the name that news holds back: the lead says "the head of the
// navy has warned …", and the next sentences name him. Nobody else may be named
// before, and the name must be the subject of a verb of saying.
func (a *article) delayed(m *mention) *entity {
	head, f := a.lower(m.head), m.first
	switch {
	case a.toks[f].para > 2, !a.toks[m.head].is(cRole | cOffice | cMan | cWoman), !a.speaks(m), sets.Anonymous[head],
		strings.HasPrefix(head, "spokes"), // a spokeswoman is nobody whom the next sentences name
		f != m.head && !a.needsNoun(f),    // "every", "one", "somebody"
		f > 1 && a.lower(f)[0] == 'a' && a.toks[f-1].is(cCue) && a.toks[f-2].kind == quoted: // nor is whom “…,” said an official
		return nil
	}
	if held := a.byRole[roleWord(head)]; len(held) == 1 && strings.HasPrefix(a.lower(f), "a") && m.head == f+1 && m.head == m.last && held[0].first > m.first {
		return held[0] // a judge said; the only one who is named, further down
	}
	for _, c := range a.ments[:min(m.index, lookBack)] {
		if at := &a.toks[c.first]; a.describesOne(c) && at.sent < a.toks[f].sent && !a.headline(at.para) {
			return nil // A pupil has been expelled. The principal said: the next sentence names the pupil
		}
	}
	for k := m.head + 2; k <= m.last; k++ {
		if a.toks[k].is(cRole|cMan|cWoman) && a.toks[k-1].is(cDet) {
			return nil // the lawyer for a man who was shot; the next sentence may name the man
		}
	}
	c := a.firstNamed()
	if c == nil || c.index < m.index || a.tok(f-1).is(cPrep) || a.relative(f) || a.behindAnother(m) || a.tok(c.first-1).is(cPrep) {
		return nil // In a letter to Roe, …
	}
	lo := a.sentenceStart(c.first)
	plain := m.head == m.last && m.head <= f+1 && !a.tok(m.last+1).is(cWh) || a.owned(m) // The judge said
	opens := !a.sameParagraph(lo-1, lo)
	switch {
	case f < lo && sets.Possessive[a.lower(lo)], // The home secretary said …; her shadow, Jane Roe, said
		len(c.who.roles) > 0 && !c.who.mayBeCalled(roleWord(head)),
		!c.who.mayBe(m.gender), a.toks[c.first].sent == a.toks[f].sent && !sets.Naming[a.lower(c.first-1)], (plain || !opens) && !a.saysIn(c, lo), plain && !opens:
		return nil
	}
	return c.who
}

// saysIn reports whether somebody is the subject of a verb of saying in their sentence, which begins at lo.
func (a *article) saysIn(m *mention, lo int) bool {
	for v := lo; v <= a.sentenceEnd(m.last); v++ {
		if a.says(v) && (a.subject(v, lo) == m || a.begins(v+1) == m) {
			return true
		}
	}
	return false
}

// describesOne reports whether a mention describes one person, by itself.
func (a *article) describesOne(m *mention) bool {
	return m.kind == described && !m.inner && !m.poss && m.isOne() && a.toks[m.head].is(cRole|cOffice|cMan|cWoman)
}

// behindAnother reports whether its sentence brings in somebody else without a name first: a
// teenager has been fined after a judge said …; the next sentence names the teenager.
func (a *article) behindAnother(m *mention) bool {
	lo, hi := a.sentenceStart(m.first), a.sentenceEnd(m.last)
	for c := range a.following(m, hi) {
		if a.describesOne(c) && (a.lower(c.first) == "a" || a.lower(c.first) == "an") && c.first > m.last+2 {
			return true
		}
	}
	for i := m.index - 1; i >= 0 && a.ments[i].first >= lo; i-- {
		if c := a.ments[i]; a.describesOne(c) {
			return c.last+2 != m.first // her neighbour, a retired engineer, is one
		}
	}
	return false
}

// speaks reports whether a verb stands beside a mention as beside its subject.
func (a *article) speaks(m *mention) bool {
	before, next := a.tok(m.first-1), a.tok(m.last+1)
	if next.is(cAux) || next.lower == "who" || next.is(cCue) && next.is(vFinite|vBase) {
		return true
	}
	object := m.first > 1 && a.at[m.first-2] != nil // he called the owner
	return !object && before.is(cCue) && !before.is(cTell) && before.is(vFinite)
}

// surelyPerson reports whether a mention names a person for certain, by itself.
func (a *article) surelyPerson(m *mention) bool {
	return a.namesPerson(m) && !m.inner && (m.who.sure || len(m.who.name) > 1)
}

// sameBody finds the body that "the group", "the company", "the ministry" stands
// for: the last one named that is of that sort, or that any word may stand for.
func (a *article) sameBody(m *mention) *entity {
	head := a.lower(m.head)
	if m.first != m.head-1 && !a.stateBefore(m.head-1) && !strings.HasSuffix(a.lower(m.head-1), "-based") {
		return nil
	}
	any := sets.AnyBody[head]
	for c := range a.back(m, lookBack) {
		again := c.kind == described && !c.inner && a.lower(c.head) == head && (c.head == c.last || a.lower(c.head+1) != "of")
		switch {
		case c.who == nil:
		case any && again && c.who.isBody(), // "the drug company", of which the company is told
			c.kind == named && (any && a.mayBeBody(c, m) || c.who.isBody() && a.isOfSort(c, head)):
			return c.who
		}
	}
	return nil
}

// mayBeBody reports whether a name before mention m may be that of a body of any sort: one that
// does something, or for which somebody works in its paragraph.
func (a *article) mayBeBody(c, m *mention) bool {
	before := a.lower(c.first - 1)
	switch {
	case a.isTold(c), a.toks[c.last].is(cPlace | cPeople), a.joined(c.last) && a.toks[c.last+1].is(cNoun), sets.FirmNoun[a.lower(m.head)] && sets.PublicBody[a.lower(c.last)]:
		return false
	case !c.who.isBody():
		return !c.inner && a.subjectPlace(c) && c.who.becomesBody()
	case c.hasRole(): // in the chip maker Acme
		return true
	case c.inner: // an adviser at Acme
		return a.sameParagraph(c.first, m.first) && (before == "at" || !sets.BeforePlace[before])
	}
	return !sets.BeforePlace[before]
}

// isOfSort reports whether a body's name has the noun, or a word for what it names: the
// union is the Federation of Porters.
func (a *article) isOfSort(c *mention, noun string) bool {
	for k := c.last; k >= c.first; k-- {
		w := a.lower(k)
		if w == noun || bodySorts[w] == noun {
			return true
		}
		if k > c.first && bodySorts[w] != "" {
			return false // the Police Federation is no force
		}
	}
	return false
}

// sameNoun finds the person that a bare noun with "the" takes up again, introduced without a name by
// the same noun ("an adviser" … "the adviser"), and how sure that is.
func (a *article) sameNoun(m *mention) (who *entity, step string) {
	head := roleWord(a.lower(m.head))
	for c := range a.back(m, 6) {
		if c.kind != described || c.who == nil || c.inner || !c.isOne() {
			continue
		}
		unnamed := c.who.kind == corpus.Unnamed
		same := roleWord(a.lower(c.head)) == head || strings.HasSuffix(head, "-old") && a.within(c, head)
		_, fits := a.fits(m, c.who) // the head is not "the union's safety chief"
		shadow := slices.ContainsFunc(otherOffice, func(w string) bool { return a.within(m, w) != a.within(c, w) })
		if same && (unnamed && !a.otherThan(c, m) && !shadow || !unnamed && fits) || head == "person" && unnamed {
			return c.who, cmp.Or(c.step, "noun") // as sure as before
		}
	}
	return nil, ""
}

// broughtIn returns somebody without a name whom the text brought in by the same noun: an
// undercover officer, and then the officer.
func (a *article) broughtIn(m *mention) *entity {
	for _, e := range slices.Backward(a.ents) {
		if e.kind == corpus.Unnamed && (strings.HasPrefix(e.show, "a ") || strings.HasPrefix(e.show, "an ")) && strings.HasSuffix(e.show, " "+a.lower(m.head)) {
			return e
		}
	}
	return nil
}

// otherWord finds somebody known for whom another word stands: the one who is likeliest to
// be meant, behind a plain phrase ("the Florida senator"), if no other office is told of
// them.
func (a *article) otherWord(m *mention) *entity {
	const leastGuess = 0.5 // how likely it must be whom another word stands for
	head := roleWord(a.lower(m.head))
	if m.last != m.head || a.lower(m.first) != "the" || sets.Anonymous[head] || sets.Party[head] || !a.speaks(m) && !a.subjectPlace(m) || a.owned(m) || a.toks[m.head].class == 0 {
		return nil
	}
	if who := a.broughtIn(m); who != nil && a.toks[m.head].is(cRole|cOffice) {
		return who
	}
	who, comma := a.resolvePerson(m, nil), a.afterComma(m)
	introduced := comma == "a" || comma == "an" || strings.HasPrefix(comma, "who") // the driver, a man of 60; the driver, who
	again := strings.HasSuffix(head, "-old") || strings.Contains(head, "-of-")     // the mother-of-two, who
	if who == nil || m.chance < leastGuess || a.lower(m.last+1) == "who" || (!again || strings.HasSuffix(head, "-old") && who == a.speaker) && introduced {
		return nil // the official who ran it is brought in; so is the driver, who asked
	}
	// Who has asked does not answer.
	if who == a.speaker && a.toks[a.speakerTok].kind == quoted && a.asks(a.speakerTok) && a.spokeBefore(m) < 2 {
		if who = a.resolvePerson(m, who); who == nil || m.chance < leastGuess {
			return nil
		}
	}
	t, next, trade := &a.toks[m.head], a.lower(m.last+1), a.tradeOf(m)
	title := t.has(fCap) && (t.is(cOffice) || m.head > m.first+1 && a.toks[m.head-1].has(fCap))
	unnamed := a.speaker != nil && a.speaker.kind == corpus.Unnamed
	switch {
	case who == a.speaker && (next == "himself" || next == "herself"), // the boy himself is another
		title,                           // the Harbour Commissioner is somebody else
		slices.Contains(who.keys, head), // the mayor is not counsel for the mayor
		unnamed && a.sameParagraph(a.speakerTok, m.first), // one shareholder said Roe was right; the investor added
		!who.sure, !who.mayBeCalled(head), a.otherHolder(m, who), a.speaksOf(m, who), !again && a.besides(m, who), trade != "" && who.isOutside(trade, head):
		return nil
	}
	return who
}

// besides reports whether somebody else is named beside a person in the last sentence that names them,
// who may be meant as well: a driver hit a cyclist.
func (a *article) besides(m *mention, who *entity) bool {
	var last, other int32
	for c := range a.back(m, 2) {
		switch at := a.toks[c.first].sent; {
		case c.who == who:
			last = max(last, at)
		case a.surelyPerson(c) && c.who.mayBe(m.gender):
			other = max(other, at)
		}
	}
	return last > 0 && last == other
}

// speaksOf reports whether the quotation in the sentence of a mention speaks of somebody of a person's sex, and
// not of who speaks: “He was brave,” the farmer said. That is hardly he himself.
func (a *article) speaksOf(m *mention, who *entity) bool {
	of, self := false, false
	for k := a.sentenceStart(m.first); k <= a.sentenceEnd(m.last); k++ {
		if a.toks[k].kind != quoted {
			continue
		}
		for w := range strings.FieldsFuncSeq(a.text[a.toks[k].start:a.toks[k].end], func(r rune) bool { return !wordRune(r) }) {
			c := classOf(w) & cPronoun
			self = self || c == cI && w != "you" && w != "your"
			of = of || c&(cHe|cShe) != 0 && (who.gender == anyGender || c.gender() == who.gender)
		}
	}
	for c := range a.back(m, 2) {
		of = of && (c.who == nil || c.who == who || !c.isOne() || !c.who.mayBe(who.gender)) // another may be spoken of
	}
	return of && !self
}

// otherThan reports whether two descriptions with one noun have other words before it:
// the spy chief, the inquiry chief.
func (a *article) otherThan(b, c *mention) bool {
	modified := c.first < c.head && !a.toks[c.head-1].is(cDet|cPronoun) // "the chief" may be either
	return modified && !slices.ContainsFunc(a.toks[c.first:c.head], func(t token) bool {
		return !t.is(cDet|cPronoun) && a.within(b, t.lower)
	})
}

// mayBeCalled reports whether a noun may be another word for somebody: a judge is not "the
// baker", but a senator "the lawmaker", and anybody "the official".
func (e *entity) mayBeCalled(noun string) bool {
	isAge := func(w string) bool { return strings.HasSuffix(w, "-old") }
	if isAge(noun) {
		// Her three-year-old is not "the 29-year-old".
		return !slices.ContainsFunc(e.keys, func(w string) bool { return w != noun && isAge(w) })
	}
	if sets.AnyPerson[noun] || slices.Contains(e.keys, noun) || classOf(noun)&(cRole|cOffice) == 0 {
		return true
	}
	employed := false
	for _, w := range e.keys {
		// A Green politician may be "the senator", but no MP "the home secretary".
		if trades[noun] != "" && trades[w] == trades[noun] && (classOf(noun)&cOffice == 0 || trades[noun] != "politics" || w == "politician") {
			return true
		}
		employed = employed || classOf(w)&(cRole|cOffice) != 0 && (!sets.AnyPerson[w] || w == "chief")
	}
	free := trades[noun] == "" || sets.FreeTrade[trades[noun]] && len(e.roles) == 0
	return !employed && free && classOf(noun)&cOffice == 0 // nor is the girl the mayor
}

// isOutside reports whether something else than a trade is told of somebody beside the
// office: the head of a firm is not "the spy chief".
func (e *entity) isOutside(trade, office string) bool {
	return !slices.ContainsFunc(e.keys, func(w string) bool { return trades[w] == trade }) &&
		slices.ContainsFunc(e.keys, func(w string) bool { return w != office && classOf(w)&(cDet|cPrep|cConj) == 0 })
}
