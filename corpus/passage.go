package corpus

import "sort"

// MaxExcerpt is how many bytes an excerpt of whole sentences may have; one
// sentence that is longer stands alone. Four such excerpts and their sources fit
// into a Discord embed, which holds 4,096 characters.
const MaxExcerpt = 600

// Passages cuts the article into the pieces that are searched and shown: a
// paragraph, or as many whole sentences of a long one as fit into an excerpt.
// They are in order and do not overlap.
func (a *Article) Passages() []Span {
	var out []Span
	for _, p := range a.paragraphs {
		if p.Len() <= MaxExcerpt {
			out = append(out, p)
			continue
		}
		var current Span
		for _, s := range Sentences(a.body, p) {
			if !current.Empty() && s.End-current.Start > MaxExcerpt {
				out = append(out, current)
				current = Span{}
			}
			current = current.Hull(s)
		}
		if !current.Empty() {
			out = append(out, current)
		}
	}
	return out
}

// StatementsIn returns the article's statements that share text with s, in order.
// The slice belongs to the article.
func (a *Article) StatementsIn(s Span) []Statement {
	from := sort.Search(len(a.Statements), func(i int) bool { return a.Statements[i].Span.End > s.Start })
	to := from
	for to < len(a.Statements) && a.Statements[to].Span.Start < s.End {
		to++
	}
	return a.Statements[from:to]
}
