package index

// A dictionary numbers the terms.
type dictionary struct {
	numbers map[string]uint32
	terms   []string
	surface []string // a word as it is written somewhere, for showing
	names   []bool   // the term is part of the name of somebody in the corpus
	written []written
}

// written counts how often a term occurs in the text of units, and how often with
// a capital.
type written struct{ times, capitals uint32 }

func (w *written) add(other written) {
	w.times += other.times
	w.capitals += other.capitals
}

func (w *written) take(other written) {
	w.times -= other.times
	w.capitals -= other.capitals
}

// fifths returns how often the term is written with a capital, in fifths.
func (w written) fifths() uint32 { return 5 * w.capitals / max(1, w.times) }

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
func (d *dictionary) proper(n uint32) bool { return d.written[n].fifths() >= 4 }
