package quotation

import (
	"strings"

	"onrecord/corpus"
)

// What somebody speaks of is reported without a clause of its own: "Roe warned
// about floods", "the union called for a strike". The noun phrase is the
// statement.

// topicVerbs maps the forms of verbs to the prepositions behind which their
// topic stands.
var topicVerbs = func() map[string]string {
	m := map[string]string{}
	for _, v := range []struct{ forms, preps string }{
		{"warned warns warn warning", " about over of against "},
		{"complained complains complain complaining", " about of over "},
		{"spoke speaks spoken speak", " of about against "},
		{"called calls call calling", " for "},
	} {
		for f := range strings.FieldsSeq(v.forms) {
			m[f] = v.preps
		}
	}
	return m
}()

// topicClause reads "S warned about NP", where the verb is token k.
func (a *article) topicClause(k int) (speech, bool) {
	t := &a.toks[k]
	if t.has(fCap) && !t.has(fHead) || a.at[k] >= 0 {
		return speech{}, false
	}
	preps := topicVerbs[a.lower(k)]
	if preps == "" {
		return speech{}, false
	}
	lo, hi := a.sentenceStart(k), a.sentenceEnd(k)
	p := a.topicPrep(k, hi, preps)
	if p < 0 || p+1 > hi {
		return speech{}, false
	}
	m := a.topicSubject(k, lo)
	if m < 0 || a.objectCase(m) || a.ments[m].poss {
		return speech{}, false
	}
	last := a.topicEnd(p+1, hi)
	if !a.tellsTopic(p+1, last) {
		return speech{}, false
	}
	s := speech{tok: k, kind: corpus.Indirect, who: -1, claim: claim{m, [2]int{k, p}, "s-v-topic", .85}}
	for j := p + 1; j <= last; j++ {
		if a.toks[j].kind == quoted {
			return s, true // the quotation is the statement; the cue still tells who speaks
		}
	}
	s.span = a.bytes(p+1, last)
	return s, true
}

// topicPrep returns the preposition that opens the topic of the verb at k, right
// behind it or behind the one who is warned, or -1.
func (a *article) topicPrep(k, hi int, preps string) int {
	p := k + 1
	if p <= hi && a.lower(k)[0] == 'w' && a.at[p] >= 0 && a.ments[a.at[p]].first == p {
		m := &a.ments[a.at[p]]
		p = m.last + 1
		if m.kind == described {
			p = m.head + 1 // "warned MPs of the danger"
		}
	} else {
		for p < hi && a.toks[p].kind == word && a.at[p] < 0 && (a.lower(p) == "again" || a.lower(p) == "repeatedly" || a.lower(p) == "publicly" || a.lower(p) == "also" || a.lower(p) == "instead" || a.lower(p) == "out") {
			p++
		}
	}
	if p <= hi && a.lower(p) == "against" && a.lower(k)[0] == 's' && a.lower(p-1) != "out" {
		return -1 // he spoke against a red curtain
	}
	if p <= hi && a.toks[p].kind == word && strings.Contains(preps, " "+a.lower(p)+" ") {
		return p
	}
	return -1
}

// topicSubject returns who speaks, where the verb at k says that they did: it is
// not denied, not wished for, not done to them; or -1.
func (a *article) topicSubject(k, lo int) int {
	w := a.lower(k)
	if strings.HasSuffix(w, "ing") {
		// "…, she said, warning of floods"; "has been warning of floods".
		if k > lo && a.toks[k-1].punct(',') {
			for j := k - 2; j > lo && j > k-40; j-- {
				if a.isCue(j) && a.toks[j].is(cSay|cTell) && a.toks[j].is(vFinite) {
					return a.gerundSubject(lo, k)
				}
			}
			return -1
		}
		if k <= lo || a.toks[k-1].kind != word || !strings.Contains(" is are was were been ", " "+a.lower(k-1)+" ") {
			return -1
		}
	}
	plain := w == "warn" || w == "complain" || w == "speak" || w == "call"
	aux := ""
	for j := k - 1; j >= lo && a.toks[j].kind == word && a.at[j] < 0 && a.toks[j].is(cAux|cAdv); j-- {
		switch x := a.lower(j); x {
		case "not", "never", "hardly", "hasn't", "haven't", "hadn't", "didn't", "wouldn't", "won't", "isn't", "wasn't":
			return -1
		case "has", "have", "had":
			aux = x
		case "is", "are", "was", "were", "been":
			if !strings.HasSuffix(w, "ing") {
				return -1 // "was warned about"
			}
		default:
			if a.toks[j].is(cAux) && !a.toks[j].is(cAdv) {
				return -1 // "would call for"
			}
		}
	}
	if w == "spoken" && aux == "" {
		return -1
	}
	if k > lo && a.lower(k-1) == "to" {
		return -1
	}
	m := a.directSubject(k, lo)
	if m < 0 {
		return -1
	}
	if plain && a.ments[m].gender != plural && !(k > lo && a.toks[k-1].is(cThey)) {
		return -1
	}
	if c := &a.ments[m]; w == "calls" && (c.gender == plural || c.gender == thing && c.kind == described) ||
		w == "calls" && c.first > 0 && c.kind == named && a.toks[c.first-1].is(cDet) || c.kind == pronoun && c.gender == thing {
		return -1 // "union calls for a strike", "it called for courage"
	}
	return m
}

// topicEnd returns the last token of the topic that begins at i.
func (a *article) topicEnd(i, hi int) int {
	for k := i; k <= hi; k++ {
		t := &a.toks[k]
		switch {
		case t.kind == quoted:
			continue
		case t.punct(','):
			if !a.listGoesOn(k, hi) {
				return k - 1
			}
		case t.kind == punct && t.r != '\'' && t.r != '/' && t.r != '-' && t.r != '%' && t.r != '$' && t.r != '£' && t.r != '€' && t.r != '&':
			return k - 1
		case k == i || t.kind != word:
		case t.is(cConj) && k < hi && a.opensNext(k+1, hi):
			return k - 1
		case a.lower(k) == "as":
			if k < hi && a.lower(k-1) != "such" && a.lower(k-1) != "well" && a.opensNext(k+1, hi) {
				return k - 1
			}
		case t.is(cSub) && a.lower(k) != "that" && a.lower(k) != "where":
			return k - 1
		}
	}
	return hi
}

// listGoesOn reports whether the comma at k stands in a list: "floods, fires and
// storms".
func (a *article) listGoesOn(k, hi int) bool {
	for j := k + 1; j <= hi && j <= k+7; j++ {
		t := &a.toks[j]
		switch {
		case t.kind == quoted || t.is(cSub|cWh|cPronoun|cAux) && !isPossessive(a.lower(j)), t.is(vGerund) && j == k+1, a.isCue(j) && t.is(vFinite) && !t.is(cNoun):
			return false
		case a.lower(j) == "and" || a.lower(j) == "or":
			return !a.opensNext(j+1, hi)
		}
	}
	return false
}

// opensNext reports whether the words at k, behind "and" or "but", open another
// clause: "and said", "and that", "and she left", "and Roe has".
func (a *article) opensNext(k, hi int) bool {
	for k < hi && a.toks[k].is(cAdv) && a.at[k] < 0 {
		k++
	}
	if k > hi {
		return false
	}
	t := &a.toks[k]
	w := a.lower(k)
	switch {
	case w == "that" || w == "to" || t.is(cAux|cSub) || t.is(cSubject):
		return true
	case t.is(cCue) && t.is(vFinite) && a.at[k] < 0 && !t.is(cNoun), t.is(cCue) && t.is(vGerund) && a.at[k] < 0, topicVerbs[w] != "":
		return true
	case a.at[k] >= 0 && a.ments[a.at[k]].first == k:
		v := a.ments[a.at[k]].last + 1
		return v <= hi && a.toks[v].is(cAux|cCue)
	case pastForm(w):
		return true
	case strings.HasSuffix(w, "ed") && !t.has(fCap) && k < hi:
		return a.toks[k+1].is(cDet|cPrep|cPronoun) || a.at[k+1] >= 0
	}
	return false
}

// pastForm reports whether a word is the past of a common irregular verb and
// little else.
func pastForm(w string) bool {
	switch w {
	case "made", "took", "gave", "went", "got", "came", "ran", "drew", "held", "met", "won", "sent", "sat", "stood", "brought", "kept", "fell", "chose", "left", "flew", "drove", "did":
		return true
	}
	return false
}

// tellsTopic reports whether tokens first to last name a topic: more than a
// pronoun, and no date ("called for Tuesday", "warned over the weekend").
func (a *article) tellsTopic(first, last int) bool {
	if last < first || a.toks[first].is(cPrep) || first < last && a.toks[first+1].is(cAux) {
		return false // "rules called for under the act", "the jobs he talks about most are"
	}
	noun := false
	for k := first; k <= last; k++ {
		t := &a.toks[k]
		if t.is(cTime) && k <= first+2 {
			return false
		}
		noun = noun || t.kind == quoted || t.kind == word && !t.is(cClosed)
	}
	return noun
}
