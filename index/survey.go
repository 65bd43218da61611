package index

import (
	"context"
	"hash/crc32"
	"runtime"
	"strings"
	"sync"

	"onrecord/corpus"
)

// A draft is one article's part of a forward index, in numbers of its worker's
// own dictionary.
type draft struct {
	dict    *dictionary // the worker's
	units   []unit
	digests []digest
	seen    []tally // of the words of the text
	terms   []uint32
	people  []person
	who     []uint32 // numbers of the article's people
	context range32
}

// A tally is how often a term occurs in the text of an article.
type tally struct {
	term uint32
	written
}

// A surveyor reads articles into drafts. It remembers the term of every word it
// has seen, so that each is folded and stemmed once.
type surveyor struct {
	dict    dictionary
	words   map[string]wordTerms
	written []written // by term, in the article being read
	touched []uint32
}

func newSurveyor() *surveyor {
	return &surveyor{dict: newDictionary(), words: map[string]wordTerms{}}
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
	for int(n) >= len(w.written) {
		w.written = append(w.written, written{})
	}
	if w.written[n].times++; w.written[n].times == 1 {
		w.touched = append(w.touched, n)
	}
	if c := text[0]; c >= 'A' && c <= 'Z' {
		w.written[n].capitals++
	}
}

// tallies returns what was counted since the last call.
func (w *surveyor) tallies() []tally {
	out := make([]tally, 0, len(w.touched))
	for _, n := range w.touched {
		out = append(out, tally{n, w.written[n]})
		w.written[n] = written{}
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

// called drafts what the people of an article are called, and nothing else. number
// is the article's.
func (w *surveyor) called(number int, a *corpus.Article, elsewhere map[corpus.Place][]string) draft {
	d := draft{dict: &w.dict}
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
	return d
}

// article drafts an article.
func (w *surveyor) article(number int, a *corpus.Article, elsewhere map[corpus.Place][]string) draft {
	d, body := w.called(number, a, elsewhere), a.Body()
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

// surveyChunk is how many articles are handed to a worker at a time.
const surveyChunk = 64

// survey reads the whole corpus into a forward index, on all processors. Terms
// are numbered in the order of the corpus, whatever the processors' number.
func survey(ctx context.Context, c *corpus.Corpus) (*forward, error) {
	elsewhere := rolesElsewhere(c.People)
	drafts, err := draftsOf(ctx, upTo(len(c.Articles)), func(w *surveyor, i int) draft { return w.article(i, c.Articles[i], elsewhere) })
	if err != nil {
		return nil, err
	}
	m := newMerger(nil)
	for i := range drafts {
		m.add(&drafts[i])
	}
	return m.finish(nil)
}

// upTo returns the numbers from 0 on.
func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// draftsOf drafts the articles with the given numbers, which ascend.
func draftsOf(ctx context.Context, numbers []int, read func(w *surveyor, article int) draft) ([]draft, error) {
	drafts := make([]draft, len(numbers))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (len(numbers)+surveyChunk-1)/surveyChunk) {
		workers.Go(func() {
			w := newSurveyor()
			for from := range next {
				for i := from; i < min(from+surveyChunk, len(numbers)); i++ {
					drafts[i] = read(w, numbers[i])
				}
			}
		})
	}
	for from := 0; from < len(numbers) && ctx.Err() == nil; from += surveyChunk {
		next <- from
	}
	close(next)
	workers.Wait()
	return drafts, ctx.Err()
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
