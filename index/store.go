package index

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"onrecord/corpus"
	"onrecord/index/meaning"
)

// A Store has the articles that an engine's passages are of, and knows the people in them.
// One is a corpus in memory; another is a cluster, for coverage that no memory holds. While
// that cannot be reached, methods fail with [corpus.ErrAway]. All of them are safe for use by
// many goroutines.
type Store interface {
	// Coverage returns how much there is.
	Coverage(context.Context) (*Coverage, error)
	// Entries returns the articles of some ids, in their order; nil stands for one that is
	// not there.
	Entries(ctx context.Context, ids []string) ([]*Entry, error)
	// List returns the ids of a page of articles, the newest first, and how many there are.
	List(context.Context, corpus.Listing) (ids []string, total int, err error)
	// Outlets counts the articles of a listing by outlet, the most first.
	Outlets(context.Context, corpus.Listing) ([]corpus.OutletCount, error)
	// People returns who is called by all words of one of some names, see [text.NameWords]; of no
	// names, everybody. Those who say most come first. Where they come up may be missing unless
	// places is set: it may be much.
	People(ctx context.Context, names [][]string, limit int, places bool) ([]corpus.Identity, error)
	// AreNames says of each of some terms whether it is one of somebody's name.
	AreNames(ctx context.Context, terms []string) ([]bool, error)
	// Suggest returns names of a kind, or articles' ids, of which for every word that was
	// typed one word begins so or, if alike, is spelt nearly so: first those whose names
	// themselves fit, and the weightiest first, see [Reader.Suggest].
	Suggest(ctx context.Context, kind corpus.NameKind, typed []string, alike bool, limit int) ([]string, error)
}

// A Coverage is how much a store has, and what a search must know of all of it.
type Coverage struct {
	corpus.Scope
	Passages int
	Bytes    int64                // of all bodies
	Outlets  []corpus.OutletCount // the most articles first
	Years    []string             // in which articles appeared
}

// An Entry is an article as it is indexed.
type Entry struct {
	*corpus.Article
	passages []corpus.Span
	first    int              // number of the first passage among all of a snapshot
	vectors  []meaning.Vector // of the passages; nil where none are kept
	roles    [][]string       // by person: roles that other articles give
	hash     string           // of all that is indexed
}

// Revision says in which state an article is.
func (e *Entry) Revision() Revision { return Revision{e.hash, len(e.passages)} }

// record is what is kept of an entry: the article, and what others add to it.
type record struct {
	Article jsontext.Value
	Roles   [][]string
}

// Record returns an entry as [ReadEntry] reads it. The same entry gives the same bytes, of
// which the revision's hash is made.
func (e *Entry) Record() ([]byte, error) {
	article, err := e.Article.Record()
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(record{article, e.roles})
	if err != nil {
		return nil, fmt.Errorf("write record of %s: %w", e.ID, err)
	}
	return data, nil
}

// ReadEntry makes an entry of a record, if it has the hash: no byte is quoted that is not
// what was written.
func ReadEntry(data []byte, hash string) (*Entry, error) {
	if hashOf(data) != hash {
		return nil, errors.New("read record: it is not what was written")
	}
	var r record
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("read record: %w", err)
	}
	a, err := corpus.ReadRecord(r.Article)
	if err != nil {
		return nil, err
	}
	if len(r.Roles) == 0 {
		r.Roles = nil // which is written as an empty list
	} else if len(r.Roles) != len(a.People) {
		return nil, fmt.Errorf("read record: %s has roles of other people", a.ID)
	}
	return &Entry{Article: a, passages: passagesOf(a), roles: r.Roles, hash: hash}, nil
}

// hashOf tells the revisions of one article from each other, and a record from a damaged
// one, for which the beginning of a hash is enough.
func hashOf(record []byte) string {
	sum := sha256.Sum256(record)
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

// vector returns what a passage means.
func (e *Entry) vector(number int) *meaning.Vector {
	if e.vectors != nil {
		return &e.vectors[number]
	}
	s := e.passages[number]
	v := meaning.Of(e.Body()[s.Start:s.End])
	return &v
}
