package index

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"onrecord/corpus"
)

func containsPhrase(folded, phrase string) bool {
	return strings.Contains(folded, " "+phrase+" ")
}

// A closer look is what the second look at a unit finds.
type closerLook struct {
	hit
	excerpt  corpus.Span
	evidence float64           // of a question
	also     []*corpus.Article // that have nearly the same
}

// placed is a match with its place in the body.
type placed struct {
	at   corpus.Span
	slot int32
}

// look scores a hit anew, with its text at hand: who speaks the words, and
// whether they can be the answer.
func (x *Index) look(s *scorer, h hit) closerLook {
	u := &x.forward.units[h.unit]
	a := x.corpus.Articles[u.article]
	body := a.Body()
	s.read(h.unit)
	found := s.locate(body, u)
	c := closerLook{hit: h}
	if s.plan.question.asked {
		c.excerpt, c.evidence = s.answering(a, h.unit, found, h.score)
		c.score = c.evidence
	} else {
		c.excerpt = s.window(a, u, found)
	}
	spoken, speaks, quoted, exact := 0.0, false, 0.0, 0.0
	total := 0.0
	said := a.StatementsIn(u.span.span())
	for i := range s.plan.slots {
		sl := &s.plan.slots[i]
		if sl.name {
			continue
		}
		total += sl.weight
		by, in, as := false, false, false
		for _, m := range found {
			if m.slot != int32(i) {
				continue
			}
			as = as || strings.EqualFold(body[m.at.Start:m.at.End], sl.asked.text)
			if st := statementAt(said, m.at); st != nil {
				in = true
				by = by || s.nameAsked(u.article, st.Speaker)
			}
		}
		if by {
			spoken += sl.weight
		}
		if in {
			quoted += sl.weight
		}
		if as {
			exact += sl.weight
		}
	}
	for i := range said {
		speaks = speaks || s.nameAsked(u.article, said[i].Speaker)
	}
	if total > 0 {
		c.score += (s.plan.weights.spoken*spoken + s.plan.weights.quoted*quoted + s.plan.weights.exact*exact) / total
	}
	if speaks {
		c.score += s.plan.weights.speaks
	}
	c.score += s.plan.weights.close * s.close()
	c.score += s.plan.weights.window * s.inside(c.excerpt, found)
	return c
}

// within returns the different places of the matches that lie in s.
func within(found []placed, s corpus.Span) []corpus.Span {
	var out []corpus.Span
	for _, m := range found {
		if s.Contains(m.at) && (len(out) == 0 || out[len(out)-1] != m.at) {
			out = append(out, m.at)
		}
	}
	return out
}

// voice shrinks an excerpt in which others speak too, or the outlet itself, to
// the sentences around a statement in which nobody but its speaker does, so that
// one name can stand below it. It fails when that would lose words that were
// asked for: then the excerpt has several voices and no name may stand below it.
func (s *scorer) voice(u *unit, a *corpus.Article, excerpt corpus.Span, st *corpus.Statement, found []placed) (corpus.Span, bool) {
	alone := func(part corpus.Span) bool {
		said := a.StatementsIn(part)
		for i := range said {
			if said[i].Speaker != st.Speaker {
				return false
			}
		}
		return len(said) > 0
	}
	// Where marks show which words are the speaker's, the outlet's own may stand
	// beside them; where nothing shows it, they may not.
	if alone(excerpt) && (st.Kind == corpus.Direct || a.SpokenBy(excerpt) != nil) {
		return excerpt, true
	}
	sentences := corpus.Sentences(a.Body(), excerpt)
	first := slices.IndexFunc(sentences, func(x corpus.Span) bool { return x.Overlaps(st.Span) })
	if first < 0 {
		return excerpt, false
	}
	last := first
	for last+1 < len(sentences) && sentences[last+1].Overlaps(st.Span) {
		last++
	}
	for i := first; i <= last; i++ {
		if !alone(sentences[i]) {
			return excerpt, false
		}
	}
	for first > 0 && alone(sentences[first-1]) {
		first--
	}
	for last+1 < len(sentences) && alone(sentences[last+1]) {
		last++
	}
	voice := corpus.Span{Start: sentences[first].Start, End: sentences[last].End}
	own := s.calls(u.article, st.Speaker)
	var kept, lost [maxWords]bool
	for _, m := range found {
		switch {
		case own&(1<<m.slot) != 0:
		case voice.Contains(m.at):
			kept[m.slot] = true
		case excerpt.Contains(m.at):
			lost[m.slot] = true
		}
	}
	for i := range lost {
		if lost[i] && !kept[i] {
			return excerpt, false
		}
	}
	return voice, true
}

// locate finds the matches of the unit that was read last in the body, each in
// its turn.
func (s *scorer) locate(body string, u *unit) []placed {
	out := make([]placed, 0, len(s.matches))
	walkWords(body, u.span.span(), func(to int, at corpus.Span) bool {
		for len(out) < len(s.matches) && int(s.matches[len(out)].place) < to {
			out = append(out, placed{at, s.matches[len(out)].slot})
		}
		return len(out) < len(s.matches)
	})
	return out
}

func statementAt(said []corpus.Statement, at corpus.Span) *corpus.Statement {
	for i := range said {
		if said[i].Span.Contains(at) {
			return &said[i]
		}
	}
	return nil
}

// window chooses the excerpt: the whole sentences, next to each other and of at
// most MaxExcerpt bytes, that hold most of the query.
func (s *scorer) window(a *corpus.Article, u *unit, found []placed) corpus.Span {
	whole := u.span.span()
	body := a.Body()
	if whole.Len() <= corpus.MaxExcerpt {
		return s.paragraph(body, whole, found)
	}
	sentences := corpus.Sentences(body, whole)
	best, bestScore := sentences[0], -1.0
	for i := range sentences {
		w := sentences[i]
		for j := i + 1; j < len(sentences) && sentences[j].End-w.Start <= corpus.MaxExcerpt; j++ {
			w.End = sentences[j].End
		}
		score := s.inside(w, found)
		if i > 0 && startsWithPronoun(body[w.Start:w.End]) {
			score -= 0.05
		}
		if score > bestScore {
			best, bestScore = w, score
		}
	}
	return best
}

// paragraph returns the first paragraph of a short unit that holds as much of
// the query as the whole unit does, or the whole.
func (s *scorer) paragraph(body string, whole corpus.Span, found []placed) corpus.Span {
	for from := whole.Start; from < whole.End; {
		to := whole.End
		if n := strings.IndexByte(body[from:whole.End], '\n'); n >= 0 {
			to = from + n
		}
		p := corpus.TrimSpace(body, corpus.Span{Start: from, End: to})
		if !p.Empty() && s.holdsAll(p, whole, found) {
			return p
		}
		from = to + 1
	}
	return whole
}

// holdsAll reports whether every slot that is filled within whole is filled
// within part, save words of a role that belongs to somebody in both. A name
// must be there: it is what shows who speaks.
func (s *scorer) holdsAll(part, whole corpus.Span, found []placed) bool {
	var in, out [maxWords]bool
	for _, m := range found {
		switch {
		case part.Contains(m.at):
			in[m.slot] = true
		case whole.Contains(m.at):
			out[m.slot] = true
		}
	}
	for i := range out {
		if out[i] && !in[i] && (s.plan.slots[i].name || !s.who[i]) {
			return false
		}
	}
	return true
}

// inside returns the share, by weight, of the query's words within a span, and
// a little for every further time that one stands there.
func (s *scorer) inside(w corpus.Span, found []placed) float64 {
	var have [maxWords]bool
	score, again := 0.0, 0
	for _, m := range found {
		switch {
		case !w.Contains(m.at):
		case have[m.slot]:
			again++
		default:
			have[m.slot] = true
			score += s.plan.slots[m.slot].weight
		}
	}
	return score/max(s.plan.total, 1e-9) + 0.01*float64(min(again, 5))
}

var pronouns = wordSet(`he she it they his her their its this that these those such`)

func startsWithPronoun(text string) bool {
	text = strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	return end > 0 && pronouns[strings.ToLower(text[:end])]
}

// statement returns the statement that the excerpt was found for: the one that
// holds most of the matched words, by weight. The words of names do not count,
// and a statement by somebody whom the query names goes before an equal one. A
// match outside every statement, in the outlet's own words, counts for none of
// them: when such matches outweigh the statements there is no statement, because
// nobody is known to have said that.
func (s *scorer) statement(article int32, a *corpus.Article, excerpt corpus.Span, found []placed) *corpus.Statement {
	said := a.StatementsIn(excerpt)
	if len(said) == 0 {
		return nil
	}
	scores, reach := make([]float64, len(said)), make([]corpus.Span, len(said))
	for i := range said {
		reach[i] = said[i].Span
		if said[i].Kind == corpus.Mixed {
			reach[i] = sentencesAround(a.Body(), excerpt, said[i].Span)
		}
	}
	outside := 0.0
	var counted [maxWords]bool
	for _, m := range found {
		if !excerpt.Contains(m.at) || s.who[m.slot] {
			continue
		}
		in := false
		for i := range said {
			if reach[i].Contains(m.at) {
				scores[i] += s.plan.slots[m.slot].weight
				in, counted[m.slot] = true, true
			}
		}
		if !in && !counted[m.slot] {
			outside += s.plan.slots[m.slot].weight
		}
	}
	best := -1
	for i := range said {
		if s.filter.speaker != nil && !s.filter.speaks(a, &said[i]) {
			continue
		}
		if s.nameAsked(article, said[i].Speaker) {
			scores[i] += 0.5
		}
		if scores[i] > 0 && (best < 0 || scores[i] > scores[best]) {
			best = i
		}
	}
	if best < 0 || outside > scores[best] {
		return nil
	}
	return &said[best]
}

// sentencesAround returns the sentences of an excerpt that a span touches. Of
// words in marks within a sentence that somebody is quoted with ("says that some
// firms are 'in denial'") the rest of the sentence tells the meaning.
func sentencesAround(body string, excerpt, s corpus.Span) corpus.Span {
	out := s
	for _, x := range corpus.Sentences(body, excerpt) {
		if x.Overlaps(s) {
			out.Start, out.End = min(out.Start, x.Start), max(out.End, x.End)
		}
	}
	return out
}

// result makes what is shown of a closer look: the excerpt, its matches, and who
// speaks.
func (x *Index) result(s *scorer, c *closerLook) (corpus.Result, error) {
	u := &x.forward.units[c.unit]
	a := x.corpus.Articles[u.article]
	if textHash(x.text(u)) != x.forward.digests[c.unit].hash {
		return corpus.Result{}, errDamaged
	}
	s.read(c.unit)
	found := s.locate(a.Body(), u)
	r := corpus.Result{Kind: corpus.Report, Score: c.score, Also: c.also}
	span := c.excerpt
	if st := s.statement(u.article, a, span, found); st != nil {
		if voice, ok := s.voice(u, a, span, st, found); ok {
			span, r.Kind, r.Statement = voice, st.Kind, st
		}
	}
	r.Matches = within(found, span)
	if s.plan.question.asked {
		r.Answer = s.answer(a, c.unit, span)
	}
	var err error
	if r.Excerpt, err = a.Excerpt(span); err != nil {
		return corpus.Result{}, fmt.Errorf("index: %w", err)
	}
	return r, nil
}

// fold puts near-identical looks together under the first of them.
func (x *Index) fold(looks []closerLook) []closerLook {
	var out []closerLook
	var kept []int // where in looks those of out stand
	sets := make([][]uint32, len(looks))
	for i, c := range looks {
		twin := slices.IndexFunc(kept, func(k int) bool { return x.sameWords(looks, sets, k, i) })
		if twin < 0 {
			out = append(out, c)
			kept = append(kept, i)
			continue
		}
		a, first := x.articleOf(&c), &out[twin]
		if a != x.articleOf(first) && !slices.Contains(first.also, a) {
			first.also = append(first.also, a)
		}
	}
	for i := range out {
		slices.SortStableFunc(out[i].also, func(a, b *corpus.Article) int { return strings.Compare(string(a.Date), string(b.Date)) })
	}
	return out
}

func (x *Index) articleOf(c *closerLook) *corpus.Article {
	return x.corpus.Articles[x.forward.units[c.unit].article]
}

// sameWords reports whether the units of two looks are nearly the same. Nearly
// all pairs are told apart by their bags alone. sets holds, by look, the terms of
// its unit as soon as they were needed.
func (x *Index) sameWords(looks []closerLook, sets [][]uint32, a, b int) bool {
	one, two := x.forward.digests[looks[a].unit].bag, x.forward.digests[looks[b].unit].bag
	if 4*bits.OnesCount64(one&two) < 3*bits.OnesCount64(one|two) {
		return false
	}
	for _, i := range []int{a, b} {
		if sets[i] == nil {
			sets[i] = x.termSet(looks[i].unit)
		}
	}
	return nearlySame(sets[a], sets[b])
}

// nearlySame reports whether two sorted sets of terms share four fifths of all
// that is in either, and are long enough for that to mean anything.
func nearlySame(a, b []uint32) bool {
	const least = 8
	if len(a) < least || len(b) < least || 5*min(len(a), len(b)) < 4*max(len(a), len(b)) {
		return false
	}
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			both++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return 5*both >= 4*(len(a)+len(b)-both)
}
