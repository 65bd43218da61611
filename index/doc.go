// Package index finds the passages of a corpus that answer a query.
//
// bleve holds the inverted index and brings the candidates; what a result is,
// in which order, and when to be silent is decided here, on the articles' own
// text. None of bleve's types appear in the package's API, and no other package
// imports bleve.
//
// The way of a search: [Index.Search] parses the query (query.go), asks bleve
// for candidates (store.go), scores them (rank.go), cuts excerpts and finds who
// speaks in them (result.go). How words become terms is in terms.go, how
// articles become passages in passages.go.
//
// The package does not load articles (package corpus) or work out who said what
// (package quotation): it takes a corpus in which both is done.
package index
