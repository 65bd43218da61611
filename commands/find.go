package commands

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

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
		for _, again := range searchesFor(text) {
			again.Limit, again.Offset = req.Limit, req.Offset
			q := corpus.Query{Text: again.query(), Question: again.Command == "ask", Limit: req.Limit, Offset: req.Offset}
			res, err := r.search(ctx, q)
			if errors.Is(err, corpus.ErrNoWords) {
				continue
			}
			if err != nil {
				return nil, err
			}
			res.Again = &again
			if res.Total > 0 {
				return res, nil
			}
			silent = cmp.Or(silent, res)
		}
		if silent == nil {
			return nil, corpus.ErrNoWords
		}
		return silent, nil
	},
}

// maxSentences is how many sentences of a message are searched for.
const maxSentences = 3

// searchesFor returns what to ask to find what the coverage holds on a text, the best
// first: its longest sentences, where questions count twice, because who asks wants to know.
func searchesFor(text string) []Request {
	var out []Request
	for line := range strings.Lines(text) {
		for _, s := range corpus.Sentences(line, corpus.Span{Start: 0, End: len(line)}) {
			words := slices.DeleteFunc(strings.Fields(unquoted.Replace(line[s.Start:s.End])), func(w string) bool {
				return fillers[strings.ToLower(strings.Trim(w, ".,;:!?"))]
			})
			sentence := strings.Join(words, " ")
			if !hasWord(sentence) {
				continue
			}
			if strings.HasSuffix(sentence, "?") {
				out = append(out, Request{Command: "ask", Args: map[string]string{"question": sentence}})
			} else {
				out = append(out, Request{Command: "quote", Args: map[string]string{"query": sentence}})
			}
		}
	}
	weight := func(r Request) int {
		if r.Command == "ask" {
			return 2 * len(r.query())
		}
		return len(r.query())
	}
	slices.SortStableFunc(out, func(a, b Request) int { return cmp.Compare(weight(b), weight(a)) })
	return out[:min(len(out), maxSentences)]
}

// unquoted takes the quotation marks out of a text: they would ask for exactly
// these words, and members quote from memory.
var unquoted = strings.NewReplacer(`"`, " ", "“", " ", "”", " ", "„", " ", "‟", " ", "«", " ", "»", " ", "‹", " ", "›", " ", "＂", " ")

// fillers only talk to the others in the channel.
var fillers = setOf(`actually anyway anyways apparently basically bro btw dude folks fyi guys haha hahaha hello hey hi honestly idk imho imo kinda
	like lmao lol literally nah ngl nope obviously ok okay omg pls please really rofl seriously smh tbh thanks totally u ur wow wtf yea yeah yep yes yo`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
