package commands

import (
	"context"
	"fmt"
	"strings"

	"onrecord/corpus"
)

var aboutCommand = Spec{
	Name: "about", Description: "Version, coverage and privacy", Example: "/about",
	run: func(ctx context.Context, r *Router, _ *Request, _ corpus.Query) (*Response, error) {
		version := strings.TrimSuffix(r.about.Version+" ("+r.about.Commit+")", " ()")
		scope, err := r.library.Scope(ctx, corpus.Query{})
		return &Response{Title: "On the Record", Sections: []Section{
			{Heading: "Version", Lines: []string{"onrecord " + version}},
			{Heading: "Coverage", Lines: []string{fmt.Sprintf("%s, version %s", ScopeText(scope), scope.Version)}},
			{Heading: "Quotations", Lines: []string{
				"Every excerpt is shown byte for byte as it stands in the coverage. A digest is our own summary of an article; in it, what people said stands between quotation marks, as the article prints it.",
				"Speakers are found by rules and can be wrong: follow the link and check.",
			}},
			{Heading: "Privacy", Lines: []string{
				"The bot reads no messages: it sees only the commands sent to it, and the one message whose menu is used.",
				"It writes none of them down. A question too long for the buttons below its answer is kept in memory for them, until others take its place or the bot is restarted.",
			}},
		}}, err
	},
}
