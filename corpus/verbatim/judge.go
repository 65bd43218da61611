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
	better(nears)
	r := Report{Verdict: Absent}
	if i := slices.IndexFunc(nears, func(c candidate) bool { return c.altered() }); i >= 0 {
		r.Verdict, r.Matches = Altered, []Match{nears[i].match}
		r.addVariants(nears)
		return r
	}
	if r.Matches = k.stitched(runs, nears); r.Matches != nil {
		r.Verdict = Stitched
		return r
	}
	if i := slices.IndexFunc(nears, func(c candidate) bool { return c.substituted() }); i >= 0 {
		r.Verdict, r.Matches = Altered, []Match{nears[i].match}
	} else if m, ok := k.partial(runs, nears); ok {
		r.Verdict, r.Matches = Partial, []Match{m}
	}
	if r.Verdict != Absent {
		r.addVariants(nears)
	}
	return r
}

// stitched returns the pieces that the claim is put together from, or nil.
func (k *checker) stitched(runs []run, nears []candidate) []Match {
	picked, covered := cover(runs)
	if len(picked) > 1 && float64(covered) >= fewestCovered*float64(len(k.claim.toks)) {
		var out []Match
		for _, r := range picked[:min(len(picked), mostShown)] {
			out = append(out, k.piece(r, false, false))
		}
		return flagSpeakers(out)
	}
	// The words of two speakers are two pieces even where an ellipsis stands between them.
	for _, c := range nears {
		if !c.one && float64(c.kept) >= fewestCovered*float64(c.words) {
			return []Match{c.match}
		}
	}
	return nil
}

// flagSpeakers flags pieces that are not all by one speaker.
func flagSpeakers(pieces []Match) []Match {
	name := func(m *Match) []string {
		if p := m.Speaker(); p != nil {
			return untitled(nameWords(p.Name))
		}
		return nil
	}
	first := name(&pieces[0])
	for i := range pieces {
		own := name(&pieces[i])
		if len(own)+len(first) == 0 && (pieces[i].Statement == nil) == (pieces[0].Statement == nil) || within(own, first) || within(first, own) {
			continue
		}
		for j := range pieces {
			if m := &pieces[j]; !slices.Contains(m.Flags, SkipsSpeaker) {
				m.Flags = append(m.Flags, SkipsSpeaker)
			}
		}
		break
	}
	return pieces
}

// piece builds the match of one run; head and tail say that the claim's words
// before and after it are made up.
func (k *checker) piece(r run, head, tail bool) Match {
	al := pieceOf(r.text, r.text.views[0], r)
	edges := k.flagEdges(&al, head, tail)
	al.complete()
	m, _ := k.match(&al)
	h := k.attribute(r.text, tokens(al.view, al.pairs))
	m.Statement, m.Voice, m.Flags = h.statement, h.voice, union(edges, circumstances(h, true))
	return m
}

// partial returns the place that has the largest real part of the claim.
func (k *checker) partial(runs []run, nears []candidate) (Match, bool) {
	var best run
	longest := shortestRun
	for _, r := range runs {
		longest = max(longest, r.n)
		if r.n > best.n && r.distinctive(len(k.claim.toks)) {
			best = r
		}
	}
	words := float64(len(k.claim.toks))
	for _, c := range nears {
		if c.one && c.longest >= longest && c.content >= 2 &&
			(float64(c.kept) >= fewestReal*words || c.longest >= longPartial) {
			return c.match, true
		}
	}
	if best.n == 0 {
		return Match{}, false
	}
	return k.piece(best, best.c > 0, best.c+best.n < len(k.claim.toks)), true
}
