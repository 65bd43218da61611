package quotation

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"onrecord/corpus"
)

// A referent is a mention that a pronoun may stand for.
type referent struct {
	*mention
	entity     *entity
	pronoun    *mention
	namedHere  bool // somebody is named in the pronoun's paragraph before it
	onTopic    bool // it is the subject of the last sentence that tells something
	opens      bool // the pronoun stands in the first sentence of its paragraph
	quote      string
	others     int // people who come up between it and the pronoun
	sents      int // how many sentences it stands before the pronoun
	paras      int
	here, near int // people who come up in the pronoun's paragraph before it, and in the one before
}

// signals speak for a referent, or against it: the speaker before goes on, subjects are taken up
// again, and the near beats the far.
var signals = []struct {
	name  string
	holds func(*article, *referent) bool
}{
	{"inner", func(_ *article, r *referent) bool { return r.inner }},
	{"named", func(_ *article, r *referent) bool { return r.kind == named }},
	{"described", func(_ *article, r *referent) bool { return r.kind == described }},
	{"named-here", func(_ *article, r *referent) bool { return r.namedHere }},
	{"unnamed", func(_ *article, r *referent) bool { return r.entity.kind == corpus.Unnamed }},
	{"unsure", func(_ *article, r *referent) bool { return !r.entity.sure }},
	{"often", func(_ *article, r *referent) bool { return len(r.entity.full) > 2 || r.entity.short > 0 }},
	{"agrees", func(_ *article, r *referent) bool {
		return r.pronoun.gender != anyGender && r.pronoun.gender == r.entity.gender
	}},
	{"in-quote", func(_ *article, r *referent) bool {
		return len(r.entity.name) > 0 && strings.Contains(r.quote, r.entity.name[len(r.entity.name)-1])
	}},
	{"guessed", func(_ *article, r *referent) bool { return r.step == "guess" }},
	{"new-topic", func(_ *article, r *referent) bool { return r.onTopic && r.paras == 0 && r.entity.first == r.first }},
	{"as-for", (*article).afterAsFor},
	{"told", func(a *article, r *referent) bool { return a.toldOf(r.mention) }},
	{"subject", (*article).isSubject},
	{"prep", func(a *article, r *referent) bool { return r.first > 0 && a.toks[r.first-1].is(cPrep) }},
	{"topic", func(_ *article, r *referent) bool { return r.onTopic }},
	{"topic-here", func(_ *article, r *referent) bool { return r.onTopic && r.paras == 0 }},
	{"para-opens", func(a *article, r *referent) bool {
		return r.paras == 0 && r.first > 0 && a.toks[r.first-1].para != a.toks[r.first].para
	}},
	{"only-here", func(_ *article, r *referent) bool { return r.paras == 0 && r.here == 1 }},
	{"only-near", func(_ *article, r *referent) bool { return r.paras == 1 && r.here == 0 && r.near == 1 }},
	{"open-before", func(_ *article, r *referent) bool { return r.opens && r.paras == 1 }},
	{"open-subject", func(a *article, r *referent) bool { return r.opens && r.paras == 1 && a.isSubject(r) }},
	{"open-speaker", func(a *article, r *referent) bool { return r.opens && r.who == a.speaker }},
	{"speaker", func(a *article, r *referent) bool { return r.who == a.speaker }},
	{"speaker-here", func(a *article, r *referent) bool { return r.who == a.speaker && a.spokeBefore(r) == 0 }},
	{"asker", func(a *article, r *referent) bool {
		return r.who == a.speaker && a.spokeBefore(r) == 1 && lastRune(a.text[a.toks[a.speakerTok].start:a.toks[a.speakerTok].end]) == '?'
	}},
	{"speaker-before", func(a *article, r *referent) bool { return r.who == a.speaker && a.spokeBefore(r) == 1 }},
}

// distances are counted up to a bound.
var distances = []struct {
	name string
	most int
	of   func(*referent) int
}{
	{"others", 3, func(r *referent) int { return r.others }},
	{"sentences", 8, func(r *referent) int { return r.sents }},
	{"paragraphs", 4, func(r *referent) int { return r.paras }},
}

// isSubject reports whether a referent stands where a subject stands.
func (a *article) isSubject(r *referent) bool { return !r.inner && a.subjectPlace(r.mention) }

// spokeBefore returns how many paragraphs before a referent's pronoun the last speaker spoke.
func (a *article) spokeBefore(r *referent) int32 {
	return a.toks[r.pronoun.first].para - a.toks[a.speakerTok].para
}

// afterAsFor reads "As for Roe, he …", and "For Roe, the day was over."
func (a *article) afterAsFor(r *referent) bool {
	f := r.first
	return f > 1 && a.lower(f-1) == "for" && (a.toks[f-1].has(fFirst) || a.toks[f-2].has(fFirst) && a.lower(f-2) == "as")
}

// toldOf reports whether a clause says who somebody is, as when they come in: Roe, who …
func (a *article) toldOf(m *mention) bool { return m.kind == named && a.afterComma(m) == "who" }

// afterComma returns the word behind the comma behind a mention; "" without a comma.
func (a *article) afterComma(m *mention) string {
	if k := m.last + 1; k < len(a.toks) && a.toks[k].punct(',') {
		return a.lower(k + 1)
	}
	return ""
}

// antecedentFeatures are what is seen of a referent, by their numbers in antecedentNames.
func (a *article) antecedentFeatures(r *referent, out []int) []int {
	for i := range signals {
		if signals[i].holds(a, r) {
			out = append(out, i)
		}
	}
	base := len(signals)
	for _, d := range distances {
		out = append(out, base+min(d.of(r), d.most))
		base += d.most + 1
	}
	return out
}

var (
	antecedentNames = nameAntecedentFeatures()
	// antecedentWeights are from lists/antecedents.txt, which train_test.go learns; the last is that of
	// nobody. They know no names.
	antecedentWeights = loadAntecedentWeights()
	nobodyWeight      = antecedentWeights[len(antecedentWeights)-1]
)

func nameAntecedentFeatures() (names []string) {
	for _, s := range signals {
		names = append(names, s.name)
	}
	for _, d := range distances {
		for n := range d.most + 1 {
			names = append(names, d.name+":"+strconv.Itoa(n))
		}
	}
	return append(names, "nobody")
}

func loadAntecedentWeights() []float64 {
	learnt := loadWeights("antecedents.txt")
	out := make([]float64, len(antecedentNames))
	for i, name := range antecedentNames {
		out[i] = learnt[name]
	}
	return out
}

// An antecedent is somebody whom a pronoun may stand for, with the score of the best mention, in
// logits.
type antecedent struct {
	who     int
	score   float64
	onTopic bool
}

// resolvePerson finds whom "he" or "she", or another word, stands for.
func (a *article) resolvePerson(at int) int {
	m := &a.ments[at]
	all := a.antecedents(at)
	if len(all) == 0 || all[0].score < nobodyWeight {
		return -1
	}
	sum := math.Exp(nobodyWeight - all[0].score)
	for _, o := range all {
		sum += math.Exp(o.score - all[0].score)
	}
	m.chance, m.onTopic = 1/sum, all[0].onTopic
	return all[0].who
}

// antecedents returns whom mention at may stand for, the likeliest first. It is good until
// the next call. Names inside quotations have no tokens and so never come up.
func (a *article) antecedents(at int) []antecedent {
	all := a.scored[:0]
	var features []int
	for _, r := range a.referents(at) {
		features = a.antecedentFeatures(&r, features[:0])
		score := 0.0
		for _, f := range features {
			score += antecedentWeights[f]
		}
		if a.trace != nil {
			a.trace(at, &r, features, score)
		}
		all = addAntecedent(all, antecedent{r.who, score, r.onTopic})
	}
	likeliestFirst(all)
	a.scored = all
	return all
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

// referents returns the mentions that mention at may stand for, the nearest first. They are good
// until the next call.
func (a *article) referents(at int) []referent {
	m := &a.ments[at]
	t := &a.toks[m.first]
	lo := a.sentenceStart(m.first)
	base := referent{pronoun: m, opens: lo == 0 || a.toks[lo-1].para != t.para}
	for k := lo; k <= a.sentenceEnd(m.first); k++ {
		if q := &a.toks[k]; q.kind == quoted {
			base.quote += strings.ToLower(a.text[q.start:q.end])
		}
	}
	topic := a.topic(m.first)
	all := a.referring[:0]
	var met, here, near, namedHere []int
	for i, c := range a.back(at, 8) {
		if c.who < 0 || unknowns[a.ents[c.who].show] || !a.ents[c.who].mayBe(m.gender) && !a.mayBePerson(c, m.gender) {
			continue
		}
		if topic >= 0 && a.differs(c.who, topic, m.gender) {
			continue
		}
		r := base
		r.mention, r.entity, r.onTopic = c, &a.ents[c.who], i == topic
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

// differs reports whether the sentence before is about somebody else for certain, whom the pronoun
// rather means: Mr Roe's predecessor was blunter. “No,” he said. The other laughed. “No,” he said.
func (a *article) differs(who, topic int, g gender) bool {
	t := &a.ments[topic]
	if t.kind != described || t.who < 0 || t.who == who || a.ents[t.who].kind == corpus.Organisation || !a.ents[t.who].mayBe(g) {
		return false
	}
	show := a.ents[t.who].show
	if pronounShown[show] && !unknowns[show] {
		return true
	}
	for i := topic + 1; i < len(a.ments) && a.ments[i].first <= t.last; i++ {
		if a.ments[i].inner && a.ments[i].who == who {
			return true
		}
	}
	return false
}

func addNew(set []int, x int) []int {
	if slices.Contains(set, x) {
		return set
	}
	return append(set, x)
}

// mayBePerson reports whether a name that nothing makes a person's may be one's: it has
// two words or more and is a subject.
func (a *article) mayBePerson(c *mention, g gender) bool {
	e := &a.ents[c.who]
	return c.kind == named && e.kind == corpus.Individual && len(e.name) > 1 && (e.gender == anyGender || e.gender == g) &&
		!c.inner && a.subjectPlace(c) && !a.toks[c.last].is(cPlace|cPeople|cBody)
}

// mayBe reports whether an entity is a person whom a word of the gender can mean.
func (e *entity) mayBe(g gender) bool {
	return e.kind != corpus.Organisation && (e.sure || e.acts || e.kind != corpus.Individual) &&
		(e.gender == anyGender || g == anyGender || e.gender == g)
}
