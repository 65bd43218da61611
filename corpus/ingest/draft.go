package ingest

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"text/template"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// A Draft is what was made of one source: an article as far as the source shows it,
// and what was left out of it. Nothing in it is invented; what the source does not
// show is empty.
type Draft struct {
	Source string // the path or address that it was read from
	key    string // what the source is known by from one import to the next: an address, or a hash of a path
	moved  bool   // another address answered

	Title, Description, Outlet, Author, URL string
	Date                                    corpus.Date
	// Origins say, for each field that is filled in, how it is known.
	Origins map[Field]Origin

	Paragraphs []string  // the body, each on one line, its words as they were found
	Lines      []int     // where each paragraph stood in the source, from 1; nil where it has no lines
	Dropped    []Dropped // in the order of the source
	Doubts     []Doubt   // what was kept, or filled in, but should be looked at

	// Most of the source's prose was left out by rules that cannot say what it is: then it
	// may be the article that was. It is not published unasked.
	doubtful bool
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
	FromFeed      Origin = "feed"      // the feed or the sitemap that named the page
	FromOutlets   Origin = "outlets"   // a table of outlets, by the article's address
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

// allFields are in the order of the front matter.
var allFields = []Field{Title, Date, Description, Outlet, Author, URL}

func (d *Draft) field(f Field) *string {
	return map[Field]*string{
		Title: &d.Title, Description: &d.Description, Outlet: &d.Outlet, Author: &d.Author, URL: &d.URL, Date: (*string)(&d.Date),
	}[f]
}

// Field returns what a field holds.
func (d *Draft) Field(f Field) string { return *d.field(f) }

// Set fills in a field and notes how it is known. White space in the value is
// squeezed to single spaces: a field stands on one line.
func (d *Draft) Set(f Field, value string, from Origin) {
	*d.field(f) = fold(value)
	d.Origins[f] = from
}

// Missing names the fields that are to be filled in, in the order of the front
// matter. Not every article has a standfirst; it is not asked for.
func (d *Draft) Missing() (out []string) {
	for _, f := range allFields {
		if f != Description && d.Field(f) == "" {
			out = append(out, string(f))
		}
	}
	return out
}

// Markdown writes the draft as an article. Fields that were concluded are named as
// unconfirmed.
func (d *Draft) Markdown() ([]byte, error) {
	m := corpus.Meta{
		Title: d.Title, Description: d.Description, Date: d.Date, Outlet: d.Outlet, Author: d.Author, URL: d.URL,
		Form: corpus.Full, Origin: oneLine(d.Source),
	}
	for _, f := range allFields {
		if d.isUnconfirmed(f) {
			m.Unconfirmed = append(m.Unconfirmed, string(f))
		}
	}
	return corpus.Markdown(m, d.Paragraphs)
}

// isUnconfirmed reports whether a field was concluded rather than read.
func (d *Draft) isUnconfirmed(f Field) bool {
	return d.Field(f) != "" && (d.Origins[f] == FromHeuristic || d.Origins[f] == FromAddress)
}

func (d *Draft) body() string { return strings.Join(d.Paragraphs, "\n") }

// doubt notes, once, what is doubtful about no line.
func (d *Draft) doubt(why string) {
	if x := (Doubt{Why: why}); !slices.Contains(d.Doubts, x) {
		d.Doubts = append(d.Doubts, x)
	}
}

// reviewForm is how the report looks that stands beside an article: how its fields are known, what
// is to be filled in, what is doubtful, and every line that was left out.
//
//go:embed lists/review.txt
var reviewForm string

var reviewTemplate = sync.OnceValue(func() *template.Template {
	funcs := template.FuncMap{"line": oneLine, "unconfirmed": (*Draft).isUnconfirmed}
	return template.Must(template.New("review").Funcs(funcs).Parse(reviewForm))
})

func (d *Draft) review(name string) []byte {
	var b bytes.Buffer
	known := slices.DeleteFunc(slices.Clone(allFields), func(f Field) bool { return d.Field(f) == "" })
	err := reviewTemplate().Execute(&b, struct {
		*Draft
		Name  string
		Known []Field
	}{d, name, known})
	if err != nil {
		panic(err) // tests show every part of it
	}
	return b.Bytes()
}

// oneLine keeps a text from beginning a line of its own, and from commanding the
// terminal in which the review is read.
func oneLine(s string) string { return fold(text.StripInvisible(s)) }
