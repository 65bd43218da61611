package ingest

import (
	"strings"
	"time"

	"onrecord/corpus"
)

// A day is a date found in a line.
type day struct {
	date    corpus.Date
	at, end int    // where in the line it stands
	unsure  string // why the date could not be told, if it could not
}

// findDay returns the first day in a line.
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

// isStamp reports whether a line is such.
func isStamp(text string) bool {
	_, ok := readStamp(text)
	return ok
}

// onlyTimes reports whether nothing but times and their labels stands in a text.
func onlyTimes(text string) bool {
	text = strings.Trim(foldLine(expression("times and their labels").ReplaceAllString(text, "")), "()")
	return text == "" || matches("time ago", text) || patternOf(text) == "reading time"
}
