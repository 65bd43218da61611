package quotation

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"onrecord/corpus"
)

// An article is one text on its way to statements.
type article struct {
	text     string
	paras    []corpus.Span
	pieces   []piece
	toks     []token
	ments    []*mention
	at       []*mention // token → its longest mention, or nil
	ents     []*entity
	speeches []*speech

	bySurname, byGiven, byRole map[string][]*entity
	byName, byFirm, byInitials map[string]*entity
	broughtIn                  map[string]*entity // the last without a name, by the noun: an undercover officer
	surnames                   map[string]bool
	pairs                      map[string]bool // names of two words met within a sentence
	inSmall                    map[string]bool // last words of names that are not all in capitals

	done       int     // mentions before it are resolved
	speaker    *entity // who spoke last, or nil
	speakerTok int
	firstNamed func() *mention // the first who is named for certain, or nil; worked out once
	lead       *entity         // whom the article is most likely about, or nil
	people     int             // how many are named

	scored    []antecedent // buffers
	referring []referent

	trace tracer // or nil
}

// A tracer is told of somebody who may be meant by a mention or a speech, see keyOf.
type tracer func(key int, o antecedent, by *chooser, features []int)

// Extract returns who said what in the text, and the people it tells of.
func Extract(text string) ([]corpus.Statement, []corpus.Person) {
	a := read(text, nil)
	a.rate()
	return a.result()
}

// read finds who may have said what; trace, if there is one, is told who may be meant.
func read(text string, trace tracer) *article {
	a := &article{text: text, trace: trace}
	a.firstNamed = sync.OnceValue(func() *mention {
		if i := slices.IndexFunc(a.ments, a.surelyPerson); i >= 0 {
			return a.ments[i]
		}
		return nil
	})
	a.paras = corpus.Paragraphs(text)
	a.pieces = findPieces(text, a.paras)
	a.toks = tokenise(text, a.paras, a.pieces)
	a.byRole, a.byInitials = map[string][]*entity{}, map[string]*entity{}
	a.findMentions()
	a.addEntities()
	a.appositions()
	a.offices()
	a.lead = a.findLead()
	quotations := a.quotations()
	a.speeches = append(quotations, a.reports(quotations)...)
	slices.SortStableFunc(a.speeches, func(x, y *speech) int { return cmp.Compare(x.tok, y.tok) })
	a.assignSpeakers()
	a.speeches = a.withTurns(a.speeches)
	return a
}

func (a *article) result() ([]corpus.Statement, []corpus.Person) {
	var people []corpus.Person
	index := func(e *entity) int {
		if e.out < 0 {
			e.out = len(people)
			p := corpus.Person{Name: e.show, Kind: e.kind}
			if e.kind == corpus.Individual && len(e.name) == 1 && !e.isPerson() {
				p.Kind = corpus.Organisation // "Facebook said"
			}
			p.Role = e.role()
			people = append(people, p)
		}
		return e.out
	}
	for _, m := range a.ments {
		if a.namesPerson(m) && m.who.isPerson() {
			index(m.who)
		}
	}
	slices.SortStableFunc(a.speeches, func(x, y *speech) int { return cmp.Compare(x.span.Start, y.span.Start) })
	var statements []corpus.Statement
	for _, s := range a.speeches {
		if n := len(statements); s.drop || s.span.Empty() || n > 0 && statements[n-1].Span.Overlaps(s.span) {
			continue
		}
		st := corpus.Statement{
			Span: s.span, Kind: s.kind, Speaker: corpus.Unattributed,
			Rule: s.rule, Confidence: s.conf, Quotation: s.quote,
		}
		if s.claim.ok() {
			st.Mention = a.bytes(s.claim.ment.first, s.claim.ment.last)
			if s.claim.hasCue() {
				st.Cue = a.bytes(s.claim.cue[0], s.claim.cue[1])
			}
		}
		if s.who != nil && !sets.NotShown[strings.TrimPrefix(s.who.show, "the ")] {
			st.Speaker = index(s.who)
		} else {
			st.Rule, st.Confidence = "unattributed", 0
		}
		statements = append(statements, st)
	}
	for _, m := range a.ments {
		if m.who == nil || m.who.out < 0 {
			continue
		}
		p := &people[m.who.out]
		p.Mentions = append(p.Mentions, a.bytes(m.first, m.last))
		if text := a.aliasOf(m); m.kind != pronoun && !strings.EqualFold(text, p.Name) && len(p.Aliases) < 12 {
			p.Aliases = addNew(p.Aliases, text)
		}
	}
	return statements, people
}

// isPerson reports whether anything tells that a capitalised name is a person's:
// a title, a given name, a role, a pronoun, or the surname used alone later on.
func (e *entity) isPerson() bool {
	return e.sure || e.gender.known() || len(e.name) > 1 && e.short+e.titled > 0
}

// role returns the role that says most: whose or of what somebody is something comes before what
// they are, that before a title, and what they were behind all.
func (e *entity) role() string {
	if len(e.roles) == 0 {
		return ""
	}
	return slices.MaxFunc(e.roles, func(x, y string) int { return cmp.Compare(roleTells(x), roleTells(y)) })
}

func roleTells(role string) int {
	words := strings.Fields(strings.ToLower(role))
	switch {
	case sets.PastOffice[words[0]]:
		return 0
	case slices.ContainsFunc(words, func(w string) bool {
		return w == "of" || w == "for" || w == "at" || strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s")
	}):
		return 3
	case len(words) > 1:
		return 2
	}
	return 1
}

// aliasOf returns the words of a mention that can stand for the person: for a
// name, the name and a title right before it, not the whole role.
func (a *article) aliasOf(m *mention) string {
	first := m.first
	if m.kind == named {
		first = m.nameAt
		if first > m.first && a.toks[first-1].is(cTitle) && m.last == m.nameAt {
			first--
		}
	}
	return a.span(first, m.last)
}
