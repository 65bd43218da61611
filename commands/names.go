package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// leastMisspelt is how many letters a name must have to be taken for another:
// "he" begins no name.
const leastMisspelt = 5

// correctFilters puts the likeliest names in the place of misspelt ones.
func (r *Router) correctFilters(ctx context.Context, q *corpus.Query) ([]corpus.Correction, error) {
	c := r.library.Corpus()
	speaker, corrected, err := r.likelyName(ctx, corpus.SpeakerNames, q.Speaker, func() bool {
		return len(peopleCalled(c, q.Speaker)) > 0
	})
	if err != nil {
		return nil, err
	}
	outlet, more, err := r.likelyName(ctx, corpus.OutletNames, q.Outlet, func() bool {
		words := nameWords(q.Outlet)
		return slices.ContainsFunc(c.Articles, func(a *corpus.Article) bool { return hasAllNames(words, a.Outlet) })
	})
	q.Speaker, q.Outlet = speaker, outlet
	return append(corrected, more...), err
}

// likelyName returns the name that is searched for one that was typed. One that is not
// known is taken for the likeliest of those that look or begin like it, and the correction
// says so.
func (r *Router) likelyName(ctx context.Context, kind corpus.NameKind, typed string, known func() bool) (likely string, c []corpus.Correction, err error) {
	if utf8.RuneCountInString(typed) < leastMisspelt {
		return typed, nil, nil
	}
	found, err := r.library.Suggest(ctx, kind, typed, 1)
	if err != nil {
		return typed, nil, fmt.Errorf("look up %s: %w", kind, err)
	}
	if len(found) == 0 || hasAllNames(nameWords(typed), found[0]) || known() {
		return typed, nil, nil
	}
	return found[0], []corpus.Correction{{Typed: typed, Searched: found[0]}}, nil
}

// surnamesOf returns the surnames of the people of the coverage, in small letters.
func surnamesOf(people []corpus.Identity) map[string]bool {
	out := map[string]bool{}
	for i := range people {
		if f := strings.Fields(people[i].Name); people[i].Kind == corpus.Individual && len(f) > 0 {
			out[strings.ToLower(f[len(f)-1])] = true
		}
	}
	return out
}

// nameWords returns the words of a name in lower case and without accents, which
// are left out by those whose keyboard does not have them. O'Neil is one word.
func nameWords(s string) []string {
	return strings.FieldsFunc(strings.ReplaceAll(text.Fold(s), "'", ""), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}
