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

// begin begins an article whose parts have the given lengths, in places.
func (m *merger) begin(doc, called, context uint32) piece {
	f := m.f
	p := piece{from: m.place, context: m.place + called, text: m.place + called + context,
		people: uint32(len(f.people)), units: uint32(len(f.units)), row: uint32(len(f.row)), doc: doc}
	f.articles = append(f.articles, p)
	return p
}

// add puts a draft in.
func (m *merger) add(d *draft) {
	f, to := m.f, m.numbers(d.dict)
	who := uint32(len(f.who))
	p := m.begin(0, d.context.from, d.context.len32())
	for _, n := range d.terms {
		if to[n] == 0 {
			to[n] = f.dict.number(d.dict.terms[n], d.dict.surface[n]) + 1
		}
		f.row = binary.AppendUvarint(f.row, uint64(to[n]-1))
	}
	for len(f.dict.written) < len(f.dict.terms) {
		f.dict.written = append(f.dict.written, written{})
	}
	for _, t := range d.seen {
		f.dict.written[to[t.term]-1].add(t.written)
	}
	for _, p := range d.people {
		f.people = append(f.people, person{from: p.from + m.place, name: p.name + m.place, to: p.to + m.place})
	}
	for _, i := range d.who {
		f.who = append(f.who, p.people+i)
	}
	for _, u := range d.units {
		u.terms, u.extra, u.people = u.terms.plus(m.place), u.extra+m.place, u.people.plus(who)
		f.units = append(f.units, u)
	}
	f.digests = append(f.digests, d.digests...)
	m.place += uint32(len(d.terms))
}

// keep puts an article of the earlier forward index in. Where a term occurs in it
// for the first time and did not do so before, surface is asked how it is written
// there.
func (m *merger) keep(article int, surface func(term string) string) {
	f, e, to := m.f, m.earlier, m.numbers(&m.earlier.dict)
	old, people, units := e.articles[article], e.peopleOf(article), e.unitsOf(article)
	who := uint32(len(f.who))
	p := m.begin(old.doc, old.context-old.from, old.text-old.context)
	end := e.rowEnd(article)
	for r := (termReader{e.row, int(old.row)}); r.at < end; m.place++ {
		n := r.next()
		if to[n] == 0 {
			term, as := e.dict.terms[n], e.dict.surface[n]
			if _, ok := f.dict.numbers[term]; !ok && e.of(n)[0] < old.from {
				as = surface(term)
			}
			to[n] = f.dict.number(term, as) + 1
		}
		f.row = binary.AppendUvarint(f.row, uint64(to[n]-1))
	}
	shift := p.from - old.from // numbers go round, so it may be "negative"
	for _, p := range e.people[people.from:people.to] {
		f.people = append(f.people, person{from: p.from + shift, name: p.name + shift, to: p.to + shift})
	}
	for _, u := range e.units[units.from:units.to] {
		f.who = append(f.who, e.who[u.people.from:u.people.to]...)
		u.article, u.terms, u.extra = int32(len(f.articles)-1), u.terms.plus(shift), u.extra+shift
		u.people = range32{uint32(len(f.who)) - uint32(u.people.len()), uint32(len(f.who))}
		f.units = append(f.units, u)
	}
	for i := who; i < uint32(len(f.who)); i++ {
		f.who[i] += p.people - old.people
	}
	f.digests = append(f.digests, e.digests[units.from:units.to]...)
}

// finish counts how the terms of the earlier forward index are written, without
// the articles of it that are gone, and settles.
func (m *merger) finish(gone ...draft) (*forward, error) {
	f := m.f
	for len(f.dict.written) < len(f.dict.terms) {
		f.dict.written = append(f.dict.written, written{})
	}
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
