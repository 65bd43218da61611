package commands

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"onrecord/corpus"
)

// headline returns the article's headline, and says so when it was not read off the article.
func headline(a *corpus.Article) string {
	if a.Title != "" && a.IsUnconfirmed("title") {
		return a.Title + " (our description; the headline is not known)"
	}
	return cmp.Or(a.Title, "(without a headline)")
}

const unknownOutlet = "unknown outlet"

func outletOf(a *corpus.Article) string { return cmp.Or(a.Outlet, unknownOutlet) }

// cite returns outlet and day of publication, with what of it was inferred:
// "IT Pro, 17 Sep 2015 (inferred)".
func cite(a *corpus.Article, between, layout string) string {
	inferred := func(field string) string {
		if a.IsUnconfirmed(field) {
			return " (inferred)"
		}
		return ""
	}
	return outletOf(a) + inferred("outlet") + between + day(a.Date, layout) + inferred("date")
}

// How days are written.
const shortDay, longDay = "2 Jan 2006", "2 January 2006"

func day(d corpus.Date, layout string) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return "date unknown"
	}
	return t.Format(layout)
}

func days(from, to corpus.Date) string {
	switch {
	case from == "":
		return "dates unknown"
	case from == to:
		return day(from, shortDay)
	}
	return day(from, shortDay) + " to " + day(to, shortDay)
}

// byline says whose words an excerpt is, and claims no more than is known: the speaker
// and what they are, the outlet that reports them, or the outlet itself.
func byline(r *corpus.Result) string {
	a := r.Excerpt.Article()
	p := r.Speaker()
	switch {
	case r.Kind == corpus.Report:
		return outletOf(a)
	case p == nil:
		return "Speaker not clear from the text"
	case r.Kind == corpus.Indirect:
		return p.Name + ", as reported by " + outletOf(a)
	case p.Role != "":
		return p.Name + ", " + p.Role
	}
	return p.Name
}

const between = " · " // the parts of a line

// articleSource names an article's outlet and day, and says what about them was not read off
// the article.
func articleSource(a *corpus.Article) string {
	s := cite(a, between, shortDay)
	if a.Form == corpus.Digest {
		s += between + "digest, in our words"
	}
	if a.URL == "" {
		s += between + "no address known"
	}
	return s
}

// excerptSource says what else is to be known about where an excerpt stands.
func excerptSource(r *corpus.Result) string {
	var parts []string
	a := r.Excerpt.Article()
	if a.Form != corpus.Digest && (r.Kind == corpus.Direct || r.Kind == corpus.Mixed) && a.SpokenBy(r.Excerpt.Span()) == nil {
		parts = append(parts, "quoted in the report")
	}
	if n := len(r.Also); n > 0 {
		names := each(r.Also[:min(n, 3)], func(a *corpus.Article) string { return cite(a, ", ", shortDay) })
		if n > 3 {
			names = append(names, fmt.Sprintf("%d more", n-3))
		}
		parts = append(parts, "also in "+strings.Join(names, "; "))
	}
	return strings.Join(parts, between)
}

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
	said := a.StatementsIn(r.Excerpt.Span())
	inMarks := slices.ContainsFunc(said, func(s corpus.Statement) bool { return s.Kind != corpus.Indirect })
	switch several := a.Voice(r.Excerpt.Span()) == nil; {
	case len(said) > 0 && (r.Kind == corpus.Report || r.Kind == corpus.Indirect && inMarks && several): // of several, perhaps
		does = ", "
	case r.Kind == corpus.Report:
	case r.Kind == corpus.Indirect:
		reporting := ", reporting "
		if inMarks { // in part
			reporting, does = ", reporting and quoting ", ", "
		}
		does = reporting + cmp.Or(speakerName(r), "a speaker not clear from the text") + does
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

// link returns the address of the result's source, with a text fragment that makes the browser
// scroll to the words and mark them (https://wicg.github.io/scroll-to-text-fragment/). It is ""
// when the source has no address, and without a fragment when the source's wording is not known or
// the words cannot be told from others of the same article.
func link(r *corpus.Result) string {
	a := r.Excerpt.Article()
	switch words := textDirective(a, target(r)); {
	case words == "":
		return a.URL
	case strings.Contains(a.URL, "#"):
		return a.URL + ":~:text=" + words
	default:
		return a.URL + "#:~:text=" + words
	}
}

// target returns the words of the source to scroll to, if it has an address: of a
// digest only what somebody said in quotation marks, because the rest does not stand
// in the source; otherwise the first sentence that holds the query's words.
func target(r *corpus.Result) corpus.Span {
	a, said := r.Excerpt.Article(), r.Statement
	switch {
	case a.URL == "", a.Form == corpus.Digest && (said == nil || said.Kind != corpus.Direct && said.Kind != corpus.Mixed):
		return corpus.Span{}
	case a.Form == corpus.Digest:
		return said.Span
	}
	sentences := corpus.Sentences(a.Body(), r.Excerpt.Span())
	i := slices.IndexFunc(sentences, func(s corpus.Span) bool { return len(r.Matches) > 0 && s.Overlaps(r.Matches[0]) })
	return sentences[max(i, 0)]
}

// How many words a directive has.
const (
	leastWords = 4  // fewer stand in headlines and elsewhere on the page, where the browser would go first
	endWords   = 5  // at either end of a long stretch, to begin with
	mostWords  = 24 // at either end: what is not unique then stands there twice, and the address would be endless
)

// textDirective returns the words by which a browser finds a stretch of an article; ""
// if it would find others. A browser takes the first place that fits, in any case, with
// any white space, so the ends of the stretch are made longer until no other place does.
func textDirective(a *corpus.Article, at corpus.Span) string {
	words := strings.Fields(strings.TrimFunc(a.Body()[at.Start:at.End], func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\"“”'‘’", r) // pages print quotation marks in many ways
	}))
	if len(words) < leastWords {
		return ""
	}
	page, whole := rendered(a.Body()), strings.Join(words, " ")
	for n := endWords; n <= mostWords && 2*n < len(words); n++ {
		start, end := strings.Join(words[:n], " "), strings.Join(words[len(words)-n:], " ")
		_, behind, _ := strings.Cut(page, rendered(start))
		between, _, _ := strings.Cut(behind, rendered(end))
		if isUnique(page, start) && rendered(start)+between+rendered(end) == rendered(whole) {
			return escapeDirective(start) + "," + escapeDirective(end)
		}
	}
	if len(words) > mostWords || !isUnique(page, whole) {
		return ""
	}
	return escapeDirective(whole)
}

func isUnique(page, words string) bool {
	first := strings.Index(page, rendered(words))
	return first >= 0 && first == strings.LastIndex(page, rendered(words))
}

// rendered returns a text as a browser compares it: in small letters, white space as one space.
func rendered(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

var directiveEscapes = strings.NewReplacer("+", "%20", "-", "%2D")

// escapeDirective encodes words for a text directive, in which "-", "," and "&"
// have a meaning of their own.
func escapeDirective(words string) string { return directiveEscapes.Replace(url.QueryEscape(words)) }
