package index

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// forms holds the other forms of irregular verbs and nouns. They stay apart in the index,
// because many are words of their own (found, saw, rose).
var forms = readThesaurus("irregular")

// askedThesaurus holds words that people ask with for words of the text.
var askedThesaurus = readThesaurus("asked")

// A Thesaurus knows which words stand for each other in searches. The zero
// value knows none.
type Thesaurus struct {
	others map[string][]string // by term
}

// DefaultThesaurus returns the general thesaurus of English that onrecord
// comes with.
func DefaultThesaurus() *Thesaurus { return readThesaurus("thesaurus") }

func readThesaurus(list string) *Thesaurus {
	t := &Thesaurus{}
	if err := t.Read(list, strings.NewReader(strings.Join(readList(list), "\n"))); err != nil {
		panic(err) // it is embedded
	}
	return t
}

// Read adds groups of synonyms: a line a group, its words separated by commas, each
// word a single one. Lines that begin with # are comments. The error names the
// file and line.
func (t *Thesaurus) Read(name string, r io.Reader) error {
	if t.others == nil {
		t.others = map[string][]string{}
	}
	lines := bufio.NewScanner(r)
	n := 1
	for ; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var group []string
		for _, w := range strings.Split(line, ",") {
			terms := Terms(w)
			if len(terms) != 1 {
				return fmt.Errorf("%s:%d: %q is not a single word", name, n, strings.TrimSpace(w))
			}
			group = append(group, terms[0])
		}
		if len(group) < 2 {
			return fmt.Errorf("%s:%d: group of fewer than two words, separated by commas", name, n)
		}
		for _, a := range group {
			for _, b := range group {
				if a != b {
					t.others[a] = append(t.others[a], b)
				}
			}
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s:%d: %w", name, n, err)
	}
	return nil
}

func (t *Thesaurus) synonyms(term string) []string { return t.others[term] }
