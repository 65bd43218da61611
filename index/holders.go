package index

import (
	"context"
	"sync"
)

// A unitSet is the set of the units that hold a term, in the smaller of two
// forms: a list in ascending order, or a bitset.
type unitSet struct {
	list []uint32
	bits bitset
}

func (s unitSet) addTo(b bitset) {
	b.or(s.bits)
	for _, n := range s.list {
		b.add(int(n))
	}
}

func (s unitSet) size() int { return 4*cap(s.list) + 8*cap(s.bits) + 64 }

// A keeper keeps the sets that were asked for, as far as there is room.
type keeper struct {
	mu    sync.Mutex
	sets  map[uint32]unitSet // by term
	bytes int                // that sets takes
}

// keepBytes bounds the sets kept in memory. Those of the common terms come first
// and make up nearly all of what is asked for again.
const keepBytes = 16 << 20

func (k *keeper) get(term uint32) (unitSet, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	set, ok := k.sets[term]
	return set, ok
}

// put keeps a set. Where there is no room for it others go, by chance: what is
// often asked for is soon back.
func (k *keeper) put(term uint32, set unitSet) {
	size := set.size()
	if size > keepBytes/4 {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.sets == nil {
		k.sets = map[uint32]unitSet{}
	}
	if _, ok := k.sets[term]; ok {
		return
	}
	for other, set := range k.sets {
		if k.bytes+size <= keepBytes {
			break
		}
		delete(k.sets, other)
		k.bytes -= set.size()
	}
	k.sets[term] = set
	k.bytes += size
}

// holders returns the units that hold a term: in their text, in what somebody in
// them is called, or in the context of their article. bleve knows the articles,
// the term's occurrences tell where in them. The set must not be changed.
func (x *Index) holders(ctx context.Context, term uint32) (unitSet, error) {
	if set, ok := x.kept.get(term); ok {
		return set, nil
	}
	articles, err := x.store.postings(ctx, x.forward.dict.terms[term])
	if err != nil {
		return unitSet{}, err
	}
	var set unitSet
	all := x.forward.holders(term, articles)
	if n := all.count(); 4*n < 8*len(all) {
		set.list = make([]uint32, 0, n)
		for n := range all.all() {
			set.list = append(set.list, uint32(n))
		}
	} else {
		set.bits = all
	}
	x.kept.put(term, set)
	return set, nil
}

// holders finds the units of some articles that hold a term.
func (f *forward) holders(term uint32, articles bitset) bitset {
	set := newBitset(len(f.units))
	c := cursor{places: f.of(term)}
	for article := range articles.all() {
		p, units := &f.articles[article], f.unitsOf(article)
		c.seek(p.from)
		for who := p.people; c.below(p.context); c.at++ {
			for f.people[who].to <= c.places[c.at] {
				who++
			}
			for _, n := range f.told.of(who) {
				set.add(int(n))
			}
		}
		if c.below(p.text) {
			for n := units.from; n < units.to; n++ {
				set.add(int(n))
			}
			continue
		}
		for n := units.from; c.at < len(c.places); c.at++ {
			for n < units.to && f.ends[n] <= c.places[c.at] {
				n++
			}
			if n == units.to {
				break
			}
			set.add(int(n))
		}
	}
	return set
}
