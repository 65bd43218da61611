package quotation

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/corpus/golden"
)

// TestNames measures who is taken for a person, before anybody is said to speak: against
// names of ../shared that were labelled by hand as persons, bodies, places and so on. One is
// taken for what its mentions that are just this name, or end with it, are taken for.
func TestNames(t *testing.T) {
	text := bodies(t)
	articles := map[string]*article{}
	var person, taken, right, body, bodyRight int
	eachLine(t, filepath.Join(shared, "politics_names.jsonl"), func(gold struct{ Doc, Name, Is string }) {
		a := articles[gold.Doc]
		if a == nil {
			a = read(text[gold.Doc], nil)
			articles[gold.Doc] = a
		}
		isPerson, isBody := a.takenFor(gold.Name)
		if testing.Verbose() && isPerson != (gold.Is == "person") {
			t.Logf("%s: %q is a %s", gold.Doc, gold.Name, gold.Is)
		}
		switch {
		case gold.Is == "person":
			person++
			if isPerson {
				right++
			}
		case gold.Is == "body":
			body++
			if isBody {
				bodyRight++
			}
		}
		if isPerson {
			taken++
		}
	})
	golden.Check(t, "testdata/names.txt", fmt.Sprintf("persons: precision %.3f (%d of %d) recall %.3f (%d of %d)\nbodies that are taken for one: %.3f (%d of %d)\n",
		float64(right)/float64(taken), right, taken, float64(right)/float64(person), right, person, float64(bodyRight)/float64(body), bodyRight, body))
}

// takenFor reports what the mentions of a name are taken for.
func (a *article) takenFor(name string) (person, body bool) {
	bare := func(s string) string { return strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s") }
	name = bare(name)
	for _, m := range a.ments {
		if m.kind != named || m.who == nil {
			continue
		}
		whole, proper := a.bytes(m.first, m.last), a.bytes(m.nameAt, m.last)
		if !strings.HasSuffix(bare(a.text[whole.Start:whole.End]), name) || len(name) < len(bare(a.text[proper.Start:proper.End])) {
			continue
		}
		if m.who.kind == corpus.Individual && m.who.isPerson() {
			person = true
		} else {
			body = true
		}
	}
	return person, body && !person
}
