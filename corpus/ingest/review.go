package ingest

import (
	"fmt"
	"strings"

	"onrecord/corpus/text"
)

// review writes the report that stands beside an article: how its fields are known, what
// is to be filled in, what is doubtful, and every line that was left out.
func (d *Draft) review(name string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "Review of %s.md, written by onrecord import.\n\nsource: %s\n", name, oneLine(d.Source))
	part := func(heading string, items []string) {
		if len(items) > 0 {
			fmt.Fprintf(&b, "\n%s\n\n- %s\n", heading, strings.Join(items, "\n- "))
		}
	}
	var fields, missing, doubts, dropped []string
	for _, f := range allFields {
		note := ""
		if d.isUnconfirmed(f) {
			note = ", unconfirmed"
		}
		if v := d.Field(f); v != "" {
			fields = append(fields, fmt.Sprintf("%s (%s%s): %s", f, d.Origins[f], note, oneLine(v)))
		}
	}
	for _, f := range d.Missing() {
		missing = append(missing, string(f))
	}
	for _, x := range d.Doubts {
		doubts = append(doubts, fmt.Sprintf("%s%s\n  %s", at(x.Line), oneLine(x.Why), oneLine(x.Text)))
	}
	for _, x := range d.Dropped {
		dropped = append(dropped, fmt.Sprintf("%s[%s] %s", at(x.Line), oneLine(x.Rule), oneLine(x.Text)))
	}
	part("Fields", fields)
	part("To be filled in", missing)
	part("Doubts", doubts)
	part("Dropped", dropped)
	return []byte(b.String())
}

func at(line int) string {
	if line == 0 {
		return ""
	}
	return fmt.Sprintf("line %d: ", line)
}

// oneLine keeps a text from beginning a line of its own, and from commanding the
// terminal in which the review is read.
func oneLine(s string) string { return fold(text.StripInvisible(s)) }
