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

// What is known about the words of pages: what drops a line wherever it stands, which are lines of
// lists/lines.txt, as foldLine writes them, by their rules, and patterns, those of lines with
// wildcards first; lists of words; and expressions, by their names.
var (
	//go:embed lists/lines.txt
	linesList string
	//go:embed lists/patterns.txt
	patternsList string
	//go:embed lists/words.txt
	wordsList string
	//go:embed lists/expressions.txt
	expressionsList string

	wholeLines  = map[string]string{}
	patterns    = readRules(linesList + patternsList)
	wordLists   = text.ReadLists(wordsList)
	expressions = readExpressions(expressionsList)
)

// isListed reports whether a word stands in one of the lists of lists/words.txt.
func isListed(list, word string) bool {
	words, ok := wordLists[list]
	if !ok {
		panic("ingest: lists/words.txt has no list of " + list)
	}
	return words[word] != ""
}

// Rules that others ask for by their names.
const (
	endMark       = "end mark"                      // of marks alone
	timeOfEntry   = "time of an entry"              // of a time alone on a line, as above an entry of a live page
	insertion     = "between the parts of the body" // of lines between two parts of the article
	afterComments = "after the comments' heading"   // of what stands below it
	ruleByline    = "html:byline"
	ruleHeadline  = "html:headline"  // it is the title
	ruleExtractor = "html:extractor" // it is no part of the article, says the library
	ruleRelated   = "html:related"   // it is about other articles
	ruleGallery   = "html:gallery"   // of pictures, which may be of others
)

// A pattern is a rule for lines that no list can hold.
type pattern struct {
	rule  string
	words []string // one of them stands in the line, in lower case; it is sought first, for speed
	re    func() *regexp.Regexp
	not   func(text string) bool // an exception
}

var wildcards = strings.NewReplacer(`\*`, `\S+(?: \S+){0,7}`, `%`, `\(?[0-9][0-9.,:]*[km]?\)?`, `'`, `['’]`, `email`, `e-?mail`)

// exceptions are what lists/patterns.txt calls them.
var exceptions = map[string]func(text string) bool{
	"quoted": startsQuoted, "quotes": hasQuote, "reported": isReported, "sentence": isSentence, "no crumbs": notCrumbs,
}

// readRules notes the whole lines of a list and returns its patterns, under the names of their
// rules: those of lists/patterns.txt, and those of lists/lines.txt in which "%" stands for any
// number and "*" for words.
func readRules(list string) (out []*pattern) {
	p := &pattern{}
	for l := range text.Lines(list) {
		key, value, _ := strings.Cut(l, " ")
		switch {
		case l[0] == '[':
			p.rule = strings.Trim(l, "[]")
		case key == "words:":
			p.words = strings.Split(value, ", ")
		case key == "unless:":
			if p.not = exceptions[value]; p.not == nil {
				panic("ingest: lists/patterns.txt has an exception that is not known: " + value)
			}
		case key == "~":
			p.re = lazily(value)
			out, p = append(out, p), &pattern{rule: p.rule}
		case strings.ContainsAny(l, "*%"):
			re := lazily(`(?i)^[^\pL\pN()]*(?:` + wildcards.Replace(regexp.QuoteMeta(l)) + `)[^\pL\pN()]*$`)
			out = append(out, &pattern{rule: p.rule, words: []string{strings.Trim(key, "*%")}, re: re, not: isSentence})
		default:
			wholeLines[l] = cmp.Or(wholeLines[l], p.rule)
		}
	}
	return out
}

var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "e-mail", "email")

// foldLine writes a line as the list does: in lower case, one space between words, and
// without the marks around it.
func foldLine(text string) string {
	return strings.TrimFunc(straight.Replace(fold(strings.ToLower(text))), func(r rune) bool {
		return r != '(' && r != ')' && (unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r))
	})
}

// patternOf returns the rule that drops a line wherever it stands; "" if none does.
func patternOf(text string) string {
	if strings.Contains(text, "://") {
		if matches("address alone", text) {
			return "address"
		}
		text = expression("link behind its text").ReplaceAllString(text, "")
	}
	folded := foldLine(text)
	rule := wholeLines[folded]
	if endsStop(text) && !strings.Contains(folded, " ") {
		rule = "" // a sentence of one word
	}
	if folded == "" {
		rule = endMark
	}
	if rule == "" && len(text) <= 600 {
		bare := cmp.Or(strings.TrimLeft(text, "•·▪●■◦‣*►▶→> "), text) // a mark before it changes nothing
		lower := straight.Replace(strings.ToLower(bare))
		i := slices.IndexFunc(patterns, func(p *pattern) bool {
			may := p.words == nil || slices.ContainsFunc(p.words, func(n string) bool { return strings.Contains(lower, n) })
			return may && p.re().MatchString(bare) && (p.not == nil || !p.not(bare))
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

// isReported reports whether a line tells what somebody said or did: then an
// invitation in it is somebody else's.
func isReported(text string) bool {
	return hasQuote(text) || matches("reporting verb", text)
}

// isSentence reports whether a line that begins like a label is prose all the same.
func isSentence(text string) bool {
	return countWords(text) > 30 || isReported(text) && endsStop(text)
}

// notCrumbs asks of what looks like a row of links that it be short words parted
// by a mark that prose has not, and in more than two pieces or led by one.
func notCrumbs(text string) bool {
	pieces := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(">›»/|·•→", r) })
	long := slices.ContainsFunc(pieces[:len(pieces)-1], func(p string) bool { return countWords(p) > 3 })
	few := len(pieces) < 3 && !strings.ContainsAny(text, ">›»→")
	return long || few || endsStop(text) || hasQuote(text) || parseDay(text) != ""
}

// readExpressions reads expressions, by their names. One may go over several lines, and be put
// together of others.
func readExpressions(list string) map[string]func() *regexp.Regexp {
	whole, name := map[string]string{}, ""
	for l := range text.Lines(list) {
		part, ok := strings.CutPrefix(l, "~ ")
		if !ok {
			name = strings.Trim(l, "[]")
			continue
		}
		if strings.Contains(part, "{{") { // as few do: this is done at every start
			for other, e := range whole {
				part = strings.ReplaceAll(part, "{{"+other+"}}", e)
			}
		}
		whole[name] += part
	}
	compiled := map[string]func() *regexp.Regexp{}
	for name, e := range whole {
		compiled[name] = lazily(e)
	}
	return compiled
}

// lazily makes an expression that is compiled when it is first used. The bot, and all
// commands but import, never use any of them, and there are many.
func lazily(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// expression returns one of lists/expressions.txt by its name, of which a test knows that it is there.
func expression(name string) *regexp.Regexp { return expressions[name]() }

func matches(name, text string) bool { return expression(name).MatchString(text) }

// firstMatch returns what the first group of an expression holds where it first matches.
func firstMatch(name, text string) string {
	if m := expression(name).FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}
