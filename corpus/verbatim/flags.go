package verbatim

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A change is one place where claim and article differ: words that only the claim
// has, and words that only the article has.
type change struct {
	claim, article []token
}

// longestChange is how many words of one change are compared one by one, so that
// hostile texts take no longer than others.
const longestChange = 200

// flagChanges says what the changes do to the meaning: each is flagged, unless it is known
// to do nothing. Restyled says that they are about the style of numbers, and nothing else, and same
// how many of the claim's words are said in others.
func (k *checker) flagChanges(t *tokenised, changes []change) (out []Flag, restyled bool, same int) {
	restyled = true
	ours, theirs := &k.claim.words, &t.words
	found := map[Flag]bool{}
	for _, c := range changes {
		if one := ours.compound(c.claim); one != "" && len(c.claim) != len(c.article) && one == theirs.compound(c.article) && !is("negation", one) && !is("apart", one) {
			same += len(c.claim)
			continue // co-operation is cooperation
		}
		a := ours.read(c.claim[:min(len(c.claim), longestChange)])
		b := theirs.read(c.article[:min(len(c.article), longestChange)])
		noNumber := func(w string) bool { return !isNumber(w) && !is("scale", w) && !months[w] }
		restyled = restyled && len(a.words) > 0 && slices.Equal(a.words, b.words) && !slices.ContainsFunc(a.words, noNumber)
		if harmless(a.words, b.words) {
			same += len(c.claim)
			continue
		}
		found[Words] = true
		found[Negation] = found[Negation] || slices.ContainsFunc(a.words, func(w string) bool {
			return slices.ContainsFunc(b.words, func(v string) bool { return opposite(w, v) })
		})
		for f, values := range a.has {
			found[f] = found[f] || !maps.Equal(values, b.has[f])
		}
	}
	out = []Flag{Negation, Number, Modal, Name, Words}
	return slices.DeleteFunc(out, func(f Flag) bool { return !found[f] }), restyled, same
}

// deniable ends words that in- and dis- make the opposite of: visible, but not form.
var deniable = regexp.MustCompile(`(?:[ai]ble|al|[ae]nt|ate|ive|ous|[ae]ct|est|ic|ary|ful|ite|ly|ed)$`)

// opposite reports whether one word is the other with a prefix that denies it: untrue, impossible.
func opposite(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	prefix, found := strings.CutSuffix(a, b)
	return found && len(b) > 3 && is("denying-prefix", prefix) && (prefix == "un" || prefix == "non" || deniable.MatchString(b))
}

// union adds flags to others that are not among them yet.
func union(flags []Flag, more ...Flag) []Flag {
	return append(flags, slices.DeleteFunc(slices.Clone(more), func(f Flag) bool { return slices.Contains(flags, f) })...)
}

// A reading is what some words have in them.
type reading struct {
	words []string                // in their plain forms
	has   map[Flag]map[string]int // negations, modals, numbers and names, each as often as it is there
}

// read returns what tokens have in them.
func (w *words) read(toks []token) reading {
	out := reading{has: map[Flag]map[string]int{Negation: {}, Modal: {}, Number: {}, Name: {}}}
	for _, tok := range toks {
		i := int(tok.n)
		before, key, next := w.key(i-1), w.key(i), w.key(i+1)
		m := meaningOf(w.word(i), next)
		if w.isName(i, key) {
			m[Name] = key
		}
		if is("unit", key) && isNumber(before) {
			m[Number] = key
		}
		for f, value := range m {
			if value != "" {
				out.has[f][value]++
			}
		}
		switch {
		case key == "per" && next == "cent": // one word, as percent is
		case key == "cent" && before != "per", key == "the" && is("pronoun", next): // a coin; the US
			out.words = append(out.words, key)
		case key == "a" && (next == "few" || next == "little"):
			out.words = append(out.words, "some") // a few are more than few
		default:
			out.words = parted(out.words, w.behind(max(i-1, 0)), w.word(i))
			if last := len(out.words) - 1; last > 0 && strings.HasPrefix(out.words[last], "'") && !is("participle", next) && !strings.HasSuffix(next, "ed") {
				out.words[last] = drawn[out.words[last]] // it's time, but not it has time
			}
		}
	}
	out.words = joined(out.words)
	for i, word := range out.words {
		if isNumber(word) || numerals[word] != "" && word != "cent" || currencies[word] != "" ||
			i > 0 && (months[word] || is("unit", word)) && isNumber(out.words[i-1]) {
			out.has[Number][word]++
		}
	}
	return out
}

// isName reports whether token i is a proper name, or part of one: it has a
// capital that no sentence gives it.
func (w *words) isName(i int, key string) bool {
	word := w.word(i)
	first, _ := utf8.DecodeRuneInString(word)
	if w.caseless || is("function", key) || isNumber(word) || strings.Contains(word, " ") || !unicode.IsUpper(first) {
		return false
	}
	return slices.ContainsFunc(w.toks, func(t token) bool { // at the beginning of a sentence, it is one if it is so elsewhere
		j := int(t.n)
		return j > 0 && w.word(j) == word && !strings.ContainsAny(w.behind(j-1), ".?!:…\n\"“‘«")
	})
}

// folded returns a word of a text as words are compared.
func folded(word string) (key string, short bool) {
	var s scanner
	for range s.tokens(word) {
		break
	}
	return string(s.key), s.short
}

func isNumber(word string) bool {
	key, _ := folded(word)
	first, _ := utf8.DecodeRuneInString(key)
	return unicode.IsNumber(first) || first == '.' || numerals[key] != "" && key != "cent"
}

// meaningOf says what a word does to a sentence besides what it names, by the flag that a
// change of it raises, but for numbers in words and figures; next is the folded form of what follows.
func meaningOf(word, next string) map[Flag]string {
	r, n := utf8.DecodeRuneInString(word)
	if c := classOf(r); n == len(word) && (c == symbol && r != '&' && currencies[word] == "" || c == hyphen || c == dash) {
		return map[Flag]string{Number: cmp.Or(numerals[string(r)], string(r))} // a sign, a currency, a percent sign
	}
	m := map[Flag]string{Negation: negations[joined([]string{strings.ToLower(word), next})[0]]} // no one, an emoji
	for _, w := range plain(word) {
		m[Negation] = cmp.Or(m[Negation], negations[w])
		if is("modal", w) && (!is("to-modal", w) || next == "to") {
			m[Modal] = w
		}
	}
	return m
}
