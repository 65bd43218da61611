package commands

import (
	"cmp"
	"strings"

	"onrecord/corpus"
)

// A Citation is an excerpt ready to be pasted elsewhere. It says of reported words, and of an
// outlet's or a digest's own, that they are no quotation of the speaker.
type Citation struct {
	Words string // to the byte, with an ellipsis where they begin or end within a sentence
	By    string // whose words they are, and who printed them on which day
	URL   string // of the source; "" where it has no address
}

// String returns the citation as plain text: “…” — who, quoted in outlet, day. Address.
func (c Citation) String() string {
	return strings.TrimSpace(inMarks(c.Words) + " — " + c.By + ". " + c.URL)
}

func citationOf(r *corpus.Result) Citation {
	a := r.Excerpt.Article()
	before, after := r.Excerpt.Ellipses()
	c := Citation{Words: before + r.Excerpt.Text() + after, URL: a.URL}
	digest, does := "", ", in its own words, "
	if a.Form == corpus.Digest {
		digest, does = "On the Record’s digest of an article by ", ", "
	}
	switch {
	case r.Kind == corpus.Report && len(a.StatementsIn(r.Excerpt.Span())) > 0: // of several, perhaps
		does = ", "
	case r.Kind == corpus.Report:
	case r.Kind == corpus.Indirect:
		does = ", reporting " + cmp.Or(speakerName(r), "a speaker not clear from the text") + does
	default:
		c.By, does = byline(r)+", quoted in ", ", "
	}
	if c.By += digest + cite(a, does, longDay); c.URL == "" {
		c.By += "; no address known"
	}
	return c
}

// inMarks puts words between quotation marks of another sort than stand in them, so that it
// shows where they end. What is one quotation as a whole has its marks.
func inMarks(words string) string {
	switch inner, whole := strings.CutPrefix(strings.TrimSuffix(words, "”"), "“"); {
	case whole && strings.HasSuffix(words, "”") && !strings.ContainsAny(inner, `"“”`):
		return words
	case strings.ContainsAny(words, `"“”„`):
		return "‘" + words + "’"
	}
	return "“" + words + "”"
}
