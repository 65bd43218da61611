package ingest

import (
	"cmp"
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"onrecord/corpus/text"
)

//go:embed lists/lines.txt
var linesList string

// wholeLines finds the rule of a line of lists/lines.txt; "#" stands for any number.
type wholeLines struct {
	plain map[string]string
	wild  []*pattern // of lines with wildcards
}

var listed = readLines(linesList)

func readLines(list string) *wholeLines {
	w := &wholeLines{plain: map[string]string{}}
	_, list, _ = strings.Cut(list, "\n[") // the comment stands before the first rule
	for part := range strings.SplitSeq(list, "\n[") {
		rule, lines, _ := strings.Cut(part, "]\n")
		for l := range strings.SplitSeq(lines, "\n") {
			if rule == endMark || !strings.ContainsAny(l, "*#") {
				l = straight.Replace(l)
				w.plain[l] = cmp.Or(w.plain[l], rule)
				continue
			}
			first, _, _ := strings.Cut(l, " ")
			re := strings.ReplaceAll(regexp.QuoteMeta(l), `\*`, `\S+(?: \S+){0,7}`)
			re = strings.ReplaceAll(re, `#`, `\(?[0-9][0-9.,:]*[km]?\)?`)
			w.wild = append(w.wild, &pattern{rule: rule, words: []string{strings.Trim(first, "#*")}, re: lazily("^(?:" + re + ")$")})
		}
	}
	delete(w.plain, "")
	return w
}

// endMark is the rule of lines that are marks alone; they are listed as they stand.
const endMark = "end mark"

func (w *wholeLines) rule(text string) string {
	if len(text) > 160 { // none of the list is as long
		return ""
	}
	if rule := w.plain[text]; rule == endMark {
		return rule
	}
	folded := foldLine(text)
	if folded == "" {
		return endMark
	}
	if rule := w.plain[folded]; rule != "" {
		return rule
	}
	for _, x := range w.wild {
		if x.mayMatch(folded) && x.re().MatchString(folded) {
			return x.rule
		}
	}
	return ""
}

var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "e-mail", "email")

// foldLine writes a line as the list does: in lower case, one space between words, and
// without the marks around it.
func foldLine(text string) string {
	text = straight.Replace(strings.ToLower(text))
	text = strings.Join(strings.Fields(text), " ")
	return strings.TrimFunc(text, func(r rune) bool {
		return r != '(' && r != ')' && (unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r))
	})
}

// A pattern is a rule for lines that no list can hold.
type pattern struct {
	rule  string
	words []string // one of them stands in the line, in lower case; it is sought first, for speed
	re    func() *regexp.Regexp
	not   func(text string) bool // an exception
}

//go:embed lists/patterns.txt
var patternsList string

var patterns = readPatterns(patternsList)

// exceptions are what lists/patterns.txt calls them.
var exceptions = map[string]func(text string) bool{
	"quoted": startsQuoted, "quotes": hasQuote, "reported": isReported, "sentence": isSentence, "no crumbs": notCrumbs,
}

func readPatterns(list string) (out []*pattern) {
	p := &pattern{}
	for l := range text.Lines(list) {
		key, value, _ := strings.Cut(l, " ")
		switch {
		case l[0] == '[':
			p.rule = strings.Trim(l, "[]")
		case key == "words:":
			p.words = strings.Split(value, ", ")
		case key == "unless:":
			p.not = exceptions[value]
		case key == "~":
			p.re = lazily(value)
			out, p = append(out, p), &pattern{rule: p.rule}
		}
	}
	return out
}

// patternOf returns the rule that drops a line wherever it stands; "" if none does.
func patternOf(text string) string {
	if strings.Contains(text, "://") && webAddress().MatchString(text) {
		return "address"
	}
	rule := listed.rule(text)
	if rule == "" && len(text) <= 600 {
		bare := cmp.Or(strings.TrimLeft(text, "•·▪●■◦‣*►▶→> "), text) // a mark before it changes nothing
		lower := strings.ToLower(bare)
		i := slices.IndexFunc(patterns, func(p *pattern) bool {
			return p.mayMatch(lower) && p.re().MatchString(bare) && (p.not == nil || !p.not(bare))
		})
		if i >= 0 {
			rule = patterns[i].rule
		}
	}
	if startsQuoted(text) && rule != "pull quote" && rule != "caption" {
		return "" // somebody may have said so
	}
	return rule
}

func (p *pattern) mayMatch(lower string) bool {
	return p.words == nil || slices.ContainsFunc(p.words, func(n string) bool { return strings.Contains(lower, n) })
}

// isReported reports whether a line tells what somebody said or did: then an
// invitation in it is somebody else's.
func isReported(text string) bool {
	return hasQuote(text) || reported().MatchString(text)
}

var reported = lazily(`(?i)\b(?:said|says|told|added|warned|argued|claimed|according to|announced|insisted)\b`)

// isSentence reports whether a line that begins like a label is prose all the same.
func isSentence(text string) bool {
	return len(strings.Fields(text)) > 30 || hasQuote(text) && endsStop(text)
}

// notCrumbs asks of what looks like a row of links that it be short words parted
// by a mark that prose has not, and in more than two pieces or led by one.
func notCrumbs(text string) bool {
	if endsStop(text) || hasQuote(text) || parseDay(text) != "" {
		return true
	}
	pieces := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(">›»/|·•→", r) })
	words := 0
	for _, p := range pieces[:len(pieces)-1] {
		words = max(words, len(strings.Fields(p)))
	}
	spaced := strings.ContainsAny(text, ">›»|·•→") || strings.Contains(text, " / ")
	return !spaced || words > 3 || len(pieces) < 3 && !strings.ContainsAny(text, ">›»→")
}

// exprs are all expressions that there are, for a test that they can be compiled.
var exprs []string

// lazily makes an expression that is compiled when it is first used. The bot, and all
// commands but import, never use any of them, and there are many.
func lazily(text string) func() *regexp.Regexp {
	exprs = append(exprs, text)
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
