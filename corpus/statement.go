package corpus

import (
	"slices"
	"sort"
)

// A Kind says whose words a stretch of text is, and how closely they are given.
type Kind string

const (
	// Direct is speech or writing inside quotation marks.
	Direct Kind = "direct"
	// Mixed is a quoted fragment inside the outlet's own clause
	// (Parker said that MI5 was "being stretched").
	Mixed Kind = "mixed"
	// Indirect is reported speech without marks (Parker warned that ...).
	Indirect Kind = "indirect"
	// Report is everything else: the outlet's own words.
	Report Kind = "report"
)

// A Statement is one contiguous span of an article, inside one paragraph, that tells what a
// speaker said or wrote. One quotation, split or over several paragraphs, may be several.
type Statement struct {
	// Span holds the words. For Direct and Mixed that is what stands between
	// the marks, without the marks; for Indirect the reported clause.
	Span Span
	Kind Kind
	// Speaker is an index into the article's People, or Unattributed.
	Speaker int
	// Rule names the rule that decided on the speaker (see package quotation).
	Rule string
	// Cue is where the cue ("said", "according to") stands, Mention where the
	// speaker is named ("Mr Parker", "he", "the spy chief"); zero when there is none.
	Cue, Mention Span
	// Confidence, from 0 to 1, is how often such evidence names the right speaker.
	Confidence float64
	// Quotation counts the article's quotations from 0; parts of one ("a," he said, "b") share it.
	Quotation int
}

// Unattributed is the Speaker of a statement whose speaker the text does not
// make clear. It is an honest answer: a wrong name is worse than none.
const Unattributed = -1

// Evidence is where in the article a reader can check who spoke.
func (s *Statement) Evidence() Span { return s.Cue.Hull(s.Mention) }

// A PersonKind says what sort of speaker a [Person] is.
type PersonKind string

const (
	// Individual is a person with a name (Cressida Dick).
	Individual PersonKind = "person"
	// Organisation speaks as a body (ISPA, the Home Office).
	Organisation PersonKind = "organisation"
	// Unnamed is a person without a name (a Facebook spokesperson, the gunman).
	Unnamed PersonKind = "unnamed"
)

// A Person is a person, or a body, that an article quotes or mentions.
type Person struct {
	Name    string     `json:"name"` // the longest form of the name in the article (Andrew Parker)
	Kind    PersonKind `json:"-"`    // what sort of speaker
	Role    string     `json:"role"` // as the article gives it (director general of MI5), may be empty
	Aliases []string   `json:"-"`    // other forms that stand for the person in this article, without pronouns
	// Mentions are the places where the article names or describes the person,
	// pronouns that were resolved included, in order.
	Mentions []Span `json:"-"`
}

// An Identity is one person, or one body, across a whole corpus: what the
// articles' own People with agreeing names and roles have in common.
type Identity struct {
	Name    string     // the form of the name most articles give in full
	Kind    PersonKind // Individual or Organisation
	Roles   []string   // as the articles give them, the most frequent first
	Aliases []string   // other names, the most frequent first; no descriptions
	// Descriptions are what single articles call them besides, their role there
	// included ("the spy chief, head of MI5"), each once.
	Descriptions []string
	// Statements counts what the articles have them say.
	Statements int
	// Places says where they come up, in order of the articles.
	Places []Place
}

// A Place is one person of one article.
type Place struct {
	Article string // id
	Person  int    // index into the article's People
}

// StatementsIn returns the article's statements that share text with s, in order.
// The slice belongs to the article.
func (a *Article) StatementsIn(s Span) []Statement {
	from := sort.Search(len(a.Statements), func(i int) bool { return a.Statements[i].Span.End > s.Start })
	to := from
	for to < len(a.Statements) && a.Statements[to].Span.Start < s.End {
		to++
	}
	return a.Statements[from:to]
}

// Voice returns the first statement of s if all that are made there are by one speaker, or
// all unattributed. Otherwise, or when there are none, it returns nil.
func (a *Article) Voice(s Span) *Statement {
	said := a.StatementsIn(s)
	other := func(st Statement) bool { return st.Speaker != said[0].Speaker }
	if len(said) == 0 || slices.ContainsFunc(said, other) {
		return nil
	}
	return &said[0]
}

// SpokenBy returns the first statement of s if all of s is one voice: as [Article.Voice] has
// it, and every sentence holds a statement. Only then may one name stand below s.
func (a *Article) SpokenBy(s Span) *Statement {
	for _, sentence := range Sentences(a.body, s) {
		if len(a.StatementsIn(sentence)) == 0 {
			return nil
		}
	}
	return a.Voice(s)
}
