package quotation

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"onrecord/corpus"
)

// A referent is a mention of somebody whom a pronoun may stand for, or who may say a quotation that
// no cue stands beside.
type referent struct {
	*mention
	entity     *entity
	of         *mention // the pronoun, or the place of the quotation
	namedHere  bool     // somebody is named in that one's paragraph before it
	onTopic    bool     // it is the subject of the last sentence that tells something
	opens      bool     // the pronoun stands in the first sentence of its paragraph
	quote      string
	others     int // people who come up in between
	sents      int // how many sentences it stands before
	paras      int
	here, near int // people who come up in the pronoun's paragraph before it, and in the one before
	float      *float
	spoken     *lastSpoken
}

// A signal speaks for a referent, or against it.
type signal struct {
	name  string
	holds func(*article, *referent) bool
}

// counted makes a signal of each number that a distance may come to, up to a bound.
func counted(name string, most int, distance func(*referent) int) (all []signal) {
	for n := range most + 1 {
		is := func(_ *article, r *referent) bool { return min(distance(r), most) == n }
		all = append(all, signal{name + ":" + strconv.Itoa(n), is})
	}
	return all
}

// A chooser tells who is meant: a multinomial logistic regression over referents.
type chooser struct {
	file    string
	signals []signal // for somebody, and from nobody on for nobody being meant who is told of
	nobody  int
	weights []float64 // of the signals
}

// newChooser reads the weights, which train_test.go learns. They know no names.
func newChooser(file string, signals []signal, nobody ...signal) *chooser {
	c := &chooser{file: file, nobody: len(signals)}
	c.signals = append(signals, signal{"nobody", func(*article, *referent) bool { return true }})
	for _, s := range nobody {
		c.signals = append(c.signals, signal{"nobody-" + s.name, s.holds})
	}
	learnt := loadWeights(file)
	for _, s := range c.signals {
		c.weights = append(c.weights, learnt[s.name])
	}
	return c
}

// features are the numbers of the signals that hold for a referent, or for there being none.
func (c *chooser) features(a *article, r *referent, out []int) []int {
	first, end := 0, c.nobody
	if r.mention == nil {
		first, end = c.nobody, len(c.signals)
	}
	for n := first; n < end; n++ {
		if c.signals[n].holds(a, r) {
			out = append(out, n)
		}
	}
	return out
}

// choose returns who may be meant, the likeliest first, with nobody, who is nil, among them, and how
// likely the first is. It is good until the next call. The key is what trace is told.
func (c *chooser) choose(a *article, key int, referents []referent, none referent) ([]antecedent, float64) {
	all := a.scored[:0]
	var features []int
	referents = append(referents, none)
	for i := range referents {
		r := &referents[i]
		features = c.features(a, r, features[:0])
		o := antecedent{who: r.entity, by: r.mention, onTopic: r.onTopic}
		for _, f := range features {
			o.score += c.weights[f]
		}
		if a.trace != nil {
			a.trace(key, o, c, features)
		}
		all = addAntecedent(all, o)
	}
	likeliestFirst(all)
	a.scored = all
	sum := 0.0
	for _, o := range all {
		sum += math.Exp(o.score - all[0].score)
	}
	chance := 1 / sum
	if by := all[0].by; by.is(pronoun) && by.chance > 0 {
		chance *= by.chance // it is no surer than the pronoun that it goes on from
	}
	return all, chance
}

var pronouns = newChooser("antecedents.txt", slices.Concat(pronounSignals, lastSpokenSignals, distances))

// pronounSignals: the speaker before goes on, subjects are taken up again, and the near beats the
// far.
var pronounSignals = []signal{
	{"inner", func(_ *article, r *referent) bool { return r.inner }},
	{"named", func(_ *article, r *referent) bool { return r.kind == named }},
	{"described", func(_ *article, r *referent) bool { return r.kind == described }},
	{"named-here", func(_ *article, r *referent) bool { return r.namedHere }},
	{"unnamed", func(_ *article, r *referent) bool { return r.entity.kind == corpus.Unnamed }},
	{"unsure", func(_ *article, r *referent) bool { return !r.entity.sure }},
	{"agrees", func(_ *article, r *referent) bool {
		return r.of.gender != anyGender && r.of.gender == r.entity.gender
	}},
	{"in-quote", func(_ *article, r *referent) bool {
		return len(r.entity.name) > 0 && strings.Contains(r.quote, r.entity.name[len(r.entity.name)-1])
	}},
	{"guessed", func(_ *article, r *referent) bool { return r.step == "guess" }},
	{"told", func(a *article, r *referent) bool { // Roe, who …
		return r.kind == named && a.afterComma(r.mention) == "who"
	}},
	{"subject", (*article).isSubject},
	{"prep", func(a *article, r *referent) bool { return a.tok(r.first - 1).is(cPrep) }},
	{"topic", func(_ *article, r *referent) bool { return r.onTopic }},
	{"topic-spoken", func(_ *article, r *referent) bool {
		return r.onTopic && r.spoken.who != nil && r.who != r.spoken.who
	}},
	{"topic-new", func(a *article, r *referent) bool {
		return r.onTopic && r.paras == 0 && r.entity.kind == corpus.Unnamed && a.isBroughtIn(r.mention)
	}},
	{"only-here", func(_ *article, r *referent) bool { return r.paras == 0 && r.here == 1 }},
	{"only-near", func(_ *article, r *referent) bool { return r.paras == 1 && r.here == 0 && r.near == 1 }},
	{"open-before", func(_ *article, r *referent) bool { return r.opens && r.paras == 1 }},
	{"open-subject", func(a *article, r *referent) bool { return r.opens && r.paras == 1 && a.isSubject(r) }},
	{"asker", func(a *article, r *referent) bool {
		return r.who == a.speaker && a.spokeBefore(r.of) == 1 && a.asks(a.speakerTok)
	}},
	{"speaker-adds", func(a *article, r *referent) bool {
		return r.who == a.speaker && sets.Adding[a.lower(r.of.last+1)]
	}},
}

var distances = slices.Concat(
	counted("others", 3, func(r *referent) int { return r.others }),
	counted("sentences", 8, func(r *referent) int { return r.sents }),
	counted("paragraphs", 4, func(r *referent) int { return r.paras }),
)

// isSubject reports whether a referent stands where a subject stands.
func (a *article) isSubject(r *referent) bool { return !r.inner && a.subjectPlace(r.mention) }

// spokeBefore returns how many paragraphs before a mention the last speaker spoke.
func (a *article) spokeBefore(m *mention) int32 {
	return a.parasBetween(a.speakerTok, m.first)
}

// An antecedent is somebody who may be meant, or nobody, with the score of the best mention, in
// logits.
type antecedent struct {
	who     *entity  // or nil
	by      *mention // that one, or nil
	score   float64
	onTopic bool
}

// resolvePerson finds whom "he" or "she", or another word, stands for, other than somebody or nil.
func (a *article) resolvePerson(m *mention, other *entity) *entity {
	topic, lo := a.topic(m.first), a.sentenceStart(m.first)
	asked, confesses := lo, false
	if m.kind == pronoun {
		if comma := a.comma(lo, m.first); a.speaksTo(lo) || comma == m.first-1 && a.isParticipial(lo) {
			asked = comma
		}
		if topic != nil && a.bringsIn(topic, m) {
			const newcomerChance = 0.8 // that it goes on about them: 13 of 16 on testdata/blind
			m.chance, m.onTopic = newcomerChance, true
			return topic.who
		}
		other = cmp.Or(other, a.teller(m, lo))
		told := a.verbAt(m.last + 1)
		confesses = a.tok(told).is(cTell) && sets.Questioner[a.lower(told+1)] // he told police
	}
	called := a.calledIn(lo, m.first)
	referents := a.referents(m, topic, func(c *mention) bool {
		name := c.who.name
		switch {
		case c.who == other,
			!c.who.mayBe(m.gender),
			confesses && c.who.isOfLaw(),
			a.namedBehind(m, c.who),
			topic != nil && a.differs(c.who, topic, m.gender),
			len(name) > 0 && (slices.Contains(called, name[0]) || slices.Contains(called, name[len(name)-1])),
			slices.ContainsFunc(a.at[lo:asked], func(n *mention) bool { return n.is(named) && n.who == c.who }):
			return false
		}
		return true
	})
	all, chance := pronouns.choose(a, m.index, referents, referent{})
	m.chance, m.onTopic = chance, all[0].onTopic
	return all[0].who
}

// speaksTo reports whether the phrase at the head of a sentence tells to whom, or of whom, its subject speaks: Asked
// about Gray, he said; in a letter to Gray, he said.
func (a *article) speaksTo(lo int) bool {
	w := a.lower(lo)
	if sets.Subordinating[w] {
		w = a.lower(lo + 1) // When asked
	}
	m := a.beginsSoon(lo+1, lo+3)
	letter := w == "in" && m != nil && a.isDocument(m) && !a.within(m, "by") && !a.within(m, "from")
	return letter || w == "asked" || w == "about" || w == "of"
}

// isParticipial reports whether a sentence begins with what its subject does besides: praising Gray, he said.
func (a *article) isParticipial(lo int) bool {
	return strings.HasSuffix(a.lower(lo), "ing") && a.at[lo] == nil && !a.toks[lo].is(cPrep)
}

// teller returns who tells or asks somebody, before their pronoun: Roe asked him is not of himself; or nil.
func (a *article) teller(m *mention, lo int) *entity {
	v := m.first - 1
	if a.opensMain(m, lo) { // When Roe asked Gray to stay, she said
		for k := lo; k < m.first; k++ {
			if s := a.subject(k, lo); a.isCue(k) && a.toks[k].is(cTell) && s != nil {
				return s.who
			}
		}
	}
	if m.poss || v <= 0 || !a.isCue(v) || !a.toks[v].is(cTell) && !sets.Object[a.lower(m.first)] {
		return nil
	}
	if s := a.subject(v, lo); s != nil && s.index < m.index {
		return s.who
	}
	return nil
}

// verbAt returns the token behind the helping verbs and adverbs that begin at k.
func (a *article) verbAt(k int) int {
	for a.tok(k).is(cAux | cAdv) {
		k++
	}
	return k
}

// isOfLaw reports whether somebody is a judge, an officer or counsel, who is not who is questioned.
func (e *entity) isOfLaw() bool {
	return slices.ContainsFunc(e.keys, func(w string) bool {
		trade := trades[w]
		return trade == "police" || trade == "bench" || trade == "law"
	})
}

// calledIn returns the names, in small letters, by which the quotations between two tokens may speak to
// somebody in their first or last words: “Mrs Roe, I am sorry,” she said.
func (a *article) calledIn(first, last int) (names []string) {
	for _, t := range a.toks[first:last] {
		if t.kind != quoted {
			continue
		}
		said := strings.TrimRight(a.text[t.start:t.end], " ,.?!…")
		begin, end := strings.IndexByte(said, ','), strings.LastIndexByte(said, ',')
		if begin < 0 {
			continue
		}
		for _, part := range []string{said[:begin], said[end+1:]} {
			if words := strings.Fields(part); len(words) > 0 && len(words) < 4 {
				names = append(names, strings.ToLower(words[len(words)-1]))
			}
		}
	}
	return names
}

// bringsIn reports whether a sentence before a pronoun in its paragraph brings in somebody without a
// name as its subject, of whom it may go on to tell: A nurse who was there wept. She said …
func (a *article) bringsIn(t, m *mention) bool {
	unnamed := a.describesOne(t) && t.who != nil && t.who.kind == corpus.Unnamed && t.who.mayBe(m.gender)
	near := a.sameParagraph(t.first, m.first) && a.toks[m.first].sent-a.toks[t.first].sent <= 2
	if !unnamed || !near || !a.toks[t.first].has(fFirst) {
		return false
	}
	for k := t.last + 1; k < m.first && a.sameSentence(k, t.first); k++ {
		if a.at[k].is(pronoun) && a.at[k].gender == m.gender && !a.at[k].poss {
			return false // a protester threw an egg at her
		}
	}
	return a.isBroughtIn(t)
}

// isBroughtIn reports whether a description tells of somebody who has not come up before.
func (a *article) isBroughtIn(m *mention) bool {
	det := a.lower(m.first)
	relative := a.lower(m.last+1) == "who" || strings.HasPrefix(a.afterComma(m), "who")
	return isIndefinite(det) || det == "another" || det == "one" || relative
}

// differs reports whether the sentence before is about another than somebody whom it names only to say
// who that is: Mr Roe's predecessor was blunter. “No,” he said.
func (a *article) differs(who *entity, t *mention, g gender) bool {
	if t.kind != described || t.who == nil || t.who == who || !t.who.mayBe(g) {
		return false
	}
	for c := range a.following(t, t.last) {
		if c.who == who {
			return true
		}
	}
	return false
}

// namedBehind reports whether somebody is named behind a subject in its clause: in "He hated Roe" he
// is not Roe.
func (a *article) namedBehind(m *mention, who *entity) bool {
	if t := &a.toks[m.first]; m.kind != pronoun || m.poss || !t.has(fFirst) && a.toks[m.first-1].kind != quoted {
		return false
	}
	for k := m.last + 1; k <= a.sentenceEnd(m.first) && a.toks[k].kind == word && !a.toks[k].is(cConj|cSub); k++ {
		c := a.begins(k)
		told := c != nil && k == m.last+2 && a.toks[k-1].is(cTell) && a.lower(k) == "the" // she told the vicar
		if c.is(named) && c.who == who || told && a.byDescription(c) == who {
			return true
		}
	}
	return false
}

// addAntecedent adds somebody, or the better of two mentions of somebody.
func addAntecedent(all []antecedent, o antecedent) []antecedent {
	k := slices.IndexFunc(all, func(other antecedent) bool { return other.who == o.who })
	if k < 0 {
		return append(all, o)
	}
	if o.score > all[k].score {
		all[k] = o
	}
	return all
}

func likeliestFirst(all []antecedent) {
	slices.SortStableFunc(all, func(x, y antecedent) int { return cmp.Compare(y.score, x.score) })
}

// referents returns the mentions of whom m may mean, the nearest before it first. They are good
// until the next call. Names inside quotations have no tokens and so never come up.
func (a *article) referents(m, topic *mention, may func(*mention) bool) []referent {
	const farthest = 8 // paragraphs before it
	t := &a.toks[m.first]
	lo := a.sentenceStart(m.first)
	base := referent{of: m, opens: !a.sameParagraph(lo-1, lo)}
	for k := lo; k <= a.sentenceEnd(m.first); k++ {
		if q := &a.toks[k]; q.kind == quoted {
			base.quote += strings.ToLower(a.text[q.start:q.end])
		}
	}
	base.spoken = a.lastSpoken(m, base.quote)
	all := a.referring[:0]
	var met, here, near, namedHere []*entity
	for c := range a.back(m, farthest) {
		if c.who == nil || sets.Unknown[c.who.show] || a.isNobody(c) || !may(c) {
			continue
		}
		r := base
		r.mention, r.entity, r.onTopic = c, c.who, c == topic
		r.sents, r.paras = int(t.sent-a.toks[c.first].sent), int(t.para-a.toks[c.first].para)
		met = addNew(met, c.who)
		r.others = slices.Index(met, c.who)
		switch r.paras {
		case 0:
			here = addNew(here, c.who)
			if c.kind == named {
				namedHere = addNew(namedHere, c.who)
			}
		case 1:
			near = addNew(near, c.who)
		}
		all = append(all, r)
	}
	for i := range all {
		all[i].namedHere = slices.Contains(namedHere, all[i].who)
		all[i].here, all[i].near = len(here), len(near)
	}
	a.referring = all
	return all
}

func addNew[T comparable](set []T, x T) []T {
	if slices.Contains(set, x) {
		return set
	}
	return append(set, x)
}

// mayBe reports whether an entity is a person whom a word of the gender can mean.
func (e *entity) mayBe(g gender) bool {
	return e.kind != corpus.Organisation && (e.gender == anyGender || g == anyGender || e.gender == g)
}
