package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"
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
	if who, _, _ := strings.Cut(withoutAccount(text), " in "); !ok && strings.Contains(lastWord(text), "@") && isBareName(who) {
		return byline{author: who, guessed: true}, true
	}
	if !ok || len(strings.Fields(text)) > 14 || endsStop(text) {
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
	if when, who, ok := strings.Cut(text, " by "); ok {
		s, dated := readStamp(when)
		if b, ok := bylineOf(who); ok && dated && b.stamp == nil {
			b.stamp = &s
			return b, true
		}
	}
	m := expression("byline label").FindStringSubmatch(text)
	if m == nil || len(strings.Fields(text)) > 20 && endsStop(text) { // the first paragraph goes on behind it
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
		before := strings.TrimRightFunc(text[:d.at], notInName)
		for before != "" && onlyTimes(lastWord(before)) {
			before = strings.TrimRightFunc(strings.TrimSuffix(before, lastWord(before)), notInName)
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
			return b, len(strings.Fields(piece)) <= 6 && (isCapitalised(piece) || matches("no person", piece))
		}
	}
	b.author = strings.Join(people, ", ")
	if last := strings.LastIndex(b.author, ", "); last >= 0 {
		b.author = b.author[:last] + " and " + b.author[last+2:]
	}
	return b, true
}

func notInName(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",|·•–—-:;(/", r)
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

func isCapitalised(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(text))
	return unicode.IsUpper(first) || unicode.IsDigit(first)
}

// readNamed reads a line that is a name and a role alone, with or without a comma:
// a byline where it stands beside the body, an inset's label inside of it.
func readNamed(text string) (name string, ok bool) {
	if len(strings.Fields(text)) > 14 || endsStop(text) || hasQuote(text) {
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

// isBareName reports whether a line is a name alone.
func isBareName(text string) bool {
	if a, b, ok := strings.Cut(text, " and "); ok {
		return isBareName(a) && isBareName(b)
	}
	if n := len(strings.Fields(text)); n < 2 || n > 4 {
		return false
	}
	name, _ := nameAndRole(text) // no role is left where all of it is the name
	return name == text && !isUpperCase(text)
}

func isUpperCase(text string) bool { return strings.ToUpper(text) == text }
