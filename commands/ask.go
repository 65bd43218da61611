package commands

import (
	"context"

	"onrecord/corpus"
)

var ask = command{
	Spec: Spec{
		Name:        "ask",
		Description: "Ask a question; the passages that answer it are quoted",
		Example:     "/ask How many plots did MI5 foil?",
		Options: append([]Option{
			{Name: "question", Description: "A question, as you would ask a person", Required: true},
		}, filterOptions...),
	},
	run: func(ctx context.Context, r *Router, _ *Request, q corpus.Query) (*Response, error) {
		q.Question = true
		return r.search(ctx, q)
	},
}
