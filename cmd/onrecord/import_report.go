package main

import (
	"fmt"
	"io"
	"strings"

	"onrecord/corpus/ingest"
	"onrecord/corpus/text"
)

// An importReport says what became of each source, and sums it up. It keeps
// numbers, and no drafts: there may be many.
type importReport struct {
	w        io.Writer
	dryRun   bool
	total    int
	outcomes map[ingest.Outcome]int
	dropped  int // lines
	doubtful int // lines
}

func (r *importReport) add(x ingest.Result) {
	r.total++
	r.outcomes[x.Outcome]++
	if x.Outcome == ingest.Failed {
		fmt.Fprintf(r.w, "failed      %s: %s\n", printable(x.Source), printable(x.Err.Error()))
		return
	}
	r.line(x)
	if x.Outcome == ingest.Duplicate {
		return
	}
	r.dropped += len(x.Draft.Dropped)
	r.doubtful += len(x.Draft.Doubts)
	if r.dryRun {
		article, review := x.Preview()
		fmt.Fprintf(r.w, "\n%s\n%s\n", printableLines(article), printableLines(review))
	}
}

// line says what became of a source, if something did.
func (r *importReport) line(x ingest.Result) {
	note := printable(noteOn(x))
	source, name, beside := printable(x.Source), printable(x.Name), printable(x.Beside)
	switch x.Outcome {
	case ingest.Written, ingest.Updated:
		fmt.Fprintf(r.w, "%-11s %s → %s.md%s\n", x.Outcome, source, name, note)
	case ingest.Edited:
		fmt.Fprintf(r.w, "%-11s %s → %s: %s.md was edited by hand and is left as it is%s\n", x.Outcome, source, beside, name, note)
	case ingest.Version:
		fmt.Fprintf(r.w, "%-11s %s → %s: another version of %s.md%s\n", x.Outcome, source, beside, name, note)
	case ingest.Duplicate:
		fmt.Fprintf(r.w, "%-11s %s: it is %s.md again\n", x.Outcome, source, name)
	case ingest.Unchanged, ingest.Failed: // the summary counts them
	}
}

// noteOn says, in brackets, what a person should look at.
func noteOn(x ingest.Result) string {
	var notes []string
	if n := len(x.Draft.Dropped); n > 0 {
		notes = append(notes, text.Count(n, "line")+" dropped")
	}
	if n := len(x.Draft.Doubts); n > 0 {
		notes = append(notes, fmt.Sprintf("%d doubtful", n))
	}
	if m := x.Draft.Missing(); len(m) > 0 {
		notes = append(notes, "to be filled in: "+fieldNames(m))
	}
	if len(notes) == 0 {
		return ""
	}
	return " (" + strings.Join(notes, "; ") + ")"
}

func fieldNames(fields []ingest.Field) string {
	var names []string
	for _, f := range fields {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

// outcomeNames are the summary's words for outcomes, in its order.
var outcomeNames = []struct {
	outcome   ingest.Outcome
	one, many string
}{
	{ingest.Written, "written", "written"},
	{ingest.Updated, "updated", "updated"},
	{ingest.Unchanged, "unchanged", "unchanged"},
	{ingest.Edited, "edited by hand (new version beside it)", "edited by hand (new version beside it)"},
	{ingest.Version, "version of another (beside it)", "versions of others (beside them)"},
	{ingest.Duplicate, "duplicate", "duplicates"},
	{ingest.Failed, "failed", "failed"},
}

func (r *importReport) summary() {
	if r.total == 0 {
		return
	}
	var parts []string
	for _, o := range outcomeNames {
		switch n := r.outcomes[o.outcome]; n {
		case 0:
		case 1:
			parts = append(parts, "1 "+o.one)
		default:
			parts = append(parts, fmt.Sprintf("%d %s", n, o.many))
		}
	}
	fmt.Fprintf(r.w, "\n%s: %s\n", text.Count(r.total, "source"), strings.Join(parts, ", "))
	kept := r.total - r.outcomes[ingest.Failed] - r.outcomes[ingest.Duplicate] - r.outcomes[ingest.Version]
	if kept == 0 {
		return
	}
	fmt.Fprintf(r.w, "%s kept; %s dropped, %d doubtful: the .review.txt beside each says which\n", text.Count(kept, "article"), text.Count(r.dropped, "line"), r.doubtful)
	if r.dryRun {
		fmt.Fprintln(r.w, "nothing was written (--dry-run)")
	}
}

// printableLines keeps the lines of a text apart, and makes each printable.
func printableLines(text []byte) string {
	var b strings.Builder
	for l := range strings.Lines(string(text)) {
		b.WriteString(printable(strings.TrimSuffix(l, "\n")) + "\n")
	}
	return b.String()
}
