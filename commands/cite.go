package commands

import (
	"fmt"
	"strings"
	"time"

	"onrecord/corpus"
)

// Headline returns the article's headline, and says so when it was not read
// off the article.
func Headline(a *corpus.Article) string {
	switch {
	case a.Title == "":
		return "(without a headline)"
	case a.IsUnconfirmed("title"):
		return a.Title + " (our description; the headline is not known)"
	}
	return a.Title
}

// unknownOutlet stands for the outlet of articles that name none.
const unknownOutlet = "unknown outlet"

// Outlet returns the article's outlet.
func Outlet(a *corpus.Article) string {
	if a.Outlet == "" {
		return unknownOutlet
	}
	return a.Outlet
}

// Cite returns outlet and day of publication, with what of it was inferred:
// "IT Pro, 17 Sep 2015, date inferred".
func Cite(a *corpus.Article) string {
	s := Outlet(a)
	if a.IsUnconfirmed("outlet") {
		s += " (outlet inferred)"
	}
	if a.Date == "" {
		return s + ", date unknown"
	}
	s += ", " + Day(a.Date)
	if a.IsUnconfirmed("date") {
		s += ", date inferred"
	}
	return s
}

// Also names the other articles that print nearly the same; "" if there are none.
func Also(r *corpus.Result) string {
	if len(r.Also) == 0 {
		return ""
	}
	var names []string
	for _, a := range r.Also[:min(len(r.Also), 3)] {
		names = append(names, Cite(a))
	}
	if more := len(r.Also) - 3; more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return "also in " + strings.Join(names, "; ")
}

// Day returns a date as people write it: 17 Sep 2015.
func Day(d corpus.Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return "date unknown"
	}
	return t.Format("2 Jan 2006")
}

// Days returns a span of days.
func Days(from, to corpus.Date) string {
	switch {
	case from == "":
		return "dates unknown"
	case from == to:
		return Day(from)
	}
	return Day(from) + " to " + Day(to)
}

// Attribution returns who speaks in a result, in words that claim no more than
// is known: a name, or "" when none may stand below the excerpt, and what else
// is to be said of it.
func Attribution(r *corpus.Result) (name, detail string) {
	a := r.Excerpt.Article()
	var parts []string
	switch p := r.Speaker(); {
	case r.Kind == corpus.Report:
		parts = append(parts, report(r))
	case p == nil:
		parts = append(parts, "speaker not clear from the text")
	default:
		name = p.Name
		if p.Role != "" {
			parts = append(parts, p.Role)
		}
	}
	switch {
	case a.Form == corpus.Digest && r.Kind == corpus.Report:
	case a.Form == corpus.Digest:
		parts = append(parts, "in our digest: only the words in marks are quoted")
	case r.Kind == corpus.Indirect:
		parts = append(parts, "as reported")
	case r.Kind != corpus.Report && a.SpokenBy(r.Excerpt.Span()) == nil:
		parts = append(parts, "quoted in the report")
	}
	return name, strings.Join(parts, ", ")
}

// report says whose words an excerpt is that is nobody's statement as a whole.
func report(r *corpus.Result) string {
	a := r.Excerpt.Article()
	whose := "the outlet's own words"
	if a.Form == corpus.Digest {
		whose = "our digest of the report, not its wording"
	}
	if voices := Voices(r); voices != "" {
		return whose + ", " + voices
	}
	return whose
}

// Voices names those whose words stand in an excerpt: "with words of Andrew Parker and
// others"; "" if there are none.
func Voices(r *corpus.Result) string {
	people, unknown := r.Excerpt.Article().Voices(r.Excerpt.Span())
	if len(people) == 0 && !unknown {
		return ""
	}
	var names []string
	for _, p := range people[:min(len(people), 4)] {
		names = append(names, p.Name)
	}
	if unknown || len(people) > 4 {
		names = append(names, "others")
	}
	return "with words of " + and(names)
}

func and(names []string) string { return enumerate(names, " and ") }

// enumerate puts commas between words, and the conjunction before the last.
func enumerate(words []string, conjunction string) string {
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + conjunction + words[len(words)-1]
}

// Looked says how far a search looked: "5 articles of 5 outlets, 4 Nov 2014 to
// 13 Sep 2021".
func Looked(s corpus.Scope) string {
	return fmt.Sprintf("%s of %s, %s", Count(s.Articles, "article"), Count(s.Outlets, "outlet"), Days(s.From, s.To))
}

// Count returns a number of things: "1 article", "12,500 articles".
func Count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%s %ss", thousands(n), what)
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Silence says that the coverage is silent, on what, and which words it does
// not know at all.
func Silence(r *Response) string {
	if r.Scope.Articles == 0 {
		return "No article of the coverage fits" + filters(r) + ". See /sources for what there is."
	}
	s := fmt.Sprintf("Not in the coverage: nothing%s in %s answers this.", filters(r), Looked(r.Scope))
	if len(r.Missing) > 0 {
		s += " It does not contain " + list(r.Missing) + "."
	}
	return s
}

// filters names the options that narrowed a search down.
func filters(r *Response) string {
	s := ""
	for _, f := range []struct{ option, words string }{{"speaker", " by “%s”"}, {"outlet", " from “%s”"}, {"from", " from %s on"}, {"to", " up to %s"}} {
		if v := r.Request.Arg(f.option); v != "" {
			s += fmt.Sprintf(f.words, short(v))
		}
	}
	return s
}

// Searched says what was searched for in place of words that occur nowhere; ""
// if nothing was.
func Searched(r *Response) string {
	if len(r.Corrections) == 0 {
		return ""
	}
	var parts []string
	for _, c := range r.Corrections {
		parts = append(parts, fmt.Sprintf("“%s” for “%s”", c.Searched, short(c.Typed)))
	}
	return "Searched " + and(parts) + "."
}

func list(words []string) string {
	quoted := make([]string, min(len(words), 8))
	for i := range quoted {
		quoted[i] = "“" + short(words[i]) + "”"
	}
	return enumerate(quoted, " or ")
}
