package commands

import (
	"cmp"
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

var find = Spec{
	Name:        "find",
	Description: "Find what the coverage holds on a message",
	Example:     "/find I read that the mayor wants cameras on the quay",
	Hidden:      true, // who types has /quote and /ask
	Menu:        "Find in coverage",
	Options:     []Option{{Name: "message", Description: "The message, as it was written", Required: true}},
	run: func(ctx context.Context, r *Router, req *Request, _ corpus.Query) (*Response, error) {
		var best *Response
		for _, sentence := range longestSentences(plainMessage(req.Arg("message"), false)) {
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
			const hint = "Greetings, emoji, links and mentions are not searched for. Try another message, or /quote."
			return nil, &UserError{"There is nothing in that message to look up", hint}
		}
		return best, nil
	},
}

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
	const maxSentences = 3 // of a message that are searched for
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return out[:min(len(out), maxSentences)]
}

// unquoted takes the quotation marks out of a text: they would ask for exactly
// these words, and members quote from memory.
var unquoted = strings.NewReplacer(`"`, " ", "“", " ", "”", " ", "„", " ", "‟", " ", "«", " ", "»", " ", "‹", " ", "›", " ", "＂", " ")

// fillers only talk to the others in the channel.
var fillers = strings.Fields(`actually anyway anyways apparently basically bro btw dude folks fyi guys haha hahaha hello hey hi honestly idk imho imo
	kinda like lmao lol literally nah ngl nope obviously ok okay omg pls please really rofl seriously smh tbh thanks totally u ur wow wtf yea yeah yep yes yo`)

// markup is what stands in a message of Discord and is no word of its writer, in the order in
// which it is replaced. (Discord's documentation, Message Formatting.)
var markup = []struct {
	form *regexp.Regexp
	with string
}{
	{regexp.MustCompile("```(?:[0-9A-Za-z+-]*\n)?"), "\n"},
	{regexp.MustCompile(`\[([^\[\]\n]*)\]\(<?https?://[^\s()]*(?:\([^\s()]*\))?[^\s()]*>?\)`), "$1"}, // links
	{regexp.MustCompile(`(?i)<?\b(?:https?://|www\.)[^\s<>]+>?`), " "},
	{regexp.MustCompile(`<(?:@[!&]?\d+|#\d+|/[^:<>]{1,100}:\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|id:\w+)>|@(?:everyone|here)\b`), " "},
	{regexp.MustCompile(`:[0-9A-Za-z_+-]*[A-Za-z_][0-9A-Za-z_+-]*:`), " "}, // emoji
	{regexp.MustCompile(`(?m)^[\t >]*(?:#{1,3} +|-# +|[-*+] +|\d{1,3}\. +)?`), ""},
}

// plainMessage returns the words of a message, line by line: without Discord's markup, mentions,
// links, emoji and what cannot be seen. Quotation marks stay, and so do emoji if pictures are wanted.
func plainMessage(message string, pictures bool) string {
	s := message
	for _, m := range markup {
		s = m.form.ReplaceAllString(s, m.with)
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("*~`|\\", r), unicode.In(r, unicode.Variation_Selector, unicode.Cf): // markup, and nothing to see
			return -1
		case strings.ContainsRune("_<>@", r):
			return ' '
		case r == '\n', unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.Sc, unicode.Sm), pictures && unicode.Is(unicode.So, r):
			return r
		}
		return ' ' // emoji and other pictures
	}, strings.ToValidUTF8(s, " "))
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
