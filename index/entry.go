package index

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"onrecord/corpus"
	"onrecord/index/meaning"
)

// An Entry is an article as it is indexed.
type Entry struct {
	*corpus.Article
	passages []corpus.Span
	first    int              // number of the first passage among all of a snapshot
	vectors  []meaning.Vector // of the passages; nil where none are kept
	hash     string           // of all that is indexed
}

// Revision says in which state an article is.
func (e *Entry) Revision() Revision { return Revision{e.hash, len(e.passages)} }

// ReadEntry makes an entry of an article's record, if it has the hash: no byte is quoted that
// is not what was written.
func ReadEntry(data []byte, hash string) (*Entry, error) {
	if hashOf(data) != hash {
		return nil, errors.New("read record: it is not what was written")
	}
	a, err := corpus.ReadRecord(data)
	if err != nil {
		return nil, err
	}
	return &Entry{Article: a, passages: passagesOf(a), hash: hash}, nil
}

// hashOf tells the revisions of one article from each other, and a record from a damaged
// one, for which the beginning of a hash is enough.
func hashOf(record []byte) string {
	return corpus.Hash(string(record), 12)
}

// vector returns what a passage means.
func (e *Entry) vector(number int) *meaning.Vector {
	if e.vectors != nil {
		return &e.vectors[number]
	}
	s := e.passages[number]
	v := meaning.Of(e.Body()[s.Start:s.End])
	return &v
}

// maxPassage is how many bytes of a paragraph are searched together.
const maxPassage = 2 * corpus.MaxExcerpt

// passagesOf cuts an article into passages, in order: paragraphs, or stretches of
// whole sentences of long ones. Short paragraphs in which one and the same person
// goes on speaking are one: what a person says does not end with a paragraph.
func passagesOf(a *corpus.Article) []corpus.Span {
	var out []corpus.Span
	last := corpus.Unattributed // who alone speaks in the last passage
	for _, p := range a.Paragraphs() {
		speaker := corpus.Unattributed
		if voice := a.Voice(p); voice != nil {
			speaker = voice.Speaker
		}
		n := len(out)
		if n > 0 && speaker != corpus.Unattributed && speaker == last && p.End-out[n-1].Start <= corpus.MaxExcerpt {
			out[n-1].End = p.End
			continue
		}
		out = append(out, corpus.Cut(a.Body(), p, maxPassage)...)
		if last = speaker; len(out) > n+1 {
			last = corpus.Unattributed
		}
	}
	return out
}

// callings are the texts that tell how one of an article's people is called, the
// name first.
func (e *Entry) callings(person int) []string {
	p := &e.People[person]
	return append([]string{p.Name, p.Role}, p.Aliases...)
}

// peopleIn returns the numbers of the people whom a span lets speak or mentions.
func (e *Entry) peopleIn(s corpus.Span) []int {
	var out []int
	for i := range e.People {
		if slices.ContainsFunc(e.People[i].Mentions, s.Overlaps) {
			out = append(out, i)
		}
	}
	for _, st := range e.StatementsIn(s) {
		if p := st.Speaker; p != corpus.Unattributed && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// documents returns what is indexed of an article, a passage each.
func (e *Entry) documents() []Document {
	out := make([]Document, len(e.passages))
	for i, s := range e.passages {
		text := e.Body()[s.Start:s.End]
		var proper []string
		for w := range words(text, 0) {
			if isProper(w) {
				proper = append(proper, w.text)
			}
		}
		d := Document{Article: e.ID, Hash: e.hash, Number: i, Outlet: e.Outlet, Date: e.Date,
			Text: strings.Join(Terms(text), " "), Proper: eachTerm(proper...)}
		context := []string{e.Title, e.Outlet, year(e.Date), shortened(text)}
		for _, p := range e.peopleIn(s) {
			context = append(context, e.callings(p)...)
		}
		d.Context = eachTerm(context...)
		var speakers []string
		for _, st := range e.StatementsIn(s) {
			d.Kind = append(d.Kind, string(st.Kind))
			if st.Speaker != corpus.Unattributed {
				speakers = append(speakers, e.callings(st.Speaker)...)
			}
		}
		d.Speaker = eachTerm(speakers...)
		out[i] = d
	}
	return out
}

// eachTerm returns the terms of some texts, each once.
func eachTerm(texts ...string) string {
	terms := slices.Sorted(slices.Values(Terms(strings.Join(texts, "\n"))))
	return strings.Join(slices.Compact(terms), " ")
}

// isProper reports whether a word begins with a capital, as proper nouns do.
func isProper(w word) bool { return unicode.IsUpper(firstRune(w.text)) }

// shortened returns what the initials of every name of three capitalised words or
// more make, ISC for the Intelligence and Security Committee, and words that hyphens join
// in one, counterterrorism for counter-terrorism. People search by the one and articles print
// the other.
func shortened(text string) string {
	const least, most = 3, 6
	var out []string
	var initials []byte
	last := -1 // where the last word of the name ends
	flush := func() {
		if len(initials) >= least && len(initials) <= most {
			out = append(out, string(initials))
		}
		initials, last = initials[:0], -1
	}
	joined, end := "", 0
	for w := range words(text, 0) {
		if text[end:w.span.Start] != "-" {
			joined = ""
		}
		if joined, end = joined+w.text, w.span.End; joined != w.text {
			out = append(out, joined)
		}
		c := w.text[0]
		switch {
		case last >= 0 && strings.ContainsAny(text[last:w.span.Start], ".,;:!?()\"“”\n"):
			flush()
		case last >= 0 && (w.text == "and" || w.text == "of" || w.text == "for" || w.text == "the"):
			last = w.span.End
			continue
		}
		if c < 'A' || c > 'Z' || len(w.text) < 3 || w.text == "The" || strings.ToUpper(w.text) == w.text {
			flush()
			continue
		}
		initials, last = append(initials, c), w.span.End
	}
	flush()
	return strings.Join(out, " ")
}
