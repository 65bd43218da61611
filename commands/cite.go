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

func outletName(a *corpus.Article) string {
	if a.Outlet == "" {
		return "unknown outlet"
	}
	return a.Outlet
}

// Cite returns outlet and day of publication, with what of it was inferred:
// "IT Pro, 17 Sep 2015, date inferred".
func Cite(a *corpus.Article) string {
	s := outletName(a)
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
// is known, as name and what is to be said of it.
func Attribution(r *corpus.Result) (name, detail string) {
	a := r.Excerpt.Article()
	if r.Kind == corpus.Report {
		if a.Form == corpus.Digest {
			return "", "our digest of the report, not its wording"
		}
		return "", "the outlet's own words"
	}
	p := r.Speaker()
	if p == nil {
		return "", "speaker not clear from the text"
	}
	detail = p.Role
	if r.Kind == corpus.Indirect {
		if detail != "" {
			detail += ", "
		}
		detail += "as reported"
	}
	return p.Name, detail
}

// Looked says how far a search looked: "5 articles of 5 outlets, 4 Nov 2014 to
// 13 Sep 2021".
func Looked(s corpus.Scope) string {
	return fmt.Sprintf("%s of %s, %s", count(s.Articles, "article"), count(s.Outlets, "outlet"), Days(s.From, s.To))
}

func count(n int, what string) string {
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
	s := fmt.Sprintf("Not in the coverage: nothing in %s answers this.", Looked(r.Scope))
	if len(r.Missing) > 0 {
		s += " It does not contain " + list(r.Missing) + "."
	}
	return s
}

func list(words []string) string {
	quoted := make([]string, min(len(words), 8))
	for i := range quoted {
		quoted[i] = "“" + short(words[i]) + "”"
	}
	if len(quoted) == 1 {
		return quoted[0]
	}
	return strings.Join(quoted[:len(quoted)-1], ", ") + " or " + quoted[len(quoted)-1]
}
