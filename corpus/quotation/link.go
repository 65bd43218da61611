package quotation

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"onrecord/corpus"
)

// Link finds out which people of different articles are the same. Two are one
// when their names agree and their roles do not speak against it; people who
// share only a surname stay apart. Somebody whom an article gives by surname
// alone is the one person of that name, if the corpus has one and their roles
// agree or everybody knows whom it means. People without a name are left out.
//
// The result is sorted by the number of statements, then by name.
func Link(articles []*corpus.Article) []corpus.Identity {
	l := linker{bySurname: map[string][]*cluster{}, byKey: map[string]*cluster{}}
	taken := map[[2]string]parsed{} // by name and role: most come up again and again
	var short []candidate
	for n, a := range articles {
		said := make([]int, len(a.People))
		for _, s := range a.Statements {
			if s.Speaker != corpus.Unattributed {
				said[s.Speaker]++
			}
		}
		for i := range a.People {
			c := candidate{place: place{n, i}, person: &a.People[i], said: said[i]}
			as := [2]string{c.person.Name, c.person.Role}
			if _, known := taken[as]; !known {
				taken[as] = parse(c.person)
			}
			c.parsed = taken[as]
			switch {
			case len(c.name) == 0, c.person.Kind == corpus.Unnamed, classOf(c.name[0])&cDet != 0,
				c.person.Name[0] >= 'a' && c.person.Name[0] <= 'z':
			case c.person.Kind == corpus.Organisation:
				l.called(strings.TrimPrefix(strings.Join(c.name, " "), "the "), c).add(c)
			case len(c.name) == 1:
				short = append(short, c)
			default:
				l.full(c)
			}
		}
	}
	// Whom a surname means depends on all the full names, so it comes last.
	for i := range short {
		short[i].home = l.meant(&short[i])
	}
	for _, c := range short {
		if c.home == nil { // others of that one name and the same role
			c.home = l.called(c.name[0]+"\x00"+strings.Join(c.words, " "), c)
		}
		c.home.add(c)
	}
	return l.result(articles)
}

// A place is a person of an article, both by number.
type place struct{ article, person int }

// A candidate is a person of one article on the way to an identity.
type candidate struct {
	place  place
	person *corpus.Person
	said   int
	home   *cluster // of a surname alone, or nil
	parsed
}

// parsed is what somebody is called, taken apart.
type parsed struct {
	name   []string // lower case, no titles
	junior bool
	words  []string // of the role
}

func parse(person *corpus.Person) (c parsed) {
	for w := range strings.FieldsSeq(person.Name) {
		w = strings.Trim(strings.ToLower(strings.ReplaceAll(w, "’", "'")), ".,")
		switch k := classOf(w); {
		case w == "":
		case k&cSuffix != 0 && len(c.name) > 1:
			c.junior = true
		case k&(cSir|cMadam|cStyle) != 0 && len(c.name) == 0 && k&cGiven == 0:
		default:
			c.name = append(c.name, w)
		}
	}
	for w := range strings.FieldsSeq(strings.ToLower(person.Role)) {
		if w = strings.Trim(w, ".,()'’"); classOf(w)&(cClosed|cTitle&^cOffice) == 0 && w != "" {
			c.words = append(c.words, roleWord(w))
		}
	}
	return c
}

// A cluster is an identity in the making.
type cluster struct {
	names    map[string]int
	aliases  map[string]int
	roles    map[string]int
	words    map[string]int
	roleForm map[string]string
	name     []string // the longest
	junior   bool
	kind     corpus.PersonKind
	said     int
	places   []place
}

type linker struct {
	all       []*cluster
	bySurname map[string][]*cluster
	byKey     map[string]*cluster
}

func (l *linker) new(c candidate) *cluster {
	k := &cluster{
		names: map[string]int{}, aliases: map[string]int{}, roles: map[string]int{}, words: map[string]int{},
		roleForm: map[string]string{}, name: c.name, junior: c.junior, kind: c.person.Kind,
	}
	l.all = append(l.all, k)
	return k
}

func (k *cluster) add(c candidate) {
	k.names[c.person.Name]++
	for _, alias := range c.person.Aliases {
		if r := alias[0]; r >= 'A' && r <= 'Z' && len(strings.Fields(alias)) < 5 {
			k.aliases[alias]++
		}
	}
	if role := c.person.Role; role != "" {
		low := strings.ToLower(role)
		k.roleForm[low] = cmp.Or(k.roleForm[low], role)
		k.roles[k.roleForm[low]]++ // the same role, whatever its capitals
	}
	for _, w := range c.words {
		k.words[w]++
	}
	if len(c.name) > len(k.name) {
		k.name = c.name
	}
	k.said += c.said
	k.places = append(k.places, c.place)
}

// called returns the identity that is known by a key; it makes one of c if need be.
func (l *linker) called(key string, c candidate) *cluster {
	if l.byKey[key] == nil {
		l.byKey[key] = l.new(c)
	}
	return l.byKey[key]
}

// full places a person with a given name.
func (l *linker) full(c candidate) {
	last := c.name[len(c.name)-1]
	for _, k := range l.bySurname[last] {
		if sameName(k.name, c.name) && !k.opposes(&c) && (k.junior == c.junior || k.shares(&c)) {
			k.add(c)
			return
		}
	}
	k := l.new(c)
	l.bySurname[last] = append(l.bySurname[last], k)
	k.add(c)
}

// sameName reports whether two full names with one surname can be the same
// person's: the first names agree, and so do the middle ones if both have them.
func sameName(a, b []string) bool {
	n := min(len(a), len(b))
	return n > 1 && compatible(a[0], b[0]) && (n == 2 || compatible(a[1], b[1]))
}

// opposes reports whether the roles speak against c being this person.
func (k *cluster) opposes(c *candidate) bool {
	mine, theirs := tradeOf(maps.Keys(k.words)), tradeOf(slices.Values(c.words))
	return mine != "" && theirs != "" && mine != theirs && !k.shares(c)
}

// tradeOf returns the walk of life that words of roles tell of; "" for somebody of many parts.
func tradeOf(words iter.Seq[string]) string {
	trade := ""
	for w := range words {
		t := trades[w]
		if t != "" && trade != "" && t != trade {
			return ""
		}
		trade = cmp.Or(trade, t)
	}
	return trade
}

// shares reports whether a word of the roles is told of both.
func (k *cluster) shares(c *candidate) bool {
	return slices.ContainsFunc(c.words, func(w string) bool { return k.words[w] > 0 })
}

// meant returns the identity that a surname alone means, or nil.
func (l *linker) meant(c *candidate) *cluster {
	const (
		known    = 3 // articles in which somebody comes up by full name
		dominant = 5 // times as often as the next one of the name and the role
	)
	all := l.bySurname[c.name[0]]
	fits := slices.DeleteFunc(slices.Clone(all), func(k *cluster) bool { return !k.shares(c) })
	slices.SortStableFunc(fits, func(a, b *cluster) int { return cmp.Compare(len(b.places), len(a.places)) })
	switch {
	case len(fits) == 1, len(fits) > 1 && len(fits[0].places) >= dominant*len(fits[1].places):
		return fits[0]
	case len(fits) == 0 && len(all) == 1 && len(all[0].places) >= known && !all[0].opposes(c):
		return all[0]
	}
	return nil
}

func (l *linker) result(articles []*corpus.Article) []corpus.Identity {
	out := make([]corpus.Identity, 0, len(l.all))
	for _, k := range l.all {
		slices.SortFunc(k.places, func(a, b place) int {
			return cmp.Or(cmp.Compare(a.article, b.article), cmp.Compare(a.person, b.person))
		})
		names := ranked(k.names)
		id := corpus.Identity{Name: names[0], Kind: k.kind, Roles: ranked(k.roles), Statements: k.said}
		for _, n := range append(names[1:], ranked(k.aliases)...) {
			if n != id.Name && !slices.Contains(id.Aliases, n) {
				id.Aliases = append(id.Aliases, n)
			}
		}
		for _, at := range k.places {
			a := articles[at.article]
			id.Places = append(id.Places, corpus.Place{Article: a.ID, Person: at.person})
			if p := &a.People[at.person]; len(p.Aliases) > 0 {
				id.Descriptions = addNew(id.Descriptions, strings.Join(append(slices.Clip(p.Aliases), p.Role), ", "))
			}
		}
		out = append(out, id)
	}
	slices.SortStableFunc(out, func(a, b corpus.Identity) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// ranked returns the keys by how often they were counted, then in order.
func ranked(m map[string]int) []string {
	return slices.SortedFunc(maps.Keys(m), func(a, b string) int {
		return cmp.Or(cmp.Compare(m[b], m[a]), cmp.Compare(a, b))
	})
}
