package commands

import (
	"context"
	"errors"

	"onrecord/corpus"
)

var find = command{
	Spec: Spec{
		Name:        "find",
		Description: "Find what the coverage holds on a message",
		Example:     "/find I read that the mayor wants cameras on the quay",
		Hidden:      true, // it is the menu entry of a message; who types has /quote and /ask
		Options:     []Option{{Name: "message", Description: "The message, as it was written", Required: true}},
	},
	run: func(ctx context.Context, r *Router, req *Request) (*Response, error) {
		text := plainMessage(req.Arg("message"))
		if !hasWord(text) {
			return nil, &UserError{"There are no words in that message", "Emoji, links and mentions are not searched for. Try another message, or /quote."}
		}
		var silent *Response
		for _, s := range searchesFor(text, r.names.get(r.library.Corpus())) {
			again := &Request{Command: "quote", Args: map[string]string{"query": s.text}, Limit: req.Limit, Offset: req.Offset}
			if s.question {
				again.Command, again.Args = "ask", map[string]string{"question": s.text}
			}
			res, err := r.search(ctx, corpus.Query{Text: s.text, Question: s.question, Limit: req.Limit, Offset: req.Offset})
			if errors.Is(err, corpus.ErrNoWords) {
				continue
			}
			if err != nil {
				return nil, err
			}
			res.Again = again
			if res.Total > 0 {
				return res, nil
			}
			if silent == nil {
				silent = res
			}
		}
		if silent == nil {
			return nil, corpus.ErrNoWords
		}
		return silent, nil
	},
}
