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

// add says what became of a source, if something did.
func (r *importReport) add(x ingest.Result) {
	r.total++
	r.outcomes[x.Outcome]++
	became := ""
	switch x.Outcome {
	case ingest.Failed:
		became = ": " + x.Err.Error()
	case ingest.Duplicate:
		became = fmt.Sprintf(": it is %s.md again%s", x.Name, quoting(", but adds", x.Quotes))
	case ingest.Written, ingest.Updated:
		became = fmt.Sprintf(" → %s.md%s", x.Name, noteOn(x))
	case ingest.Edited:
		became = fmt.Sprintf(" → %s: %s.md was edited by hand and is left as it is%s", x.Beside, x.Name, noteOn(x))
	case ingest.Withheld:
		became = fmt.Sprintf(" → %s: doubtful, for most of its prose was left out%s", x.Beside, noteOn(x))
	case ingest.Version:
		became = fmt.Sprintf(" → %s: another version of %s.md%s%s", x.Beside, x.Name, quoting(", without", x.Quotes), noteOn(x))
	}
	if became != "" {
		line := fmt.Sprintf("%-11s %s%s", x.Outcome, x.Source, became)
		fmt.Fprintln(r.w, strings.ReplaceAll(text.StripInvisible(line), "\n", " "))
	}
	if x.Outcome == ingest.Failed || x.Outcome == ingest.Duplicate {
		return
	}
	r.dropped += len(x.Draft.Dropped)
	r.doubtful += len(x.Draft.Doubts)
	if r.dryRun {
		article, review := x.Preview()
		fmt.Fprintf(r.w, "\n%s\n%s\n", text.StripInvisible(string(article)), text.StripInvisible(string(review)))
	}
}

// quoting says how many quotations there are, and names the first.
func quoting(words string, quotes []string) string {
	if len(quotes) == 0 {
		return ""
	}
	return fmt.Sprintf("%s %s: %s", words, text.Count(len(quotes), "quotation"), text.Truncate(quotes[0], 100))
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
	if missing := x.Draft.Missing(); len(missing) > 0 {
		notes = append(notes, "to be filled in: "+strings.Join(missing, ", "))
	}
	if len(notes) == 0 {
		return ""
	}
	return " (" + strings.Join(notes, "; ") + ")"
}

func (r *importReport) summary() {
	if r.total == 0 {
		return
	}
	var parts []string
	for _, o := range []ingest.Outcome{
		ingest.Written, ingest.Updated, ingest.Unchanged, ingest.Edited, ingest.Version, ingest.Withheld, ingest.Duplicate, ingest.Failed,
	} {
		if n := r.outcomes[o]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, o))
		}
	}
	fmt.Fprintf(r.w, "\n%s: %s\n", text.Count(r.total, "source"), strings.Join(parts, ", "))
	if r.dropped+r.doubtful > 0 {
		dropped := text.Count(r.dropped, "line")
		fmt.Fprintf(r.w, "%s dropped, %d doubtful: the .review.txt beside each article says which\n", dropped, r.doubtful)
	}
	if n := r.outcomes[ingest.Withheld]; n > 0 {
		fmt.Fprintf(r.w, "doubtful, since most of the prose was left out: %s: see the .md.new.review.txt; --yes publishes what you find right\n", text.Count(n, "article"))
	}
	if r.dryRun {
		fmt.Fprintln(r.w, "nothing was written (--dry-run)")
	}
}
