package verbatim

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// A change is one place where claim and article differ: words that only the claim
// has, and words that only the article has, as numbers of tokens.
type change struct {
	claim, article []int32
}

// longestChange is how many words of one change are compared one by one, so that
// hostile texts take no longer than others.
const longestChange = 200

// flagChanges says what the changes do to the meaning.
func (k *checker) flagChanges(t *tokenised, changes []change) []Flag {
	if len(changes) == 0 {
		return nil
	}
	found := map[Flag]bool{}
	names := namesOf(t.article)
	ours := reader{text: k.claim.text, toks: t.claim, names: names}
	ours.caseless = ours.text == strings.ToUpper(ours.text)
	theirs := reader{text: t.body, toks: t.toks, names: names}
	dropped, added := map[string]int{}, map[string]int{} // words that carry weight, by the change
	for n, c := range changes {
		a := ours.read(c.claim[:min(len(c.claim), longestChange)])
		b := theirs.read(c.article[:min(len(c.article), longestChange)])
		found[Negation] = found[Negation] || !maps.Equal(a.negations, b.negations)
		found[Modal] = found[Modal] || !maps.Equal(a.modals, b.modals)
		found[Number] = found[Number] || !maps.Equal(a.numbers, b.numbers)
		found[Name] = found[Name] || !maps.Equal(a.names, b.names)
		for _, x := range a.words {
			for _, y := range b.words {
				found[Direction] = found[Direction] || opposed(x, y)
			}
			dropped[x] = n + 1
		}
		for _, y := range b.words {
			added[y] = n + 1
		}
	}
	for w, n := range dropped {
		if at := added[w]; at != 0 && at != n && (!functionWords[w] || pronouns[w]) {
			found[Order] = true
		}
	}
	var out []Flag
	for _, f := range []Flag{Negation, Number, Modal, Name, Direction, Order} {
		if found[f] {
			out = append(out, f)
		}
	}
	return out
}

// flagEdges looks at the words next to the match at the ends that are made up, as
// far as the clause goes, and says what may be wrong there. Where the article has
// "cannot" right before the match, the reader must be told, and shown it.
func (k *checker) flagEdges(al *alignment, head, tail bool) (out []Flag) {
	flag := func(e change) bool {
		// Other flags would be chance.
		found := slices.DeleteFunc(k.flagChanges(al.text, []change{e}), func(f Flag) bool { return f != Negation && f != Number && f != Modal })
		out = union(out, found)
		return len(found) > 0
	}
	if head {
		if e, ok := k.edge(al, al.pairs[0], -1); ok && flag(e) {
			al.head = len(e.article)
		}
	}
	if tail {
		if e, ok := k.edge(al, al.pairs[len(al.pairs)-1], 1); ok && flag(e) {
			al.tail = len(e.article)
		}
	}
	return out
}

// edge returns the words before or after a pair, and false if the claim has none
// in that sentence.
func (k *checker) edge(al *alignment, p pair, step int) (e change, ok bool) {
	t, words := al.text, al.text.claim
	joined := func(c int, marks string) bool { // the claim's word with the one nearer to the pair
		if c < 0 || c >= len(words) {
			return false
		}
		a, b := min(c, c-step), max(c, c-step)
		return !strings.ContainsAny(k.claim.text[words[a].end:words[b].start], marks)
	}
	key := func(word string) string { key, _ := folded(word); return key }
	if !joined(int(p.c)+step, sentenceEnds) {
		return e, false
	}
	for c := int(p.c) + step; len(e.claim) < longestReplaced && joined(c, clauseEnds); c += step {
		if conjunctions[key(k.claim.text[words[c].start:words[c].end])] {
			break
		}
		e.claim = append(e.claim, int32(c))
	}
	for v := int(p.v) + step; len(e.article) < longestReplaced && adjoins(t, al.view, min(v, v-step), clauseEnds); v += step {
		if conjunctions[key(t.word(int(al.view.at[v])))] {
			break
		}
		e.article = append(e.article, al.view.at[v])
	}
	return e, true
}

// union adds flags to others that are not among them yet.
func union(flags, more []Flag) []Flag {
	for _, f := range more {
		if !slices.Contains(flags, f) {
			flags = append(flags, f)
		}
	}
	return flags
}

// A reader tells what words of a text mean.
type reader struct {
	text     string
	toks     []token
	names    map[string]bool // words of the names of the article's people
	caseless bool            // capitals tell nothing
}

// A reading is what some words have in them, each as often as it is there.
type reading struct {
	words                             []string
	negations, modals, numbers, names map[string]int
}

func (r *reader) word(i int32) string { return r.text[r.toks[i].start:r.toks[i].end] }

func (r *reader) key(i int32) string {
	if i < 0 || int(i) >= len(r.toks) {
		return ""
	}
	key, _ := folded(r.word(i))
	return key
}

func (r *reader) read(toks []int32) reading {
	out := reading{negations: map[string]int{}, modals: map[string]int{}, numbers: map[string]int{}, names: map[string]int{}}
	for _, i := range toks {
		key := r.key(i)
		m := meaningOf(r.word(i), r.key(i-1), r.key(i+1))
		if r.endsName(i) {
			m.number = ""
		}
		for kind, value := range map[*map[string]int]string{&out.negations: m.negation, &out.modals: m.modal, &out.numbers: m.number} {
			if value != "" {
				(*kind)[value]++
			}
		}
		if r.isName(i, key) {
			out.names[key]++
		}
		out.words = append(out.words, key)
	}
	return out
}

// isName reports whether token i is a proper name, or part of one: it has a
// capital that no sentence gives it, or belongs to a person of the article.
func (r *reader) isName(i int32, key string) bool {
	if r.endsName(i) || namesWithDigit(r.word(i)) {
		return true
	}
	if functionWords[key] || numerals[key] != "" {
		return false
	}
	if r.names[key] {
		return true
	}
	word := r.word(i)
	first, n := utf8.DecodeRuneInString(word)
	if r.caseless || !unicode.IsUpper(first) {
		return false
	}
	if second, _ := utf8.DecodeRuneInString(word[n:]); unicode.IsUpper(second) {
		return true // MI5, UN
	}
	if i == 0 {
		return false
	}
	gap := r.text[r.toks[i-1].end:r.toks[i].start]
	return !strings.ContainsAny(gap, ".?!:…\n\"“‘«") && !strings.HasSuffix(gap, "'")
}

// endsName reports whether token i is the number of a name: the 19 of COVID-19.
func (r *reader) endsName(i int32) bool {
	if i == 0 || !linked(r.toks, int(i)) {
		return false
	}
	word, before := r.word(i), r.word(i-1)
	if strings.IndexFunc(word, func(c rune) bool { return !unicode.IsDigit(c) }) >= 0 {
		return false
	}
	key := r.key(i - 1)
	return strings.IndexFunc(before, func(c rune) bool { return !unicode.IsLetter(c) }) < 0 && r.isName(i-1, key)
}

// namesOf returns the words of the names of the article's people.
func namesOf(a *corpus.Article) map[string]bool {
	m := map[string]bool{}
	for i := range a.People {
		for name := range strings.FieldsSeq(a.People[i].Name) {
			if r, _ := utf8.DecodeRuneInString(name); !unicode.IsUpper(r) {
				continue
			}
			for _, w := range nameWords(name) {
				m[w] = m[w] || !functionWords[w] && !personTitles[w]
			}
		}
	}
	return m
}

// negates reports whether any of the tokens is a negation.
func negates(t *tokenised, toks []int32) bool {
	return slices.ContainsFunc(toks, func(i int32) bool {
		return meaningOf(t.word(int(i)), "", "").negation != ""
	})
}

// NegationIn returns the first negation among the words of a text, as people call it:
// "not" for "cannot" and "won't"; "" if there is none.
func NegationIn(text string) string {
	for word := range strings.FieldsSeq(text) {
		word = strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
		if word != "" {
			if n := meaningOf(word, "", "").negation; n != "" {
				return n
			}
		}
	}
	return ""
}
