package commands

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// leastMisspelt is how many letters a name must have to be taken for another:
// "he" begins no name.
const leastMisspelt = 5

// likelySpeaker returns the name that is searched for a speaker's. One that no speaker has
// is taken for the likeliest of those that look or begin like it, and the correction says so.
func (r *Router) likelySpeaker(ctx context.Context, name string) (likely string, c []corpus.Correction, err error) {
	if utf8.RuneCountInString(name) < leastMisspelt || isKnown(r.library.Corpus(), name) {
		return name, nil, nil
	}
	found, err := r.library.Suggest(ctx, corpus.SpeakerNames, name, 1)
	if err != nil {
		return name, nil, fmt.Errorf("look up speaker: %w", err)
	}
	if len(found) == 0 {
		return name, nil, nil
	}
	return found[0], []corpus.Correction{{Typed: name, Searched: found[0]}}, nil
}

// isKnown reports whether a speaker of the coverage is called by the last word of a name;
// titles may stand before it.
func isKnown(c *corpus.Corpus, name string) bool {
	words := strings.Fields(name)
	return len(words) > 0 && len(peopleCalled(c, words[len(words)-1])) > 0
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
