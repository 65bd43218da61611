package ingest

import "onrecord/corpus"

// A Draft is what was made of one source: an article as far as the source shows it,
// and what was left out of it. Nothing in it is invented; what the source does not
// show is empty.
type Draft struct {
	Source string // the path or address that it was read from

	Title, Description, Outlet, Author, URL string
	Date                                    corpus.Date
	// Origins say, for each field that is filled in, how it is known.
	Origins map[Field]Origin

	Paragraphs []string  // the body, each on one line, its words as they were found
	Dropped    []Dropped // in the order of the source
	Doubts     []Doubt   // what was kept, or filled in, but should be looked at
}

// A Field is one of an article's fields, by its name in the front matter.
type Field string

// The fields that a source may show.
const (
	Title       Field = "title"
	Description Field = "description"
	Outlet      Field = "outlet"
	Author      Field = "author"
	URL         Field = "url"
	Date        Field = "date"
)

// An Origin is how a field is known.
type Origin string

// Origins, the surest first. A field from a heuristic is written as unconfirmed.
const (
	FromOperator  Origin = "operator"  // a person has said so
	FromJSONLD    Origin = "json-ld"   // the page's structured data
	FromMeta      Origin = "meta"      // the page's meta elements
	FromText      Origin = "text"      // it stands in the text, beside the body
	FromAddress   Origin = "address"   // concluded from the address
	FromHeuristic Origin = "heuristic" // concluded
)

// A Dropped is a piece of the source that is not in the article.
type Dropped struct {
	Line int // in the source, from 1; 0 where it has no lines
	Text string
	Rule string // the name of the rule that dropped it
}

// A Doubt is something that a person should look at.
type Doubt struct {
	Line int // in the source, from 1; 0 where it is about no line
	Text string
	Why  string
}
