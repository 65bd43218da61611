package commands

import (
	"net/url"
	"slices"
	"strings"

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
	directive := fragment(a, target(r))
	if directive == "" {
		return a.URL
	}
	if !strings.Contains(a.URL, "#") {
		directive = "#" + directive
	}
	return a.URL + directive
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

var inDirective = strings.NewReplacer("+", "%20", "-", "%2D")

// escapeFragment encodes words for a text directive, in which "-", "," and "&"
// have a meaning of their own.
func escapeFragment(text string) string {
	return inDirective.Replace(url.QueryEscape(strings.Join(strings.Fields(text), " ")))
}
