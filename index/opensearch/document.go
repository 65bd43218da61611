package opensearch

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
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

func join(words []string) string { return strings.Join(words, " ") }

// id is what a document is called: the same for the same content, and short whatever that is.
func id(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d %s", len(p), p)
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:18])
}

func articleID(article string) string { return id(articles, article) }

func personID(rank int) string { return id(people, strconv.Itoa(rank)) }

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

// An items is a list of them that is being made.
type items struct {
	list []item
	err  error // the first one
}

// add adds an item. Documents with the same route lie on one shard, and change in the order
// in which they are sent.
func (l *items) add(about, action, id, route string, doc object) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b) // which ends a line with each
	enc.SetEscapeHTML(false)
	err := enc.Encode(object{action: object{"_id": id, "routing": route}})
	if err == nil && doc != nil {
		err = enc.Encode(doc)
	}
	l.fail(err)
	l.list = append(l.list, item{about, action, b.Bytes()})
}

func (l *items) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

// addArticle adds an article: its passages first, so that what is held has all of them.
func (l *items) addArticle(a *index.Addition) {
	article, r := revisionOf(a)
	about, home := fmt.Sprintf("article %q", article), articleID(article)
	for i := range a.Documents {
		d := &a.Documents[i]
		doc := object{
			"type": passages, "article": article, "hash": d.Hash, "number": d.Number, "outlet": d.Outlet, "date": d.Date, "kind": d.Kind,
			"text": d.Text, "context": d.Context, "proper": d.Proper, "speaker": d.Speaker}
		if d.Date != "" {
			doc["weight"] = index.DateWeight(d.Date)
		}
		l.add(about, put, passageID(article, d.Hash, d.Number), home, doc)
	}
	doc := object{"type": articles, "article": article, "hash": r.Hash, "documents": r.Documents}
	if e := a.Entry; e != nil {
		record, err := e.Record()
		l.fail(err)
		year, _, _ := strings.Cut(string(e.Date), "-")
		maps.Copy(doc, object{"outlet": e.Outlet, "date": e.Date, "year": year, "key": e.Key(), "address": corpus.AddressKey(e.URL),
			"named": index.Named(e.Article), "bytes": len(e.Body()), "record": string(record)})
		maps.Copy(doc, suggestion(e.ID, e.Title+" "+e.Outlet))
		if e.Date != "" {
			doc["weight"] = index.DateWeight(e.Date)
		}
	}
	l.add(about, put, home, home, doc)
}

// removeArticle removes the passages of an article's revision and, if it does not stay, the
// article.
func (l *items) removeArticle(article string, r index.Revision, stays bool) {
	about, home := fmt.Sprintf("article %q", article), articleID(article)
	for n := range r.Documents {
		l.add(about, remove, passageID(article, r.Hash, n), home, nil)
	}
	if !stays {
		l.add(about, remove, home, home, nil)
	}
}

// addTerm adds a term to the dictionary.
func (l *items) addTerm(field index.Field, t string) {
	doc := object{"type": terms, "field": field, "term": t}
	if field == index.Outlet {
		maps.Copy(doc, suggestion(t, t))
	}
	where := id(terms, string(field), t)
	l.add(fmt.Sprintf("term %q", t), create, where, where, doc)
}

// addPerson adds who says most but for so many, unless the record has the hash that is held.
func (l *items) addPerson(rank int, p *corpus.Identity, held string) {
	places, err := json.Marshal(p.Places)
	l.fail(err)
	who := *p
	who.Places = nil // they may be many, and are seldom asked for
	record, err := json.Marshal(who)
	l.fail(err)
	hash := id(string(record), string(places))
	if hash == held {
		return
	}
	doc := object{"type": people, "rank": rank, "hash": hash, "names": join(index.Terms(p.Name)), "callings": join(index.CalledBy(p)),
		"record": string(record), "places": string(places)}
	if p.Statements > 0 {
		maps.Copy(doc, suggestion(p.Name, index.SuggestedBy(p)))
		doc["weight"] = p.Statements
	}
	l.add(fmt.Sprintf("person %q", p.Name), put, personID(rank), personID(rank), doc)
}

// suggestion is what a document is suggested by: words, of which those of the name itself are
// its own if they come first.
func suggestion(name, foundBy string) object {
	if name == "" {
		return nil
	}
	words, own := index.SuggestionWords(name, foundBy)
	return object{"name": name, "words": words, "own": own}
}

// dayOf is the day of a number; 0 is none.
func dayOf(n int) corpus.Date {
	if n == 0 {
		return ""
	}
	return corpus.Date(fmt.Sprintf("%04d-%02d-%02d", n/10000, n/100%100, n%100))
}
