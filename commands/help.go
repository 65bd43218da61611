package commands

import (
	"context"
	"fmt"

	"onrecord/corpus"
)

var help = Spec{
	Name: "help", Description: "How to use this bot", Example: "/help",
	run: func(_ context.Context, r *Router, _ *Request, _ corpus.Query) (*Response, error) {
		list := Section{Heading: "Commands"}
		var menus []string
		for _, s := range r.Specs() {
			if !s.Hidden {
				list.Lines = append(list.Lines, fmt.Sprintf("%s — %s", s.Example, s.Description))
			}
			if s.Menu != "" {
				menus = append(menus, fmt.Sprintf("Apps, %s — in the menu of a message", s.Menu))
			}
		}
		list.Lines = append(list.Lines, menus...)
		return &Response{Title: "On the Record: who said what, where, when, word for word", Sections: []Section{
			list,
			{Heading: "How to ask", Lines: []string{
				"A name and a word or two are enough: names mean people, whatever the text calls them there.",
				"\"Words in quotation marks\" are looked for exactly as they stand.",
				"Narrow it down with the options speaker, outlet, from and to.",
				"When the coverage is silent, the answer says so, and how far it looked.",
			}},
		}}, nil
	},
}
