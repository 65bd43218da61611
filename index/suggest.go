package index

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/search"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// mostTyped is how much of what a member typed is looked at, in words.
const mostTyped = 8

// A suggestion is a name that can be suggested.
type suggestion struct {
	key    string // the name, or the id of an article
	words  string // by which it is found, a space before each
	name   string // those of the name itself, where they come first
	weight int
}

// addSuggestion adds a name that is found by the words of a text.
func (s *snapshot) addSuggestion(kind corpus.NameKind, key string, weight int, foundBy string) {
	words, own := SuggestionWords(key, foundBy)
	words = " " + words
	s.suggestions[kind] = append(s.suggestions[kind], suggestion{key, words, words[:1+len(own)], weight})
}

// SuggestionWords returns the words of a text by which a name is suggested, a space between
// them, and of these the name's own, if they come first.
func SuggestionWords(name, foundBy string) (words, own string) {
	words, own = strings.Join(text.NameWords(foundBy), " "), strings.Join(text.NameWords(name), " ")
	if !strings.HasPrefix(words+" ", own+" ") {
		own = ""
	}
	return words, own
}

// sortSuggestions puts the weightiest first.
func (s *snapshot) sortSuggestions() {
	for _, names := range s.suggestions {
		slices.SortFunc(names, func(a, b suggestion) int {
			return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.key, b.key))
		})
	}
}

// DateWeight is a day as a number, the greater the later: the newest articles are suggested first.
func DateWeight(d corpus.Date) int {
	n, _ := strconv.Atoi(strings.ReplaceAll(string(d), "-", ""))
	return n
}

// CalledBy returns the words by which somebody is looked up: of all that the person is called.
func CalledBy(p *corpus.Identity) []string {
	return text.NameWords(strings.Join(slices.Concat([]string{p.Name}, p.Aliases, p.Roles, p.Descriptions), "\n"))
}

// SuggestedBy is the text by whose words somebody is suggested: the name, the most frequent
// role and what else the person is called.
func SuggestedBy(p *corpus.Identity) string {
	return strings.Join(slices.Concat([]string{p.Name}, p.Roles[:min(1, len(p.Roles))], p.Aliases), " ")
}

// Suggest returns at most limit names that a member may mean who has typed the
// beginning of one, or of some of its words, with accents and a wrong letter forgiven: those whose
// names begin so before those of whom a role does, and the weightiest first. kind is one of
// [corpus.SpeakerNames] (names, of those who say most), [corpus.OutletNames] (names, of
// those with most articles) and [corpus.ArticleNames] (ids, the newest first).
func (x *Reader) Suggest(ctx context.Context, kind corpus.NameKind, typed string, limit int) ([]string, error) {
	words := text.NameWords(typed[:min(len(typed), maxQuery)])
	words = words[:min(len(words), mostTyped)]
	return read(ctx, x, func(s *searcher) ([]string, error) {
		keys, err := s.Suggest(ctx, kind, words, false, limit)
		if err == nil && len(keys) == 0 {
			return s.Suggest(ctx, kind, words, true, limit)
		}
		return keys, err
	})
}

// Suggest is that of [Store], over all names.
func (s *snapshot) Suggest(_ context.Context, kind corpus.NameKind, typed []string, alike bool, limit int) (keys []string, err error) {
	test := beginsWith
	if alike {
		test = looksLike
	}
	fit := func(words string) bool {
		return !slices.ContainsFunc(typed, func(asked string) bool { return !test(words, asked) })
	}
	var others []string
	for _, s := range s.suggestions[kind] {
		switch {
		case len(keys) >= limit:
			return keys, nil
		case !fit(s.words): // nor is the name, which is part of them
		case fit(s.name):
			keys = append(keys, s.key)
		case len(others) < limit:
			others = append(others, s.key)
		}
	}
	keys = append(keys, others...)
	return keys[:min(len(keys), limit)], nil
}

// beginsWith tells whether one of some words begins with what was typed.
func beginsWith(words, asked string) bool { return strings.Contains(words, " "+asked) }

// looksLike forgives one wrong letter of a word of four and two of one of seven, but not the first,
// and letters in another order.
func looksLike(words, asked string) bool {
	n := utf8.RuneCountInString(asked)
	if n < 4 || n > longestCorrected {
		return beginsWith(words, asked)
	}
	for w := range strings.FieldsSeq(words) {
		if w[0] != asked[0] {
			continue
		}
		if far := search.LevenshteinDistance(asked, w); far <= 1+n/7 || far == 2 && sorted(asked) == sorted(w) {
			return true
		}
	}
	return false
}

func sorted(word string) string {
	letters := []byte(word)
	slices.Sort(letters)
	return string(letters)
}
