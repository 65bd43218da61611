package verbatim

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"onrecord/corpus"
)

const (
	// fewestWords is how many words a claim must have to be told from chance.
	fewestWords = 4
	// mostPlaces is how many places of one article are asked for their speaker.
	mostPlaces = 100
)

// A checker holds one claim against texts.
type checker struct {
	claim   *claim
	speaker speaker
	rows    map[row][]int // and where rows of them stand

	cells int // of tables that may yet be worked out
}

// Names returns the names of the people whom [Check] may want to know more about, as they
// stand and folded, each once: the claimed speaker's, and those of the articles' speakers.
func Names(c Claim, articles []*corpus.Article) []string {
	names := map[string]bool{strings.Join(newSpeaker(c.Speaker, nil).words, " "): true}
	for _, a := range articles {
		for _, st := range a.Statements {
			if st.Speaker != corpus.Unattributed {
				name := a.People[st.Speaker].Name
				names[name], names[strings.Join(nameWords(name), " ")] = true, true
			}
		}
	}
	delete(names, "")
	return slices.Sorted(maps.Keys(names))
}

// Check holds a claim against articles, the likeliest first. The people are those of the
// coverage who are called by [Names], or more; they tell what else a person is called.
//
// The time it takes grows with the length of the articles and, up to a bound,
// with that of the claim; texts made to be slow do not change that.
func Check(c Claim, articles []*corpus.Article, people []corpus.Identity) Report {
	r := check(c, articles, people)
	if r.Verdict == Exact || r.Verdict == Punctuation {
		if best := &r.Matches[0]; HasSic(c.Text) && !HasSic(best.Article.Body()[best.Span.Start:best.Span.End]) {
			r.markInserted()
		}
		return r
	}
	text, ok := withoutInsertions(c.Text)
	if !ok {
		return r
	}
	// What brackets hold is the quoter's, and may stand for a word or two.
	without := check(Claim{text, c.Speaker}, articles, people)
	if without.Verdict != Punctuation && without.Verdict != Exact || slices.ContainsFunc(without.Matches, func(m Match) bool {
		return slices.ContainsFunc(m.Spans(Skip), func(s corpus.Span) bool { return s.Len() > mostBracketed && m.Span.Contains(s) })
	}) {
		return r
	}
	without.markInserted()
	return without
}

// markInserted says of a report that the quoter put words into the claim.
func (r *Report) markInserted() {
	r.Verdict = Punctuation
	for i := range r.Matches {
		r.Matches[i].Flags = union(r.Matches[i].Flags, Words)
	}
}

// mostBracketed is how many bytes a word or two have that a bracketed one stands for.
const mostBracketed = 40

func check(c Claim, articles []*corpus.Article, people []corpus.Identity) Report {
	k := &checker{claim: newClaim(c.Text), speaker: newSpeaker(c.Speaker, people), cells: allCells}
	words := 0 // a date is one token
	for i := range k.claim.toks {
		words += len(strings.Fields(k.claim.word(i)))
	}
	if words == 0 || words < fewestWords && !k.claim.quoted {
		return Report{Verdict: TooShort}
	}
	k.rows = rows(k.claim.toks)
	var wholes []Match
	var nears []candidate
	var runs []run
	places := 0
	for _, a := range articles {
		t := tokenise(k.claim, a)
		w, n := k.wholeMatch(t)
		places += n
		if n > 0 {
			wholes = append(wholes, w)
		} else if words >= fewestWords {
			switch c := k.nearest(t); {
			case c.restyled:
				wholes = append(wholes, k.inContext(c.text, c.match))
			case c.text != nil:
				nears = append(nears, c)
			}
			if len(wholes) == 0 {
				runs = append(runs, k.runs(t)...)
			}
		}
	}
	if words < fewestWords && places != 1 {
		return Report{Verdict: TooShort}
	}
	slices.SortStableFunc(nears, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	if len(wholes) > 0 {
		return k.reportWhole(wholes, nears)
	}
	return k.reportNear(nears, runs)
}

// wholeMatch returns the best of the places that have all of the claim, and how many there
// are. A place by the claimed speaker comes before all others.
func (k *checker) wholeMatch(t *tokenised) (best Match, count int) {
	words := k.claim.toks
	for _, v := range t.views {
		steps := mostSteps * (len(words) + len(v))
		for at := 0; at+len(words) <= len(v) && steps > 0 && count < mostPlaces; at++ {
			n := 0
			for n < len(words) && v[at+n].id == words[n].id {
				n++
			}
			if steps -= n; n < len(words) || !t.uncut(v[at], v[at+n-1]) {
				continue
			}
			toks := v[at : at+n]
			gaps := int(toks[n-1].n-toks[0].n) != n-1
			if len(v) != len(t.toks) && !gaps {
				continue // the view of all tokens has it
			}
			count++
			// What is around a place is slow to read, and makes it no better.
			m := Match{Voice: k.attribute(t, toks).voice, exact: !gaps && k.sameBytes(t, toks)}
			if exact := m.exact; count == 1 || m.rank() < best.rank() {
				m = k.piece(v, run{text: t, n: n, at: at})
				m.exact = exact
				if count == 1 || m.rank() < best.rank() {
					best = m
				}
			}
		}
	}
	return best, count
}

// sameBytes reports whether the claim is, byte for byte, the stretch of the body that has the
// tokens of its words, with the marks that the claim has at its ends. A claim that has what
// is neither letter, digit, mark nor space never is: nobody knows what its reader sees.
func (k *checker) sameBytes(t *tokenised, toks []token) bool {
	c, last := k.claim, len(toks)-1
	from, to := int(toks[0].start-c.toks[0].start), int(toks[last].end-c.toks[last].end)+len(c.text)
	unprintable := func(r rune) bool { return classOf(r) == picture || isInvisible(r) }
	return from >= 0 && to <= len(t.text) && t.text[from:to] == c.text && !strings.ContainsFunc(c.text, unprintable)
}

func (k *checker) nearest(t *tokenised) (best candidate) {
	for _, v := range t.views {
		if c := k.near(t, v); c.score > best.score {
			best = c
		}
	}
	return best
}
