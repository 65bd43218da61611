package index

import (
	"slices"
	"strings"

	"onrecord/corpus"
)

// A filter lets only some passages pass.
type filter struct {
	*corpus.Query
	outlets []string // those that the query's outlet names; nil: any
	speaker []string // terms of the speaker asked for; nil: anybody
}

func (x *Index) newFilter(q *corpus.Query) *filter {
	f := &filter{Query: q, speaker: meaningful(q.Speaker)}
	if _, exact := x.now.outlets[q.Outlet]; exact && q.Outlet != "" {
		f.outlets = []string{q.Outlet}
	} else if q.Outlet != "" {
		f.outlets = []string{}
		asked := meaningful(q.Outlet)
		for o := range x.now.outlets {
			if covers(o, asked) {
				f.outlets = append(f.outlets, o)
			}
		}
		slices.Sort(f.outlets)
	}
	return f
}

// restrict puts the filter into an engine's plan.
func (f *filter) restrict(p *Plan) {
	p.Article, p.Outlets, p.Speaker, p.Spoken = f.Article, f.outlets, f.speaker, f.Spoken
	p.From, p.To = f.From, f.To
}

// passes reports whether an article passes.
func (f *filter) passes(a *corpus.Article) bool {
	switch {
	case f.Article != "" && a.ID != f.Article,
		f.outlets != nil && !slices.Contains(f.outlets, a.Outlet),
		f.From != "" && (a.Date == "" || a.Date < f.From),
		f.To != "" && (a.Date == "" || a.Date > f.To):
		return false
	}
	return true
}

// speaks reports whether a person of an article is the speaker asked for: all words
// of the name asked for are among what that person is called.
func (f *filter) speaks(e *entry, person int) bool {
	return person != corpus.Unattributed && covers(strings.Join(e.callings(person), "\n"), f.speaker)
}

// onlySaid drops what the person asked for does not say: of the words that were
// read, only those within that person's statements stay. Names may stand anywhere.
// It reports whether any word is left, or none but names was asked for.
func (c *candidate) onlySaid(f *filter) bool {
	said := c.StatementsIn(c.span)
	speaks := make([]bool, len(said))
	for i := range said {
		speaks[i] = f.speaks(c.entry, said[i].Speaker)
	}
	if !slices.Contains(speaks, true) {
		return false
	}
	var in slotSet
	c.matches = slices.DeleteFunc(c.matches, func(m match) bool {
		keep := c.plan.slots[m.slot].name
		for i := range said {
			keep = keep || speaks[i] && said[i].Span.Contains(m.at)
		}
		if keep {
			in |= 1 << m.slot
		}
		return !keep
	})
	words := false
	for i, s := range c.plan.slots {
		words = words || !s.name
		if !s.name && !in.has(i) {
			c.tf[i], c.best[i] = 0, 0
		}
	}
	return in&^c.plan.names != 0 || !words
}
