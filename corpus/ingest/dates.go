package ingest

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"onrecord/corpus"
)

const (
	monthWord = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
	weekday   = `(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?`
	yearDigit = `((?:19|20)\d\d)`
)

// The ways of writing a day that leave no doubt, and the one that does: 5/6/2021
// is in May to some and in June to others.
var (
	dayMonthYear = lazily(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?(?:,| of)?[ -](` + monthWord + `),?[ -]` + yearDigit + `\b`)
	monthDayYear = lazily(`(?i)\b(` + monthWord + `) (\d{1,2})(?:st|nd|rd|th)?,? ` + yearDigit + `\b`)
	isoDate      = lazily(`\b` + yearDigit + `[-/.年](\d{1,2})[-/.月](\d{1,2})(?:\b|T|日)`)
	slashed      = lazily(`\b(\d{1,2})[/.](\d{1,2})[/.]` + yearDigit + `\b`)
)

// A day is a date found in a line.
type day struct {
	date    corpus.Date
	at, end int    // where in the line it stands
	unsure  string // why the date could not be told, if it could not
}

// findDay returns the first day in a line.
func findDay(text string) (day, bool) {
	if !hasYear(text) {
		return day{}, false
	}
	best, found := day{}, false
	take := func(loc []int, y, m, d string) {
		if found && loc[0] >= best.at {
			return
		}
		month := monthNumber(m)
		date, err := corpus.ParseDate(fmt.Sprintf("%s-%02d-%s", y, month, pad(d)))
		if err != nil {
			return
		}
		best, found = day{date: date, at: loc[0], end: loc[1]}, true
	}
	part := func(loc []int, i int) string { return text[loc[2*i]:loc[2*i+1]] }
	if loc := dayMonthYear.FindStringSubmatchIndex(text); loc != nil {
		take(loc, part(loc, 3), part(loc, 2), part(loc, 1))
	}
	if loc := monthDayYear.FindStringSubmatchIndex(text); loc != nil {
		take(loc, part(loc, 3), part(loc, 1), part(loc, 2))
	}
	if loc := isoDate.FindStringSubmatchIndex(text); loc != nil {
		take(loc, part(loc, 1), part(loc, 2), part(loc, 3))
	}
	if loc := slashed.FindStringSubmatchIndex(text); loc != nil && !found {
		first, second := part(loc, 1), part(loc, 2)
		switch a, b := number(first), number(second); {
		case a == b || a > 12:
			take(loc, part(loc, 3), second, first)
		case b > 12:
			take(loc, part(loc, 3), first, second)
		default:
			return day{at: loc[0], end: loc[1], unsure: "whether the day or the month comes first cannot be told"}, true
		}
	}
	return best, found
}

// parseDay returns the first day in what machines or people have written, as it is
// written there, whatever the time zone; "" if there is none.
func parseDay(text string) corpus.Date {
	d, _ := findDay(text)
	return d.date
}

func daysApart(a, b corpus.Date) int {
	s, err1 := time.Parse(time.DateOnly, string(a))
	t, err2 := time.Parse(time.DateOnly, string(b))
	if err1 != nil || err2 != nil {
		return 1 << 20
	}
	n := int(t.Sub(s).Hours() / 24)
	return max(n, -n)
}

// hasYear reports whether four digits that can be a year stand in a text.
func hasYear(text string) bool {
	for i := 0; i+4 <= len(text); i++ {
		if (text[i] == '1' && text[i+1] == '9' || text[i] == '2' && text[i+1] == '0') && isDigit(text[i+2]) && isDigit(text[i+3]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func monthNumber(s string) int {
	if n := number(s); n > 0 {
		return n
	}
	for m := time.January; m <= time.December; m++ {
		if len(s) >= 3 && strings.EqualFold(m.String()[:3], s[:3]) {
			return int(m)
		}
	}
	return 0
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func pad(d string) string {
	if len(d) == 1 {
		return "0" + d
	}
	return d
}

// What may stand around a day in a line that tells when a page was published.
var (
	clockWords   = lazily(`(?i)\b(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?|[ap]\.?m\.?|noon|midnight|gmt|bst|utc|est|edt|pst|pdt|cst|cdt|mst|mdt|cet|cest|ist|aest|aedt|et|pt|ct|z|[+-]\d\d:?\d\d|T\d\d:\d\d\S*)\b`)
	dateLabels   = lazily(`(?i)\b(?:first |originally |article |was |date |last )*(?:published|posted|publication|publish|updated|update|modified|edited|amended|created|released|issued|filed|date|dated|on|at|by|of|in|last|first|this article was|story|online|print|as of|from)\b`)
	weekdays     = lazily(`(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b`)
	agoWords     = lazily(`(?i)^(?:published|posted|updated|last updated|by)?:? ?(?:about |over |just )?(?:(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten) ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|y|yrs?|years?) ago|just now|yesterday|today)\b`)
	updateLabel  = lazily(`(?i)\b(?:updated?|modified|edited|amended)\b`)
	publishLabel = lazily(`(?i)\b(?:published|posted)\b`)
	clockOnly    = lazily(`(?i)^(?:(?:posted|published|updated)?:? ?(?:at )?)?(?:\d{1,2}[:.]\d\d|\d{1,2} ?(?:am|pm))(?: ?[ap]\.?m\.?)?(?: ?\(?(?:gmt|bst|utc|est|edt|pst|pdt|cet|cest|et|ist|aest)\)?)?$`)
	dayNoYear    = lazily(`(?i)^(?:published |posted |updated )?(?:on )?` + weekday + `(?:\d{1,2}(?:st|nd|rd|th)? ` + monthWord + `|` + monthWord + ` \d{1,2}(?:st|nd|rd|th)?)$`)
)

// A stamp is a line that tells when the page was published, and nothing else.
type stamp struct {
	published corpus.Date // empty if the line tells no day with a year
	labelled  bool        // "published" stands beside it
	unsure    string
}

// readStamp reads a line that holds dates and times alone.
func readStamp(text string) (stamp, bool) {
	if len(text) > 160 {
		return stamp{}, false
	}
	if agoWords.MatchString(text) && len(strings.Fields(text)) <= 12 || clockOnly.MatchString(text) || dayNoYear.MatchString(text) {
		return stamp{unsure: "the year is not told"}, true
	}
	d, ok := findDay(text)
	if !ok {
		return stamp{}, false
	}
	rest := text
	var s stamp
	updated := false
	for n := 0; ok && n < 4; n++ {
		before := rest[:d.at]
		labelled := publishLabel.MatchString(before)
		switch {
		case updateLabel.MatchString(before):
			updated = true
		case s.published == "" && (!updated || labelled):
			s.published, s.unsure, s.labelled = d.date, d.unsure, labelled
		}
		if !onlyTimes(before) {
			return stamp{}, false
		}
		rest = rest[d.end:]
		d, ok = findDay(rest)
	}
	if !onlyTimes(rest) {
		return stamp{}, false
	}
	if s.published == "" && s.unsure == "" {
		s.unsure = "the day of an update is told, not that of publication"
	}
	return s, true
}

// onlyTimes reports whether nothing but times and their labels stands in a text.
func onlyTimes(text string) bool {
	text = clockWords.ReplaceAllString(text, "")
	text = weekdays.ReplaceAllString(text, "")
	text = dateLabels.ReplaceAllString(text, "")
	return foldLine(text) == "" || agoWords.MatchString(foldLine(text)) || readingTime(foldLine(text))
}

func readingTime(text string) bool { return listed.rule(text) == "reading time" }

// byDate reports whether there is a day with its year in a line.
func byDate(text string) bool {
	_, ok := findDay(text)
	return ok
}
