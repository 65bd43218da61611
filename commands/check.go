package commands

import (
	"context"
	"fmt"

	"onrecord/corpus"
)

var check = Spec{
	Name:        "check",
	Description: "Check the quotations in a message",
	Example:     "/check Brandt said “we will not spend a penny on cameras”",
	Hidden:      true,
	Options:     []Option{{Name: "message", Description: "The message whose quotations are to be checked", Required: true}},
	run: func(ctx context.Context, r *Router, req *Request, _ corpus.Query) (*Response, error) {
		surnames, err := r.surnamesIn(ctx, req.Arg("message"))
		if err != nil {
			return nil, err
		}
		claims, all := claimsIn(req.Arg("message"), surnames)
		if len(claims) == 0 {
			return nil, &UserError{"There are no words in that message", "It may hold only pictures, links or emoji."}
		}
		res := &Response{}
		switch {
		case all > len(claims):
			res.Title = fmt.Sprintf("The first %d of %d quotations in this message", len(claims), all)
		case all > 1:
			res.Title = "Quotations in this message"
		}
		for _, c := range claims {
			if err := r.addCheck(ctx, res, c); err != nil {
				return nil, err
			}
		}
		return res, nil
	},
}
