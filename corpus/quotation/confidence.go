package quotation

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// leastConfidence is the confidence below which nobody is named: a missing name is an
// inconvenience, a wrong one is a lie. Chosen on the curve in testdata/confidence.txt.
// Reported clauses were not among what the weights were learnt from: verb and subject
// stand beside each other there, and less will do.
const (
	leastConfidence = 0.82
	leastReported   = 0.45
)

// formRules go by the form of the text, where there are too few labelled ones to learn
// from: their confidence was set by hand.
var formRules = map[string]float64{
	"block-colon": .9, "signature": .9, "transcript": .9, "interview": .8,
}

// logits say what each feature of an attribution speaks for its being right.
type logits map[string]float64

// weights are from lists/weights.txt, which train_test.go learns. They know no names.
var weights = loadWeights("weights.txt")

func loadWeights(file string) logits {
	out := logits{}
	for line := range text.Lines(readList(file)) {
		name, value, _ := strings.Cut(line, " ")
		w, err := strconv.ParseFloat(value, 64)
		if err != nil {
			panic(fmt.Sprintf("quotation: %s: %v", file, err)) // it is embedded
		}
		out[name] = w
	}
	return out
}

// probability is how likely it is that the person or body who is named for a statement
// said it (logistic regression).
func (w logits) probability(features []string) float64 {
	sum := 0.0
	for _, f := range features {
		sum += w[f]
	}
	return 1 / (1 + math.Exp(-sum))
}

// reasons says what speaks most for an attribution, and most against it.
func reasons(features []string) string {
	f := slices.SortedStableFunc(slices.Values(features), func(a, b string) int {
		return cmp.Compare(math.Abs(weights[b]), math.Abs(weights[a]))
	})
	var out []string
	for _, name := range f[:min(6, len(f))] {
		if w := weights[name]; w != 0 && name != "all" {
			out = append(out, fmt.Sprintf("%s %+.1f", name, w))
		}
	}
	return strings.Join(out, ", ")
}

// bucket names how many, in steps that grow.
func bucket(name string, n int) string {
	for _, most := range []int{0, 1, 2, 4, 8, 16} {
		if n <= most {
			return name + strconv.Itoa(most)
		}
	}
	return name + "17"
}

// doubts names each twentieth that a chance does not reach, so that what is learnt of a high one
// holds for a lower one, too.
func doubts(f []string, name string, chance float64) []string {
	for k := int(chance*20) + 1; k <= 20; k++ {
		f = append(f, name+strconv.Itoa(k))
	}
	return f
}

// features are what can be seen of an attribution; before is the statement before it.
func (a *article) features(s, before *speech) []string {
	e := s.who
	f := make([]string, 0, 24)
	f = append(f, "all", "rule:"+s.rule, "kind:"+string(s.kind), bucket("people:", a.people))
	add := func(name string, holds bool) {
		if holds {
			f = append(f, name)
		}
	}
	quote := a.spanText(s.span)
	f = append(f, bucket("words:", words(quote)))
	add("body", e.kind == corpus.Organisation)
	add("person", e.isPerson() && e.kind == corpus.Individual)
	add("one-word", len(e.name) == 1 && e.kind != corpus.Organisation)
	add("one-word-body", len(e.name) == 1 && e.kind == corpus.Organisation && !e.told)
	add("role", len(e.roles) > 0)
	add("gender", e.gender.known())
	last := e.name[len(e.name)-1]
	add("in-quote", strings.Contains(strings.ToLower(quote), last))
	f = append(f, bucket("named:", e.named))
	add("mostly-places", 2*e.placed > e.named)
	add("capitals", strings.ToUpper(e.show) == e.show)
	add("cue-beside", e.cued)
	add("given", classOf(e.name[0])&cGiven != 0)
	add("place-word", classOf(last)&(cPlace|cPeople) != 0)
	add("body-word", classOf(last)&cBody != 0)
	add("role-word", e.kind != corpus.Organisation && classOf(last)&(cHuman|cOffice) != 0)
	lo, hi := a.sentenceStart(s.tok), a.sentenceEnd(s.tok)
	others := 0
	for m := range a.mentionsIn(lo, hi) {
		if m.kind == named && m.who != s.who && m.who.isSomebody() {
			others++
		}
	}
	f = append(f, bucket("others:", others))
	if before != nil && before.named != nil {
		add("again", before.named == s.who)
		add("other", before.named != s.who)
		f = append(f, bucket("gap:", int(a.parasBetween(before.tok, s.tok))))
	}
	if !s.claim.ok() {
		return append(doubts(f, "float-under:", s.chance), "by:nothing")
	}
	m := s.claim.ment
	a.clauseFeatures(s, m, add)
	add("cue-before", s.claim.cue[0] < m.first)
	add("cue-apart", s.claim.cue[0] > m.last+2 || s.claim.cue[1] < m.first-2)
	add("governed", a.tok(m.first-1).is(cPrep))
	add("sentence-first", a.toks[m.first].has(fFirst))
	by := []string{"named", "pronoun", "described"}[m.kind]
	switch {
	case m.step == "apposition":
		by = "named" // the name stands beside it
	case m.kind == pronoun && m.gender == thing:
		by = "it"
	}
	far := int(a.toks[m.first].sent - a.toks[s.tok].sent)
	f = append(f, "by:"+by, bucket("far:", max(far, -far)))
	add("poss", m.poss)
	add("inner", m.inner)
	if by == "pronoun" {
		f = doubts(f, "chance-under:", m.chance)
		add("topic", m.onTopic)
	}
	if by == "described" {
		head := slices.Contains(e.keys, roleWord(a.lower(m.head)))
		f = append(f, "step:"+m.step)
		add("head", head)
		add("other-role", !head && len(e.roles) > 0)
		add("no-role", len(e.roles) == 0)
		add("det:"+a.lower(m.first), a.toks[m.first].is(cDet))
	}
	return f
}

// clauseFeatures adds what can be seen of the verb of saying: whether it is the only one of
// its sentence, and how far it stands from whom and what it binds.
func (a *article) clauseFeatures(s *speech, m *mention, add func(name string, holds bool)) {
	first, last := s.claim.cue[0], s.claim.cue[1]
	if !s.claim.hasCue() {
		return
	}
	others, outer := 0, false
	for k := a.sentenceStart(first); k <= a.sentenceEnd(first); k++ {
		if (k < first || k > last) && a.says(k) {
			others++
			outer = outer || k < min(first, m.first)
		}
	}
	add(bucket("cues:", others), true)
	add(bucket("cue-far:", max(first-s.tok, s.tok-last)), true)
	add("cue-outside", outer)
	add("cue-say", a.toks[first].is(cSay))
	add("cue-tell", a.toks[first].is(cTell))
	add("cue-call", a.toks[first].is(cCall))
}

// countNames works out what features need of the whole article.
func (a *article) countNames() {
	for _, e := range a.ents {
		if e.kind == corpus.Individual && e.isPerson() {
			a.people++
		}
	}
	for _, m := range a.ments {
		if m.who == nil || m.kind != named {
			continue
		}
		m.who.named++
		if sets.BeforePlace[a.lower(m.first-1)] {
			m.who.placed++
		}
		m.who.cued = m.who.cued || a.tok(m.last+1).is(cCue) || a.tok(m.first-1).is(cCue)
	}
}

// rate gives every statement that somebody is named for its confidence, and takes the name
// away where that is too low: what stays is what the text calls them there, or nobody.
func (a *article) rate() {
	const unnamedConfidence = 0.9 // of a speaker whom the text only describes: "critics"
	a.countNames()
	var before, quoted *speech // the last, and the last in marks
	for _, s := range a.speeches {
		if s.drop {
			continue
		}
		s.named = s.who
		switch {
		case s.rule == "continued" && before != nil:
			s.named, s.who, s.conf = before.named, before.who, before.rated
		case s.who == nil:
		case formRules[s.rule] > 0:
			s.conf = formRules[s.rule]
		case !s.who.isSomebody():
			s.conf = unnamedConfidence
		default:
			s.features = a.features(s, before)
			s.conf = weights.probability(s.features)
			from := before
			if s.rule == "floating" && quoted != nil && quoted.named == s.who {
				from = quoted
			}
			if from != nil && from.named == s.who && strings.HasPrefix(s.rule, "floating") {
				s.conf = min(s.conf, from.rated) // it goes on from that one
			}
			if s.kind != corpus.Indirect {
				quoted = s
			}
		}
		s.rated = s.conf
		if len(s.features) > 0 && (s.conf < leastReported || s.conf < leastConfidence && s.kind != corpus.Indirect) {
			s.who = nil
			if m := s.claim.ment; s.claim.ok() && m.kind == described {
				m.who = a.unnamed(m)
				s.who, s.conf = m.who, unnamedConfidence
			}
		}
		before = s
	}
}
