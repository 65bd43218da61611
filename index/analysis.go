package index

import (
	"embed"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// lists are words in groups, see the comment at the beginning of each.
//
//go:embed lists
var lists embed.FS

// readList returns the lines of a list.
func readList(name string) []string {
	data, err := lists.ReadFile("lists/" + name + ".txt")
	if err != nil {
		panic(err) // it is embedded
	}
	return slices.Collect(text.Lines(string(data)))
}

// readPairs reads a list of words, each with what it counts as behind a colon.
func readPairs(name string) map[string]string {
	pairs := map[string]string{}
	for _, pair := range strings.Fields(strings.Join(readList(name), " ")) {
		from, to, _ := strings.Cut(pair, ":")
		pairs[from] = to
	}
	return pairs
}

// readWeights reads a list of numbers, each behind its name.
func readWeights(name string) (out []float64) {
	for _, line := range readList(name) {
		_, number, _ := strings.Cut(line, " ")
		w, err := strconv.ParseFloat(number, 64)
		if err != nil {
			panic(err) // it is embedded
		}
		out = append(out, w)
	}
	return out
}

func wordSet(lists ...string) map[string]bool {
	set := map[string]bool{}
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			set[w] = true
		}
	}
	return set
}

func termSet(lists ...string) map[string]bool {
	set := map[string]bool{}
	for w := range wordSet(lists...) {
		set[term(w)] = true
	}
	return set
}

var (
	contracted = wordSet(readList("contracted")...)
	shortVerbs = wordSet("re ve ll d m") // of are, have, will, would or had, am
	stopTerms  = termSet(slices.Concat(readList("function"), readList("framing"))...)
	lightTerms = termSet(readList("light")...)
	chatWords  = wordSet(readList("chat")...)
	offices    = termSet(slices.Concat(readList("offices"), readList("heads"))...)
)

// A word is one word of a text and where it stands.
type word struct {
	span   corpus.Span // bytes of the text, counted from the base given
	text   string      // as it is written
	joined bool        // it holds an apostrophe, or a stop or comma, inside
}

// words returns the words of text, in order. A word is a run of letters, marks
// and digits, with single apostrophes, and full stops between digits or single
// letters, inside it; hyphens separate words, so that "end to end" finds
// "end-to-end". Spans count from base.
func words(text string, base int) iter.Seq[word] {
	return func(yield func(word) bool) {
		for i, size := 0, 0; i < len(text); i += size {
			start, joined := i, false
			for ; i < len(text); i += size {
				r := rune(text[i])
				if size = 1; r >= utf8.RuneSelf {
					r, size = utf8.DecodeRuneInString(text[i:])
				}
				if !isWordRune(r) {
					if start == i || r == ' ' || !joins(text, start, i, r, size) {
						break
					}
					joined = true
				}
			}
			if start < i && !yield(word{corpus.Span{Start: base + start, End: base + i}, text[start:i], joined}) {
				return
			}
		}
	}
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || isInvisible(r)
}

// isInvisible reports whether r is a format character, such as a soft hyphen or
// a zero-width space, that people cannot see and so cannot search for.
func isInvisible(r rune) bool { return r >= 0xad && unicode.Is(unicode.Cf, r) }

// joins reports whether the rune at text[i] holds two halves of one word together.
func joins(text string, start, i int, r rune, size int) bool {
	next, _ := utf8.DecodeRuneInString(text[i+size:])
	switch r {
	case '\'', '’', 'ʼ':
		return unicode.IsLetter(next)
	case '.', ',':
		before, _ := utf8.DecodeLastRuneInString(text[start:i])
		if unicode.IsDigit(before) && unicode.IsDigit(next) {
			return true // 1.5 and 49,000
		}
		// U.S. and the like: single letters with stops between them.
		return r == '.' && unicode.IsLetter(next) && (i-start == 1 || i-start > 1 && text[i-2] == '.')
	}
	return false
}

// term folds a word into what it counts as: lower case, without accents,
// possessive "s", contracted "not" and inflection, in one spelling. It is "" for
// what holds no letter or digit.
func term(word string) string {
	w := text.Fold(word)
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'"), "'s")
	if strings.ContainsAny(w, "',.") {
		if w == "won't" {
			return "will" // and not as the past of win
		}
		w = strings.TrimSuffix(w, "'t") // wouldn't counts as wouldn, see contracted
		if before, verb, ok := strings.Cut(w, "'"); ok && shortVerbs[verb] {
			w = before // they're counts as they, and I'll not as ill
		}
		w = strings.ReplaceAll(strings.ReplaceAll(w, "'", ""), ",", "")
		if w != "" && (w[0] < '0' || w[0] > '9') { // the point of 1.5 stays, those of U.S. go
			w = strings.ReplaceAll(w, ".", "")
		}
	}
	if w == "" {
		return ""
	}
	if contracted[w] {
		return w[:len(w)-1]
	}
	return uninflect(oneSpelling(w))
}

var (
	spellings   = readPairs("spellings")
	uninflected = readPairs("uninflected")
)

// A spellingPattern rewrites the last "from" of a word, when one of the endings
// follows it and at least "least" bytes stand before it.
type spellingPattern struct {
	from, to string
	least    int
	endings  []string
}

var spellingPatterns = []spellingPattern{
	{"is", "iz", 3, []string{"ation", "ations", "ational", "e", "ed", "es", "er", "ers", "ing"}},
	{"ys", "yz", 3, []string{"e", "ed", "es", "er", "ers", "ing"}},
	{"our", "or", 2, []string{"", "s", "ed", "ing", "ful", "able", "ite", "ites", "hood", "hoods", "er", "ers", "less", "ism"}},
}

// tail returns the second half of a name such as O'Brien or d'Artagnan, which people search
// for by that half alone; "" for any other word.
func (w word) tail() string {
	if !w.joined {
		return ""
	}
	head, tail, _ := strings.Cut(strings.ReplaceAll(w.text, "’", "'"), "'")
	if utf8.RuneCountInString(head) > 2 || utf8.RuneCountInString(tail) < 3 {
		return ""
	}
	return tail
}

// oneSpelling writes British and American spellings of a word alike. What comes
// out need not be a word: it is never shown, and both sides go through it.
func oneSpelling(w string) string {
	if v, ok := spellings[w]; ok {
		return v
	}
	if len(w) < 6 {
		return w
	}
	for _, p := range spellingPatterns {
		if at := strings.LastIndex(w, p.from); at >= p.least && slices.Contains(p.endings, w[at+len(p.from):]) {
			return w[:at] + p.to + w[at+len(p.from):]
		}
	}
	return w
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// uninflect takes the endings of number, tense and person off an English word:
// cameras, banned, making, studies. Unlike a full stemmer it leaves words that
// are only derived from each other apart (waste and wasteful, close and closely,
// pivot and pivotal): a member who asks for one does not mean the other. What
// comes out need not be a word. (After steps 1a to 1c of Porter, 1980.)
func uninflect(w string) string {
	if base, ok := uninflected[w]; ok {
		return base
	}
	if len(w) < 4 || w[len(w)-1] >= '0' && w[len(w)-1] <= '9' {
		return w
	}
	if len(w) == 4 && (strings.HasSuffix(w, "ies") || strings.HasSuffix(w, "ed") && w[1] != 'e' && hasVowel(w[:2])) {
		return w[:3] // dies, died, sued, owed, but not seed
	}
	switch {
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "zes"):
		w = w[:len(w)-2]
	case strings.HasSuffix(w, "ies"):
		w = w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
	case strings.HasSuffix(w, "s"):
		w = w[:len(w)-1]
	}
	switch {
	case strings.HasSuffix(w, "ied"):
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "eed"):
		return w
	case strings.HasSuffix(w, "ed") && hasVowel(w[:len(w)-2]):
		w = undouble(w[:len(w)-2])
	case strings.HasSuffix(w, "ing") && len(w) > 5 && hasVowel(w[:len(w)-3]):
		w = undouble(w[:len(w)-3])
	}
	// A final "e" comes and goes with the endings: make, making.
	if len(w) > 3 && w[len(w)-1] == 'e' {
		w = w[:len(w)-1]
	}
	return w
}

func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouy") }

// undouble takes back a consonant that was doubled before the ending: banned.
func undouble(w string) string {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && !strings.ContainsRune("aeioulsz", rune(w[n-1])) {
		return w[:n-1]
	}
	return w
}
