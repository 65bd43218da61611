package index

import (
	"onrecord/corpus"
)

// result turns a hit into what is shown: the excerpt, and who speaks in it.
func (x *Index) result(h hit, want parsed) (corpus.Result, error) {
	p := x.passages[h.passage]
	e, err := p.article.Excerpt(p.span)
	if err != nil {
		return corpus.Result{}, err
	}
	r := corpus.Result{Excerpt: e, Kind: corpus.Report, Matches: h.matches, Score: h.score}
	if s := x.statement(p, h, want); s != nil {
		r.Kind, r.Statement = s.Kind, s
	}
	return r, nil
}

// statement returns the statement that the excerpt was found for: the one that
// holds most of the matched words. A match outside every statement, in the
// outlet's own words, counts for none of them; when such matches outweigh the
// statements, there is no statement, because nobody is known to have said that.
// The words of a speaker's name count for all that speaker's statements.
func (x *Index) statement(p passage, h hit, want parsed) *corpus.Statement {
	var best *corpus.Statement
	bestScore, outside := 0, 0
	names := x.peopleTerms(p)
	for _, m := range h.matches {
		if !names[term(p.article.Body()[m.Start:m.End])] && !inAnyStatement(p.article, m) {
			outside++
		}
	}
	for _, s := range p.article.StatementsIn(p.span) {
		score := 0
		for _, m := range h.matches {
			if s.Span.Contains(m) {
				score += 2
			}
		}
		if asksForSpeaker(want, p.article, s) {
			score++
		}
		if score > bestScore {
			best, bestScore = s, score
		}
	}
	if 2*outside > bestScore {
		return nil
	}
	return best
}

func inAnyStatement(a *corpus.Article, m corpus.Span) bool {
	return len(a.StatementsIn(m)) > 0
}
