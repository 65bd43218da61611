package index

import (
	"onrecord/corpus"
)

// A passage is what is indexed and shown; see [corpus.Article.Passages].
type passage struct {
	article *corpus.Article
	span    corpus.Span
}

// terms returns everything that a passage is found by: the words of its text,
// and the names of the people whom it lets speak or mentions, whatever the text
// calls them there ("he", "the spy chief").
func (p passage) terms() []string {
	var out []string
	for _, t := range tokenise(nil, p.article.Body()[p.span.Start:p.span.End], 0) {
		out = append(out, t.term)
	}
	for i := range p.article.People {
		if person := &p.article.People[i]; p.tellsOf(i) {
			for _, t := range tokenise(nil, person.Name, 0) {
				out = append(out, t.term)
			}
		}
	}
	return out
}

// tellsOf reports whether the i-th of the article's people speaks or is
// mentioned in the passage.
func (p passage) tellsOf(i int) bool {
	for _, m := range p.article.People[i].Mentions {
		if p.span.Overlaps(m) {
			return true
		}
	}
	for _, s := range p.article.StatementsIn(p.span) {
		if s.Speaker == i {
			return true
		}
	}
	return false
}
