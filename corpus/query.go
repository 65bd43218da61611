package corpus

import "errors"

// A Query is what a member wants to find. The zero value of every field but
// Text means "any".
type Query struct {
	Text     string // words, names and "exact phrases", or a question
	Question bool   // Text is a question to be answered, not words to be found
	Speaker  string // only statements by this person
	Outlet   string // only articles of this outlet
	From, To Date   // only articles of these days, both included
	Article  string // only the article with this id
	Spoken   bool   // only what people say, when ByDate
	ByDate   bool   // the earliest first, and in one article in order of its text; else the best first
	Limit    int    // how many results to return; 0 means the index's default
	Offset   int    // how many of the best results to pass over
}

// A Result is one answer to a query: an excerpt and who speaks in it.
type Result struct {
	Excerpt Excerpt `json:"-"`
	Kind    Kind    `json:"kind"`
	// Statement is the statement of the article that the result rests on; nil
	// when Kind is Report.
	Statement *Statement `json:"-"`
	// Matches are the spans of the query's words, in bytes of the article's
	// body, all within the excerpt, in order.
	Matches []Span `json:"-"`
	// Answer is the words that are likeliest to be the answer to a question; empty if none can be told.
	Answer Span    `json:"answer,omitzero"`
	Score  float64 `json:"score"` // comparable within one answer only
	// Also are other articles that print nearly the same, in order of date:
	// copies of one wire story, or of one utterance.
	Also []*Article `json:"also,omitempty"`
}

// Speaker returns who said it, or nil when the text does not make that clear.
func (r *Result) Speaker() *Person {
	if r.Statement == nil || r.Statement.Speaker == Unattributed {
		return nil
	}
	return &r.Excerpt.Article().People[r.Statement.Speaker]
}

// An Answer is everything the index has to say about a query.
type Answer struct {
	Total   int      `json:"total"`           // how many results there are in all
	About   bool     `json:"about,omitempty"` // Total is an estimate: not all of them were read
	Results []Result `json:"-"`               // those from Query.Offset on, best first
	// Nearest holds the closest passages when there are no results.
	Nearest []Result `json:"-"`
	// Missing holds the words of the query that occur nowhere in the corpus.
	Missing []string `json:"missing,omitempty"`
	// Corrections tell what else was searched for where the words themselves found nothing.
	Corrections []Correction `json:"searched,omitempty"`
	Scope       Scope        `json:"-"` // how far the search looked
}

// A Correction is a word of the query that found nothing, and what was searched
// for instead.
type Correction struct {
	Typed    string `json:"typed"`
	Searched string `json:"searched"`
}

// A Scope says how much coverage stands behind an answer.
type Scope struct {
	Articles int    `json:"articles"` // number of articles
	Outlets  int    `json:"outlets"`  // number of different outlets
	From     Date   `json:"from"`     // first known day of publication; empty if none is known
	To       Date   `json:"to"`       // the last one
	Version  string `json:"version"`  // short hash of everything in the corpus
}

// ErrNoWords is what a search returns for a query without a word to search for.
var ErrNoWords = errors.New("no words in the query")

// ErrAway is what a search fails with, wrapped, while the place where the articles are kept
// cannot be reached.
var ErrAway = errors.New("the coverage cannot be reached")

// A NameKind says what a name that is suggested is of.
type NameKind string

// What names can be suggested of.
const (
	SpeakerNames NameKind = "speaker" // people and bodies who say something
	OutletNames  NameKind = "outlet"
	ArticleNames NameKind = "article"
)

// A Listing names articles. The zero value of every field means "any".
type Listing struct {
	Article  string   // the one with this id
	Key      string   // the one with this key, see [Article.Key]
	Address  string   // those at an address, see [AddressKey]
	Named    []string // those whose headline, outlet and id, folded, have all of these somewhere
	Outlets  []string // those of outlets with these very names; nil: any
	From, To Date     // those of these days, both included
	Limit    int      // how many to return; 0: none
	Offset   int      // how many of the newest to pass over
}

// An OutletCount says how much of the coverage is of one outlet.
type OutletCount struct {
	Name     string `json:"name"`
	Articles int    `json:"articles"`
	From     Date   `json:"from"` // first and last known day of publication
	To       Date   `json:"to"`
}
