package index

import (
	"context"
	"maps"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// mostPeople is how many of those who are called so are looked at, those who say most.
const mostPeople = 1000

// spoken answers a query without words with all that the speaker says, the earliest first.
func (x *searcher) spoken(ctx context.Context, f *filter, ans *corpus.Answer) error {
	people, err := x.peopleCalled(ctx, f.Speaker)
	if err != nil || len(people) == 0 {
		return err
	}
	meant, articles := map[corpus.Place]bool{}, map[string]bool{}
	last := map[string]bool{} // the last words of their names
	for _, p := range people {
		for _, at := range p.Places {
			meant[at], articles[at.Article] = true, true
		}
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			if terms := Terms(name); len(terms) > 0 {
				last[terms[len(terms)-1]] = true
			}
		}
	}
	// The engine finds who has one of them, and those meant are picked out.
	p := Plan{Must: []Clause{AnyOf(Speaker, slices.Sorted(maps.Keys(last))...)}, ByDate: true}
	all := filter{Query: &corpus.Query{Article: f.Article, From: f.From, To: f.To, Spoken: true}, outlets: f.outlets}
	all.restrict(&p)
	var found []corpus.Result
	matches, err := x.scan(ctx, &p, leastDated, func() bool { return len(found) > f.wanted() }, func(passages []Passage) error {
		// Of a common surname most are others', and their articles may be far away.
		passages = slices.DeleteFunc(passages, func(p Passage) bool { return !articles[p.Article] })
		held, err := x.passages(ctx, passages)
		if err != nil {
			return err
		}
		for i := range held {
			said, err := held[i].saidBy(meant)
			if err != nil {
				return err
			}
			found = append(found, said...)
		}
		return nil
	})
	if err != nil {
		return err
	}
	ans.Results, ans.Total = page(f, found), estimate(len(found), p.Offset, matches)
	ans.About = ans.Total > len(found)
	return nil
}

// peopleCalled returns those who are meant: those of that very name, if it is more than a surname,
// or those whose name holds every word of what was asked for or, if there are none, those whom an
// article calls so ("the spy chief").
func (x *searcher) peopleCalled(ctx context.Context, asked string) ([]corpus.Identity, error) {
	words := text.NameWords(asked)
	if len(words) == 0 {
		return nil, nil
	}
	all, err := x.People(ctx, [][]string{words}, mostPeople, true)
	if err != nil {
		return nil, err
	}
	for _, meant := range []func(name string) bool{
		func(name string) bool { return len(words) > 1 && strings.EqualFold(name, asked) },
		func(name string) bool { return text.HasNameWords(name, words) },
	} {
		named := slices.DeleteFunc(slices.Clone(all), func(p corpus.Identity) bool { return !meant(p.Name) })
		if len(named) > 0 {
			return named, nil
		}
	}
	return all, nil
}

// saidBy returns what some people say in a passage: for every stretch of a paragraph in which
// no one else speaks, its sentences; of a sentence that others speak in as well, only the
// person's words.
func (h *held) saidBy(people map[corpus.Place]bool) (out []corpus.Result, err error) {
	said := h.StatementsIn(h.span)
	for i := range said {
		st := &said[i]
		if st.Span.Start < h.span.Start || !people[corpus.Place{Article: h.ID, Person: st.Speaker}] {
			continue // it begins in the passage before, or is another's
		}
		span := st.Span
		for _, s := range h.SentencesAround(st.Span) {
			if h.Voice(s) != nil {
				span = span.Hull(s)
			}
		}
		if last := len(out) - 1; last >= 0 && out[last].Statement.Speaker == st.Speaker && h.goesOn(out[last].Excerpt.Span(), span) {
			span, st = out[last].Excerpt.Span().Hull(span), out[last].Statement
			out = out[:last]
		}
		e, err := h.Excerpt(span)
		if err != nil {
			return nil, err
		}
		out = append(out, corpus.Result{Excerpt: e, Kind: st.Kind, Statement: st})
	}
	return out, nil
}

// goesOn reports whether one span of a paragraph goes on with the next: they share a
// sentence, or make one excerpt.
func (h *held) goesOn(s, next corpus.Span) bool {
	return next.Start < s.End || h.Body()[s.End:next.Start] == " " && next.End-s.Start <= corpus.MaxExcerpt
}
