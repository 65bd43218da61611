package index

import (
	"context"
	"hash/fnv"
	"runtime"
	"strings"
	"sync"

	"onrecord/corpus"
)

// A forward index holds what every unit consists of, as numbers of terms. It is
// what candidates are scored on, without touching their text.
type forward struct {
	dict    dictionary
	units   []unit
	terms   []uint32 // numbers of terms; units hold ranges of it
	df      []uint32 // by term: in how many units it occurs
	meanLen float64  // words in a unit, on average

	people  []person
	first   []uint32  // by article: its first person in people
	who     []uint32  // numbers of people; units hold ranges of it
	context []range32 // of terms, by article: words of headline, outlet and year
}

// A person is what somebody is called in an article, in terms.
type person struct {
	from, name, to uint32 // the name is [from, name); role and aliases are [name, to)
}

// A dictionary numbers the terms.
type dictionary struct {
	numbers map[string]uint32
	terms   []string
	surface []string // a word as it is written somewhere, for showing
	names   []bool   // the term is part of the name of somebody in the corpus
	capital []uint8  // how often the term is written with a capital, in fifths
}

// noTerm is the number of what is no term: it keeps the place of a word that
// holds no letter or digit, so that every word of a unit has its place.
const noTerm = 0

func newDictionary() dictionary {
	return dictionary{numbers: map[string]uint32{"": noTerm}, terms: []string{""}, surface: []string{""}}
}

func (d *dictionary) number(term, surface string) uint32 {
	n, ok := d.numbers[term]
	if !ok {
		n = uint32(len(d.terms))
		d.numbers[term] = n
		d.terms = append(d.terms, term)
		d.surface = append(d.surface, surface)
	}
	return n
}

// proper reports whether a term is a proper noun, because it nearly always has a
// capital. Four fifths: sentences begin with any word, and headlines shout.
func (d *dictionary) proper(n uint32) bool { return d.capital[n] >= 4 }

// A draft is one article's part of a forward index, in numbers of its worker's
// own dictionary.
type draft struct {
	units   []unit
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
		u := unit{article: int32(number), span: span32{uint32(s.Start), uint32(s.End)}, hash: textHash(body[s.Start:s.End])}
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
	}
	d.seen = w.tallies()
	return d
}

// textHash is what guards an excerpt against a forward index that does not fit
// the corpus any more. Not against malice: FNV-1a, 64 bits.
func textHash(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s)) // never fails
	return h.Sum64()
}

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
	return merge(drafts, dicts), nil
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
func merge(drafts [][]draft, dicts []*dictionary) *forward {
	f := &forward{dict: newDictionary()}
	nTerms, nUnits := 0, 0
	for _, c := range drafts {
		for _, d := range c {
			nTerms += len(d.terms)
			nUnits += len(d.units)
		}
	}
	f.terms = make([]uint32, 0, nTerms)
	f.units = make([]unit, 0, nUnits)
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
			base := uint32(len(f.terms))
			number := func(n uint32) uint32 {
				if to[n] == 0 {
					to[n] = f.dict.number(from.terms[n], from.surface[n]) + 1
				}
				return to[n] - 1
			}
			for _, n := range d.terms {
				f.terms = append(f.terms, number(n))
			}
			for _, t := range d.seen {
				n := number(t.term)
				for int(n) >= len(seen) {
					seen = append(seen, tally{})
				}
				seen[n].times += t.times
				seen[n].capitals += t.capitals
			}
			f.context = append(f.context, d.context.plus(base))
			first, whoBase := uint32(len(f.people)), uint32(len(f.who))
			f.first = append(f.first, first)
			for _, p := range d.people {
				f.people = append(f.people, person{p.from + base, p.name + base, p.to + base})
			}
			for _, i := range d.who {
				f.who = append(f.who, first+i)
			}
			for _, u := range d.units {
				u.terms, u.extra, u.people = u.terms.plus(base), u.extra+base, u.people.plus(whoBase)
				f.units = append(f.units, u)
			}
		}
	}
	f.dict.capital = make([]uint8, len(f.dict.terms))
	for n, t := range seen {
		f.dict.capital[n] = uint8(5 * t.capitals / max(1, t.times))
	}
	f.count()
	return f
}

// count works out which terms are names, and in how many units each occurs. The
// context does not count: it is the same in all units of an article.
func (f *forward) count() {
	f.dict.names = make([]bool, len(f.dict.terms))
	for _, p := range f.people {
		for _, n := range f.terms[p.from:p.name] {
			// Not every word of a name is one: of "the nomination process" is none.
			f.dict.names[n] = f.dict.capital[n] > 0
		}
	}
	f.df = make([]uint32, len(f.dict.terms))
	last := make([]uint32, len(f.dict.terms)) // the unit, plus one, a term was last seen in
	words := 0
	for i := range f.units {
		u := &f.units[i]
		words += u.terms.len()
		u.bag = 0
		for _, n := range f.terms[u.terms.from:u.terms.to] {
			u.bag |= 1 << (n * 0x9e3779b1 >> 26) // Knuth's multiplicative hash
		}
		count := func(terms []uint32) {
			for _, n := range terms {
				if last[n] != uint32(i+1) {
					last[n] = uint32(i + 1)
					f.df[n]++
				}
			}
		}
		count(f.terms[u.terms.from:u.extra])
		for _, n := range f.who[u.people.from:u.people.to] {
			count(f.called(n))
		}
	}
	f.meanLen = max(1, float64(words)/float64(max(1, len(f.units))))
}

// called returns everything that somebody is called: name, role and aliases.
func (f *forward) called(person uint32) []uint32 {
	p := &f.people[person]
	return f.terms[p.from:p.to]
}

// personNames returns the words of the name of one of an article's people.
func (f *forward) personNames(article int32, person int) []uint32 {
	p := &f.people[int(f.first[article])+person]
	return f.terms[p.from:p.name]
}

// contextOf returns the words of the headline, outlet and year of a unit's article.
func (f *forward) contextOf(u *unit) []uint32 {
	r := f.context[u.article]
	return f.terms[r.from:r.to]
}

// walkWords calls yield with the span of every word in the body, and with where
// its places in forward.terms end, counted from the unit's first: a word with a
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
