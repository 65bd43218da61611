package quotation

import (
	"cmp"
	"slices"
	"strings"
)

// Whom "he" means once another man has spoken: the speaker, or whom the speaker and the article speak of.

// lastSpoken is what all referents of a pronoun share: who spoke last, of whom, and what stands in between.
type lastSpoken struct {
	who       *entity // who spoke last and may be meant, or nil
	bound     *entity // to whom that one stands in a relation, or nil: his agent, Lind
	speaking  bool    // the pronoun's own sentence quotes
	again     bool    // that quotation speaks of somebody whom the pronoun may mean,
	ofAnother bool    // and so does what was said last
	later     bool    // the pronoun stands in a later paragraph than what was said last
	told      bool    // and a sentence that tells something stands in between
	isNew     bool    // who spoke comes up in the paragraph in which they began to speak, and not before
}

// lastSpoken works out who spoke last before a pronoun; quote is what its own sentence quotes.
func (a *article) lastSpoken(m *mention, quote string) *lastSpoken {
	l := &lastSpoken{speaking: quote != "", again: speaksOf(quote, m.gender)}
	if a.speaker == nil || !a.speaker.mayBe(m.gender) {
		return l
	}
	l.who, l.later = a.speaker, a.spokeBefore(m) > 0
	for lo := range a.sentencesBefore(a.sentenceStart(m.first), longestSentence) {
		if l.told || lo <= a.speakerTok || a.sameParagraph(lo, a.speakerTok) {
			break
		}
		l.told = a.toks[lo].kind != quoted
	}
	const longestRow = 16                                 // speeches
	first, from := a.speakerTok, a.speechAt(a.speakerTok) // what they said in a row begins at first
	for i := from; i >= 0 && i > from-longestRow && i < len(a.speeches) && a.speeches[i].who == l.who; i-- {
		s := a.speeches[i]
		first = s.tok
		if a.parasBetween(s.tok, a.speakerTok) > 2 {
			continue
		}
		l.ofAnother = l.ofAnother || speaksOf(a.spanText(s.span), m.gender)
		if s.claim.ok() && l.bound == nil {
			l.bound = a.relationOf(s.claim.ment.first, l.who)
		}
	}
	l.isNew = a.sameParagraph(l.who.first, first)
	l.bound = cmp.Or(l.bound, a.relationOf(l.who.first, l.who))
	return l
}

// relationOf returns whom a pronoun means in the sentence at token k, other than somebody who is brought in there.
func (a *article) relationOf(k int, who *entity) *entity {
	for c := range a.mentionsIn(a.sentenceStart(k), a.sentenceEnd(k)) {
		if c.kind == pronoun && c.index < a.done && c.who != nil && c.who != who && c.who.mayBe(who.gender) {
			return c.who
		}
	}
	return nil
}

// speaksOf reports whether words speak of a man, or a woman, by a pronoun.
func speaksOf(text string, g gender) bool {
	for w := range strings.FieldsFuncSeq(text, notWordRune) {
		if h := (classOf(strings.ToLower(w)) & cPronoun).gender(); h.known() && (h == g || g == anyGender) {
			return true
		}
	}
	return false
}

// findLead returns the first person whom a sentence without a quotation is about, and so most likely the
// article; or nil.
func (a *article) findLead() *entity {
	for lo := 0; lo < len(a.toks); lo = a.sentenceEnd(lo) + 1 {
		end := a.sentenceEnd(lo) + 1
		m := a.sentenceSubject(lo, end)
		if m != nil && m.who.isSomebody() && !m.who.isBody() && (m.who.sure || len(m.who.name) > 1) {
			return m.who
		}
	}
	return nil
}

// afterSpeech makes signals of one that holds for a referent after somebody has spoken: by itself, and together with
// each set of what can be told of the place.
func afterSpeech(name string, holds func(*article, *referent) bool) (all []signal) {
	places := []struct {
		name string
		is   func(*lastSpoken) bool
	}{
		{"-tells", func(l *lastSpoken) bool { return !l.speaking }},
		{"-later", func(l *lastSpoken) bool { return l.later }},
		{"-of-another", func(l *lastSpoken) bool { return l.ofAnother }},
		{"-new", func(l *lastSpoken) bool { return l.isNew }},
	}
	for set := range 1 << len(places) {
		full := name
		for i, p := range places {
			if set>>i&1 != 0 {
				full += p.name
			}
		}
		all = append(all, signal{full, func(a *article, r *referent) bool {
			for i, p := range places {
				if set>>i&1 != 0 && !p.is(r.spoken) {
					return false
				}
			}
			return r.spoken.who != nil && holds(a, r)
		}})
	}
	return all
}

var lastSpokenSignals = slices.Concat(
	afterSpeech("spoke", func(_ *article, r *referent) bool { return r.who == r.spoken.who }),
	afterSpeech("lead-spoken", func(a *article, r *referent) bool { return r.who != r.spoken.who && r.who == a.lead }),
	afterSpeech("bound", func(_ *article, r *referent) bool { return r.who == r.spoken.bound }),
	[]signal{
		{"lead", func(a *article, r *referent) bool { return r.who == a.lead }},
		{"lead-paragraph", func(a *article, r *referent) bool { return a.toks[r.who.first].para < 2 }},
		{"spoke-told", func(_ *article, r *referent) bool { return r.who == r.spoken.who && r.spoken.told }},
		{"again", func(_ *article, r *referent) bool { return r.spoken.again }},
		{"again-lead", func(a *article, r *referent) bool { return r.spoken.again && r.who == a.lead }},
	},
)
