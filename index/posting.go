package index

import (
	"context"
	"slices"
	"sync"
)

// What a posting's ref holds beside a place.
const (
	inCall    = 1 << 31 // somebody in the unit is called by the term
	inContext = 1 << 30 // it is in the context of the unit's article
	refPlace  = inContext - 1
)

// postings are the units that hold a term, in order, and how they hold it. Where
// they are many they are there as bits as well.
type postings struct {
	units []uint32
	refs  []uint32 // by posting: where among the term's places those in the unit begin, and inCall and inContext
	bits  bitset
}

// addTo puts the units into a set.
func (p *postings) addTo(b bitset) {
	if p.bits != nil {
		b.or(p.bits)
		return
	}
	for _, n := range p.units {
		b.add(int(n))
	}
}

func (p *postings) size() int { return 4*cap(p.units) + 4*cap(p.refs) + 8*cap(p.bits) + 128 }

// A keeper keeps the posting lists that were asked for, as far as there is room.
type keeper struct {
	mu    sync.Mutex
	lists map[uint32]*postings // by term
	bytes int                  // that lists takes
}

// keepBytes bounds the lists kept in memory. Those of the common terms come first
// and make up nearly all of what is asked for again.
const keepBytes = 32 << 20

func (k *keeper) get(term uint32) (*postings, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	list, ok := k.lists[term]
	return list, ok
}

// put keeps a list. Where there is no room for it others go, by chance: what is
// often asked for is soon back.
func (k *keeper) put(term uint32, list *postings) {
	size := list.size()
	if size > keepBytes/4 {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.lists == nil {
		k.lists = map[uint32]*postings{}
	}
	if _, ok := k.lists[term]; ok {
		return
	}
	for other, list := range k.lists {
		if k.bytes+size <= keepBytes {
			break
		}
		delete(k.lists, other)
		k.bytes -= list.size()
	}
	k.lists[term] = list
	k.bytes += size
}

// fetch finds the posting lists of all terms of a plan.
func (x *Index) fetch(ctx context.Context, pl *plan) error {
	for i := range pl.slots {
		s := &pl.slots[i]
		s.lists = make([]*postings, len(s.any))
		for k, a := range s.any {
			var err error
			if s.lists[k], err = x.postings(ctx, a.term); err != nil {
				return err
			}
		}
	}
	return nil
}

// postings returns the units that hold a term: in their text, in what somebody
// in them is called, or in the context of their article. bleve knows the
// articles, the term's occurrences tell where in them. They must not be changed.
func (x *Index) postings(ctx context.Context, term uint32) (*postings, error) {
	if p, ok := x.kept.get(term); ok {
		return p, nil
	}
	articles, err := x.store.postings(ctx, x.forward.dict.terms[term])
	if err != nil {
		return nil, err
	}
	p := x.forward.postings(term, articles)
	if all := newBitset(len(x.forward.units)); len(p.units) > len(all) {
		p.addTo(all)
		p.bits = all
	}
	x.kept.put(term, p)
	return p, nil
}

// postings finds the units of some articles that hold a term.
func (f *forward) postings(term uint32, articles bitset) *postings {
	out := &postings{units: make([]uint32, 0, f.df[term]), refs: make([]uint32, 0, f.df[term])}
	c := cursor{places: f.of(term)}
	var how []uint32 // by unit of an article: inCall and inContext
	for article := range articles.all() {
		p, units := &f.articles[article], f.unitsOf(article)
		c.seek(p.from)
		how = append(how[:0], make([]uint32, units.len())...)
		for who := p.people; c.below(p.context); c.at++ {
			for f.people[who].to <= c.places[c.at] {
				who++
			}
			for _, n := range f.told.of(who) {
				how[n-units.from] = inCall
			}
		}
		if c.below(p.text) {
			for i := range how {
				how[i] |= inContext
			}
			c.seek(p.text)
		}
		for i, how := range how {
			end, from := f.ends[int(units.from)+i], c.at
			for c.below(end) {
				c.at++
			}
			if how != 0 || c.at > from {
				out.units = append(out.units, units.from+uint32(i))
				out.refs = append(out.refs, uint32(from)|how)
			}
		}
	}
	if len(out.units) < cap(out.units)*3/4 {
		out.units, out.refs = slices.Clone(out.units), slices.Clone(out.refs)
	}
	return out
}
