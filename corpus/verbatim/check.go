package verbatim

import (
	"slices"

	"onrecord/corpus"
)

const (
	// fewestWords is how many words a claim must have to be told from chance.
	fewestWords = 4
	// mostPlaces is how many places of one article are asked for their speaker.
	mostPlaces = 200
	// mostShown is how many matches, and how many variants, a report holds.
	mostShown = 12
	// variantAlike is how alike another article's words must be to be the same
	// utterance. (Found by trial.)
	variantAlike = 0.6
)

// A checker holds one claim against texts.
type checker struct {
	claim   *claim
	speaker speaker
	people  []corpus.Identity
	fail    []int32         // of the claim's words
	rows    map[row][]int32 // and where rows of them stand

	cells  int                      // of tables that may yet be worked out
	voices map[*corpus.Person]Voice // whether the claim's speaker is the person
}

// Check holds a claim against articles, the likeliest first. The people are the
// corpus's (see [corpus.Corpus]); they tell what else a person is called, and may be nil.
//
// The time it takes grows with the length of the articles and, up to a bound,
// with that of the claim; texts made to be slow do not change that.
func Check(c Claim, articles []*corpus.Article, people []corpus.Identity) Report {
	k := &checker{
		claim: newClaim(c.Text), speaker: newSpeaker(c.Speaker), people: people, cells: allCells,
		voices: map[*corpus.Person]Voice{},
	}
	words := len(k.claim.toks)
	if words == 0 || words < fewestWords && !k.claim.quoted {
		return Report{Verdict: TooShort}
	}
	k.fail, k.rows = failures(k.claim.toks), rows(k.claim.toks)
	var wholes []wholeMatch
	var nears []candidate
	var runs []run
	places := 0
	for _, a := range articles {
		t := tokenise(k.claim, a)
		w, n := k.wholeMatches(t)
		if n == 0 && len(k.claim.breaks) > 0 {
			w, n = k.elided(t)
		}
		places += n
		if n > 0 {
			wholes = append(wholes, w)
		} else if words >= fewestWords {
			nears = k.nearest(nears, t)
			if len(wholes) == 0 {
				runs = append(runs, k.runs(t)...)
			}
		}
	}
	if words < fewestWords && places != 1 {
		return Report{Verdict: TooShort}
	}
	if len(wholes) > 0 {
		return k.reportWhole(wholes, nears)
	}
	return k.reportNear(nears, runs)
}

// A wholeMatch is a place that has all words of the claim in order.
type wholeMatch struct {
	match Match
	exact bool
}

// rank is lower for better matches: by the voice, then the exact ones.
func (w *wholeMatch) rank() int {
	rank := 2 * w.match.Voice.rank()
	if !w.exact {
		rank++
	}
	return rank
}

// wholeMatches returns the best of the places that have all of the claim, and how
// many there are. A place by the claimed speaker comes before all others.
func (k *checker) wholeMatches(t *tokenised) (best wholeMatch, count int) {
	var bestView view
	bestAt := 0
	for _, v := range t.views {
		tried := 0
		occurrences(t, v, t.claim, k.fail, func(at int) bool {
			toks := v.at[at : at+len(t.claim)]
			gaps := int(toks[len(toks)-1]-toks[0]) != len(toks)-1
			if len(v.at) != len(t.toks) && !gaps {
				return true // the view of all tokens has it
			}
			count++
			var w wholeMatch
			h := k.attribute(t, toks)
			w.match.Statement, w.match.Voice = h.statement, h.voice
			w.match.Flags = circumstances(h, true)
			w.match.Span, w.exact = k.sameBytes(t, int(toks[0]), int(toks[len(toks)-1]))
			w.exact = w.exact && !gaps
			if count == 1 || w.rank() < best.rank() {
				best, bestView, bestAt = w, v, at
			}
			tried++
			return tried < mostPlaces
		})
	}
	if count == 0 {
		return best, 0
	}
	if best.exact {
		best.match.Article, best.match.Similarity = t.article, 1
		best.match.Pieces = []corpus.Span{best.match.Span}
		best.match.Diff = []Edit{{Equal, t.body[best.match.Span.Start:best.match.Span.End]}}
		return best, count
	}
	al := pieceOf(t, bestView, run{n: len(t.claim), at: bestAt})
	m, _ := k.match(&al)
	m.Statement, m.Voice, m.Flags = best.match.Statement, best.match.Voice, best.match.Flags
	best.match = m
	return best, count
}

// elided returns the place that has the claim's pieces in order, and whether (0
// or 1) there is one.
func (k *checker) elided(t *tokenised) (wholeMatch, int) {
	for _, v := range t.views {
		if al, ok := k.inOrder(t, v); ok {
			c := k.judge(&al)
			return wholeMatch{match: c.match}, 1
		}
	}
	return wholeMatch{}, 0
}

// nearest appends what of the article comes nearest to the claim.
func (k *checker) nearest(nears []candidate, t *tokenised) []candidate {
	best := candidate{score: -1}
	try := func(al alignment) {
		if c := k.judge(&al); c.score > best.score {
			best = c
		}
	}
	for _, v := range t.views {
		if len(k.claim.breaks) > 0 {
			if al, ok := k.nearPieces(t, v); ok {
				try(al)
			}
		}
		if al, ok := k.near(t, v); ok {
			try(al)
		}
	}
	if best.score >= 0 {
		nears = append(nears, best)
	}
	return nears
}

// reportWhole reports on a claim whose words are all there.
func (k *checker) reportWhole(wholes []wholeMatch, nears []candidate) Report {
	slices.SortStableFunc(wholes, func(a, b wholeMatch) int { return a.rank() - b.rank() })
	var r Report
	best := &wholes[0]
	switch voice := best.match.Voice; {
	case k.speaker.given() && voice == Several:
		r.Verdict = Stitched
	case k.speaker.given() && (voice == Other || voice == Outlet):
		r.Verdict = WrongSpeaker
	case best.exact:
		r.Verdict = Exact
	default:
		r.Verdict = Punctuation
	}
	for i := range wholes {
		if w := &wholes[i]; w.match.Voice.rank() == best.match.Voice.rank() {
			r.Matches = append(r.Matches, w.match)
		} else {
			r.Variants = append(r.Variants, w.match)
		}
	}
	r.Matches = r.Matches[:min(len(r.Matches), mostShown)]
	r.addVariants(nears)
	return r
}

// addVariants adds what other articles have of the utterance.
func (r *Report) addVariants(nears []candidate) {
	better(nears)
	for _, c := range nears {
		shown := slices.ContainsFunc(r.Matches, func(m Match) bool { return m.Article == c.match.Article })
		if !shown && c.alike >= variantAlike && c.content >= min(2, c.wanted) && len(r.Variants) < mostShown {
			r.Variants = append(r.Variants, c.match)
		}
	}
}
