package quotation

// A claim says that a mention is the speaker of a quotation or clause.
type claim struct {
	ment *mention // nil for none
	cue  [2]int   // tokens of the cue, first and last
	rule string
}

var noClaim = claim{}

// firstPerson stands for a speaker who is nobody in the text: the writer ("I
// said"), or whoever told somebody ("she was told: …").
var firstPerson = claim{rule: "first-person"}

// saidBy is the claim that a verb makes of its subject, if it has one.
func saidBy(m *mention, verb int, rule string) claim {
	if m == nil {
		return noClaim
	}
	return claim{m, [2]int{verb, verb}, rule}
}

func (c claim) ok() bool { return c.ment != nil }

// hasCue reports whether there is a cue: a name can stand beside a quotation without one.
func (c claim) hasCue() bool { return c.cue[1] >= c.cue[0] }

// accordingTo reads "according to S" at token i, or "in the words of S".
func (a *article) accordingTo(i, hi int) claim {
	j := i + 2
	switch {
	case a.lower(i) == "according" && a.lower(i+1) == "to":
	case a.lower(i) == "in" && a.lower(i+2) == "words" && a.lower(i+3) == "of":
		j = i + 4
	default:
		return noClaim
	}
	for k := j; k <= hi && k < j+3; k++ {
		if m := a.begins(k); m != nil {
			if m.poss && m.kind == pronoun {
				return noClaim // according to her “clawback” plan
			}
			return claim{a.ownee(m), [2]int{i, j - 1}, "according-to"}
		}
	}
	return noClaim
}

// isCue reports whether token k is a verb of saying, as far as can be told.
func (a *article) isCue(k int) bool {
	t, before := &a.toks[k], a.tok(k-1)
	w, next := a.lower(k), a.lower(k+1)
	switch {
	case t.kind != word, !t.is(cCue), a.at[k] != nil && a.at[k].kind != pronoun,
		before.has(fPoss) && !before.is(cPronoun), sets.Denying[before.lower] && !t.is(vGerund), // Roe's comments; denied claims
		t.is(vGerund) && (a.needsNoun(k-1) || sets.GerundNoun[w] && a.plainNoun(k-1) && a.needsNoun(k-2)), // the finding
		t.is(vBase) && !t.is(vFinite) && !a.baseVerb(k),                                                   // the state director
		t.is(vPart) && !t.is(vFinite|vBase|vGerund) && !before.is(cAux|cAdv),                              // known as
		sets.PluralCue[w] && a.pluralNoun(k),                                                              // 22 emails as evidence
		sets.LeadingOn[w] && next == "to":                                                                 // continues to
		return false
	}
	return !a.passive(k)
}

// pluralNoun reports whether a verb's form in s at k is rather a noun in the plural, by what stands beside it: emails as
// evidence; two objects; several US states.
func (a *article) pluralNoun(k int) bool {
	before := a.tok(k - 1)
	w := before.lower
	determined := before.is(cDet) && !before.has(fFirst) && !sets.Possessive[w] && !sets.Pointing[w]
	several := before.has(fCap) && sets.Several[a.lower(k-2)]
	return sets.BehindPlural[a.lower(k+1)] || before.kind == number || before.is(cAdj) || determined || several
}

// baseVerb reports whether the plain form at k can be a verb: behind "to" or an
// auxiliary, or with a subject of several. "The state director" has none.
func (a *article) baseVerb(k int) bool {
	j := k - 1
	for j >= 0 && j > k-4 && a.toks[j].is(cAdv) && a.at[j] == nil {
		j--
	}
	if !a.sameParagraph(j, k) {
		return false
	}
	if t := &a.toks[j]; t.is(cAux|cThey|cWh) || t.is(cI) && !sets.Possessive[t.lower] || a.lower(j) == "to" || t.comma() {
		return true
	}
	m := a.at[j]
	return m != nil && (m.gender == plural || m.gender == thing && m.kind == named || a.lower(m.first-1) == "and")
}

// passive reports whether the verb at k is done to its subject ("he was told");
// "was quoted" is not, for our purpose.
func (a *article) passive(k int) bool {
	t := &a.toks[k]
	if t.is(vGerund) || !t.is(vFinite|vPart) || a.lower(k) == "quoted" {
		return false
	}
	j := k - 1
	for j > k-3 && a.tok(j).is(cAdv) && !sets.Passive[a.lower(j)] {
		j--
	}
	return sets.Passive[a.lower(j)]
}

// firstCue returns the first finite cue verb in tokens lo to hi, or -1.
func (a *article) firstCue(lo, hi int) int {
	for k := lo; k <= hi && k < len(a.toks) && a.toks[k].kind != quoted; k++ {
		t := &a.toks[k]
		if a.isCue(k) && (t.is(vFinite|vBase) || t.is(vGerund) && a.tok(k-1).is(cAux) && t.is(cSay|cTell)) {
			return k // said; is saying
		}
	}
	return -1
}

// opensClause reports whether the verb at v is followed by a reported clause.
func (a *article) opensClause(v int) bool {
	for k := v + 1; k < v+6 && a.sameSentence(k, v) && a.toks[k].kind == word; k++ {
		switch a.lower(k) {
		case "that":
			return true
		case "to", "for", "of", "with":
			return false
		}
	}
	return a.begins(v+1) != nil
}

// markPhrases makes verbs of saying of the verbs that stand with such a noun.
func markPhrases(text string, toks []token) {
	const phraseReach = 5 // words behind the verb
	for i := range toks {
		t := &toks[i]
		if !sets.PhraseVerb[text[t.start:t.end]] {
			continue
		}
		for k := i + 1; k < len(toks) && k <= i+phraseReach && toks[k].sent == t.sent && toks[k].kind == word; k++ {
			if sets.PhraseNoun[toks[k].lower] {
				t.class |= cSay | vFinite
				break
			}
		}
	}
}
