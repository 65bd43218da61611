package commands

import (
	"context"
	"strings"
	"sync"
	"unicode/utf16"

	"onrecord/corpus"
)

// A Completion says what the values of an option are names of, so that they can
// be suggested while somebody types.
type Completion string

// What options can be completed with; the empty Completion means nothing.
const (
	CompleteSpeaker Completion = "speaker" // people and bodies who say something
	CompleteOutlet  Completion = "outlet"
	CompleteArticle Completion = "article"
)

// A Choice is a suggestion: Name is shown, Value is what the option then holds.
type Choice struct {
	Name, Value string
}

// Limits of suggestions. (Discord's documentation, Application Command Option
// Choice Structure, and the autocomplete callback: 25 choices, 100 characters.)
const (
	maxChoices = 25
	maxChoice  = 100
)

// maxTyped is how much of what somebody typed is looked at, in words.
const maxTyped = 8

// Complete suggests values for an option of a command, the likeliest first, each
// at most once. A word fits where a name's word begins with it; failing that,
// where it stands inside of one; failing that, where it looks like one. There are
// no suggestions for an option that takes any words.
func (r *Router) Complete(ctx context.Context, command, option, typed string) ([]Choice, error) {
	c, ok := r.find(command)
	if !ok {
		return nil, nil
	}
	o, _ := c.Option(option)
	if o.Complete == "" || r.library == nil {
		return nil, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return r.suggest(o.Complete, typed), nil
}

// suggest returns what somebody who types a name may mean.
func (r *Router) suggest(kind Completion, typed string) []Choice {
	all := r.desk.of(r.library.Corpus())
	if all == nil {
		return nil
	}
	words := nameWords(typed)
	return all.lists[kind].complete(words[:min(len(words), maxTyped)])
}

// Prepare works out ahead what [Router.Complete] needs of a corpus, which may take
// half a second for a large one, so that nobody waits for it while typing.
func (r *Router) Prepare() { r.desk.of(r.library.Corpus()) }

// A desk keeps what is worked out of a corpus once and used by many requests. The
// corpus can be replaced at any time; what belongs to it goes with it.
type desk struct {
	mu    sync.Mutex
	c     *corpus.Corpus
	names *names
}

// of returns the names of a corpus. Whoever asks first waits for them to be
// worked out, and whoever asks meanwhile waits too.
func (d *desk) of(c *corpus.Corpus) *names {
	if c == nil {
		return nil // the library is closed
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.c != c {
		d.c, d.names = c, newNames(c)
	}
	return d.names
}

// names are the names in a corpus that can be asked for.
type names struct {
	lists  map[Completion]*nameList
	people map[string]bool            // words of the names of people and outlets
	roles  map[string]bool            // words of what else people are called
	last   map[string]bool            // surnames, in small letters
	byKey  map[string]*corpus.Article // see ArticleKey
}

func newNames(c *corpus.Corpus) *names {
	n := &names{people: map[string]bool{}, roles: map[string]bool{}, last: map[string]bool{}, byKey: make(map[string]*corpus.Article, len(c.Articles))}
	speakers, outlets, articles := newNameList(), newNameList(), newNameList()
	for i := range c.People { // those who say most come first
		p := &c.People[i]
		know(n.people, p.Name)
		if s := surnameOf(p); s != "" {
			n.last[s] = true
		}
		know(n.roles, strings.Join(p.Roles, " ")+" "+strings.Join(p.Aliases, " "))
		if p.Statements == 0 {
			continue // there would be nothing to find
		}
		shown := p.Name
		if len(p.Roles) > 0 {
			shown += ", " + p.Roles[0]
		}
		speakers.add(Choice{shown, cutName(p.Name)}, shown+" "+strings.Join(p.Aliases, " "))
	}
	for _, o := range outletsOf(c.Articles) {
		if o.Name == unknownOutlet {
			continue // nor can it be asked for
		}
		outlets.add(Choice{o.Name + ", " + Count(o.Articles, "article"), cutName(o.Name)}, o.Name)
		know(n.people, o.Name)
	}
	for i := len(c.Articles) - 1; i >= 0; i-- { // the newest first
		a := c.Articles[i]
		cite := Cite(a)
		shown := clipTo(Headline(a), max(maxChoice-units(cite)-3, maxChoice/2)) + " — " + cite
		key := ArticleKey(a)
		articles.add(Choice{shown, key}, Headline(a)+" "+cite+" "+a.ID)
		n.byKey[key] = a
		for k := range a.People {
			if a.People[k].Kind == corpus.Unnamed { // a spokesman
				know(n.roles, a.People[k].Name)
			}
		}
	}
	for _, l := range []*nameList{speakers, outlets, articles} {
		l.number = nil // was for adding only
	}
	n.lists = map[Completion]*nameList{CompleteSpeaker: speakers, CompleteOutlet: outlets, CompleteArticle: articles}
	return n
}

// know adds the words of a name to those that stand for somebody.
func know(words map[string]bool, name string) {
	for _, w := range nameWords(name) {
		if len(w) > 2 {
			words[w] = true
		}
	}
}

// cutName shortens a name to what a choice may hold, at the end of a word: fewer
// words of a name find it too. It is "" where that leaves nothing.
func cutName(name string) string {
	for units(name) > maxChoice {
		i := strings.LastIndexByte(name, ' ')
		if i < 0 {
			return ""
		}
		name = strings.TrimSpace(name[:i])
	}
	return name
}

// clipTo shortens what is only shown, with an ellipsis at the end.
func clipTo(s string, limit int) string {
	if units(s) <= limit {
		return s
	}
	n := 1
	for i, r := range s {
		if n += utf16.RuneLen(r); n > limit {
			return strings.TrimSpace(s[:i]) + "…"
		}
	}
	return s
}

// units counts UTF-16 code units: Discord says characters and does not say which,
// and these are never fewer than any other count.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
