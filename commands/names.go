package commands

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// A nameCache keeps the names of the corpus that was asked for last, since working
// them out takes a fifth of a second for 12,500 articles and 20,000 people.
type nameCache struct {
	mu     sync.Mutex
	corpus *corpus.Corpus
	names  *names
}

// get returns the names of a corpus. All callers wait while they are worked out.
func (n *nameCache) get(c *corpus.Corpus) *names {
	if c == nil {
		return &names{} // the library is closed
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.corpus != c {
		n.corpus, n.names = c, newNames(c)
	}
	return n.names
}

// names are the names in a corpus.
type names struct {
	speakers   map[string]*corpus.Identity // by name; of several of one name the one who says most
	outlets    map[string]int              // articles by outlet
	articles   map[string]*corpus.Article  // by key, see articleKey
	knownWords map[string]bool             // words of what people and outlets are called
	surnames   map[string]bool             // in small letters
}

func newNames(c *corpus.Corpus) *names {
	n := &names{
		speakers:   map[string]*corpus.Identity{},
		outlets:    map[string]int{},
		articles:   make(map[string]*corpus.Article, len(c.Articles)),
		knownWords: map[string]bool{},
		surnames:   map[string]bool{},
	}
	for i := range c.People { // those who say most come first
		p := &c.People[i]
		if n.speakers[p.Name] == nil {
			n.speakers[p.Name] = p
		}
		n.addWords(p.Name)
		for _, other := range slices.Concat(p.Roles, p.Aliases) {
			n.addWords(other)
		}
		if s := surnameOf(p); s != "" {
			n.surnames[s] = true
		}
	}
	for _, a := range c.Articles {
		n.articles[articleKey(a)] = a
		if n.outlets[a.Outlet]++; n.outlets[a.Outlet] == 1 {
			n.addWords(a.Outlet)
		}
		for i := range a.People {
			if a.People[i].Kind == corpus.Unnamed { // a spokesman
				n.addWords(a.People[i].Name)
			}
		}
	}
	return n
}

func (n *names) addWords(name string) {
	for _, w := range nameWords(name) {
		if len(w) > 2 {
			n.knownWords[w] = true
		}
	}
}

// undecomposed are letters that Unicode does not take apart into a plain one and
// its accent.
var undecomposed = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

// nameWords returns the words of a name in lower case and without accents, which
// are left out by those whose keyboard does not have them. O'Neil is one word.
func nameWords(s string) []string {
	folded := text.Fold(undecomposed.Replace(strings.ToLower(s)))
	return strings.FieldsFunc(strings.ReplaceAll(folded, "'", ""), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}
