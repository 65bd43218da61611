package index

import (
	"encoding/binary"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"onrecord/corpus"
)

// A forward index holds what every article consists of, as numbers of terms, in
// order: what its people are called, its context, and its units. A term's place
// is where it stands in that row, counted from the first article's first term.
// The row itself is kept as it is on disk, as unsigned varints; what is looked up
// in it is looked up by its inversion, the occurrences.
type forward struct {
	dict     dictionary
	articles []piece
	people   []person
	units    []unit
	digests  []digest // by unit
	who      []uint32 // numbers of people; units hold ranges of it
	told     told
	ends     []uint32 // by unit: where its places end, what else it is found by included
	blocks   []uint32 // by blockPlaces places: the first unit that ends behind the first of them
	row      []byte
	occurrences
	df      []uint32 // by term: in how many units it occurs
	meanLen float64  // words in a unit, on average
}

// A piece is an article's part of a forward index. Where one ends the next begins.
type piece struct {
	from    uint32 // its first place: of what its people are called
	context uint32 // the first place of its context: the words of headline, outlet and year
	text    uint32 // the first place of its first unit
	people  uint32 // its first person in forward.people
	units   uint32 // its first unit in forward.units
	row     uint32 // where its terms begin in forward.row
	doc     uint32 // what it is called in the store's large part, plus one; 0 if it is not in there
	renamed bool   // it is, but with other terms of what its people are called
}

// A person is what somebody is called in an article, as a range of places.
type person struct {
	from, name, to uint32 // the name is [from, name); role and aliases are [name, to)
}

// A termReader reads the numbers of terms off a row.
type termReader struct {
	row []byte
	at  int
}

func (r *termReader) next() uint32 {
	if c := r.row[r.at]; c < 0x80 {
		r.at++
		return uint32(c)
	}
	return r.long()
}

func (r *termReader) long() uint32 {
	n, size := binary.Uvarint(r.row[r.at:])
	if size <= 0 || n > math.MaxUint32 {
		panic(errDamaged)
	}
	r.at += size
	return uint32(n)
}

// after returns where the parts of the article behind one begin, or would begin.
func (f *forward) after(article int) piece {
	if article+1 == len(f.articles) {
		return piece{people: uint32(len(f.people)), units: uint32(len(f.units)), row: uint32(len(f.row))}
	}
	return f.articles[article+1]
}

// unitsOf returns the numbers of an article's units.
func (f *forward) unitsOf(article int) range32 {
	return range32{f.articles[article].units, f.after(article).units}
}

// peopleOf returns the numbers of an article's people.
func (f *forward) peopleOf(article int) range32 {
	return range32{f.articles[article].people, f.after(article).people}
}

// rowEnd returns where an article's terms end in f.row.
func (f *forward) rowEnd(article int) int { return int(f.after(article).row) }

// A stretch is some articles in a row that one processor settles.
type stretch struct {
	from, to int // articles
	counts   []counts
	names    []bool
	words    int
}

// counts are what is counted of a term in a stretch.
type counts struct {
	times uint32 // how often it occurs
	units uint32 // in how many units
	last  uint32 // the unit, plus one, it was last seen in
	next  uint32 // where in occurrences.places its next place goes
}

// settle walks the row to find out where its parts begin, which terms are names,
// and in how many units each occurs, and then turns it round. It fails when the
// row does not hold what the other tables say.
func (f *forward) settle() error {
	f.ends = make([]uint32, len(f.units))
	parts := make([]stretch, max(1, min(runtime.GOMAXPROCS(0), maxStretches, len(f.articles))))
	for i := range parts {
		parts[i].from, parts[i].to = i*len(f.articles)/len(parts), (i+1)*len(f.articles)/len(parts)
	}
	if err := together(parts, f.count); err != nil {
		return err
	}
	f.dict.names = make([]bool, len(f.dict.terms))
	f.df = make([]uint32, len(f.dict.terms))
	f.starts = make([]uint32, 1, len(f.dict.terms)+1)
	next, words := uint32(0), 0
	for n := range f.dict.terms {
		for i := range parts {
			c := &parts[i].counts[n]
			c.next = next
			next += c.times
			f.df[n] += c.units
			f.dict.names[n] = f.dict.names[n] || parts[i].names[n]
		}
		f.starts = append(f.starts, next)
	}
	for i := range parts {
		words += parts[i].words
	}
	f.meanLen = max(1, float64(words)/float64(max(1, len(f.units))))
	f.told = turned(f.who, f.units, len(f.people))
	f.places = make([]uint32, next)
	f.divide()
	return together(parts, f.turn)
}

// maxStretches bounds the memory that settling takes.
const maxStretches = 8

// together works on all stretches at the same time.
func together(parts []stretch, work func(*stretch)) error {
	var workers sync.WaitGroup
	var damaged atomic.Bool
	for i := range parts {
		workers.Go(func() {
			defer func() {
				if recover() != nil { // a number or an offset that leads nowhere
					damaged.Store(true)
				}
			}()
			work(&parts[i])
		})
	}
	workers.Wait()
	if damaged.Load() {
		return errDamaged
	}
	return nil
}

// count counts the terms of a stretch. The context does not count as a unit's: it
// is the same in all units of an article.
func (f *forward) count(s *stretch) {
	s.counts, s.names = make([]counts, len(f.dict.terms)), make([]bool, len(f.dict.terms))
	var called []uint32 // the terms of an article's people
	for i := s.from; i < s.to; i++ {
		p := &f.articles[i]
		place, r := p.from, termReader{f.row, int(p.row)}
		called = called[:0]
		for ; place < p.context; place++ {
			n := r.next()
			s.counts[n].times++
			called = append(called, n)
		}
		people := f.peopleOf(i)
		for _, who := range f.people[people.from:people.to] {
			for _, n := range called[who.from-p.from : who.name-p.from] {
				// Not every word of a name is one: of "the nomination process" is none.
				s.names[n] = f.dict.written[n].fifths() > 0
			}
		}
		for ; place < p.text; place++ {
			s.counts[r.next()].times++
		}
		units := f.unitsOf(i)
		for j := units.from; j < units.to; j++ {
			u, d := &f.units[j], &f.digests[j]
			d.row, d.bag, f.ends[j] = uint32(r.at), 0, u.extra
			s.words += u.terms.len()
			for ; place < u.extra; place++ {
				n := r.next()
				if place < u.terms.to {
					d.bag |= 1 << (n * 0x9e3779b1 >> 26) // Knuth's multiplicative hash
				}
				c := &s.counts[n]
				c.times++
				c.seen(j)
			}
			for _, who := range f.who[u.people.from:u.people.to] {
				for _, n := range called[f.people[who].from-p.from : f.people[who].to-p.from] {
					s.counts[n].seen(j)
				}
			}
		}
		if r.at != f.rowEnd(i) {
			panic(errDamaged)
		}
	}
}

func (c *counts) seen(unit uint32) {
	if c.last != unit+1 {
		c.last = unit + 1
		c.units++
	}
}

// turn enters the places of a stretch into the occurrences.
func (f *forward) turn(s *stretch) {
	if s.from == s.to {
		return
	}
	place, end := f.articles[s.from].from, f.rowEnd(s.to-1)
	for r := (termReader{f.row, int(f.articles[s.from].row)}); r.at < end; place++ {
		c := &s.counts[r.next()]
		f.places[c.next] = place
		c.next++
	}
}

// blockPlaces is how many places have one entry in forward.blocks: about as many
// as a unit has.
const blockPlaces = 64

// divide makes the blocks.
func (f *forward) divide() {
	unit := uint32(0)
	for place := uint32(0); int(place) < len(f.places); place += blockPlaces {
		for int(unit) < len(f.ends) && f.ends[unit] <= place {
			unit++
		}
		f.blocks = append(f.blocks, unit)
	}
}

// unitAt returns the unit in whose text a place is, if it is in one.
func (f *forward) unitAt(place uint32) (unit uint32, ok bool) {
	unit = f.blocks[place/blockPlaces]
	for int(unit) < len(f.ends) && f.ends[unit] <= place {
		unit++
	}
	if int(unit) == len(f.ends) {
		return 0, false
	}
	u := &f.units[unit]
	return unit, u.terms.from <= place && place < u.terms.to
}

// walkWords calls yield with the span of every word in the body, and with where
// its places end, counted from the unit's first: a word with a
// second half, such as O'Brien, has two. It stops when yield returns false.
func walkWords(body string, s corpus.Span, yield func(to int, at corpus.Span) bool) {
	place := 0
	for w := range words(body[s.Start:s.End], s.Start) {
		if place++; w.joined && nameTail(w.text) != "" {
			place++
		}
		if !yield(place, w.span) {
			return
		}
	}
}
