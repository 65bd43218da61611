package commands

import (
	"context"
	"fmt"
	"slices"

	"onrecord/corpus"
)

var timeline = command{
	Spec: Spec{
		Name:        "timeline",
		Description: "What somebody said, or what was said of something, day by day",
		Example:     "/timeline terrorism speaker: parker",
		Options: append([]Option{
			{Name: "words", Description: "A few words, names or an \"exact phrase\""},
			speakerOption,
		}, filterOptions...),
	},
	run: func(ctx context.Context, r *Router, req *Request, q corpus.Query) (*Response, error) {
		switch {
		case q.Text != "":
			return r.spokenByDate(ctx, q)
		case q.Speaker != "":
			return r.statementsByDate(ctx, req, &q)
		}
		return nil, &UserError{"A timeline needs a speaker, or words, or both", "Example: /timeline terrorism speaker: parker"}
	},
}

// maxNearest is how much is shown in place of an answer: what is near a claim that is nowhere,
// or the outlets' own words for what no speaker says.
const maxNearest = 3

// spokenByDate answers with what is said that matches a query, the earliest first.
func (r *Router) spokenByDate(ctx context.Context, q corpus.Query) (*Response, error) {
	q.ByDate, q.Spoken = true, true
	res, err := r.search(ctx, q)
	if err != nil || res.Total > 0 {
		return res, err
	}
	q.ByDate, q.Spoken, q.Limit, q.Offset = false, false, maxNearest, 0
	if res, err = r.search(ctx, q); err != nil {
		return nil, err
	}
	if len(res.Results) > 0 { // the outlets say it themselves
		res.Nearest, res.Results, res.Total = res.Results, nil, 0
	}
	return res, nil
}

// statementsByDate answers with all statements of the people whom the query's speaker
// names, the earliest first.
func (r *Router) statementsByDate(ctx context.Context, req *Request, q *corpus.Query) (*Response, error) {
	people, err := r.peopleCalled(ctx, q.Speaker)
	if err != nil {
		return nil, err
	}
	if len(people) == 0 {
		return nil, &UserError{fmt.Sprintf("Nobody in the coverage is called %q", short(q.Speaker)), "See /sources for who speaks most, or try the name alone."}
	}
	passes, err := r.passes(ctx, q)
	if err != nil {
		return nil, err
	}
	var all []corpus.Result
	for _, p := range people {
		for places := range slices.Chunk(p.Places, articlesAtOnce) {
			found, err := r.spokenAt(ctx, places, passes)
			if err != nil {
				return nil, fmt.Errorf("timeline: %w", err)
			}
			all = append(all, found...)
		}
	}
	sortByDate(all)
	return &Response{Answer: corpus.Answer{Total: len(all), Results: paginate(all, req, pageOfTen)}}, nil
}

// articlesAtOnce is how many articles are asked for at a time: they may come from afar.
const articlesAtOnce = 100

// spokenAt returns what is said by the people at some places, in articles that pass.
func (r *Router) spokenAt(ctx context.Context, places []corpus.Place, passes func(*corpus.Article) bool) (all []corpus.Result, err error) {
	ids := make([]string, len(places))
	for i, at := range places {
		ids[i] = at.Article
	}
	articles, err := r.library.Articles(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, a := range articles {
		if a == nil || places[i].Person >= len(a.People) || !passes(a) {
			continue
		}
		found, err := spokenPassages(a, places[i].Person)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// passes tells of an article whether it is of the outlets and of the days asked for.
func (r *Router) passes(ctx context.Context, q *corpus.Query) (func(*corpus.Article) bool, error) {
	outlets := map[string]bool{}
	if q.Outlet != "" {
		counts, err := r.library.Outlets(ctx, corpus.Query{Outlet: q.Outlet})
		if err != nil {
			return nil, fmt.Errorf("look up outlet: %w", err)
		}
		for _, o := range counts {
			outlets[o.Name] = true
		}
	}
	return func(a *corpus.Article) bool {
		return (q.Outlet == "" || outlets[a.Outlet]) && a.Date >= q.From && (q.To == "" || a.Date != "" && a.Date <= q.To)
	}, nil
}

// spokenPassages returns what one of an article's people says in it: for every stretch
// of a paragraph in which no one else speaks, its sentences; of a sentence that
// others speak in as well, only that person's words.
func spokenPassages(a *corpus.Article, person int) ([]corpus.Result, error) {
	var out []corpus.Result
	for i := range a.Statements {
		st := &a.Statements[i]
		if st.Speaker != person {
			continue
		}
		s := sentencesBy(a, st.Span, person)
		if last := len(out) - 1; last >= 0 && goesOn(a, out[last].Excerpt.Span(), s) {
			s, st = out[last].Excerpt.Span().Hull(s), out[last].Statement
			out = out[:last]
		}
		r, err := resultOf(a, s, st)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// goesOn reports whether one span of a paragraph goes on with the next: they share a
// sentence, or make one excerpt.
func goesOn(a *corpus.Article, s, next corpus.Span) bool {
	return next.Start < s.End || a.Body()[s.End:next.Start] == " " && next.End-s.Start <= corpus.MaxExcerpt
}

// speaksAlone reports whether somebody speaks in a stretch of an article, and no one else.
func speaksAlone(a *corpus.Article, s corpus.Span, speaker int) bool {
	voice := a.Voice(s)
	return voice != nil && voice.Speaker == speaker
}
