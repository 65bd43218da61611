package corpus

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Span is a half-open range [Start, End) of byte offsets into an article's
// body. The zero Span stands for "no place".
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds no bytes.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies wholly within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether the two spans share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Hull returns the smallest span that covers both; an empty span adds nothing.
func (s Span) Hull(t Span) Span {
	if s.Empty() {
		return t
	}
	if t.Empty() {
		return s
	}
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// A Date is a calendar day in the form 2006-01-02; empty means not known.
// Known days compare in order of time with the operators of strings.
type Date string

// ParseDate reads a day in the form 2006-01-02.
func ParseDate(s string) (Date, error) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", fmt.Errorf("%q is not a day of the form 2006-01-02", s)
	}
	return Date(s), nil
}

// Compare puts the earlier day first, and one that is not known last.
func (d Date) Compare(other Date) int {
	const late = "9999-12-31"
	return cmp.Compare(cmp.Or(d, late), cmp.Or(other, late))
}

// A Form says whether an article's text is the outlet's or a digest of it.
type Form string

const (
	// Full is the article's own text.
	Full Form = "full"
	// Digest is a summary in the project's own words, in which only what people
	// said, inside quotation marks, is the article's own text.
	Digest Form = "digest"
)

// Meta is what is known about an article besides its text.
type Meta struct {
	Title       string   `json:"title"`                 // headline, as published
	Description string   `json:"-"`                     // standfirst, may be empty
	Date        Date     `json:"date"`                  // day of publication, empty if not known
	Outlet      string   `json:"outlet"`                // who published it
	Author      string   `json:"author"`                // may be empty
	URL         string   `json:"url"`                   // canonical http(s) address of the source, may be empty
	Form        Form     `json:"form"`                  // Full or Digest
	Unconfirmed []string `json:"unconfirmed,omitempty"` // names of the fields above that were inferred, not read
	Origin      string   `json:"origin"`                // name of the file it was imported from, may be empty
}

// IsUnconfirmed reports whether the named field (title, date, outlet, author,
// url, description) was inferred rather than read off the article.
func (m *Meta) IsUnconfirmed(field string) bool {
	return slices.Contains(m.Unconfirmed, field)
}

// An Article is one piece of coverage. It is immutable once it is in a
// [Corpus]; the fields are exported for reading.
type Article struct {
	ID string `json:"id"` // path of its file without the extension, or the jsonl id
	Meta

	// Statements and People are worked out by package quotation while the
	// corpus loads: who said what in this article. Statements are in order of
	// their spans and do not overlap.
	Statements []Statement `json:"-"`
	People     []Person    `json:"-"`

	body       string
	paragraphs []Span
}

// New returns an article with the given body. It fails if the body is empty, or the id could
// not be printed as it is.
func New(id string, meta Meta, body string) (*Article, error) {
	a := &Article{ID: id, Meta: meta, body: body, paragraphs: Paragraphs(body)}
	switch {
	case id == "":
		return nil, errors.New("no id")
	case !utf8.ValidString(id):
		return nil, fmt.Errorf("id %q is not valid UTF-8", id)
	case id != strings.TrimSpace(id) || strings.ContainsFunc(id, isControl):
		return nil, fmt.Errorf("id %q has white space around it or control characters in it", id)
	case !utf8.ValidString(body):
		return nil, errors.New("body is not valid UTF-8")
	case len(a.paragraphs) == 0:
		return nil, errors.New("body is empty")
	}
	return a, nil
}

// isControl reports whether r commands a terminal or turns its text about.
func isControl(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

// maxKey is how long an article's id may be to serve as its key: beside it a button's
// custom_id of 100 characters holds a whole request.
const maxKey = 40

// Key returns a short name for the article, which serves in place of its id: the id itself
// or, where that is long or no plain ASCII, a hash of it behind a "#".
func (a *Article) Key() string {
	if len(a.ID) <= maxKey && !strings.ContainsFunc(a.ID, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return a.ID
	}
	return "#" + Hash(a.ID, 9)
}

// Hash returns the first bytes of a text's hash, in letters and digits that need no escape.
func Hash(text string, bytes int) string {
	sum := sha256.Sum256([]byte(text))
	return base64.RawURLEncoding.EncodeToString(sum[:bytes])
}

// Body returns the whole text. Every Span of the article counts its bytes.
func (a *Article) Body() string { return a.body }

// Paragraphs returns the spans of the paragraphs, in order. The slice belongs
// to the article and must not be changed.
func (a *Article) Paragraphs() []Span { return a.paragraphs }

// An Excerpt is a piece of an article, word for word. Only [Article.Excerpt]
// makes one with text in it, so whatever an Excerpt shows stands in the article.
type Excerpt struct {
	article *Article
	span    Span
}

// Excerpt returns the body's bytes at s. It fails if s is empty, out of range
// or cuts a character in two.
func (a *Article) Excerpt(s Span) (Excerpt, error) {
	if s.Empty() || !a.holds(s) {
		return Excerpt{}, fmt.Errorf("%s has no characters at bytes %d to %d", a.ID, s.Start, s.End)
	}
	return Excerpt{article: a, span: s}, nil
}

// holds reports whether a span, which may be empty, is one of the article's text.
func (a *Article) holds(s Span) bool {
	boundary := func(at int) bool { return at == len(a.body) || utf8.RuneStart(a.body[at]) }
	return 0 <= s.Start && s.Start <= s.End && s.End <= len(a.body) && boundary(s.Start) && boundary(s.End)
}

// Text returns the words themselves: exactly the body's bytes at Span.
func (e Excerpt) Text() string {
	if e.article == nil {
		return ""
	}
	return e.article.body[e.span.Start:e.span.End]
}

// Span returns where in the article's body the excerpt stands.
func (e Excerpt) Span() Span { return e.span }

// Article returns the article it was cut from; nil for the zero Excerpt.
func (e Excerpt) Article() *Article { return e.article }

// Ellipses returns what shows, before and after the excerpt, that it begins or ends in
// the middle of a sentence: "… " and " …", or nothing.
func (e Excerpt) Ellipses() (before, after string) {
	if e.article == nil {
		return "", ""
	}
	before, after = "… ", " …"
	for _, s := range e.article.SentencesAround(e.span) {
		if s.Start == e.span.Start {
			before = ""
		}
		if s.End == e.span.End {
			after = ""
		}
	}
	return before, after
}
