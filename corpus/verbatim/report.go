package verbatim

import (
	"slices"

	"onrecord/corpus"
)

// What must hold for a part of a claim to be real, and not a turn of phrase that
// is found anywhere. (Found by trial.)
const (
	// fewestReal is the share of the claim that a part must be,
	fewestReal = 0.4
	// and tellingPartial how many words in a row are enough whatever the share if tellingWords
	// of them are not small ones.
	tellingPartial, tellingWords = 7, 3
)

const (
	// mostShown is how many matches, and how many variants, a report holds.
	mostShown = 12
	// variantAlike is how alike another article's words must be to be the same utterance. (Found by trial.)
	variantAlike = 0.6
)

// voiceRank orders voices by how well they speak for the claim.
var voiceRank = map[Voice]int{Said: 0, Unclear: 1, Several: 2, Other: 3, Outlet: 3}

// rank is lower for better matches: by the voice, then those that are not cut out of
// their sentence, then the exact ones.
func (m *Match) rank() int {
	rank := 4 * voiceRank[m.Voice]
	if m.cut {
		rank += 2
	}
	if !m.exact {
		rank++
	}
	return rank
}

// reportWhole reports on a claim whose words are all there.
func (k *checker) reportWhole(wholes []Match, nears []candidate) Report {
	slices.SortStableFunc(wholes, func(a, b Match) int { return a.rank() - b.rank() })
	r := Report{Verdict: Punctuation}
	best := &wholes[0]
	crosses, reported := slices.Contains(best.Flags, SkipsSpeaker), slices.Contains(best.Flags, Reported)
	// A clause of the outlet's with its fragment, marks and all, is what the outlet has.
	clause := best.exact && !crosses && best.Statement != nil && best.Statement.Kind == corpus.Mixed
	switch voice := best.Voice; {
	case voice == Several && (crosses && !reported || k.speaker.given() && !clause):
		r.Verdict = Stitched
	case k.speaker.given() && (voice == Other || voice == Outlet):
		r.Verdict = WrongSpeaker
	case best.cut:
		r.Verdict = Partial
	case best.exact:
		r.Verdict = Exact
	}
	others := 1
	for others < len(wholes) && voiceRank[wholes[others].Voice] == voiceRank[best.Voice] {
		others++
	}
	r.Matches, r.Variants = slices.Clip(wholes[:min(others, mostShown)]), wholes[others:]
	return k.withVariants(r, nears)
}

// withVariants adds to a report what other articles have of the utterance.
func (k *checker) withVariants(r Report, nears []candidate) Report {
	for _, c := range nears {
		shown := slices.ContainsFunc(r.Matches, func(m Match) bool { return m.Article == c.match.Article })
		if !shown && c.match.Similarity >= variantAlike && c.content >= 2 && len(r.Variants) < mostShown {
			r.Variants = append(r.Variants, k.inContext(c.text, c.match))
		}
	}
	return r
}

// reportNear reports on a claim whose words are nowhere, all and in order.
func (k *checker) reportNear(nears []candidate, runs []run) Report {
	pieces, all := k.stitched(runs)
	i := slices.IndexFunc(nears, func(c candidate) bool { return c.altered })
	// If all of it stands in pieces, what the nearest place does not have stands elsewhere.
	if i >= 0 && (!all || nears[i].kept == len(k.claim.toks) || !slices.Contains(nears[i].match.Flags, Words)) {
		m := k.inContext(nears[i].text, nears[i].match)
		return k.withVariants(Report{Verdict: Altered, Matches: []Match{m}}, nears)
	}
	if pieces != nil {
		return Report{Verdict: Stitched, Matches: pieces}
	}
	m, ok := k.partial(runs, nears)
	if !ok {
		return Report{Verdict: Absent}
	}
	return k.withVariants(Report{Verdict: Partial, Matches: []Match{m}}, nears)
}

// stitched returns the pieces that the claim is put together from, or nil, and whether they are all of it.
func (k *checker) stitched(runs []run) (pieces []Match, all bool) {
	picked, covered := cover(runs)
	if len(picked) < 2 || float64(covered) < fewestCovered*float64(len(k.claim.toks)) {
		return nil, false
	}
	for _, r := range picked[:min(len(picked), mostShown)] {
		pieces = append(pieces, k.piece(r.text.views[0], r))
	}
	return pieces, covered == len(k.claim.toks)
}

// piece builds the match of one run of a view.
func (k *checker) piece(v view, r run) Match {
	al := alignment{text: r.text, view: v, pairs: make([]pair, r.n)}
	for i := range al.pairs {
		al.pairs[i] = pair{r.c + i, r.at + i}
	}
	al.complete()
	h := k.attribute(r.text, v[r.at:r.at+r.n])
	m, _ := k.match(&al, h)
	m.Flags = circumstances(h, true)
	return k.inContext(r.text, m)
}

// partial returns the place that has the largest real part of the claim.
func (k *checker) partial(runs []run, nears []candidate) (Match, bool) {
	var best run
	longest, words := shortestRun, float64(len(k.claim.toks))
	for _, r := range runs {
		longest = max(longest, r.n)
		real := float64(r.n) >= fewestReal*words || r.n >= tellingPartial && r.content >= tellingWords
		if r.n > best.n && real {
			best = r
		}
	}
	for _, c := range nears {
		if c.one && c.longest >= longest && c.content >= 2 {
			return k.inContext(c.text, c.match), true
		}
	}
	if best.n == 0 {
		return Match{}, false
	}
	m := k.piece(best.text.views[0], best)
	m.Flags = union([]Flag{Words}, m.Flags...) // the rest is made up
	return m, true
}
