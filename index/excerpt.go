package index

import (
	"cmp"
	"fmt"
	"slices"

	"onrecord/corpus"
)

// bestWindow chooses the excerpt of a long passage: whole sentences next to each other,
// of at most MaxExcerpt bytes and around a given one if that is not empty, that hold
// most of the query. One sentence that is longer stands alone.
func (c *candidate) bestWindow(around corpus.Span) corpus.Span {
	sentences := corpus.Sentences(c.Body(), c.span)
	best, bestScore := corpus.Span{}, -1.0
	for i, w := range sentences {
		for j := i + 1; j < len(sentences) && sentences[j].End-w.Start <= corpus.MaxExcerpt; j++ {
			w.End = sentences[j].End
		}
		if !around.Empty() && !w.Overlaps(around) {
			continue
		}
		if score := c.plan.weightOf(c.slotsWithin(w)); score > bestScore {
			best, bestScore = w, score
		}
	}
	return best
}

// chooseExcerpt chooses what is shown of a passage: of a long one a part, of one of several
// paragraphs the first that holds as much of the query's words as all of it does, by whom it
// names if need be; one that has such a word in marks goes before.
func (c *candidate) chooseExcerpt() corpus.Span {
	if c.span.Len() > corpus.MaxExcerpt {
		return c.bestWindow(c.sentence)
	}
	if !c.sentence.Empty() || c.plan.nearest { // whose words tell little of where it stands
		return c.span
	}
	var first corpus.Span
	for _, p := range c.Paragraphs() {
		lacks := c.slotsWithin(c.span) &^ c.slotsWithin(p)
		quoted := slices.IndexFunc(c.matches, func(m match) bool { return p.Contains(m.at) && c.isQuoted(m) })
		switch {
		case !c.span.Contains(p):
		case quoted >= 0 && lacks&^c.callers[c.StatementsIn(c.matches[quoted].at)[0].Speaker].called == 0:
			return p
		case lacks == 0:
			first = cmp.Or(first, p)
		}
	}
	return cmp.Or(first, c.span)
}

// slotsWithin returns the slots that are filled within a span.
func (c *candidate) slotsWithin(s corpus.Span) (set slotSet) {
	for _, m := range c.matches {
		if s.Contains(m.at) {
			set |= 1 << m.slot
		}
	}
	return set
}

// statement returns the statement that the excerpt was found for: the one that
// holds most of the matched words, by weight. The words of names do not count,
// and a statement by a speaker whom the query names goes before an equal one. A
// match outside every statement, in the outlet's own words, counts for none of
// them: when such matches outweigh the statements there is no statement, because
// no speaker is known for it.
func (c *candidate) statement(f *filter, excerpt corpus.Span) *corpus.Statement {
	said := c.StatementsIn(excerpt)
	if len(said) == 0 {
		return nil
	}
	if len(c.matches) == 0 { // it is near in meaning, as a whole
		return c.Voice(excerpt)
	}
	scores := make([]float64, len(said))
	outside, names := 0.0, c.plan.names|c.called&c.plan.proper
	for i := range said { // who has no name is asked for by a description
		if p := said[i].Speaker; p != corpus.Unattributed && c.People[p].Kind == corpus.Unnamed {
			names |= c.plan.filledBy(c.People[p].Name)
		}
	}
	var counted [maxWords]bool
	for _, m := range c.matches {
		if !excerpt.Contains(m.at) || names.has(m.slot) {
			continue
		}
		for i := range said {
			if c.reach(&said[i]).Contains(m.at) {
				scores[i] += c.plan.slots[m.slot].weight
				counted[m.slot] = true
			}
		}
		if !counted[m.slot] {
			outside += c.plan.slots[m.slot].weight
		}
	}
	best := -1
	for i := range said {
		if f.speaker != nil && !f.speaks(c.Entry, said[i].Speaker) {
			continue
		}
		if c.isNamed(said[i].Speaker) {
			scores[i] += 0.5
		}
		if scores[i] > 0 && (best < 0 || scores[i] > scores[best]) {
			best = i
		}
	}
	switch {
	case best < 0 && outside == 0 && f.speaker == nil:
		return c.SpokenBy(excerpt) // only names are there of what was asked for
	case best < 0 || outside > scores[best]:
		return nil
	}
	return &said[best]
}

// reach returns what of the text a statement is about: of one whose words are partly the outlet's
// its sentence, the rest of which tells the meaning ("says that some firms are 'in denial'").
func (c *candidate) reach(st *corpus.Statement) corpus.Span {
	span := st.Span
	if st.Kind == corpus.Mixed {
		for _, s := range c.SentencesAround(span) {
			span = span.Hull(s)
		}
	}
	return span
}

// oneVoice shrinks an excerpt in which others speak too, or the outlet itself, to
// the sentences around a statement in which only its speaker does, so that
// one name can stand below it. It fails when that would lose words that were
// asked for: then the excerpt has several voices and no name may stand below it.
func (c *candidate) oneVoice(excerpt corpus.Span, st *corpus.Statement) (corpus.Span, bool) {
	alone := func(part corpus.Span) bool {
		voice := c.Voice(part)
		return voice != nil && voice.Speaker == st.Speaker
	}
	// Where marks show which words are the speaker's, the outlet's own may stand
	// beside them; where nothing shows it, they may not.
	if alone(excerpt) && (st.Kind == corpus.Direct || c.SpokenBy(excerpt) != nil) {
		return excerpt, true
	}
	sentences := corpus.Sentences(c.Body(), excerpt)
	first := slices.IndexFunc(sentences, st.Span.Overlaps)
	if first < 0 || slices.ContainsFunc(sentences, func(s corpus.Span) bool { return s.Overlaps(st.Span) && !alone(s) }) {
		return excerpt, false
	}
	last := first
	for first > 0 && alone(sentences[first-1]) {
		first--
	}
	for last+1 < len(sentences) && alone(sentences[last+1]) {
		last++
	}
	voice := corpus.Span{Start: sentences[first].Start, End: sentences[last].End}
	if lost := c.slotsWithin(excerpt) &^ c.slotsWithin(voice) &^ c.callers[st.Speaker].called; lost != 0 {
		return excerpt, false
	}
	return voice, true
}

// result makes what is shown of a candidate: the excerpt, its matches, and who
// speaks.
func (c *candidate) result(f *filter) (corpus.Result, error) {
	r := corpus.Result{Kind: corpus.Report, Score: c.score, Also: c.also}
	span := c.chooseExcerpt()
	if st := c.statement(f, span); st != nil {
		// What holds the answer to a question stays, said by that person or not.
		if voice, ok := c.oneVoice(span, st); ok && (c.sentence.Empty() || voice.Contains(c.sentence)) {
			span, r.Kind, r.Statement = voice, st.Kind, st
		}
	}
	for _, m := range c.matches {
		if span.Contains(m.at) {
			r.Matches = append(r.Matches, m.at)
		}
	}
	if c.plan.question.asked {
		r.Answer = c.answer(span)
	}
	var err error
	if r.Excerpt, err = c.Excerpt(span); err != nil {
		return corpus.Result{}, fmt.Errorf("cut excerpt: %w", err)
	}
	return r, nil
}

// foldedFirst is how many of the best near-identical ones are looked for among.
const foldedFirst = 24

// fold puts near-identical candidates together under the first of them.
func fold(all []*candidate) []*candidate {
	var out []*candidate
	first, rest := all[:min(foldedFirst, len(all))], all[min(foldedFirst, len(all)):]
	for _, c := range first {
		twin := slices.IndexFunc(out, func(other *candidate) bool { return nearlySame(other, c) })
		if twin < 0 {
			out = append(out, c)
			continue
		}
		if same := out[twin]; c.Article != same.Article && !slices.Contains(same.also, c.Article) {
			same.also = append(same.also, c.Article)
		}
	}
	out = append(out, rest...)
	for _, c := range out {
		slices.SortStableFunc(c.also, func(a, b *corpus.Article) int { return a.Date.Compare(b.Date) })
	}
	return out
}

// distinctWords returns the different words of a passage.
func (c *candidate) distinctWords() map[string]bool {
	if c.distinct == nil {
		c.distinct = map[string]bool{}
		for w := range words(c.text(), 0) {
			c.distinct[w.text] = true
		}
	}
	return c.distinct
}

// nearlySame reports whether two passages hold the same of the query, and share four
// fifths of all words that are in either, of enough words for that to mean anything.
func nearlySame(one, other *candidate) bool {
	const least = 8
	x, y := one.span.Len(), other.span.Len()
	if one.slotsWithin(one.span) != other.slotsWithin(other.span) || 3*max(x, y) > 5*min(x, y) {
		return false
	}
	a, b := one.distinctWords(), other.distinctWords()
	if len(a) < least || len(b) < least || 5*min(len(a), len(b)) < 4*max(len(a), len(b)) {
		return false
	}
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	return 5*both >= 4*(len(a)+len(b)-both)
}
