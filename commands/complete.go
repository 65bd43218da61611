package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// A Choice is a suggestion: Name is shown, Value is what the option then holds.
type Choice struct {
	Name, Value string
}

// Limits of suggestions. (Discord's documentation, Application Command Option
// Choice Structure, and the autocomplete callback: 25 choices, 100 characters.)
const (
	maxChoices = 25
	maxChoice  = 100
)

// Complete suggests values for an option of a command, the likeliest first, each
// at most once. There are no suggestions for an option that takes any words.
func (r *Router) Complete(ctx context.Context, command, option, typed string) ([]Choice, error) {
	c, ok := r.find(command)
	if !ok {
		return nil, nil
	}
	o, _ := c.Option(option)
	if o.Complete == "" || r.library == nil {
		return nil, nil
	}
	found, err := r.library.Suggest(ctx, o.Complete, typed, maxChoices)
	if err != nil {
		return nil, fmt.Errorf("complete %s: %w", option, err)
	}
	var out []Choice
	seen := map[string]bool{} // Discord refuses two of one name
	for _, name := range found {
		choice, ok := r.choice(o.Complete, name)
		if ok && !seen[choice.Name] {
			out = append(out, choice)
		}
		seen[choice.Name] = true
	}
	return out, nil
}

// choice labels a name, or an article's id. It is false for what is not in the
// corpus any more, and for a name that cannot be shown or asked for.
func (r *Router) choice(kind corpus.NameKind, name string) (c Choice, ok bool) {
	all := r.library.Corpus()
	if all == nil {
		return c, false // the library is closed
	}
	c = Choice{name, name}
	switch kind {
	case corpus.SpeakerNames:
		// Of several of one name the one who says most comes first.
		if i := slices.IndexFunc(all.People, func(p corpus.Identity) bool { return p.Name == name }); i >= 0 {
			c.Name = withRole(&all.People[i])
		}
	case corpus.ArticleNames:
		a, ok := all.Article(name)
		if !ok {
			return c, false
		}
		where := cite(a, ", ", shortDay)
		c = Choice{text.Truncate(headline(a), max(maxChoice-text.UTF16Len(where)-3, maxChoice/2)) + " — " + where, articleKey(a)}
	}
	c.Name = text.Truncate(strings.Join(strings.Fields(text.StripInvisible(c.Name)), " "), maxChoice)
	return c, c.Name != "" && text.UTF16Len(c.Value) <= maxChoice
}
