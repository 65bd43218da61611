package commands

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// headline returns the article's headline, and says so when it was not read
// off the article.
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
const (
	shortDay = "2 Jan 2006"
	longDay  = "2 January 2006"
)

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

// between stands between the parts of a line.
const between = " · "

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
		var names []string
		for _, a := range r.Also[:min(n, 3)] {
			names = append(names, cite(a, ", ", shortDay))
		}
		if n > 3 {
			names = append(names, fmt.Sprintf("%d more", n-3))
		}
		parts = append(parts, "also in "+strings.Join(names, "; "))
	}
	return strings.Join(parts, between)
}

// enumerate puts commas between words, and the conjunction before the last.
func enumerate(words []string, conjunction string) string {
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + conjunction + words[len(words)-1]
}

// ScopeText says how far a search looked: "5 articles of 5 outlets, 4 Nov 2014 to
// 13 Sep 2021".
func ScopeText(s corpus.Scope) string {
	return fmt.Sprintf("%s of %s, %s", text.Count(s.Articles, "article"), text.Count(s.Outlets, "outlet"), days(s.From, s.To))
}

// silence says that the coverage is silent, on what, and which words it does
// not know at all.
func silence(r *Response) string {
	if r.Scope.Articles == 0 {
		return "Nothing" + filters(r) + ": no article of the coverage fits. See /sources for what there is."
	}
	s := fmt.Sprintf("Not in the coverage: nothing%s in %s, answers this.", filters(r), ScopeText(r.Scope))
	var missing []string
	for _, word := range r.Missing[:min(len(r.Missing), 8)] {
		missing = append(missing, "“"+short(word)+"”")
	}
	if len(missing) > 0 {
		s += " It does not contain " + enumerate(missing, " or ") + "."
	}
	return s
}

// filters names the options that narrowed a search down.
func filters(r *Response) string {
	s := ""
	for _, f := range []struct{ value, words string }{
		{r.asked.Speaker, " by “%s”"}, {r.asked.Outlet, " from “%s”"}, {r.Request.Arg("from"), " from %s on"}, {r.Request.Arg("to"), " up to %s"},
	} {
		if f.value != "" {
			s += fmt.Sprintf(f.words, short(f.value))
		}
	}
	return s
}

// searched says what was searched for in place of words that occur nowhere; ""
// if nothing was.
func searched(r *Response) string {
	if len(r.Corrections) == 0 {
		return ""
	}
	var parts []string
	for _, c := range r.Corrections {
		parts = append(parts, fmt.Sprintf("“%s” for “%s”", c.Searched, short(c.Typed)))
	}
	return "Searched " + enumerate(parts, " and ") + "."
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
