package commands

import (
	"regexp"
	"strings"

	"onrecord/corpus"
)

// name is a name of two words or more, as people type it.
const name = `\p{Lu}[\pL\pM'’.-]*(?: (?:of|the|de|van|von|\p{Lu}[\pL\pM'’.-]*)){1,4}`

// How people quote in a channel where an article would print it otherwise.
var (
	// signed is a name behind a quotation: "… on cameras — Olive Brandt".
	signed = regexp.MustCompile(`\s*(?:—|―|–|--?|~)\s*(` + name + `)[.,]?\s*$`)
	// labelled is a name before one: "Olive Brandt: we will not …".
	labelled = regexp.MustCompile(`^((?:\p{Lu}[\pL\pM'’.-]* ){0,3}\p{Lu}[\pL\pM'’.-]*): ([^"“”«»]+)$`)
	// unpaused is a quotation that no comma parts from the verb.
	unpaused = regexp.MustCompile(`([\pL\pN])(["”»])( (?:(?:\p{Lu}[\pL'’.-]* ){1,3})?(?:` + sayingVerbs + `)\b)`)
	// single are single quotation marks around some words.
	single = regexp.MustCompile(`(^|[\s(])['‘]([\pL\pN](?:[^'’‘\n]|\b['’]\b)*)['’]($|[\s).,;:?!])`)
)

// asPrinted writes a line as an article would print it, for as much as package
// quotation needs to see what is quoted.
func asPrinted(line string, surnames map[string]bool) string {
	line = strings.TrimSpace(line)
	if !strings.ContainsAny(line, `"“”«»`) {
		line = single.ReplaceAllString(line, "$1“$2”$3")
	}
	if m := labelled.FindStringSubmatch(line); m != nil {
		last := m[1][strings.LastIndexByte(m[1], ' ')+1:]
		if surnames[strings.ToLower(last)] { // or any heading would be a speaker
			line = m[1] + ": “" + m[2] + "”"
		}
	}
	return unpaused.ReplaceAllString(line, "$1,$2$3")
}

// betweenMarks returns what stands between quotation marks within a paragraph; of
// quotations within others the outer one.
func betweenMarks(text string) []corpus.Span {
	var out []corpus.Span
	for _, p := range corpus.Paragraphs(text) {
		depth, start := 0, 0
		straight := false
		for i, r := range text[p.Start:p.End] {
			i += p.Start
			opens, closes := r == '“' || r == '«', r == '”' || r == '»'
			if r == '"' {
				opens, closes = !straight, straight
				straight = !straight
			}
			switch {
			case opens:
				if depth == 0 {
					start = i + len(string(r))
				}
				depth++
			case closes && depth > 0:
				if depth--; depth == 0 {
					out = append(out, corpus.Span{Start: start, End: i})
				}
			}
		}
	}
	return out
}
