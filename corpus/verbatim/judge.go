package verbatim

import "slices"

// What must hold for a part of a claim to be real, and not a turn of phrase that
// is found anywhere. (Found by trial.)
const (
	// fewestReal is the share of the claim that a part must be,
	fewestReal = 0.4
	// longPartial how many words in a row are enough whatever the share.
	longPartial = 10
	// tellingPartial how many are if tellingWords of them are not small ones.
	tellingPartial, tellingWords = 7, 3
)

// reportNear reports on a claim whose words are nowhere, all and in order.
func (k *checker) reportNear(nears []candidate, runs []run) Report {
	pieces, all := k.stitched(runs)
	i := slices.IndexFunc(nears, func(c candidate) bool { return c.altered })
	if i >= 0 && (!all || nears[i].kept == len(k.claim.toks) || !slices.Contains(nears[i].match.Flags, Words)) { // else what the place does not have stands elsewhere
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

// stitched returns the pieces that the claim is put together from, or nil, and whether they are
// all of it.
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
		if c.one && c.longest >= longest && c.content >= 2 &&
			(float64(c.kept) >= fewestReal*words || c.longest >= longPartial) {
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
