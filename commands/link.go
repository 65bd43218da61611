package commands

import (
	"net/url"
	"strings"

	"onrecord/corpus"
)

// fragmentWords is how many words at either end of a long stretch make up its
// text fragment: few enough for a short address, enough to be unlikely twice.
const fragmentWords = 5

// leastWords is how many words a fragment must have: fewer stand in headlines
// and elsewhere, and the browser goes to the first place it finds.
const leastWords = 4

// Link returns the address of the result's source, with a text fragment that
// makes the browser scroll to the words and mark them
// (https://wicg.github.io/scroll-to-text-fragment/). It is "" when the source
// has no address, and without a fragment when the source's wording is not known.
func Link(r *corpus.Result) string {
	a := r.Excerpt.Article()
	if a.URL == "" {
		return ""
	}
	at := target(r)
	words := strings.Fields(a.Body()[at.Start:at.End])
	if len(words) < leastWords {
		return a.URL
	}
	address := a.URL
	if !strings.Contains(address, "#") {
		address += "#"
	}
	address += ":~:text="
	if len(words) <= 2*fragmentWords {
		return address + escapeFragment(words)
	}
	return address + escapeFragment(words[:fragmentWords]) + "," + escapeFragment(words[len(words)-fragmentWords:])
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
	for _, s := range sentences {
		if len(r.Matches) > 0 && s.Overlaps(r.Matches[0]) {
			return s
		}
	}
	return sentences[0]
}

// escapeFragment encodes words for a text directive, in which "-", "," and "&"
// have a meaning of their own.
func escapeFragment(words []string) string {
	text := strings.Trim(strings.Join(words, " "), "\"“”'‘’")
	return strings.NewReplacer("+", "%20", "-", "%2D").Replace(url.QueryEscape(text))
}
