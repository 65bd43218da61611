package quotation

import "strings"

// Some verbs report speech only together with a noun: "made the point that",
// "issued a statement", "took to Twitter".
var phrases = []struct {
	verbs, nouns string
	class        class
}{
	{"made makes make", "point clear case claim remark comment argument statement plea admission", cSay},
	{"issued issues released releases put gave gives", "statement", cSay},
	{"took takes", "twitter facebook instagram x", cLoose},
	{"gave gives sounded issued", "warning verdict assurance", cSay},
	{"posted posts shared", "message video statement note", cLoose},
}

// phraseClass maps a verb of phrases to the nouns it takes.
var phraseClass = func() map[string]map[string]class {
	m := map[string]map[string]class{}
	for _, p := range phrases {
		for v := range strings.FieldsSeq(p.verbs) {
			if m[v] == nil {
				m[v] = map[string]class{}
			}
			for n := range strings.FieldsSeq(p.nouns) {
				m[v][n] |= p.class
			}
		}
	}
	return m
}()

// phraseReach is how many words behind the verb its noun may stand.
const phraseReach = 5

// markPhrases makes verbs of saying of the verbs that stand with such a noun.
func markPhrases(text string, toks []token) {
	for i := range toks {
		t := &toks[i]
		if t.kind != word || t.has(fCap) || t.end-t.start > 8 {
			continue
		}
		nouns := phraseClass[text[t.start:t.end]]
		if nouns == nil {
			continue
		}
		for k := i + 1; k < len(toks) && k <= i+phraseReach && toks[k].sent == t.sent && toks[k].kind == word; k++ {
			if c := nouns[strings.ToLower(text[toks[k].start:toks[k].end])]; c != 0 {
				t.class |= c | vFinite
				break
			}
		}
	}
}
