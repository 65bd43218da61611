package ingest

import (
	"strings"

	"onrecord/corpus"
)

// A Draft is what was made of one source: an article as far as the source shows it,
// and what was left out of it. Nothing in it is invented; what the source does not
// show is empty.
type Draft struct {
	Source string // the path or address that it was read from
	Place  string // of a file: a hash of its path, since Source is its name alone

	Title, Description, Outlet, Author, URL string
	Date                                    corpus.Date
	// Origins say, for each field that is filled in, how it is known.
	Origins map[Field]Origin

	Paragraphs []string  // the body, each on one line, its words as they were found
	Lines      []int     // where each paragraph stood in the source, from 1; nil where it has no lines
	Dropped    []Dropped // in the order of the source
	Doubts     []Doubt   // what was kept, or filled in, but should be looked at
	Settled    []string  // lines that a person has looked at and kept
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

// Field returns what a field holds.
func (d *Draft) Field(f Field) string {
	switch f {
	case Title:
		return d.Title
	case Description:
		return d.Description
	case Outlet:
		return d.Outlet
	case Author:
		return d.Author
	case URL:
		return d.URL
	case Date:
		return string(d.Date)
	}
	return ""
}

// Set fills in a field and notes how it is known. White space in the value is
// squeezed to single spaces: a field stands on one line.
func (d *Draft) Set(f Field, value string, from Origin) {
	value = strings.Join(strings.Fields(value), " ")
	switch f {
	case Title:
		d.Title = value
	case Description:
		d.Description = value
	case Outlet:
		d.Outlet = value
	case Author:
		d.Author = value
	case URL:
		d.URL = value
	case Date:
		d.Date = corpus.Date(value)
	}
	if d.Origins == nil {
		d.Origins = map[Field]Origin{}
	}
	d.Origins[f] = from
}

// Missing returns the fields that are to be filled in, in the order of the front
// matter. Not every article has a standfirst; it is not asked for.
func (d *Draft) Missing() []Field {
	var out []Field
	for _, f := range []Field{Title, Date, Outlet, Author, URL} {
		if d.Field(f) == "" {
			out = append(out, f)
		}
	}
	return out
}
