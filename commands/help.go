package commands

import (
	"context"
	"fmt"

	"onrecord/corpus"
)

var help = Spec{
	Name: "help", Description: "How to use this bot", Example: "/help",
	run: func(_ context.Context, r *Router, _ *Request, _ corpus.Query) (*Response, error) {
		var lines, menus []string
		for _, s := range r.Specs() {
			if !s.Hidden {
				lines = append(lines, fmt.Sprintf("%s — %s", s.Example, s.Description))
			}
			if s.Menu != "" {
				menus = append(menus, fmt.Sprintf("Apps, %s — in the menu of a message", s.Menu))
			}
		}
		return &Response{Title: "On the Record: who said what, where, when, word for word", Sections: []Section{
			{Heading: "Commands", Lines: append(lines, menus...)},
			{Heading: "How to ask", Lines: []string{
				"A name and a word or two are enough: names mean people, whatever the text calls them there.",
				"\"Words in quotation marks\" are looked for exactly as they stand.",
				"Narrow it down with the options speaker, outlet, from and to.",
				"When the coverage is silent, the answer says so, and how far it looked.",
			}},
		}}, nil
	},
}
