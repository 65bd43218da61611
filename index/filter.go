package index

import (
	"cmp"
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

func (x *searcher) newFilter(q *corpus.Query) *filter {
	f := &filter{Query: q, speaker: meaningful(q.Speaker)}
	if q.Outlet != "" {
		f.outlets = x.outletsCalled(q.Outlet)
	}
	return f
}

// wanted is how many results make all pages up to the one that is asked for.
func (f *filter) wanted() int {
	return max(0, f.Offset) + min(cmp.Or(max(0, f.Limit), defaultLimit), maxLimit)
}

// outletsCalled returns the outlet of that very name or, if there is none, those whose names
// have all of its words.
func (x *searcher) outletsCalled(name string) []string {
	called := []string{}
	asked := meaningful(name)
	for _, o := range x.coverage.Outlets {
		if o.Name == name {
			return []string{name}
		}
		if covers(o.Name, asked) {
			called = append(called, o.Name)
		}
	}
	slices.Sort(called)
	return called
}

// listing names the articles that the filter lets pass.
func (f *filter) listing() corpus.Listing {
	return corpus.Listing{Article: f.Article, Outlets: f.outlets, From: f.From, To: f.To}
}

// restrict puts the filter into an engine's plan, and reports whether it leaves anything out.
func (f *filter) restrict(p *Plan) bool {
	before := len(p.Must)
	if f.Article != "" {
		p.Must = append(p.Must, AnyOf(Article, f.Article))
	}
	if f.outlets != nil {
		p.Must = append(p.Must, AnyOf(Outlet, f.outlets...))
	}
	for _, t := range f.speaker {
		p.Must = append(p.Must, AnyOf(Speaker, t))
	}
	if f.Spoken {
		p.Must = append(p.Must, Spoken)
	}
	p.From, p.To = f.From, f.To
	return len(p.Must) > before || f.From != "" || f.To != ""
}

// Spoken is where a person says something.
var Spoken = AnyOf(Kind, string(corpus.Direct), string(corpus.Mixed), string(corpus.Indirect))

// AnyOf is what has any of some terms in a field.
func AnyOf(f Field, terms ...string) Clause { return worth(1, f, terms...) }

// worth is what has any of some terms in a field, each of which is worth as much.
func worth(value float64, f Field, terms ...string) Clause {
	c := Clause{}
	for _, t := range terms {
		c = append(c, Alternative{f, t, value})
	}
	return c
}

// speaks reports whether a person of an article is the speaker asked for: all words
// of the name asked for are among what that person is called.
func (f *filter) speaks(e *Entry, person int) bool {
	return person != corpus.Unattributed && covers(strings.Join(e.callings(person), "\n"), f.speaker)
}

// onlySaid drops what the person asked for does not say: of the words that were
// read, only those within that person's statements, and beside them in a sentence, stay. Names may stand anywhere.
// It reports whether any word is left, or none but names was asked for.
func (c *candidate) onlySaid(f *filter) bool {
	var theirs []corpus.Span
	for _, st := range c.StatementsIn(c.span) {
		if f.speaks(c.Entry, st.Speaker) {
			theirs = append(theirs, c.reach(&st))
		}
	}
	if len(theirs) == 0 {
		return false
	}
	c.matches = slices.DeleteFunc(c.matches, func(m match) bool {
		return !c.plan.slots[m.slot].name && !slices.ContainsFunc(theirs, func(s corpus.Span) bool { return s.Contains(m.at) })
	})
	in := c.slotsWithin(c.span)
	for i, s := range c.plan.slots {
		if !s.name && !in.has(i) {
			c.tf[i], c.best[i] = 0, 0
		}
	}
	return in&^c.plan.names != 0 || c.plan.names == 1<<len(c.plan.slots)-1
}
