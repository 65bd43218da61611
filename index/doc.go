// Package index is the bleve index over the articles: it finds the passages of a corpus
// that answer a query, and is silent when none does.
//
// A query is parsed (query.go) and planned (plan.go): which words a passage must have,
// and what may stand for them. An [Engine] finds the candidates; bleve is one (bleve.go),
// over documents (document.go) whose fields mapping.go maps. The candidates are read and
// ranked on the articles' own words (rank.go; evidence.go and topic.go for questions) and
// cut to excerpts (excerpt.go). build.go keeps an index in a folder and brings it up to
// date; [Index.Replace] exchanges the corpus while it is searched.
package index
