package index

import (
	"context"
	"slices"
	"testing"

	"onrecord/corpus"
)

// TestSuggest types beginnings of names.
func TestSuggest(t *testing.T) {
	s := &snapshot{suggestions: map[corpus.NameKind][]suggestion{}}
	for name, weight := range map[string]int{
		"Olive Brandt": 9, "Oliver Doorn": 3, "Piet Doorn harbour master": 7, "Ines Falk": 1, "Ólafur Brand": 2, "Ann O'Brien": 4,
		"Alexandrina Featherstone": 5,
	} {
		s.addSuggestion(corpus.SpeakerNames, name, weight, name)
	}
	s.addSuggestion(corpus.SpeakerNames, "Marta Stone", 6, "Marta Stone director")
	s.addSuggestion(corpus.SpeakerNames, "Dina Falk", 1, "Dina Falk")
	s.addSuggestion(corpus.OutletNames, "Olive Press", 20, "Olive Press")
	s.addSuggestion(corpus.ArticleNames, "ferry", 20210331, "Olives and ferries")
	s.sortSuggestions()
	x := &Reader{begin: func(context.Context) (*searcher, func(), error) {
		return &searcher{Store: s}, func() {}, nil
	}}
	for _, test := range []struct {
		name  string
		kind  corpus.NameKind
		typed string
		want  []string
	}{
		{"a beginning", "speaker", "oli", []string{"Olive Brandt", "Oliver Doorn"}},
		{"one letter", "speaker", "o", []string{"Olive Brandt", "Ann O'Brien", "Oliver Doorn", "Ólafur Brand"}},
		{"names before roles", "speaker", "di", []string{"Dina Falk", "Marta Stone"}},
		{"of a later word", "speaker", "door", []string{"Piet Doorn harbour master", "Oliver Doorn"}},
		{"of two words", "speaker", "doorn ol", []string{"Oliver Doorn"}},
		{"a long beginning", "speaker", "feathersto", []string{"Alexandrina Featherstone"}},
		{"accents", "speaker", "olaf", []string{"Ólafur Brand"}},
		{"apostrophes", "speaker", "obri", []string{"Ann O'Brien"}},
		{"misspelt", "speaker", "bramdt", []string{"Olive Brandt"}},
		{"misspelt twice", "speaker", "feetherstome", []string{"Alexandrina Featherstone"}},
		{"one of two misspelt", "speaker", "piet dorn", []string{"Piet Doorn harbour master"}},
		{"misspelt only where nothing begins so", "speaker", "brand", []string{"Olive Brandt", "Ólafur Brand"}},
		{"everything", "speaker", "",
			[]string{"Olive Brandt", "Piet Doorn harbour master", "Marta Stone", "Alexandrina Featherstone", "Ann O'Brien", "Oliver Doorn", "Ólafur Brand", "Dina Falk", "Ines Falk"}},
		{"nothing", "speaker", "zeppelin", nil},
		{"of another kind", "outlet", "oli", []string{"Olive Press"}},
		{"of no kind", "ship", "oli", nil},
		{"an article", "article", "oli", []string{"ferry"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := x.Suggest(t.Context(), test.kind, test.typed, 10)
			if err != nil || !slices.Equal(got, test.want) {
				t.Errorf("%q (%v), want %q", got, err, test.want)
			}
			some, err := x.Suggest(t.Context(), test.kind, test.typed, 2)
			if err != nil || !slices.Equal(some, test.want[:min(2, len(test.want))]) {
				t.Errorf("two of them %q (%v)", some, err)
			}
		})
	}
}
