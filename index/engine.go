package index

import (
	"context"

	"onrecord/corpus"
)

// An Engine finds passages. It stores what [Document] says of each and answers
// plans; in which order the best are shown, and whether any is good enough, is
// decided by this package on the articles' own words. All methods but Close are
// safe for use by many goroutines. Package index uses bleve; package enginetest
// is what any engine must do.
type Engine interface {
	// Candidates returns the passages that match a plan.
	Candidates(context.Context, *Plan) (Found, error)
	// Frequencies returns, for each of some terms, how many passages have it in a
	// field.
	Frequencies(ctx context.Context, field Field, terms []string) ([]int, error)
	// Terms returns the terms of a field that begin with a prefix.
	Terms(ctx context.Context, field Field, prefix string) ([]string, error)
	// Similar returns the terms of a field that have a prefix and are at most so
	// many letters away (1 or 2) from a term.
	Similar(ctx context.Context, field Field, term, prefix string, distance int) ([]string, error)
	// Held returns what the engine holds: of every article, the revision.
	Held(context.Context) (map[string]Revision, error)
	// Write removes and adds documents. Either all of it is done when it returns
	// without an error, and survives the machine, or nothing.
	Write(ctx context.Context, remove map[string]Revision, add []Addition) error
	Close() error
}

// A Field is a part of a document that is searched.
type Field string

// The fields of a document.
const (
	Text    Field = "text"    // terms: the passage's words
	Context Field = "context" // terms: headline, outlet, year, and what the people in the passage are called
	Proper  Field = "proper"  // terms: the words of the text that begin with a capital
	Speaker Field = "speaker" // terms: what those who speak in it are called
	Outlet  Field = "outlet"  // keyword
	Article Field = "article" // keyword: the article's id
	Kind    Field = "kind"    // keywords: kinds of the statements in it
	Day     Field = "date"    // keyword: day of publication
)

// A Revision says in which state of its source something was indexed, and how many
// documents it is.
type Revision struct {
	Hash      string
	Documents int
}

// An Addition is an article as it is written to an engine.
type Addition struct {
	*Entry    // for an engine that keeps the articles, too; nil where only passages are of interest
	Documents []Document
}

// A Document is what is known of a passage.
type Document struct {
	Article string // id
	Hash    string // of the article's Revision
	Number  int    // of the passage in its article, from 0
	Text    string // and the other fields, by their names; of terms with a space between them
	Context string
	Proper  string
	Speaker string
	Kind    []string
	Outlet  string
	Date    corpus.Date
}

// A Plan is a search in an engine's words.
type Plan struct {
	Must   []Clause // a passage has all of these, the filters among them
	Should []Clause // and at least Least of these; the others add to its score
	Least  int      // 0: none

	From, To corpus.Date // only in articles of these days, both included; "": no bound
	ByDate   bool        // the earliest first, those without a day last, and in the order of the text; else the best
	Offset   int
	Limit    int
}

// A Clause is something that a passage can have: any of some terms.
type Clause []Alternative

// An Alternative is a term in a field, and what it is worth. Only terms of [Text] give
// a score.
type Alternative struct {
	Field Field
	Term  string
	Boost float64
}

// Found is what an engine has to say on a plan.
type Found struct {
	Passages []Passage // in the plan's order
	Total    int       // of all matches
}

// A Passage is a candidate.
type Passage struct {
	Article string // id
	Hash    string // of the article's revision
	Number  int    // of the passage in its article
	Score   float64
}
