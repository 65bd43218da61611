package commands

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"onrecord/corpus"
)

// link returns the address of the result's source, with a text fragment that
// makes the browser scroll to the words and mark them
// (https://wicg.github.io/scroll-to-text-fragment/). It is "" when the source
// has no address, and without a fragment when the source's wording is not known or
// the words cannot be told from others of the same article.
func link(r *corpus.Result) string {
	a := r.Excerpt.Article()
	if a.URL == "" {
		return ""
	}
	words := textDirective(a, target(r))
	switch {
	case words == "":
		return a.URL
	case strings.Contains(a.URL, "#"):
		return a.URL + ":~:text=" + words
	}
	return a.URL + "#:~:text=" + words
}

// target returns the words of the source to scroll to: of a digest only what
// somebody said in quotation marks, because the rest does not stand in the
// source; otherwise the first sentence that holds the query's words.
func target(r *corpus.Result) corpus.Span {
	a := r.Excerpt.Article()
	said := r.Statement
	if a.Form == corpus.Digest {
		if said == nil || said.Kind != corpus.Direct && said.Kind != corpus.Mixed {
			return corpus.Span{}
		}
		return said.Span
	}
	sentences := corpus.Sentences(a.Body(), r.Excerpt.Span())
	i := slices.IndexFunc(sentences, func(s corpus.Span) bool { return len(r.Matches) > 0 && s.Overlaps(r.Matches[0]) })
	return sentences[max(i, 0)]
}

// How many words a directive has.
const (
	leastWords = 4  // fewer stand in headlines and elsewhere on the page, where the browser would go first
	endWords   = 5  // at either end of a long stretch, to begin with
	mostWords  = 24 // at either end: what is not unique then stands there twice, and the address would be endless
)

// textDirective returns the words by which a browser finds a stretch of an article; ""
// if it would find others. A browser takes the first place that fits, in any case, with
// any white space, so the ends of the stretch are made longer until no other place does.
func textDirective(a *corpus.Article, at corpus.Span) string {
	words := strings.Fields(strings.TrimFunc(a.Body()[at.Start:at.End], func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\"“”'‘’", r) // pages print quotation marks in many ways
	}))
	if len(words) < leastWords {
		return ""
	}
	page, whole := rendered(a.Body()), strings.Join(words, " ")
	for n := endWords; n <= mostWords && 2*n < len(words); n++ {
		start, end := strings.Join(words[:n], " "), strings.Join(words[len(words)-n:], " ")
		_, behind, _ := strings.Cut(page, rendered(start))
		between, _, _ := strings.Cut(behind, rendered(end))
		if isUnique(page, start) && rendered(start)+between+rendered(end) == rendered(whole) {
			return escapeDirective(start) + "," + escapeDirective(end)
		}
	}
	if len(words) > mostWords || !isUnique(page, whole) {
		return ""
	}
	return escapeDirective(whole)
}

func isUnique(page, words string) bool {
	first := strings.Index(page, rendered(words))
	return first >= 0 && first == strings.LastIndex(page, rendered(words))
}

// rendered returns a text as a browser compares it: in small letters, white space as one space.
func rendered(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

var directiveEscapes = strings.NewReplacer("+", "%20", "-", "%2D")

// escapeDirective encodes words for a text directive, in which "-", "," and "&"
// have a meaning of their own.
func escapeDirective(words string) string { return directiveEscapes.Replace(url.QueryEscape(words)) }
