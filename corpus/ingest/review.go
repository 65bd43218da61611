package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A review is what stands beside an article: how its fields are known, what is to
// be filled in, what is doubtful, and every line that was left out. A person reads
// it, and so does the next import.
type review struct {
	source  string
	place   string // a hash of the file's path, since sources go by their names; "" of an address
	written string // SHA-256 of the article as import wrote it
	near    []string
	// What a person has decided, and the repeated lines, hold for the next import.
	operator map[Field]string
	dropped  []Dropped
	settled  []string
}

func sum(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}

// The headings of a review's parts.
const (
	fieldsPart  = "Fields"
	missingPart = "To be filled in"
	nearPart    = "Nearly the same text"
	doubtsPart  = "Doubts"
	settledPart = "Kept by a person"
	droppedPart = "Dropped"
)

// writeReview writes the review of a draft.
func writeReview(d *Draft, name, written string, near []string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "Review of %s.md, written by onrecord import.\n\nsource: %s\nwritten: %s\n", name, oneLine(d.Source), written)
	if d.Place != "" {
		fmt.Fprintf(&b, "place: %s\n", d.Place)
	}
	part := func(heading string, lines []string) {
		if len(lines) > 0 {
			fmt.Fprintf(&b, "\n%s\n\n%s\n", heading, strings.Join(lines, "\n"))
		}
	}
	var fields, missing, doubts, settled, dropped []string
	for _, f := range []Field{Title, Date, Description, Outlet, Author, URL} {
		if v := d.Field(f); v != "" {
			from := string(d.Origins[f])
			if isConcluded(d.Origins[f]) {
				from += ", unconfirmed"
			}
			fields = append(fields, fmt.Sprintf("- %s (%s): %s", f, from, oneLine(v)))
		}
	}
	for _, f := range d.Missing() {
		missing = append(missing, "- "+string(f))
	}
	for _, x := range d.Doubts {
		doubts = append(doubts, fmt.Sprintf("- %s%s\n  %s", at(x.Line), oneLine(x.Why), oneLine(x.Text)))
	}
	for _, text := range d.Settled {
		settled = append(settled, "- "+oneLine(text))
	}
	for _, x := range d.Dropped {
		dropped = append(dropped, fmt.Sprintf("- %s[%s] %s", at(x.Line), oneLine(x.Rule), oneLine(x.Text)))
	}
	part(fieldsPart, fields)
	part(missingPart, missing)
	part(nearPart, prefixed(near))
	part(doubtsPart, doubts)
	part(settledPart, settled)
	part(droppedPart, dropped)
	return []byte(b.String())
}

func prefixed(lines []string) []string {
	var out []string
	for _, l := range lines {
		out = append(out, "- "+l)
	}
	return out
}

func at(line int) string {
	if line == 0 {
		return ""
	}
	return fmt.Sprintf("line %d: ", line)
}

// oneLine keeps a text from beginning a line of its own, and from commanding the
// terminal in which the review is read.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)), " ")
}

var (
	reviewField   = lazily(`^- ([a-z]+) \(operator\): (.*)$`)
	reviewDropped = lazily(`^- (?:line (\d+): )?\[([^\]]*)\] (.*)$`)
)

// readReview reads what the next import has to know.
func readReview(data []byte) review {
	r := review{operator: map[Field]string{}}
	part := ""
	for l := range strings.Lines(string(data)) {
		l = strings.TrimRight(l, "\r\n")
		item, isItem := strings.CutPrefix(l, "- ")
		switch {
		case part == "" && strings.HasPrefix(l, "source: "):
			r.source = strings.TrimPrefix(l, "source: ")
		case part == "" && strings.HasPrefix(l, "place: "):
			r.place = strings.TrimPrefix(l, "place: ")
		case part == "" && strings.HasPrefix(l, "written: "):
			r.written = strings.TrimPrefix(l, "written: ")
		case slices.Contains([]string{fieldsPart, missingPart, nearPart, doubtsPart, settledPart, droppedPart}, l):
			part = l
		case !isItem:
		case part == fieldsPart:
			if m := reviewField.FindStringSubmatch(l); m != nil {
				r.operator[Field(m[1])] = m[2]
			}
		case part == nearPart:
			r.near = append(r.near, item)
		case part == settledPart:
			r.settled = append(r.settled, item)
		case part == droppedPart:
			if m := reviewDropped.FindStringSubmatch(l); m != nil && (m[2] == byOperator || m[2] == repeatedLine) {
				no, _ := strconv.Atoi(m[1])
				r.dropped = append(r.dropped, Dropped{Line: no, Rule: m[2], Text: m[3]})
			}
		}
	}
	return r
}

// apply does again to a draft what the review says was decided about it.
func (r *review) apply(d *Draft) {
	for f, v := range r.operator {
		if d.Origins[f] != FromOperator {
			d.Set(f, v, FromOperator)
		}
	}
	for _, x := range r.dropped {
		i := slices.IndexFunc(d.Paragraphs, func(p string) bool { return oneLine(p) == x.Text })
		if i >= 0 {
			text := d.Paragraphs[i]
			d.dropParagraph(i, x.Rule)
			d.Doubts = slices.DeleteFunc(d.Doubts, func(y Doubt) bool { return y.Text == text })
		}
	}
	for _, text := range r.settled {
		for _, p := range d.Paragraphs {
			if oneLine(p) == text {
				d.KeepLine(p)
				break
			}
		}
	}
}

// isConcluded reports whether a field with this origin is unconfirmed.
func isConcluded(o Origin) bool { return o == FromHeuristic || o == FromAddress }
