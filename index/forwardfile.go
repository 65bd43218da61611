package index

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"os"
	"slices"

	"onrecord/corpus"
)

// The forward index on disk is a row of unsigned varints (encoding/binary) and
// of strings with their lengths before them: the dictionary, the articles, each
// with its people and units, and last the row of the terms, which stays in memory
// as it is. Only lengths are kept, since one part begins where another ends; and
// terms are numbered as they occur, so that the common ones have short numbers.
// The seal guards the bytes.

func writeForward(name string, f *forward) (err error) {
	file, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	w := bufio.NewWriterSize(file, 1<<16)
	var buf []byte
	put := func(values ...uint32) {
		buf = buf[:0]
		for _, v := range values {
			buf = binary.AppendUvarint(buf, uint64(v))
		}
		_, _ = w.Write(buf) // the error comes again at Flush
	}
	put(uint32(len(f.dict.terms)))
	var text []byte
	for i, t := range f.dict.terms {
		surface := f.dict.surface[i]
		if surface == t {
			surface = "" // most are
		}
		put(uint32(len(t)), uint32(len(surface)), f.dict.written[i].times, f.dict.written[i].capitals)
		text = append(append(text, t...), surface...)
	}
	put(uint32(len(text)))
	_, _ = w.Write(text)
	put(uint32(len(f.articles)), uint32(len(f.people)), uint32(len(f.units)), uint32(len(f.who)))
	for i := range f.articles {
		p, people, units := &f.articles[i], f.peopleOf(i), f.unitsOf(i)
		renamed := uint32(0)
		if p.renamed {
			renamed = 1
		}
		put(p.doc, renamed, uint32(f.rowEnd(i))-p.row, uint32(people.len()))
		for _, who := range f.people[people.from:people.to] {
			put(who.name-who.from, who.to-who.name)
		}
		put(p.text-p.context, uint32(units.len()))
		end := uint32(0) // of the unit before
		for n := units.from; n < units.to; n++ {
			u := &f.units[n]
			put(u.span.start-end, u.span.end-u.span.start, uint32(u.terms.len()), u.extra-u.terms.to, uint32(u.people.len()))
			for _, who := range f.who[u.people.from:u.people.to] {
				put(who - p.people)
			}
			_, _ = w.Write(binary.LittleEndian.AppendUint32(buf[:0], f.digests[n].hash))
			end = u.span.end
		}
	}
	_, _ = w.Write(f.row)
	if err := w.Flush(); err != nil {
		_ = file.Close()
		return fmt.Errorf("index: %w", err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	return nil
}

// readForward reads what writeForward wrote and holds it against the articles.
func readForward(name string, articles []*corpus.Article) (f *forward, err error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	defer func() {
		if recover() != nil { // a length or an offset beyond the data
			f, err = nil, errDamaged
		}
	}()
	r := fileReader{data}
	f = &forward{dict: r.dictionary()}
	if r.length() != len(articles) {
		panic(errDamaged)
	}
	f.articles = make([]piece, 0, len(articles))
	f.people, f.units, f.who = make([]person, 0, r.length()), make([]unit, 0, r.length()), make([]uint32, 0, r.length())
	f.digests = make([]digest, 0, cap(f.units))
	place, row := uint32(0), uint32(0)
	for i, a := range articles {
		f.articles = append(f.articles, piece{from: place, people: uint32(len(f.people)), units: uint32(len(f.units)), row: row, doc: r.number(), renamed: r.number() != 0})
		p := &f.articles[i]
		row += r.number()
		people := r.length()
		for range people {
			name := place + r.number()
			to := name + r.number()
			f.people = append(f.people, person{from: place, name: name, to: to})
			place = to
		}
		p.context = place
		place += r.number()
		p.text = place
		end := uint32(0)
		for range r.length() {
			u := unit{article: int32(i)}
			u.span.start = end + r.number()
			end = u.span.start + r.number()
			u.span.end = end
			_ = a.Body()[u.span.start:u.span.end]
			u.terms = range32{place, place + r.number()}
			u.extra = u.terms.to + r.number()
			place = u.extra
			u.people.from = uint32(len(f.who))
			for range r.length() {
				n := r.number()
				if int(n) >= people {
					panic(errDamaged)
				}
				f.who = append(f.who, p.people+n)
			}
			u.people.to = uint32(len(f.who))
			f.digests = append(f.digests, digest{hash: binary.LittleEndian.Uint32(r.bytes(4))})
			f.units = append(f.units, u)
		}
	}
	if int(row) != len(r.data) {
		panic(errDamaged)
	}
	f.row = slices.Clone(r.data)
	return f, f.settle()
}

// A fileReader reads what stands at the beginning of data, and panics where
// nothing sensible does.
type fileReader struct{ data []byte }

func (r *fileReader) number() uint32 {
	v, n := binary.Uvarint(r.data)
	if n <= 0 || v>>32 != 0 {
		panic(errDamaged)
	}
	r.data = r.data[n:]
	return uint32(v)
}

// length reads how many things follow, each of one byte or more.
func (r *fileReader) length() int {
	n := int(r.number())
	if n > len(r.data) {
		panic(errDamaged)
	}
	return n
}

func (r *fileReader) bytes(n int) []byte {
	out := r.data[:n]
	r.data = r.data[n:]
	return out
}

// dictionary reads the dictionary. Its strings share one piece of memory.
func (r *fileReader) dictionary() dictionary {
	n := r.length()
	ends := make([]uint32, 0, 2*n) // of a term and its surface, in turn
	d := dictionary{make(map[string]uint32, n), make([]string, 0, n), make([]string, 0, n), nil, make([]written, 0, n)}
	end := uint32(0)
	for range n {
		term, surface := r.number(), r.number()
		ends = append(ends, end+term, end+term+surface)
		end += term + surface
		d.written = append(d.written, written{r.number(), r.number()})
	}
	text := string(r.bytes(r.length()))
	from := uint32(0)
	for i := 0; i < len(ends); i += 2 {
		term, surface := text[from:ends[i]], text[ends[i]:ends[i+1]]
		if surface == "" {
			surface = term
		}
		d.numbers[term] = uint32(len(d.terms))
		d.terms, d.surface = append(d.terms, term), append(d.surface, surface)
		from = ends[i+1]
	}
	return d
}
