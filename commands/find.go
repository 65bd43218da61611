package commands

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

var find = Spec{
	Name:        "find",
	Description: "Find what the coverage holds on a message",
	Example:     "/find I read that the mayor wants cameras on the quay",
	Hidden:      true, // it is the menu entry of a message; who types has /quote and /ask
	Options:     []Option{{Name: "message", Description: "The message, as it was written", Required: true}},
	run: func(ctx context.Context, r *Router, req *Request, _ corpus.Query) (*Response, error) {
		sentences := longestSentences(plainMessage(req.Arg("message"), false))
		if len(sentences) == 0 {
			return nil, &UserError{"There are no words in that message", "Emoji, links and mentions are not searched for. Try another message, or /quote."}
		}
		var best *Response
		for _, sentence := range sentences {
			res, err := r.search(ctx, corpus.Query{Text: sentence, Limit: req.Limit, Offset: req.Offset})
			switch {
			case errors.Is(err, corpus.ErrNoWords):
				continue
			case err != nil:
				return nil, err
			}
			res.Again = &Request{Command: quote.Name, Args: map[string]string{"query": sentence}, Limit: req.Limit, Offset: req.Offset}
			if res.Total > 0 {
				return res, nil
			}
			best = cmp.Or(best, res)
		}
		if best == nil {
			return nil, corpus.ErrNoWords
		}
		return best, nil
	},
}

// maxSentences is how many sentences of a message are searched for.
const maxSentences = 3

// longestSentences returns what to search for to find what the coverage holds on a text.
func longestSentences(message string) []string {
	var out []string
	for line := range strings.Lines(message) {
		for _, s := range corpus.Sentences(line, corpus.Span{Start: 0, End: len(line)}) {
			words := slices.DeleteFunc(strings.Fields(unquoted.Replace(line[s.Start:s.End])), func(w string) bool {
				return slices.Contains(fillers, strings.ToLower(strings.Trim(w, ".,;:!?")))
			})
			if sentence := strings.Join(words, " "); text.HasWord(sentence) {
				out = append(out, sentence)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return out[:min(len(out), maxSentences)]
}

// unquoted takes the quotation marks out of a text: they would ask for exactly
// these words, and members quote from memory.
var unquoted = strings.NewReplacer(`"`, " ", "“", " ", "”", " ", "„", " ", "‟", " ", "«", " ", "»", " ", "‹", " ", "›", " ", "＂", " ")

// fillers only talk to the others in the channel.
var fillers = strings.Fields(`actually anyway anyways apparently basically bro btw dude folks fyi guys haha hahaha hello hey hi honestly idk imho imo
	kinda like lmao lol literally nah ngl nope obviously ok okay omg pls please really rofl seriously smh tbh thanks totally u ur wow wtf yea yeah yep yes yo`)
