package ingest

import (
	"hash/maphash"
	"slices"
	"strings"
)

// repeatedLine is the rule for lines that stand in several articles of one outlet.
const repeatedLine = "repeated in the outlet's articles"

// minRepeats is in how many articles of one outlet a line must stand to be
// boilerplate. Two are a story and its follow-up.
const minRepeats = 3

// Repeats finds the lines that articles of one outlet have in common. It takes two
// passes: Count for every draft of a batch, then Drop for every draft again. Of a
// line it keeps a hash and a number. The zero Repeats is ready for use.
type Repeats struct {
	seen     map[uint64]uint8
	articles sketchIndex
}

// Count notes the lines of a draft. Copies of an article that was counted are not:
// all their lines would be repeated.
func (r *Repeats) Count(d *Draft) {
	if d.Outlet == "" {
		return
	}
	s, copied := sketchOf(d.Paragraphs), false
	r.articles.near(s, nearText, func(int, float64) { copied = true })
	if copied {
		return
	}
	r.articles.add(s)
	own := map[uint64]bool{}
	for _, p := range d.Paragraphs {
		own[repeatKey(d.Outlet, p)] = true
	}
	for key := range own {
		r.note(key, 1)
	}
}

func (r *Repeats) note(key uint64, n uint8) {
	if r.seen == nil {
		r.seen = map[uint64]uint8{}
	}
	if r.seen[key] < minRepeats {
		r.seen[key] += n
	}
}

// learn notes a line that was found to be repeated in an earlier batch.
func (r *Repeats) learn(outlet, text string) {
	r.note(repeatKey(outlet, text), minRepeats)
}

func repeatKey(outlet, text string) uint64 {
	return maphash.String(seed, strings.ToLower(outlet)+"\x00"+foldWords(text))
}

// Drop takes the repeated lines out of a draft. What somebody says stays, and so
// does everything if hardly anything would be left: background is repeated too.
func (r *Repeats) Drop(d *Draft) {
	if d.Outlet == "" {
		return
	}
	var drop []int
	for i, p := range d.Paragraphs {
		switch {
		case r.seen[repeatKey(d.Outlet, p)] < minRepeats:
		case isReported(p) || startsQuoted(p):
			d.Doubts = append(d.Doubts, Doubt{Text: p, Why: "the line is repeated in the outlet's articles; it was kept because it tells what somebody says"})
		default:
			drop = append(drop, i)
		}
	}
	if len(drop)*2 > len(d.Paragraphs) {
		for _, i := range drop {
			d.Doubts = append(d.Doubts, Doubt{Text: d.Paragraphs[i], Why: "the line is repeated in the outlet's articles; it was kept because little else would be left"})
		}
		return
	}
	for _, i := range slices.Backward(drop) {
		d.dropParagraph(i, repeatedLine)
	}
}

// dropParagraph moves a paragraph to what was dropped.
func (d *Draft) dropParagraph(i int, rule string) {
	x := Dropped{Text: d.Paragraphs[i], Rule: rule}
	if i < len(d.Lines) {
		x.Line = d.Lines[i]
		d.Lines = slices.Delete(d.Lines, i, i+1)
	}
	d.Paragraphs = slices.Delete(d.Paragraphs, i, i+1)
	at := slices.IndexFunc(d.Dropped, func(y Dropped) bool { return y.Line > x.Line })
	if at < 0 {
		at = len(d.Dropped)
	}
	d.Dropped = slices.Insert(d.Dropped, at, x)
}

// DropLine takes the paragraph with this text out, as a person has decided, and
// reports whether there is one.
func (d *Draft) DropLine(text string) bool {
	i := slices.Index(d.Paragraphs, text)
	if i < 0 {
		return false
	}
	d.dropParagraph(i, byOperator)
	d.Doubts = slices.DeleteFunc(d.Doubts, func(x Doubt) bool { return x.Text == text })
	return true
}

// KeepLine settles what was doubtful about a line, as a person has decided.
func (d *Draft) KeepLine(text string) {
	d.Doubts = slices.DeleteFunc(d.Doubts, func(x Doubt) bool { return x.Text == text })
	if !slices.Contains(d.Settled, text) {
		d.Settled = append(d.Settled, text)
	}
}

// byOperator is the rule for lines that a person has dropped.
const byOperator = "operator"
