package index

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/corpus/text"
	"onrecord/index/meaning"
)

// longestCorrected is how many letters a word may have that is looked for by
// spelling: bleve's automata grow with them, and no longer word is misspelt twice.
const longestCorrected = 20

// correctSpelling looks for words spelt nearly like the slot's, which the coverage does not
// have: one letter wrong in a word of five to eight letters, two in a longer one, the first
// letter right. The nearest counts; of equally near ones a name, then the more common. What
// is a word of English, or has family or synonyms in the coverage, is seldom misspelt.
func (x *searcher) correctSpelling(ctx context.Context, s *slot) (err error) {
	t := s.asked.term
	typed := text.Fold(s.asked.text)
	n := utf8.RuneCountInString(typed)
	first, size := utf8.DecodeRuneInString(t)
	if n < 5 || n > longestCorrected || first >= '0' && first <= '9' || s.light {
		return nil
	}
	best, known := x.corrected.Get(typed)
	if !known {
		word := meaning.IsWord(typed)
		if !word {
			other := slot{asked: s.asked}
			if err := x.addStandIns(ctx, &other, false); err != nil || len(other.alternatives) > 0 {
				return err
			}
		}
		most := 1
		if n >= 9 && !word {
			most = 2
		}
		for distance := 1; best == "" && distance <= most; distance++ {
			near, err := x.Similar(ctx, Text, t, t[:size], distance)
			if err != nil {
				return err
			}
			if best, err = x.mostLikely(ctx, t, near, word); err != nil {
				return err
			}
		}
	}
	x.corrected.Add(typed, best)
	s.corrected = best != ""
	s.instead, err = x.fill(ctx, s, true, worth(correctedValue, Text, best))
	return err
}

// mostLikely returns the term among some, all as far from what was typed, that is likeliest to be
// meant; "" is none. A word of English may stand for a name only, or for one with a letter doubled.
func (x *searcher) mostLikely(ctx context.Context, typed string, terms []string, word bool) (best string, err error) {
	used, err := x.usages(ctx, terms...)
	if err != nil {
		return "", err
	}
	for _, t := range terms {
		u, likeliest := used[t], used[best]
		if u.text == 0 || stopTerms[t] || word && !u.name && compacted(t) != compacted(typed) {
			continue
		}
		if best == "" || u.name && !likeliest.name ||
			u.name == likeliest.name && cmp.Or(cmp.Compare(u.text, likeliest.text), strings.Compare(best, t)) > 0 {
			best = t
		}
	}
	return best, nil
}

// compacted returns a word without the letters that repeat the one before: diner for dinner.
func compacted(word string) string { return string(slices.Compact([]rune(word))) }

// corrections tells what was searched instead of words that occur nowhere.
func (x *searcher) corrections(ctx context.Context, pl *plan) ([]corpus.Correction, error) {
	var out []corpus.Correction
	for _, s := range pl.slots {
		var searched []string
		for _, t := range s.instead {
			written, err := x.spelling(ctx, t)
			if err != nil {
				return nil, err
			}
			if !s.corrected {
				written = strings.ToLower(written)
			}
			searched = append(searched, written)
		}
		if len(searched) > 0 {
			out = append(out, corpus.Correction{Typed: s.asked.text, Searched: strings.Join(searched, ", ")})
		}
	}
	return out, nil
}

// spelling returns a word of the coverage that counts as a term, as it is written
// where it says most.
func (x *searcher) spelling(ctx context.Context, t string) (string, error) {
	held, err := x.find(ctx, &Plan{Must: []Clause{AnyOf(Text, t)}, Limit: 1})
	if err != nil {
		return "", err
	}
	for _, p := range held {
		for w := range words(p.text(), 0) {
			if term(w.text) == t || term(w.tail()) == t {
				return w.text, nil
			}
		}
	}
	return t, nil
}
