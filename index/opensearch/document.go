package opensearch

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"onrecord/corpus"
	"onrecord/index"
)

// The types of documents. What is searched is written as the terms that it counts as, a
// space between them.
const (
	passages = "passage"
	articles = "article"
	terms    = "term"
	people   = "person"
)

type passage struct {
	Type    string      `json:"type"`
	Article string      `json:"article"`
	Hash    string      `json:"hash"`
	Number  int         `json:"number"`
	Outlet  string      `json:"outlet"`
	Date    corpus.Date `json:"date"`
	Kind    []string    `json:"kind"`
	Text    string      `json:"text"`
	Context string      `json:"context"`
	Proper  string      `json:"proper"`
	Speaker string      `json:"speaker"`
}

type article struct {
	Type      string      `json:"type"`
	Article   string      `json:"article"`
	Hash      string      `json:"hash"`
	Outlet    string      `json:"outlet"`
	Date      corpus.Date `json:"date"`
	Year      string      `json:"year"`
	Key       string      `json:"key"`
	Address   string      `json:"address"`
	Named     string      `json:"named"`
	Documents int         `json:"documents"` // its passages
	Bytes     int         `json:"bytes"`     // of its body
	Record    string      `json:"record"`    // see index.ReadEntry
	suggestion
}

type dictionaryTerm struct {
	Type  string      `json:"type"`
	Field index.Field `json:"field"`
	Term  string      `json:"term"`
	suggestion
}

type person struct {
	Type     string `json:"type"`
	Rank     int    `json:"rank"`     // who says most has 0
	Hash     string `json:"hash"`     // of the record
	Names    string `json:"names"`    // terms of the name
	Callings string `json:"callings"` // words of all that they are called
	Record   string `json:"record"`   // a corpus.Identity
	suggestion
}

// A suggestion is what a document is suggested by: embedded in its JSON.
type suggestion struct {
	Name   string `json:"name,omitempty"`   // what is suggested, or an article's id
	Words  string `json:"words,omitempty"`  // by which it is found
	Own    string `json:"own,omitempty"`    // those of the name itself, where they come first
	Weight int    `json:"weight,omitempty"` // statements of a person; of an article the day, 20060102
}

func suggest(name, foundBy string, weight int) suggestion {
	s := suggestion{Name: name, Words: join(index.NameWords(foundBy)), Weight: weight}
	if own := join(index.NameWords(name)); strings.HasPrefix(s.Words+" ", own+" ") {
		s.Own = own
	}
	return s
}

func join(words []string) string { return strings.Join(words, " ") }

// termsOf is a text as it is indexed.
func termsOf(text string) string { return join(index.Terms(text)) }

// id is what a document is called: the same for the same content, and short whatever that is.
func id(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d %s", len(p), p)
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:18])
}

func articleID(article string) string { return id(articles, article) }

func passageID(article, hash string, number int) string {
	return id(passages, article, hash, strconv.Itoa(number))
}

// An item is a line of a bulk request, or two: a document that is written or deleted.
type item struct {
	about  string // which it is, for people
	action string
	lines  []byte
}

// Actions.
const (
	put    = "index"  // which replaces
	create = "create" // which leaves the one that is there
	remove = "delete"
)

// newItem makes an item. Documents with the same route lie on one shard, and change in the
// order in which they are sent; "": the id is the route.
func newItem(about, action, id, route string, doc any) (item, error) {
	meta := map[string]string{"_id": id}
	if route != "" {
		meta["routing"] = route
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b) // which ends a line with each
	enc.SetEscapeHTML(false)
	err := enc.Encode(map[string]any{action: meta})
	if err == nil && doc != nil {
		err = enc.Encode(doc)
	}
	if err != nil {
		return item{}, fmt.Errorf("write %s: %w", about, err)
	}
	return item{about, action, b.Bytes()}, nil
}

// An items is a list of them that is being made.
type items struct {
	list []item
	err  error // the first one
}

func (l *items) add(about, action, id, route string, doc any) {
	it, err := newItem(about, action, id, route, doc)
	if l.err == nil {
		l.err = err
	}
	l.list = append(l.list, it)
}

// addArticle adds an article: its passages first, so that what is held has all of them.
func (l *items) addArticle(a *index.Addition) {
	doc := article{Type: articles, Documents: len(a.Documents)}
	if len(a.Documents) > 0 {
		d := &a.Documents[0]
		doc.Article, doc.Hash, doc.Outlet, doc.Date = d.Article, d.Hash, d.Outlet, d.Date
	}
	if e := a.Entry; e != nil {
		record, err := e.Record()
		if l.err == nil {
			l.err = err
		}
		doc.Article, doc.Hash, doc.Outlet, doc.Date = e.ID, e.Revision().Hash, e.Outlet, e.Date
		doc.Key, doc.Address, doc.Named = e.Key(), corpus.AddressKey(e.URL), index.Named(e.Article)
		doc.Bytes, doc.Record = len(e.Body()), string(record)
		doc.suggestion = suggest(e.ID, e.Title+" "+e.Outlet, dayNumber(e.Date))
	}
	doc.Year, _, _ = strings.Cut(string(doc.Date), "-")
	about := fmt.Sprintf("article %q", doc.Article)
	home := articleID(doc.Article)
	for i := range a.Documents {
		d := &a.Documents[i]
		l.add(about, put, passageID(d.Article, d.Hash, d.Number), home, passage{Type: passages, Article: d.Article, Hash: d.Hash,
			Number: d.Number, Outlet: d.Outlet, Date: d.Date, Kind: d.Kind, Text: termsOf(d.Text), Context: termsOf(d.Context),
			Proper: termsOf(d.Proper), Speaker: termsOf(d.Speaker)})
	}
	l.add(about, put, home, "", doc)
}

// removePassages removes those of a revision.
func (l *items) removePassages(article string, r index.Revision) {
	for n := range r.Documents {
		l.add(fmt.Sprintf("article %q", article), remove, passageID(article, r.Hash, n), articleID(article), nil)
	}
}

// removeArticle removes what is left of an article.
func (l *items) removeArticle(article string) {
	l.add(fmt.Sprintf("article %q", article), remove, articleID(article), "", nil)
}

// longestTerm is how many bytes of a word the dictionary takes; no word is so long.
const longestTerm = 255

// addTerm adds a term to the dictionary.
func (l *items) addTerm(field index.Field, t string) {
	doc := dictionaryTerm{Type: terms, Field: field, Term: t}
	if field == index.Outlet {
		doc.suggestion = suggest(t, t, 0)
	}
	l.add(fmt.Sprintf("term %q", t), create, id(terms, string(field), t), "", doc)
}

// addPerson adds who says most but for so many, unless the record has the hash that is held.
func (l *items) addPerson(rank int, p *corpus.Identity, held string) {
	record, err := json.Marshal(p)
	if l.err == nil {
		l.err = err
	}
	var called []string
	for _, texts := range [][]string{{p.Name}, p.Aliases, p.Roles, p.Descriptions} {
		for _, t := range texts {
			called = append(called, index.NameWords(t)...)
		}
	}
	doc := person{Type: people, Rank: rank, Hash: id(string(record)), Names: termsOf(p.Name), Callings: join(called), Record: string(record)}
	if p.Statements > 0 {
		doc.suggestion = suggest(p.Name, index.SuggestedBy(p), p.Statements)
	}
	if doc.Hash != held {
		l.add(fmt.Sprintf("person %q", p.Name), put, personID(rank), "", doc)
	}
}

func personID(rank int) string { return id(people, strconv.Itoa(rank)) }

// dayNumber is a day as a number, the greater the later; 0 if it is not known.
func dayNumber(d corpus.Date) int {
	n, _ := strconv.Atoi(strings.ReplaceAll(string(d), "-", ""))
	return n
}

// dayOf is the day of a number.
func dayOf(n int) corpus.Date {
	if n == 0 {
		return ""
	}
	return corpus.Date(fmt.Sprintf("%04d-%02d-%02d", n/10000, n/100%100, n%100))
}
