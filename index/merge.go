package index

import "encoding/binary"

// A merger puts articles together, in the order of the corpus, under one
// dictionary: drafts, and articles of an earlier forward index. What comes of it is
// the same, to the byte, whichever of the two an article comes from.
type merger struct {
	f          *forward
	place      uint32                   // the next
	renumbered map[*dictionary][]uint32 // by number there: our number, plus one

	earlier *forward // nil if there is none
}

func newMerger(earlier *forward) *merger {
	m := &merger{f: &forward{dict: newDictionary()}, renumbered: map[*dictionary][]uint32{}, earlier: earlier}
	if earlier == nil {
		return m
	}
	// Most of it comes again, and growing would copy it over and over.
	f, e := m.f, earlier
	f.row, f.articles, f.people = make([]byte, 0, more(len(e.row))), make([]piece, 0, more(len(e.articles))), make([]person, 0, more(len(e.people)))
	f.units, f.digests, f.who = make([]unit, 0, more(len(e.units))), make([]digest, 0, more(len(e.digests))), make([]uint32, 0, more(len(e.who)))
	return m
}

// more leaves a little room for what is new.
func more(n int) int { return n + n/256 + 64 }

// numbers returns our numbers, plus one, by those of a dictionary; 0 for terms
// that did not occur yet.
func (m *merger) numbers(from *dictionary) []uint32 {
	to := m.renumbered[from]
	if missing := len(from.terms) - len(to); missing > 0 {
		to = append(to, make([]uint32, missing)...)
		m.renumbered[from] = to
	}
	return to
}

// begin begins an article, of which so many places are what its people are called
// and its context.
func (m *merger) begin(called, context uint32) *piece {
	f := m.f
	f.articles = append(f.articles, piece{from: m.place, context: m.place + called, text: m.place + called + context,
		people: uint32(len(f.people)), units: uint32(len(f.units)), row: uint32(len(f.row))})
	return &f.articles[len(f.articles)-1]
}

// terms appends terms of a draft to the row.
func (m *merger) terms(d *draft, terms []uint32) {
	f, to := m.f, m.numbers(d.dict)
	for _, n := range terms {
		if to[n] == 0 {
			to[n] = f.dict.number(d.dict.terms[n], d.dict.surface[n]) + 1
		}
		f.row = binary.AppendUvarint(f.row, uint64(to[n]-1))
	}
	m.place += uint32(len(terms))
}

// people appends people of a draft or of the earlier forward index.
func (m *merger) people(people []person, shift uint32) {
	for _, p := range people {
		m.f.people = append(m.f.people, person{from: p.from + shift, name: p.name + shift, to: p.to + shift})
	}
}

// add puts a draft in.
func (m *merger) add(d *draft) {
	f := m.f
	who := uint32(len(f.who))
	p := m.begin(d.context.from, d.context.len32())
	m.terms(d, d.terms)
	m.people(d.people, p.from)
	f.dict.written = append(f.dict.written, make([]written, len(f.dict.terms)-len(f.dict.written))...)
	to := m.numbers(d.dict)
	for _, t := range d.seen {
		f.dict.written[to[t.term]-1].add(t.written)
	}
	for _, i := range d.who {
		f.who = append(f.who, p.people+i)
	}
	for _, u := range d.units {
		u.terms, u.extra, u.people = u.terms.plus(p.from), u.extra+p.from, u.people.plus(who)
		f.units = append(f.units, u)
	}
	f.digests = append(f.digests, d.digests...)
}

// keep puts an article of the earlier forward index in; called is what its people
// are called, if that has changed. Where a term of it occurs for the first time,
// though it did so elsewhere before, surface is asked how it is written in it.
func (m *merger) keep(article int, called *draft, surface func(term string) string) {
	f, e := m.f, m.earlier
	old, people, units := e.articles[article], e.peopleOf(article), e.unitsOf(article)
	names, copied := old.context-old.from, old.from
	if called != nil {
		names, copied = uint32(len(called.terms)), old.context
	}
	p := m.begin(names, old.text-old.context)
	p.doc, p.renamed = old.doc, old.doc > 0 && (old.renamed || called != nil)
	shift := p.context - old.context // numbers go round, so it may be "negative"
	r := termReader{e.row, int(old.row)}
	if called == nil {
		m.people(e.people[people.from:people.to], shift)
	} else {
		m.terms(called, called.terms)
		m.people(called.people, p.from)
		for range old.context - old.from {
			r.next()
		}
	}
	to := m.numbers(&e.dict)
	for end := e.rowEnd(article); r.at < end; m.place++ {
		n := r.next()
		if to[n] == 0 {
			term, as := e.dict.terms[n], e.dict.surface[n]
			if _, ok := f.dict.numbers[term]; !ok && e.of(n)[0] < copied {
				as = surface(term)
			}
			to[n] = f.dict.number(term, as) + 1
		}
		f.row = binary.AppendUvarint(f.row, uint64(to[n]-1))
	}
	for _, u := range e.units[units.from:units.to] {
		who := uint32(len(f.who))
		for _, n := range e.who[u.people.from:u.people.to] {
			f.who = append(f.who, n-old.people+p.people)
		}
		u.article, u.terms, u.extra = int32(len(f.articles)-1), u.terms.plus(shift), u.extra+shift
		u.people = range32{who, uint32(len(f.who))}
		f.units = append(f.units, u)
	}
	f.digests = append(f.digests, e.digests[units.from:units.to]...)
}

// finish counts how the terms of the earlier forward index are written, without
// the articles of it that are gone, and settles.
func (m *merger) finish(gone []draft) (*forward, error) {
	f := m.f
	f.dict.written = append(f.dict.written, make([]written, len(f.dict.terms)-len(f.dict.written))...)
	if m.earlier != nil {
		e := &m.earlier.dict
		for n, term := range e.terms {
			if ours, ok := f.dict.numbers[term]; ok {
				f.dict.written[ours].add(e.written[n])
			}
		}
	}
	for i := range gone {
		for _, t := range gone[i].seen {
			if n, ok := f.dict.numbers[gone[i].dict.terms[t.term]]; ok {
				f.dict.written[n].take(t.written)
			}
		}
	}
	return f, f.settle()
}
