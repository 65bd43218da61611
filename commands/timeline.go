package commands

import (
	"context"
	"fmt"

	"onrecord/corpus"
)

var timeline = Spec{
	Name:        "timeline",
	Description: "What somebody said, or what was said of something, day by day",
	Example:     "/timeline terrorism speaker: parker",
	Options:     withFilters(Option{Name: "words", Description: fewWords}, speakerOption),
	run: func(ctx context.Context, r *Router, _ *Request, q corpus.Query) (*Response, error) {
		if q.Text == "" && q.Speaker == "" {
			return nil, &UserError{"A timeline needs a speaker, or words, or both", "Example: /timeline terrorism speaker: parker"}
		}
		q.ByDate, q.Spoken = true, true
		res, err := r.search(ctx, q)
		if err != nil || res.Total > 0 {
			return res, err
		}
		if q.Text == "" {
			known, err := r.isKnown(ctx, corpus.SpeakerNames, q.Speaker)
			if err == nil && !known {
				err = &UserError{fmt.Sprintf("Nobody in the coverage is called %q", short(q.Speaker)), "See /sources for who speaks most, or try the name alone."}
			}
			return res, err
		}
		q.ByDate, q.Spoken, q.Limit, q.Offset = false, false, maxNearest, 0
		if res, err = r.search(ctx, q); err != nil {
			return nil, err
		}
		// What there is the outlets say themselves.
		res.Nearest, res.Results, res.Total = append(res.Results, res.Nearest...), nil, 0
		return res, nil
	},
}

// maxNearest bounds what is shown in place of an answer: what is near a claim that is nowhere, or
// the outlets' own words for what no speaker says.
const maxNearest = 3
