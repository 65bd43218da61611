package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// A Choice is a suggestion: Name is shown, Value is what the option then holds.
type Choice struct{ Name, Value string }

// How many suggestions there may be, and how long one is. (Discord's documentation, Application
// Command Option Choice Structure, and the autocomplete callback: 25 choices, 100 characters.)
const maxChoices, maxChoice = 25, 100

// Complete suggests values for an option of a command, the likeliest first, each
// at most once. There are no suggestions for an option that takes any words.
func (r *Router) Complete(ctx context.Context, command, option, typed string) ([]Choice, error) {
	options := r.find(command).Options
	i := slices.IndexFunc(options, func(o Option) bool { return o.Name == option && o.Complete != "" })
	if i < 0 {
		return nil, nil
	}
	choices, err := r.choices(ctx, options[i].Complete, typed)
	if err != nil {
		return nil, fmt.Errorf("complete %s: %w", option, err)
	}
	seen := map[string]bool{} // Discord refuses two of one name
	return slices.DeleteFunc(choices, func(c Choice) bool {
		again := seen[c.Name]
		seen[c.Name] = true
		return again || c.Name == "" || text.UTF16Len(c.Value) > maxChoice // which could not be shown or asked for
	}), nil
}

// choices are the names that may be meant, labelled, or articles. What is not in the coverage any
// more is left out.
func (r *Router) choices(ctx context.Context, kind corpus.NameKind, typed string) (out []Choice, err error) {
	names, err := r.library.Suggest(ctx, kind, typed, maxChoices)
	if err != nil {
		return nil, err
	}
	add := func(name, value string) {
		name = text.Truncate(strings.Join(strings.Fields(text.StripInvisible(name)), " "), maxChoice)
		out = append(out, Choice{name, value})
	}
	if kind == corpus.ArticleNames {
		articles, err := r.library.Articles(ctx, names)
		for _, a := range articles {
			if a != nil {
				where := cite(a, ", ", shortDay)
				add(text.Truncate(headline(a), max(maxChoice-text.UTF16Len(where)-3, maxChoice/2))+" — "+where, a.Key())
			}
		}
		return out, err
	}
	labels := map[string]string{}
	if kind == corpus.SpeakerNames {
		people, err := r.library.People(ctx, names, 4*maxChoices, false) // some of the same words
		if err != nil {
			return nil, err
		}
		for _, p := range slices.Backward(people) { // of several of one name the one who says most stays
			labels[p.Name] = withRole(&p)
		}
	}
	for _, name := range names {
		add(cmp.Or(labels[name], name), name)
	}
	return out, nil
}

// correctName puts the likeliest of those names that look or begin like one that was typed in its
// place, if nothing in the coverage is called as is told, and notes it.
func (r *Router) correctName(ctx context.Context, kind corpus.NameKind, typed *string, called string, corrected *[]corpus.Correction) error {
	const leastMisspelt = 5 // letters that a name has which is taken for another: "he" begins no name
	if len([]rune(*typed)) < leastMisspelt {
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

func (r *Router) isKnown(ctx context.Context, kind corpus.NameKind, name string) (bool, error) {
	if kind == corpus.OutletNames {
		counts, err := r.library.Outlets(ctx, corpus.Query{Outlet: name})
		return len(counts) > 0, err
	}
	people, err := r.library.People(ctx, []string{name}, 1, false)
	return len(people) > 0, err
}
