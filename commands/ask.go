package commands

import (
	"context"

	"onrecord/corpus"
)

var ask = Spec{
	Name:        "ask",
	Description: "Ask a question; the passages that answer it are quoted",
	Example:     "/ask How many plots did MI5 foil?",
	Options:     withFilters(Option{Name: "question", Description: "A question, as you would ask a person", Required: true}),
	run: func(ctx context.Context, r *Router, _ *Request, q corpus.Query) (*Response, error) {
		q.Question = true
		res, err := r.search(ctx, q)
		if err != nil {
			return nil, err
		}
		for i := range res.Results {
			found := &res.Results[i]
			nobodys := found.Statement != nil && found.Speaker() == nil
			// The outlet answers in its own words, beside or around those of nobody who is named.
			if nobodys && (found.Kind == corpus.Mixed || !found.Answer.Empty() && !found.Statement.Span.Overlaps(found.Answer)) {
				found.Kind, found.Statement = corpus.Report, nil
			}
		}
		return res, nil
	},
}
