package verbatim

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// harmless reports whether the words that only the claim has say the same as those that
// only the article has: a contraction, another spelling or style of a number, an article
// more or less, or one slip of the pen.
func harmless(claim, article []string) bool {
	slips := 0
	return slices.EqualFunc(claim, article, func(a, b string) bool {
		if a == b || cmp.Or(drawn[a], amounts[a], a) == b || cmp.Or(drawn[b], amounts[b], b) == a {
			return true // he's is he is, or he has; a thousand is 1,000
		}
		slips++
		return slips == 1 && slip(a, b)
	})
}

// plain returns the words that a word of a text stands for: do not for don't, 40 million
// for 40m, 5 mm for 5mm, nothing for the articles "a" and "the", and one spelling where there are two.
func plain(word string) []string {
	key, short := folded(word)
	switch {
	case key == "a" || key == "an" || key == "the":
		return nil
	case numerals[key] != "":
		return []string{numerals[key]}
	}
	if modal, ok := wordLists["contracted"][key]; ok {
		return []string{cmp.Or(modal, strings.TrimSuffix(key, "nt")), "not"}
	}
	if short {
		for _, c := range [][2]string{{"ll", "will"}, {"ve", "have"}, {"re", "are"}, {"m", "am"}, {"d", "'d"}, {"s", "'s"}} {
			stem, ok := strings.CutSuffix(key, c[0])
			if ok && (is("pronoun", stem) || is("with-is", stem) || c[0] == "ve" && is("modal", stem)) {
				return []string{stem, c[1]}
			}
		}
	}
	if amount := strings.TrimLeftFunc(key, unicode.IsLetter); amount != "" && currencies[key[:len(key)-len(amount)]] != "" {
		return append([]string{key[:len(key)-len(amount)]}, plain(amount)...) // N500 is 500 naira
	}
	digits := strings.TrimRightFunc(key, unicode.IsLetter)
	if unit := key[len(digits):]; digits != "" && unit != "" && !strings.Contains(" st nd rd th ", " "+unit+" ") {
		return []string{digits, cmp.Or(wordLists["abbreviated"][unit], spelling(unit))}
	}
	return []string{spelling(key)}
}

// joined puts together the plain words that are one: no one, and those of a number, which gives
// its value (four hundred, 2.4 million, twenty-first, nineteen ninety-eight), and a currency after it.
func joined(words []string) (out []string) {
	for len(words) > 0 {
		name := currencies[words[0]]
		if name != "" && name != words[0] && len(words) > 1 { // £5 is 5 pounds
			value, n := number(words[1:])
			out, words = append(out, value, name), words[n+1:]
			continue
		}
		word, n := number(words)
		word = cmp.Or(name, word)
		if words[0] == "no" && len(words) > 1 && noOne[words[1]] != "" {
			word, n = noOne[words[1]], 2
		}
		out, words = append(out, word), words[n:]
	}
	return out
}

// parted appends the plain words of a word, of which a number does not go on with one before a
// mark: twenty, two boys. One million, two hundred thousand does.
func parted(before []string, gap, word string) []string {
	words := plain(word)
	if len(before) > 0 && len(words) == 1 && len(words[0]) > 1 && strings.ContainsAny(gap, ",;:.?!—–(") &&
		len(amounts[before[len(before)-1]]) < len("1000") {
		words[0] = strings.TrimPrefix(words[0], "+")
	}
	return append(before, words...)
}

// number returns the number that words begin with, and how many they are; what is none, and a
// single figure, is as it stands. Figures, without a plus, do not go on with one another.
func number(words []string) (value string, n int) {
	total, group, suffix := 0.0, 0.0, ""
	for value, n = cmp.Or(strings.TrimPrefix(words[0], "+"), words[0]), 1; n <= len(words) && suffix == ""; n++ {
		w := words[n-1]
		figure := strings.TrimRight(w, "dhnrst")
		v, err := strconv.ParseFloat(figure, 64)
		fits := group == 0 || group >= 20 && v < 10 && math.Mod(group, 10) == 0 || group >= 100 && v < 100 && math.Mod(group, 100) == 0
		spelt := n > 1 && strings.HasPrefix(w, "+") && (strings.HasPrefix(words[n-2], "+") || amounts[words[n-2]] != "")
		year := 13 <= group && group <= 20 && 10 <= v && v < 100
		switch scale, _ := strconv.ParseFloat(amounts[w], 64); {
		case scale > 100:
			total, group = total+max(group, 1)*scale, 0
		case scale == 100:
			group = max(group, 1) * scale
		case err == nil && figure[0] <= '9' && (n == 1 || spelt && (fits || year)):
			if year {
				group *= 100
			}
			group, suffix = group+v, w[len(figure):]
		default:
			return value, max(n-1, 1)
		}
		if n > 1 {
			value = strconv.FormatFloat(math.Round(1000*(total+group))/1000, 'f', -1, 64) + suffix
		}
	}
	return value, n - 1
}

// spelling returns the form that a word has in American English, so that the two English
// spellings of a word are one.
func spelling(key string) string {
	if s := wordLists["variant"][key]; s != "" {
		return s
	}
	const shortest = len("ise") // so long is an ending at least, and what stands before it
	for i := shortest; i+shortest <= len(key); i++ {
		if american := wordLists["ending"][key[i:]]; american != "" {
			return key[:i] + american
		}
	}
	return key
}

// shortestSlip is how long a word must be for a slip of the pen to leave no other word:
// shorter ones have too many neighbours.
const shortestSlip = 6

// slip reports whether one word is the other with a letter doubled, or with e and i the
// wrong way round: other slips make too many other words (mourning, singed, a compliant).
// Where these do, lists/words.txt has the word.
func slip(a, b string) bool {
	noLetter := func(r rune) bool { return !unicode.IsLetter(r) }
	known := func(w string) bool {
		return len(w) < shortestSlip-1 || is("function", w) || is("lookalike", w) || strings.ContainsFunc(w, noLetter)
	}
	plain := func(w string) string { return string(slices.Compact([]byte(strings.ReplaceAll(w, "ie", "ei")))) }
	if known(a) || known(b) || max(len(a), len(b)) < shortestSlip {
		return false
	}
	return a[len(a)-2:] == b[len(b)-2:] && plain(a) == plain(b) // other endings are grammar
}
