package corpus

import (
	"fmt"
	"slices"

	"github.com/go-json-experiment/json"
)

// A record is all that is known of an article, for a place outside the process that keeps
// it. Replies have fewer fields, and other names for them.
type record struct {
	ID         string
	Meta       recordMeta
	Body       string
	Statements []Statement
	People     []recordPerson
}

// The fields of [Meta] and [Person] under their own names.
type (
	recordMeta struct {
		Title       string
		Description string
		Date        Date
		Outlet      string
		Author      string
		URL         string
		Form        Form
		Unconfirmed []string
		Origin      string
	}
	recordPerson struct {
		Name     string
		Kind     PersonKind
		Role     string
		Aliases  []string
		Mentions []Span
	}
)

// Record returns the article as [ReadRecord] reads it, the same bytes for the same article.
func (a *Article) Record() ([]byte, error) {
	r := record{ID: a.ID, Meta: recordMeta(a.Meta), Body: a.body, Statements: a.Statements}
	for _, p := range a.People {
		r.People = append(r.People, recordPerson(p))
	}
	data, err := json.Marshal(&r)
	if err != nil {
		return nil, fmt.Errorf("write record of %s: %w", a.ID, err)
	}
	return data, nil
}

// ReadRecord makes an article of its record. It fails for what is none, and where a span
// lies outside of the body, whatever else the record says.
func ReadRecord(data []byte) (*Article, error) {
	var r record
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("read record: %w", JSONError(err))
	}
	a, err := New(r.ID, Meta(r.Meta), r.Body)
	if err != nil {
		return nil, fmt.Errorf("read record: %w", err)
	}
	a.Statements = r.Statements
	for _, p := range r.People {
		a.People = append(a.People, Person(p))
		if i := slices.IndexFunc(p.Mentions, func(s Span) bool { return !a.holds(s) }); i >= 0 {
			return nil, fmt.Errorf("read record: %s has no bytes %d to %d", a.ID, p.Mentions[i].Start, p.Mentions[i].End)
		}
	}
	for _, st := range a.Statements {
		if !a.holds(st.Span) || !a.holds(st.Cue) || !a.holds(st.Mention) || st.Speaker < Unattributed || st.Speaker >= len(a.People) {
			return nil, fmt.Errorf("read record: %s has a statement that it cannot have: %+v", a.ID, st)
		}
	}
	return a, nil
}
