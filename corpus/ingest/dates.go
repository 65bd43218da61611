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
	part := expression("day").FindStringSubmatch(text)
	if part == nil {
		return day{}, false
	}
	loc := expression("day").FindStringIndex(text)
	d := day{at: loc[0], end: loc[1]}
	var written string
	layout := "2006-1-2"
	switch {
	case part[3] != "":
		written, layout = part[3]+"-"+part[2][:3]+"-"+part[1], "2006-Jan-2"
	case part[6] != "":
		written, layout = part[6]+"-"+part[4][:3]+"-"+part[5], "2006-Jan-2"
	case part[7] != "":
		written = part[7] + "-" + part[8] + "-" + part[9]
	case len(part[11]) == 2 && part[11] > "12":
		written = part[12] + "-" + part[10] + "-" + part[11]
	case part[10] == part[11], len(part[10]) == 2 && part[10] > "12", strings.Contains(part[0], "."):
		written = part[12] + "-" + part[11] + "-" + part[10] // nobody writes 6.5.2021 for a day in June
	default:
		d.unsure = "whether the day or the month comes first cannot be told"
		return d, true
	}
	if t, err := time.Parse(layout, written); err == nil {
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

// onlyTimes reports whether nothing but times and their labels stands in a text.
func onlyTimes(text string) bool {
	text = strings.Trim(foldLine(expression("times and their labels").ReplaceAllString(text, "")), "()")
	return text == "" || matches("time ago", text) || patternOf(text) == "reading time"
}
