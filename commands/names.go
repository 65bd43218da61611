package commands

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// leastMisspelt is how many letters a name must have to be taken for another:
// "he" begins no name.
const leastMisspelt = 5

// correctName puts the likeliest of those names that look or begin like one that was typed in its
// place, if nothing in the coverage is called as is told, and notes it.
func (r *Router) correctName(ctx context.Context, kind corpus.NameKind, typed *string, called string, corrected *[]corpus.Correction) error {
	if utf8.RuneCountInString(*typed) < leastMisspelt {
		return nil
	}
	found, err := r.library.Suggest(ctx, kind, *typed, 1)
	if err != nil || len(found) == 0 || text.HasNameWords(found[0], text.NameWords(*typed)) {
		return err
	}
	if known, err := r.isKnown(ctx, kind, called); err != nil || known {
		return err
	}
	*corrected = append(*corrected, corpus.Correction{Typed: *typed, Searched: found[0]})
	*typed = found[0]
	return nil
}

// isKnown reports whether somebody, or an outlet, is called so.
func (r *Router) isKnown(ctx context.Context, kind corpus.NameKind, name string) (bool, error) {
	if kind == corpus.OutletNames {
		counts, err := r.library.Outlets(ctx, corpus.Query{Outlet: name})
		return len(counts) > 0, err
	}
	people, err := r.library.People(ctx, []string{name}, 1, false)
	return len(people) > 0, err
}

// mostPeople is how many of those who are called so are looked at, those who say most.
const mostPeople = 1000

// surnamesIn returns, in small letters, the names of people of the coverage that stand in a message
// where a speaker would: true for surnames, false for others.
func (r *Router) surnamesIn(ctx context.Context, message string) (map[string]bool, error) {
	words := strings.Fields(stated(strings.ReplaceAll(message, "*", ""))) // without bold
	passedOver := slices.Concat([]string{""}, noSurnames, sayingVerbs)
	var names []string
	for i := range words {
		if name := bare(words, i); speakerStands(words, i) && !slices.Contains(passedOver, name) {
			names = append(names, name)
			passedOver = append(passedOver, name)
		}
	}
	surnames := map[string]bool{}
	// One by one, or those of a frequent word would crowd out the others.
	for _, name := range names[:min(len(names), mostSurnames)] {
		people, err := r.library.People(ctx, []string{name}, mostPeople, false)
		if err != nil {
			return nil, err
		}
		for _, p := range people {
			words := strings.Fields(strings.ToLower(p.Name))
			for i, word := range words {
				if p.Kind == corpus.Individual {
					surnames[word] = surnames[word] || i == len(words)-1
				}
			}
		}
	}
	return surnames, nil
}

// mostSurnames is how many words of a message are looked up.
const mostSurnames = 20

// noSurnames are words that stand beside verbs of saying all the time, and name nobody.
var noSurnames = strings.Fields("a an the i we you he she it they this that these those there in on at of to by if and but or not no never as so who what")
