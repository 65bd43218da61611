package index

import (
	"context"
	"maps"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
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

// A snapshot is one corpus in memory, and what is worked out of it to search it. It is the
// [Store] of an index over a corpus.
type snapshot struct {
	corpus   *corpus.Corpus
	articles map[string]*Entry
	ordered  []*Entry // as in corpus
	coverage Coverage
	names    map[string]bool    // terms of people's names
	people   map[string][]int32 // by the words that they are called by, see [text.NameWords]

	suggestions map[corpus.NameKind][]suggestion // the weightiest first
}

// newSnapshot prepares a corpus. What it shares with a previous one is taken over.
func newSnapshot(c *corpus.Corpus, previous *snapshot) (*snapshot, error) {
	s := &snapshot{corpus: c, articles: make(map[string]*Entry, len(c.Articles)), names: map[string]bool{},
		people: map[string][]int32{}, suggestions: map[corpus.NameKind][]suggestion{}}
	s.coverage = Coverage{Scope: c.Scope(), Outlets: corpus.CountOutlets(c.Articles)}
	years := map[string]bool{}
	for _, a := range c.Articles {
		e := &Entry{Article: a}
		if before := previous.articles[a.ID]; before != nil && before.Article == a {
			*e = *before
		} else {
			record, err := a.Record()
			if err != nil {
				return nil, err
			}
			e.passages, e.hash = passagesOf(a), hashOf(record)
		}
		e.first = s.coverage.Passages
		s.articles[a.ID] = e
		s.ordered = append(s.ordered, e)
		s.coverage.Passages += len(e.passages)
		s.coverage.Bytes += int64(len(a.Body()))
		years[year(a.Date)] = true
		s.addSuggestion(corpus.ArticleNames, a.ID, DateWeight(a.Date), a.Title+" "+a.Outlet)
	}
	s.coverage.Years = slices.Sorted(maps.Keys(years))
	for _, o := range s.coverage.Outlets {
		if o.Name != "" {
			s.addSuggestion(corpus.OutletNames, o.Name, o.Articles, o.Name)
		}
	}
	s.addPeople()
	s.sortSuggestions()
	return s, nil
}

// addPeople enters the people of a corpus.
func (s *snapshot) addPeople() {
	speakers := map[string]bool{} // of those of one name the one who says most
	for i := range s.corpus.People {
		p := &s.corpus.People[i]
		for _, t := range Terms(p.Name) {
			s.names[t] = true
		}
		words := CalledBy(p)
		slices.Sort(words)
		for _, w := range slices.Compact(words) {
			s.people[w] = append(s.people[w], int32(i))
		}
		if p.Statements > 0 && !speakers[p.Name] {
			speakers[p.Name] = true
			s.addSuggestion(corpus.SpeakerNames, p.Name, p.Statements, SuggestedBy(p))
		}
	}
}

// revisions says in which state an engine has a snapshot's articles that holds it.
func (s *snapshot) revisions() map[string]Revision {
	out := make(map[string]Revision, len(s.articles))
	for id, e := range s.articles {
		out[id] = e.Revision()
	}
	return out
}

func year(d corpus.Date) string {
	y, _, _ := strings.Cut(string(d), "-")
	return y
}

func (s *snapshot) Coverage(context.Context) (*Coverage, error) { return &s.coverage, nil }

func (s *snapshot) Entries(_ context.Context, ids []string) ([]*Entry, error) {
	out := make([]*Entry, len(ids))
	for i, id := range ids {
		out[i] = s.articles[id]
	}
	return out, nil
}

// listed returns the articles of a listing, in order of date.
func (s *snapshot) listed(l *corpus.Listing) []*corpus.Article {
	return slices.DeleteFunc(slices.Clone(s.corpus.Articles), func(a *corpus.Article) bool { return !isListed(l, a) })
}

// isListed reports whether an article is one of a listing.
func isListed(l *corpus.Listing, a *corpus.Article) bool {
	switch {
	case l.Article != "" && a.ID != l.Article,
		l.Key != "" && a.Key() != l.Key,
		l.Address != "" && corpus.AddressKey(a.URL) != l.Address,
		l.Outlets != nil && !slices.Contains(l.Outlets, a.Outlet),
		l.From != "" && (a.Date == "" || a.Date < l.From),
		l.To != "" && (a.Date == "" || a.Date > l.To):
		return false
	case len(l.Named) == 0:
		return true
	}
	named := Named(a)
	return !slices.ContainsFunc(l.Named, func(w string) bool { return !strings.Contains(named, w) })
}

// Named is the text in which a [corpus.Listing] looks for what an article is called.
func Named(a *corpus.Article) string { return text.Fold(a.Title + " " + a.Outlet + " " + a.ID) }

func (s *snapshot) List(_ context.Context, l corpus.Listing) (ids []string, total int, err error) {
	all := s.listed(&l)
	slices.Reverse(all)
	from := min(max(0, l.Offset), len(all))
	for _, a := range all[from:min(from+max(0, l.Limit), len(all))] {
		ids = append(ids, a.ID)
	}
	return ids, len(all), nil
}

func (s *snapshot) Outlets(_ context.Context, l corpus.Listing) ([]corpus.OutletCount, error) {
	return corpus.CountOutlets(s.listed(&l)), nil
}

func (s *snapshot) People(_ context.Context, names [][]string, limit int, _ bool) ([]corpus.Identity, error) {
	limit = min(max(0, limit), len(s.corpus.People))
	if len(names) == 0 {
		return s.corpus.People[:limit], nil
	}
	var called []int32
	for _, words := range names {
		called = append(called, s.calledAll(words)...)
	}
	slices.Sort(called)
	var out []corpus.Identity
	for _, i := range slices.Compact(called) {
		if len(out) < limit {
			out = append(out, s.corpus.People[i])
		}
	}
	return out, nil
}

// calledAll returns the numbers of the people who are called by all of some words.
func (s *snapshot) calledAll(words []string) []int32 {
	return slices.DeleteFunc(slices.Clone(s.people[words[0]]), func(p int32) bool {
		return slices.ContainsFunc(words, func(w string) bool {
			_, found := slices.BinarySearch(s.people[w], p)
			return !found
		})
	})
}

func (s *snapshot) AreNames(_ context.Context, terms []string) ([]bool, error) {
	out := make([]bool, len(terms))
	for i, t := range terms {
		out[i] = s.names[t]
	}
	return out, nil
}
