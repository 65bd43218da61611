package ingest

import (
	"strings"
	"time"
	"unicode/utf8"

	"onrecord/corpus"
)

// A byline is what a line tells about who wrote the article.
type byline struct {
	author string // as printed, without the role; empty if the line names nobody
	outlet string // where the line names it beside the author
	stamp  *day   // where a date stands beside the author

	guessed bool // it only looks like a byline
}

// readCredit reads a line that tells who wrote the article, or when, and nothing else.
func readCredit(text string) (byline, bool) {
	if b, ok := readByline(text); ok {
		return b, true
	}
	if s, ok := readStamp(text); ok {
		return byline{stamp: &s}, true
	}
	if name, ok := readNamed(text); ok {
		return byline{author: name}, true
	}
	d, ok := findDay(text)
	if account := strings.Contains(lastWord(text), "@"); account && !ok {
		if who, _, _ := strings.Cut(withoutAccount(text), " in "); isBareName(who) {
			return byline{author: who, guessed: true}, true
		}
	}
	if !ok || countWords(text) > 14 || endsStop(text) {
		return byline{}, false
	}
	b, ok := bylineOf(text) // a name, an outlet or a section stands beside the date
	b.guessed = true
	told := b.author+b.outlet != "" || onlyTimes(text[:d.at])
	if matches("name of a place", b.author) {
		b.author = "" // and the day of the report
	}
	return b, ok && told
}

// readByline reads a line that begins with "By" or the like. It is one if what
// follows is names, a role, an outlet and a date, and no prose.
func readByline(text string) (byline, bool) {
	if when, who, ok := strings.Cut(text, " by "); ok && isStamp(when) {
		if b, ok := bylineOf(who); ok && b.stamp == nil {
			s, _ := readStamp(when)
			b.stamp = &s
			return b, true
		}
	}
	m := expression("byline label").FindStringSubmatch(text)
	if m == nil || countWords(text) > 20 && endsStop(text) { // the first paragraph goes on behind it
		return byline{}, false
	}
	return bylineOf(m[1])
}

// withoutAccount leaves out where to write to somebody, behind the name.
func withoutAccount(text string) string {
	return expression("account behind a name").ReplaceAllString(text, "")
}

func bylineOf(text string) (byline, bool) {
	var b byline
	if d, ok := findDay(text); ok {
		marks := expression("marks behind a name")
		before := marks.ReplaceAllString(text[:d.at], "")
		for before != "" && onlyTimes(lastWord(before)) {
			before = marks.ReplaceAllString(strings.TrimSuffix(before, lastWord(before)), "")
		}
		b.stamp, text = &d, before
	}
	if text = strings.TrimSpace(expression("mark behind names").Split(withoutAccount(text), 2)[0]); text == "" {
		return b, b.stamp != nil
	}
	text = expression("place of one of two").ReplaceAllString(text, " and $1")
	if m := expression("outlet or place behind names").FindStringSubmatch(text); m != nil {
		text = m[1]
		if m[2] == "for" { // in capitals, the outlet's own spelling is not shown
			b.outlet = m[3]
		}
	}
	text = strings.NewReplacer(" and ", ",", " & ", ",", " with ", ",").Replace(strings.TrimRight(text, " .,:"))
	var people []string
	for i, piece := range strings.Split(text, ",") {
		piece = strings.TrimSpace(piece)
		name, _ := nameAndRole(piece)
		switch {
		case name != "":
			people = append(people, name)
		case i == 0: // nobody: an agency, a desk; or this is no byline at all
			if strings.HasPrefix(piece, "The ") && isTitleCase(piece) {
				b.outlet = piece
			}
			return b, countWords(piece) <= 6 && (isCapitalised(piece) || matches("no person", piece))
		}
	}
	b.author = strings.Join(people, ", ")
	if last := strings.LastIndex(b.author, ", "); last >= 0 {
		b.author = b.author[:last] + " and " + b.author[last+2:]
	}
	return b, true
}

// nameAndRole parts "Ada Byrne Home affairs editor". The name has two to five
// words that begin with capitals, or particles.
func nameAndRole(text string) (name, role string) {
	words := strings.Fields(text)
	n, capitals := 0, 0
	for ; n < min(len(words), 5); n++ {
		word := strings.ToLower(strings.TrimRight(words[n], ".,"))
		if capitals > 0 && isListed("particles", word) {
			continue
		}
		if !matches("word of a name", words[n]) || capitals >= 2 && isListed("starts of roles", word) {
			break
		}
		capitals++
	}
	name, role = strings.Join(words[:n], " "), strings.Join(words[n:], " ")
	isRole := role == "" || matches("role of a writer", role) || isListed("starts of roles", strings.ToLower(words[n]))
	allRole := role != "" && isListed("starts of roles", strings.ToLower(words[0])) // "Home Affairs Editor"
	if capitals < 2 || !isRole || allRole || strings.HasPrefix(name, "The ") || matches("no person", name) {
		return "", ""
	}
	return nameOf(name), role
}

// nameOf writes a name. One in capitals throughout is how a byline is set, not how
// the name is spelt.
func nameOf(name string) string {
	if !isUpperCase(name) || len(name) <= 4 {
		return name
	}
	return expression("letters").ReplaceAllStringFunc(name, func(word string) string {
		_, size := utf8.DecodeRuneInString(word)
		return word[:size] + strings.ToLower(word[size:])
	})
}

func isCapitalised(text string) bool { return matches("capital", text) }

// readNamed reads a line that is a name and a role alone, with or without a comma:
// a byline where it stands beside the body, an inset's label inside of it.
func readNamed(text string) (name string, ok bool) {
	if countWords(text) > 14 || endsStop(text) || hasQuote(text) {
		return "", false
	}
	text = strings.NewReplacer(" | ", ", ", " · ", ", ", " - ", ", ", " – ", ", ", " — ", ", ").Replace(text)
	name, role, comma := strings.Cut(text, ", ")
	if !comma {
		name, role = nameAndRole(text)
	} else if n, r := nameAndRole(name); n == "" || r != "" {
		return "", false
	}
	return name, name != "" && role != "" && matches("role of a writer", role) && parseDay(role) == ""
}

func isBareName(text string) bool {
	if a, b, ok := strings.Cut(text, " and "); ok {
		return isBareName(a) && isBareName(b)
	}
	if n := countWords(text); n < 2 || n > 4 {
		return false
	}
	name, _ := nameAndRole(text) // no role is left where all of it is the name
	return name == text && !isUpperCase(text)
}

func isUpperCase(text string) bool { return strings.ToUpper(text) == text }

// A day is a date found in a line.
type day struct {
	date    corpus.Date
	at, end int    // where in the line it stands
	unsure  string // why the date could not be told, if it could not
}

func findDay(text string) (day, bool) {
	if !strings.ContainsAny(text, "0123456789") { // as most lines; it is asked of each, again and again
		return day{}, false
	}
	at := expression("day").FindStringSubmatchIndex(text)
	if at == nil {
		return day{}, false
	}
	group := func(numbers string) string { return string(expression("day").ExpandString(nil, numbers, text, at)) }
	d := day{at: at[0], end: at[1]}
	// Each way of writing a day has groups of its own, and one of them was found.
	year, month, number := group("$3$6$7$12"), group("$2$4$8$11"), group("$1$5$9$10")
	switch {
	case month[0] > '9': // a name
		month = month[:3]
	case group("$7") != "", month == number, len(number) == 2 && number > "12":
	case len(month) == 2 && month > "12":
		month, number = number, month
	case !strings.Contains(text[d.at:d.end], "."): // nobody writes 6.5.2021 for a day in June
		d.unsure = "whether the day or the month comes first cannot be told"
		return d, true
	}
	t, err := time.Parse("2006-1-2", year+"-"+month+"-"+number)
	if month[0] > '9' {
		t, err = time.Parse("2006-Jan-2", year+"-"+month+"-"+number)
	}
	if err == nil {
		d.date = corpus.Date(t.Format(time.DateOnly))
	}
	return d, d.date != ""
}

// parseDay returns the first day in what machines or people have written, as it is
// written there, whatever the time zone; "" if there is none.
func parseDay(text string) corpus.Date {
	d, _ := findDay(text)
	return d.date
}

func daysApart(a, b corpus.Date) int {
	s, _ := time.Parse(time.DateOnly, string(a)) // what is no date is far from any
	t, _ := time.Parse(time.DateOnly, string(b))
	return int(t.Sub(s).Abs().Hours() / 24)
}

// readStamp reads a line that tells when the page was published, and nothing else: it holds
// days, times and their labels alone. The day is empty if the line tells none with a year.
func readStamp(text string) (stamp day, ok bool) {
	if len(text) > 160 {
		return day{}, false
	}
	if matches("time ago", text) || matches("time alone", text) || matches("day without a year", text) {
		return day{unsure: "the year is not told"}, true
	}
	d, found := findDay(text)
	var last day
	for more := found; more; d, more = findDay(text) {
		label := text[:d.at]
		text, last = text[d.end:], d
		switch {
		case !onlyTimes(label):
			return day{}, false
		case stamp.date == "" && !matches("label of an update", label):
			stamp = d
		}
	}
	if stamp == (day{}) && matches("label of publication", text) {
		stamp = last // "first published at 5.52am"
	} else if stamp == (day{}) {
		stamp.unsure = "the day of an update is told, not that of publication"
	}
	return stamp, found && onlyTimes(text)
}

func isStamp(text string) bool {
	_, ok := readStamp(text)
	return ok
}

// onlyTimes reports whether nothing but times and their labels stands in a text.
func onlyTimes(text string) bool {
	text = strings.Trim(foldLine(expression("times and their labels").ReplaceAllString(text, "")), "()")
	return text == "" || matches("time ago", text) || patternOf(text) == "reading time"
}
