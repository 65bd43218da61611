package index

import (
	"context"
	"encoding/binary"
	"hash/crc32"
	"runtime"
	"strings"
	"sync"

	"onrecord/corpus"
)

// A draft is one article's part of a forward index, in numbers of its worker's
// own dictionary.
type draft struct {
	units   []unit
	digests []digest
	seen    []tally // of the words of the text
	terms   []uint32
	people  []person
	who     []uint32 // numbers of the article's people
	context range32
}

// A tally counts how often a term occurs and how often with a capital.
type tally struct{ term, times, capitals uint32 }

// A surveyor reads articles into drafts. It remembers the term of every word it
// has seen, so that each is folded and stemmed once.
type surveyor struct {
	dict            dictionary
	words           map[string]wordTerms
	times, capitals []uint32 // by term, of the article being read
	touched         []uint32
}

// wordTerms are the terms of a word: its own and, for names such as O'Brien,
// that of the second half.
type wordTerms struct {
	own, tail uint32
	hasTail   bool
}

func (w *surveyor) termsOf(text string) wordTerms {
	t, ok := w.words[text]
	if ok {
		return t
	}
	t.own = w.dict.number(term(text), text)
	if tail := nameTail(text); tail != "" {
		t.tail, t.hasTail = w.dict.number(term(tail), tail), true
	}
	w.words[text] = t
	return t
}

// count notes that a word of the text was read.
func (w *surveyor) count(n uint32, text string) {
	for int(n) >= len(w.times) {
		w.times, w.capitals = append(w.times, 0), append(w.capitals, 0)
	}
	if w.times[n]++; w.times[n] == 1 {
		w.touched = append(w.touched, n)
	}
	if c := text[0]; c >= 'A' && c <= 'Z' {
		w.capitals[n]++
	}
}

// tallies returns what was counted since the last call.
func (w *surveyor) tallies() []tally {
	out := make([]tally, 0, len(w.touched))
	for _, n := range w.touched {
		out = append(out, tally{n, w.times[n], w.capitals[n]})
		w.times[n], w.capitals[n] = 0, 0
	}
	w.touched = w.touched[:0]
	return out
}

// add appends the terms of text to dst: one for every word, and one more for
// the second half of names such as O'Brien. walkWords goes the
// same way to find the words' places again.
func (w *surveyor) add(dst []uint32, text string, counted bool) []uint32 {
	for x := range words(text, 0) {
		t := w.termsOf(x.text)
		if counted {
			w.count(t.own, x.text)
		}
		dst = append(dst, t.own)
		if t.hasTail {
			dst = append(dst, t.tail)
			if counted {
				w.count(t.tail, nameTail(x.text))
			}
		}
	}
	return dst
}

// acronyms appends, for every name of three capitalised words or more, what its
// initials make: ISC for the Intelligence and Security Committee. People search
// by the one and articles print the other.
func (w *surveyor) acronyms(dst []uint32, text string) []uint32 {
	const least, most = 3, 6
	initials := make([]byte, 0, 8)
	last := -1 // where the last word of the name ends
	flush := func() {
		if len(initials) >= least && len(initials) <= most {
			dst = append(dst, w.termsOf(string(initials)).own)
		}
		initials, last = initials[:0], -1
	}
	for x := range words(text, 0) {
		c := x.text[0]
		switch {
		case last >= 0 && strings.ContainsAny(text[last:x.span.Start], ".,;:!?()\"“”\n"):
			flush()
		case last >= 0 && len(x.text) <= 3 && (x.text == "and" || x.text == "of" || x.text == "for" || x.text == "the"):
			last = x.span.End
			continue
		}
		if c < 'A' || c > 'Z' || len(x.text) < 3 || strings.ToUpper(x.text) == x.text {
			flush()
			continue
		}
		initials, last = append(initials, c), x.span.End
	}
	flush()
	return dst
}

// article drafts the units of an article. number is the article's.
func (w *surveyor) article(number int, a *corpus.Article, elsewhere map[corpus.Place][]string) draft {
	var d draft
	body := a.Body()
	for i := range a.People {
		p := &a.People[i]
		n := person{from: uint32(len(d.terms))}
		d.terms = w.add(d.terms, p.Name, false)
		n.name = uint32(len(d.terms))
		d.terms = w.add(d.terms, p.Role, false)
		for _, alias := range p.Aliases {
			d.terms = w.add(d.terms, alias, false)
		}
		// What other articles call the same person: "the MI5 boss" there is the
		// one who is only "Parker" here.
		for _, role := range elsewhere[corpus.Place{Article: number, Person: i}] {
			if role != p.Role {
				d.terms = w.add(d.terms, role, false)
			}
		}
		n.to = uint32(len(d.terms))
		d.people = append(d.people, n)
	}
	d.context.from = uint32(len(d.terms))
	year, _, _ := strings.Cut(string(a.Date), "-")
	d.terms = w.add(w.add(w.add(d.terms, a.Title, false), a.Outlet, false), year, false)
	d.context.to = uint32(len(d.terms))
	people := newPeopleFinder(a)
	for _, s := range unitSpans(a) {
		u := unit{article: int32(number), span: span32{uint32(s.Start), uint32(s.End)}}
		u.terms.from = uint32(len(d.terms))
		d.terms = w.add(d.terms, body[s.Start:s.End], true)
		u.terms.to = uint32(len(d.terms))
		d.terms = w.acronyms(d.terms, body[s.Start:s.End])
		u.extra = uint32(len(d.terms))
		u.people.from = uint32(len(d.who))
		for _, i := range people.in(s) {
			d.who = append(d.who, uint32(i))
		}
		u.people.to = uint32(len(d.who))
		d.units = append(d.units, u)
		d.digests = append(d.digests, digest{hash: textHash(body[s.Start:s.End])})
	}
	d.seen = w.tallies()
	return d
}

// textHash is what guards an excerpt against a forward index that does not fit
// the corpus any more. Not against malice: a CRC, which processors work out.
func textHash(s string) uint32 { return crc32.Checksum([]byte(s), castagnoli) }

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// survey reads the whole corpus into a forward index, on all processors. Terms
// are numbered in the order of the corpus, whatever the processors' number.
func survey(ctx context.Context, c *corpus.Corpus) (*forward, error) {
	articles, elsewhere := c.Articles, rolesElsewhere(c.People)
	const chunk = 64 // articles handed to a worker at a time
	chunks := (len(articles) + chunk - 1) / chunk
	drafts := make([][]draft, chunks)
	dicts := make([]*dictionary, chunks)
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(1, chunks)) {
		workers.Go(func() {
			w := &surveyor{dict: newDictionary(), words: map[string]wordTerms{}}
			for c := range next {
				from := c * chunk
				for i, a := range articles[from:min(from+chunk, len(articles))] {
					drafts[c] = append(drafts[c], w.article(from+i, a, elsewhere))
				}
				dicts[c] = &w.dict
			}
		})
	}
	for c := range chunks {
		if ctx.Err() != nil {
			break
		}
		next <- c
	}
	close(next)
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return merge(drafts, dicts)
}

// mostRoles bounds how many roles of a person are taken from other articles: the
// most frequent first; who is written about for years has held many.
const mostRoles = 3

// rolesElsewhere returns, by place, the roles that people who come up in several
// articles have there.
func rolesElsewhere(people []corpus.Identity) map[corpus.Place][]string {
	out := map[corpus.Place][]string{}
	for i := range people {
		p := &people[i]
		if len(p.Places) < 2 || len(p.Roles) == 0 {
			continue
		}
		for _, place := range p.Places {
			out[place] = p.Roles[:min(len(p.Roles), mostRoles)]
		}
	}
	return out
}

// merge puts the drafts together, in order, under one dictionary.
func merge(drafts [][]draft, dicts []*dictionary) (*forward, error) {
	f := &forward{dict: newDictionary()}
	place := uint32(0)
	var seen []tally                         // by term
	renumbered := map[*dictionary][]uint32{} // by number of the worker: our number, plus one
	for c, chunk := range drafts {
		from := dicts[c]
		for _, d := range chunk {
			to := renumbered[from]
			if missing := len(from.terms) - len(to); missing > 0 {
				to = append(to, make([]uint32, missing)...)
				renumbered[from] = to
			}
			number := func(n uint32) uint32 {
				if to[n] == 0 {
					to[n] = f.dict.number(from.terms[n], from.surface[n]) + 1
				}
				return to[n] - 1
			}
			row := uint32(len(f.row))
			for _, n := range d.terms {
				f.row = binary.AppendUvarint(f.row, uint64(number(n)))
			}
			for _, t := range d.seen {
				n := number(t.term)
				for int(n) >= len(seen) {
					seen = append(seen, tally{})
				}
				seen[n].times += t.times
				seen[n].capitals += t.capitals
			}
			first, whoBase := uint32(len(f.people)), uint32(len(f.who))
			f.articles = append(f.articles, piece{
				from: place, context: place + d.context.from, text: place + d.context.to, people: first, units: uint32(len(f.units)), row: row,
			})
			for _, p := range d.people {
				f.people = append(f.people, person{from: p.from + place, name: p.name + place, to: p.to + place})
			}
			for _, i := range d.who {
				f.who = append(f.who, first+i)
			}
			for _, u := range d.units {
				u.terms, u.extra, u.people = u.terms.plus(place), u.extra+place, u.people.plus(whoBase)
				f.units = append(f.units, u)
			}
			f.digests = append(f.digests, d.digests...)
			place += uint32(len(d.terms))
		}
	}
	f.dict.capital = make([]uint8, len(f.dict.terms))
	for n, t := range seen {
		f.dict.capital[n] = uint8(5 * t.capitals / max(1, t.times))
	}
	return f, f.settle()
}
