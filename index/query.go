package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// A wanted is one word that a query asks for.
type wanted struct {
	word   string // as typed
	term   string
	weight float64 // how rare it is; see weigh
}

// A parsed query is what the words of a corpus.Query ask for.
type parsed struct {
	words   []wanted
	phrases []string // what stood between quotation marks, folded (see foldPhrase)
}

// maxQuery is how many bytes of a query are read. Discord lets members type
// 6,000 characters into an option; nobody searches for so many.
const maxQuery = 1000

// parse splits a query into words and "exact phrases". Words that carry no
// meaning of their own are dropped, unless there are no others.
func parse(text string) parsed {
	if len(text) > maxQuery {
		text = strings.ToValidUTF8(text[:maxQuery], "")
	}
	var p parsed
	p.phrases = quotedParts(text)
	seen := map[string]bool{}
	var stop []wanted
	for _, t := range tokenise(nil, text, 0) {
		if seen[t.term] {
			continue
		}
		seen[t.term] = true
		w := wanted{word: text[t.span.Start:t.span.End], term: t.term}
		if stopTerms[t.term] {
			stop = append(stop, w)
		} else {
			p.words = append(p.words, w)
		}
	}
	if len(p.words) == 0 {
		p.words = stop
	}
	return p
}

// quotedParts returns what stands between double quotation marks, straight or
// curly, folded. A mark without a partner opens nothing.
func quotedParts(text string) []string {
	const marks = `"“”„«»`
	var out []string
	for {
		open := strings.IndexAny(text, marks)
		if open < 0 {
			return out
		}
		_, size := utf8.DecodeRuneInString(text[open:])
		text = text[open+size:]
		end := strings.IndexAny(text, marks)
		if end < 0 {
			return out
		}
		if f := foldPhrase(text[:end]); f != "" {
			out = append(out, f)
		}
		_, size = utf8.DecodeRuneInString(text[end:])
		text = text[end+size:]
	}
}

// foldPhrase folds a text for comparing phrases: lower-case words with single
// spaces between them, all other characters dropped.
func foldPhrase(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

// admits reports whether the query's filters let the article pass.
func admits(q *corpus.Query, a *corpus.Article) bool {
	switch {
	case q.Article != "" && a.ID != q.Article:
		return false
	case q.Outlet != "" && !namesOutlet(q.Outlet, a.Outlet):
		return false
	case q.From != "" && (a.Date == "" || a.Date < q.From):
		return false
	case q.To != "" && (a.Date == "" || a.Date > q.To):
		return false
	}
	return true
}

// namesOutlet reports whether the asked name means the outlet: all of its words
// are the outlet's ("bbc" is BBC News, "guardian" is The Guardian).
func namesOutlet(asked, outlet string) bool {
	have := map[string]bool{}
	for _, t := range tokenise(nil, outlet, 0) {
		have[t.term] = true
	}
	words := tokenise(nil, asked, 0)
	for _, t := range words {
		if !have[t.term] {
			return false
		}
	}
	return len(words) > 0
}

// namesPerson reports whether the asked name means the person: all of its words
// are in the name, in one of the aliases or in the role.
func namesPerson(asked string, p *corpus.Person) bool {
	have := map[string]bool{}
	for _, form := range append([]string{p.Name, p.Role}, p.Aliases...) {
		for _, t := range tokenise(nil, form, 0) {
			have[t.term] = true
		}
	}
	n := 0
	for _, t := range tokenise(nil, asked, 0) {
		if stopTerms[t.term] {
			continue
		}
		if !have[t.term] {
			return false
		}
		n++
	}
	return n > 0
}
