package index

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"os"

	"onrecord/corpus"
)

// The forward index on disk is a row of unsigned varints (encoding/binary) and
// of strings with their length before them: the dictionary, the numbers of the
// terms, the articles, the people, the units. Terms are numbered as they occur, so
// that the common ones have short numbers. The seal guards the bytes.

func writeForward(name string, f *forward) (err error) {
	file, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	w := bufio.NewWriterSize(file, 1<<16)
	var buf []byte
	put := func(values ...uint64) {
		buf = buf[:0]
		for _, v := range values {
			buf = binary.AppendUvarint(buf, v)
		}
		_, _ = w.Write(buf) // the error comes again at Flush
	}
	text := func(s string) {
		put(uint64(len(s)))
		_, _ = w.WriteString(s)
	}
	put(uint64(len(f.dict.terms)))
	for i, t := range f.dict.terms {
		text(t)
		text(f.dict.surface[i])
		put(uint64(f.dict.capital[i]))
	}
	put(uint64(len(f.terms)))
	for _, n := range f.terms {
		put(uint64(n))
	}
	put(uint64(len(f.first)))
	for i, n := range f.first {
		put(uint64(n), uint64(f.context[i].from), uint64(f.context[i].len()))
	}
	put(uint64(len(f.people)))
	for _, p := range f.people {
		put(uint64(p.from), uint64(p.name-p.from), uint64(p.to-p.name))
	}
	put(uint64(len(f.who)))
	for _, n := range f.who {
		put(uint64(n))
	}
	put(uint64(len(f.units)))
	for _, u := range f.units {
		put(uint64(u.article), uint64(u.span.start), uint64(u.span.end-u.span.start),
			uint64(u.terms.from), uint64(u.terms.len()), uint64(u.extra-u.terms.to), uint64(u.people.from), uint64(u.people.len()), u.hash)
	}
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
	get := func() uint64 {
		v, n := binary.Uvarint(data)
		data = data[n:]
		if n <= 0 {
			panic(errDamaged)
		}
		return v
	}
	number := func() uint32 { return uint32(get()) }
	length := func() int {
		n := get()
		if n > uint64(len(data)) {
			panic(errDamaged)
		}
		return int(n)
	}
	text := func() string {
		n := length()
		s := string(data[:n])
		data = data[n:]
		return s
	}
	f = &forward{dict: dictionary{numbers: map[string]uint32{}}}
	for range length() {
		t := text()
		f.dict.numbers[t] = uint32(len(f.dict.terms))
		f.dict.terms = append(f.dict.terms, t)
		s := text()
		if s == t {
			s = t // share the bytes
		}
		f.dict.surface = append(f.dict.surface, s)
		f.dict.capital = append(f.dict.capital, uint8(get()))
	}
	f.terms = make([]uint32, length())
	for i := range f.terms {
		f.terms[i] = number()
	}
	f.first = make([]uint32, length())
	f.context = make([]range32, len(f.first))
	for i := range f.first {
		f.first[i] = number()
		from := number()
		f.context[i] = range32{from, from + number()}
		_ = f.terms[from:f.context[i].to]
	}
	f.people = make([]person, length())
	for i := range f.people {
		p := &f.people[i]
		p.from = number()
		p.name = p.from + number()
		p.to = p.name + number()
		_ = f.terms[p.from:p.to]
	}
	f.who = make([]uint32, length())
	for i := range f.who {
		f.who[i] = number()
		_ = f.people[f.who[i]]
	}
	f.units = make([]unit, length())
	for i := range f.units {
		u := &f.units[i]
		u.article = int32(number())
		u.span.start = number()
		u.span.end = u.span.start + number()
		u.terms.from = number()
		u.terms.to = u.terms.from + number()
		u.extra = u.terms.to + number()
		u.people.from = number()
		u.people.to = u.people.from + number()
		u.hash = get()
		_ = articles[u.article].Body()[u.span.start:u.span.end]
		_ = f.terms[u.terms.from:u.extra]
		_ = f.who[u.people.from:u.people.to]
	}
	f.count()
	return f, nil
}
