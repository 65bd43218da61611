package index

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"unicode"

	lru "github.com/hashicorp/golang-lru/v2"

	"onrecord/corpus"
	"onrecord/index/meaning"
)

// A snapshot is one corpus and what is worked out of it to search it.
type snapshot struct {
	corpus   *corpus.Corpus
	articles map[string]*entry
	ordered  []*entry        // as in corpus
	passages int             // in all articles
	meanLen  float64         // of a passage, in bytes
	sources  map[string]bool // terms of outlets' names, and years
	outlets  map[string]int  // articles by outlet
	names    map[string]bool // terms of people's names

	suggestions map[corpus.NameKind][]suggestion // the weightiest first

	counts      *lru.Cache[string, termCount] // what count worked out
	families    *lru.Cache[string, []string]  // what family worked out
	corrections *lru.Cache[string, string]    // what correct did: people misspell the same names
}

// mostRemembered bounds each of a snapshot's caches.
const mostRemembered = 4096

// An entry is an article of a snapshot.
type entry struct {
	*corpus.Article
	passages []corpus.Span
	vectors  []meaning.Vector // of the passages
	roles    [][]string       // by person: roles that other articles give
	hash     string           // of all that is indexed
}

// newSnapshot prepares a corpus. What it shares with a previous one is taken over.
func newSnapshot(c *corpus.Corpus, previous *snapshot) *snapshot {
	s := &snapshot{corpus: c, articles: make(map[string]*entry, len(c.Articles)), sources: map[string]bool{}, names: map[string]bool{},
		outlets: map[string]int{}, suggestions: map[corpus.NameKind][]suggestion{}}
	s.forget()
	bytes := 0
	for _, a := range c.Articles {
		e := &entry{Article: a}
		if before := previous.articles[a.ID]; before != nil && before.Article == a {
			e.passages, e.vectors = before.passages, before.vectors
		} else {
			e.passages = passagesOf(a)
		}
		s.articles[a.ID] = e
		s.ordered = append(s.ordered, e)
		s.passages += len(e.passages)
		bytes += len(a.Body())
		s.outlets[a.Outlet]++
		s.sources[year(a.Date)] = true
		s.addSuggestion(corpus.ArticleNames, a.ID, dateWeight(a.Date), a.Title+" "+a.Outlet)
	}
	for o, n := range s.outlets {
		for _, t := range meaningful(o) {
			s.sources[t] = true
		}
		if o != "" {
			s.addSuggestion(corpus.OutletNames, o, n, o)
		}
	}
	s.meanLen = float64(bytes) / float64(max(1, s.passages))
	s.shareRoles()
	speakers := map[string]bool{} // of those of one name the one who says most
	for i := range c.People {
		p := &c.People[i]
		for _, t := range termsOf(p.Name) {
			s.names[t] = true
		}
		if p.Statements > 0 && !speakers[p.Name] {
			speakers[p.Name] = true
			known := slices.Concat([]string{p.Name}, p.Roles[:min(1, len(p.Roles))], p.Aliases)
			s.addSuggestion(corpus.SpeakerNames, p.Name, p.Statements, strings.Join(known, " "))
		}
	}
	s.sortSuggestions()
	for id, e := range s.articles {
		before := previous.articles[id]
		if before != nil && before.Article == e.Article && slices.EqualFunc(before.roles, e.roles, slices.Equal) {
			e.hash = before.hash
		} else {
			e.hash = e.revisionHash()
		}
	}
	return s
}

// forget empties the caches.
func (s *snapshot) forget() {
	s.counts, _ = lru.New[string, termCount](mostRemembered)
	s.families, _ = lru.New[string, []string](mostRemembered) // it fails for sizes below 1 only
	s.corrections, _ = lru.New[string, string](mostRemembered)
}

// revisions says in which state an engine has a snapshot's articles that holds it.
func (s *snapshot) revisions() map[string]Revision {
	out := make(map[string]Revision, len(s.articles))
	for id, e := range s.articles {
		out[id] = Revision{e.hash, len(e.passages)}
	}
	return out
}

func year(d corpus.Date) string {
	y, _, _ := strings.Cut(string(d), "-")
	return y
}

// mostRoles bounds how many roles of a person are taken from other articles: the
// most frequent first; who is written about for years has held many.
const mostRoles = 3

// shareRoles tells articles how others call the same people: "the MI5 boss" there
// is the one who is only "Parker" here.
func (s *snapshot) shareRoles() {
	for i := range s.corpus.People {
		p := &s.corpus.People[i]
		if len(p.Places) < 2 {
			continue
		}
		for _, at := range p.Places {
			a := s.articles[s.corpus.Articles[at.Article].ID]
			own := a.People[at.Person].Role
			for _, role := range p.Roles[:min(len(p.Roles), mostRoles)] {
				if role == own {
					continue
				}
				if a.roles == nil {
					a.roles = make([][]string, len(a.People))
				}
				a.roles[at.Person] = append(a.roles[at.Person], role)
			}
		}
	}
}

// revisionHash tells the revisions of one article from each other, for which the
// beginning of a hash is enough.
func (e *entry) revisionHash() string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %q %q", e.Title, e.Outlet, e.Date, e.Body(), e.roles)
	for _, p := range e.People {
		fmt.Fprintf(h, "%q %q %q %v", p.Name, p.Role, p.Aliases, p.Mentions)
	}
	for _, st := range e.Statements {
		fmt.Fprintf(h, "%v %s %d", st.Span, st.Kind, st.Speaker)
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:6])
}

// maxPassage is how many bytes of a paragraph are searched together.
const maxPassage = 2 * corpus.MaxExcerpt

// passagesOf cuts an article into passages, in order: paragraphs, or stretches of
// whole sentences of long ones. Short paragraphs in which one and the same person
// goes on speaking are one: what a person says does not end with a paragraph.
func passagesOf(a *corpus.Article) []corpus.Span {
	var out []corpus.Span
	last := corpus.Unattributed // who alone speaks in the last passage
	for _, p := range a.Paragraphs() {
		speaker := corpus.Unattributed
		if voice := a.Voice(p); voice != nil {
			speaker = voice.Speaker
		}
		n := len(out)
		if n > 0 && speaker != corpus.Unattributed && speaker == last && p.End-out[n-1].Start <= corpus.MaxExcerpt {
			out[n-1].End = p.End
			continue
		}
		out = append(out, corpus.Cut(a.Body(), p, maxPassage)...)
		if last = speaker; len(out) > n+1 {
			last = corpus.Unattributed
		}
	}
	return out
}

// callings are the texts that tell how one of an article's people is called, the
// name first.
func (e *entry) callings(person int) []string {
	p := &e.People[person]
	out := append([]string{p.Name, p.Role}, p.Aliases...)
	if e.roles != nil {
		out = append(out, e.roles[person]...)
	}
	return out
}

// peopleIn returns the numbers of the people whom a span lets speak or mentions.
func (e *entry) peopleIn(s corpus.Span) []int {
	var out []int
	for i := range e.People {
		if slices.ContainsFunc(e.People[i].Mentions, s.Overlaps) {
			out = append(out, i)
		}
	}
	said := e.StatementsIn(s)
	for i := range said {
		if p := said[i].Speaker; p != corpus.Unattributed && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// documents returns what is indexed of an article, a passage each.
func (e *entry) documents() []Document {
	out := make([]Document, len(e.passages))
	for i, s := range e.passages {
		text := e.Body()[s.Start:s.End]
		d := Document{Article: e.ID, Hash: e.hash, Number: i, Outlet: e.Outlet, Date: e.Date,
			Text: text, Proper: differentWords(isProper, text)}
		context := []string{e.Title, e.Outlet, year(e.Date), acronyms(text)}
		for _, p := range e.peopleIn(s) {
			context = append(context, e.callings(p)...)
		}
		d.Context = differentWords(anyWord, context...)
		var speakers []string
		for _, st := range e.StatementsIn(s) {
			d.Kind = append(d.Kind, string(st.Kind))
			if st.Speaker != corpus.Unattributed {
				speakers = append(speakers, e.callings(st.Speaker)...)
			}
		}
		d.Speaker = differentWords(anyWord, speakers...)
		out[i] = d
	}
	return out
}

// differentWords returns the words of some texts that are wanted, each once.
func differentWords(wanted func(word) bool, texts ...string) string {
	var out []string
	for w := range words(strings.Join(texts, "\n"), 0) {
		if wanted(w) && !slices.Contains(out, w.text) {
			out = append(out, w.text)
		}
	}
	return strings.Join(out, " ")
}

func anyWord(word) bool { return true }

// isProper reports whether a word begins with a capital, as proper nouns do.
func isProper(w word) bool { return unicode.IsUpper(firstRune(w.text)) }

// acronyms returns what the initials of every name of three capitalised words or
// more make: ISC for the Intelligence and Security Committee. People search by the
// one and articles print the other.
func acronyms(text string) string {
	const least, most = 3, 6
	var out []string
	var initials []byte
	last := -1 // where the last word of the name ends
	flush := func() {
		if len(initials) >= least && len(initials) <= most {
			out = append(out, string(initials))
		}
		initials, last = initials[:0], -1
	}
	for w := range words(text, 0) {
		c := w.text[0]
		switch {
		case last >= 0 && strings.ContainsAny(text[last:w.span.Start], ".,;:!?()\"“”\n"):
			flush()
		case last >= 0 && (w.text == "and" || w.text == "of" || w.text == "for" || w.text == "the"):
			last = w.span.End
			continue
		}
		if c < 'A' || c > 'Z' || len(w.text) < 3 || strings.ToUpper(w.text) == w.text {
			flush()
			continue
		}
		initials, last = append(initials, c), w.span.End
	}
	flush()
	return strings.Join(out, " ")
}
