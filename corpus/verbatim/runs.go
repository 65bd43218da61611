package verbatim

import "slices"

const (
	// shortestRun is how many words in a row are more than a turn of phrase.
	shortestRun = 4
	// mostAlike is how many places of the claim are tried for four words of an article.
	mostAlike = 4
	// mostSteps bounds the words compared in one article, for each word of it and of the claim.
	mostSteps = 8
	// fewestCovered is what share of a stitched claim its pieces make up.
	fewestCovered = 0.8
	// mostPieces is how many pieces are put together; more are no quotation.
	mostPieces = 40
)

// A run is a row of words that the claim and an article share, as long as can be.
type run struct {
	text *tokenised
	c, n int // of the claim: first word and how many
	at   int // of the text: first token

	content int // how many of the words are not small ones
}

// A row is so many words as are looked up at once.
type row [shortestRun]int32

func rowAt(w []token) row { return row{w[0].id, w[1].id, w[2].id, w[3].id} }

// rows returns where in the claim each row of words stands.
func rows(words []token) map[row][]int {
	places := map[row][]int{}
	for i := 0; i+shortestRun <= len(words); i++ {
		if r := rowAt(words[i:]); len(places[r]) < mostAlike {
			places[r] = append(places[r], i)
		}
	}
	return places
}

// runs returns the longest run of a text for each word of the claim that one begins with.
func (k *checker) runs(t *tokenised) []run {
	v := t.views[0]
	longest := make([]run, len(k.claim.toks))
	steps := mostSteps * (len(k.claim.toks) + len(v))
	for at := 0; at+shortestRun <= len(v); at++ {
		if v[at].id == 0 || v[at+1].id == 0 { // quick, as most words are none of the claim's
			continue
		}
		for _, c := range k.rows[rowAt(v[at:])] {
			if c > 0 && at > 0 && v[at-1].id == k.claim.toks[c-1].id && !t.cuts(at-2) {
				continue // part of a longer one, which does not begin within a word: non-combat
			}
			n := shortestRun
			for c+n < len(k.claim.toks) && at+n < len(v) && v[at+n].id == k.claim.toks[c+n].id && steps > 0 {
				n++
				steps--
			}
			if n <= longest[c].n || !t.uncut(v[at], v[at+n-1]) {
				continue
			}
			if content := k.content(c, n); content >= 2 || content == 1 && n > shortestRun {
				longest[c] = run{text: t, c: c, n: n, at: at, content: content}
			}
		}
	}
	return slices.DeleteFunc(longest, func(r run) bool { return r.n == 0 })
}

func (k *checker) content(c, n int) (content int) {
	for _, w := range k.claim.toks[c : c+n] {
		if k.claim.gain[w.id] != gainFunction {
			content++
		}
	}
	return content
}

// cover picks the runs that make up the claim from its beginning on, each cut to
// what the one before leaves, and says how many words they cover. Of runs that
// begin alike it takes the one that goes farthest.
func cover(runs []run) (picked []run, covered int) {
	end := 0
	for len(picked) < mostPieces {
		var best run
		for _, r := range runs {
			cut := max(end-r.c, 0)
			r.c, r.at, r.n = r.c+cut, r.at+cut, r.n-cut
			if r.n >= shortestRun && (best.n == 0 || r.c < best.c || r.c == best.c && r.n > best.n) {
				best = r
			}
		}
		if best.n == 0 {
			break
		}
		picked = append(picked, best)
		covered += best.n
		end = best.c + best.n
	}
	return picked, covered
}
