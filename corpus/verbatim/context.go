package verbatim

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// mostContext is how many bytes before and after a match are read, however long the sentence.
const mostContext = 1000

// inContext returns a match with the whole sentences that it stands in, and what the claim
// leaves out of them, or of the next one, that turns what was said.
func (k *checker) inContext(t *tokenised, found Match) Match {
	m := &found
	s := m.Span.Hull(t.sentenceAt(m.Span.Start)).Hull(t.sentenceAt(m.Span.End - 1))
	m.Sentences = m.Span
	left := []Turn{{Before, corpus.Span{Start: max(s.Start, m.Span.Start-mostContext), End: m.Span.Start}},
		{After, corpus.Span{Start: m.Span.End, End: min(s.End, m.Span.End+mostContext)}}}
	for _, skipped := range t.skippedSentences(m.Spans(Skip)) {
		left = append(left, Turn{Within, skipped})
	}
	word, _ := folded(t.text[m.Span.Start:m.Span.End])
	first, speech := m.Diff[0], m.Statement != nil
	// A day is no amount, and it may be words of the claim's own that stand before the others.
	unlimited := months[word] || first.Op == Delete && m.Diff[1].Op == Equal
	denies := func(text string) bool { return anyOf(keysOf(text), "negation") }
	for _, l := range left {
		before := l.Place == Before
		for _, own := range ownWords(m, l.Span) {
			text := t.text[own.Start:own.End]
			words, claimed := keysOf(text), t.text[m.Span.Start:]
			// I do not think it paid, and the bank agrees: both are denied.
			bothDenied := slices.Contains(words, "that") || speech && anyOf(words, "telling") && anyOf(words, "negation")
			if before && coordinate.MatchString(text) && subject.MatchString(claimed) && !bothDenied {
				words = slices.DeleteFunc(words, func(w string) bool { return is("negation", w) || is("telling", w) || is("denying", w) }) // of another clause
			}
			if that := strings.TrimPrefix(claimed, "that "); before && that != claimed && subject.MatchString(that) {
				text += " that"
			}
			turned := turns(words, speech) ||
				before && (inverted.MatchString(text) || speech && leavesOpen(text, m.Statement.Kind == corpus.Indirect)) ||
				before && !speech && anyOf(words, "denying") ||
				(before && !unlimited || l.Place == Within) && limits(text) ||
				!before && restricts(t.text[max(m.Span.Start, own.Start-mostContext):own.Start], text)
			if !turned {
				continue
			}
			m.Turns = append(m.Turns, Turn{l.Place, own})
			if before && first.Op == Delete && !denies(first.Text) && denies(clause.ReplaceAllString(text, "")) {
				m.Flags = union(m.Flags, Negation) // "messages were" for "no message was"
			}
			break
		}
	}
	for _, by := range []Turn{{Denied, t.deniedBy(m)}, {Quoted, t.quotedWithin(m)}, {Asked, k.unasked(t, m)}} {
		if !by.Span.Empty() {
			m.Turns = append(m.Turns, by)
			if by.Place == Quoted && m.Voice == Other {
				m.Voice = Unclear // it may be the claimed speaker who is quoted
			}
		}
	}
	m.cut = len(m.Turns) > 0
	if len(m.marked) > 0 {
		m.Turns = append(m.Turns, Turn{Marked, m.marked[0]})
	}
	m.Sentences = s
	if next := t.nextSentence(m); opensTurn(t.text[next.Start:next.End]) {
		m.Turns = append(m.Turns, Turn{Retract, next})
		m.Sentences = s.Hull(t.sentenceAt(next.Start))
	}
	if len(m.Turns) > 0 {
		m.Flags = union(m.Flags, Context)
	}
	before, after := Edit{Skip, t.text[m.Sentences.Start:m.Span.Start]}, Edit{Skip, t.text[m.Span.End:m.Sentences.End]}
	m.Diff = slices.Concat([]Edit{before}, m.Diff, []Edit{after})
	m.Diff = slices.DeleteFunc(m.Diff, func(e Edit) bool { return e.Text == "" })
	return found
}

// sentenceAt returns the sentence that has the byte at i, or the next one.
func (t *tokenised) sentenceAt(i int) corpus.Span {
	all := t.article.Paragraphs()
	for p := paragraph(t.article, i); p < len(all); p++ {
		if t.cut[p] == nil {
			t.cut[p] = corpus.Sentences(t.text, all[p])
		}
		cut := t.cut[p]
		if n := sort.Search(len(cut), func(n int) bool { return cut[n].End > i }); n < len(cut) {
			return cut[n]
		}
	}
	return corpus.Span{Start: i, End: i}
}

// skippedSentences cuts what an ellipsis skips down to the parts of sentences that the claim
// has the rest of, and the first whole one, if that takes back the one before: others may be passed over.
func (t *tokenised) skippedSentences(skipped []corpus.Span) (out []corpus.Span) {
	for _, s := range skipped {
		first := true
		for s.Start < s.End {
			sentence := t.sentenceAt(s.Start).Hull(corpus.Span{Start: s.Start, End: s.Start + 1})
			part := corpus.Span{Start: s.Start, End: min(s.End, sentence.End)}
			whole := !text.HasWord(t.text[sentence.Start:part.Start]) && !text.HasWord(t.text[part.End:sentence.End])
			if !whole || first && opensTurn(t.text[part.Start:part.End]) {
				out = append(out, part)
			}
			first, s.Start = !whole, part.End
		}
	}
	return out
}

// joins reports whether an ellipsis between two tokens joins two quotations that stand apart, and
// whether it splices the middle of one sentence, or the end, to what has lost its subject in another.
func (t *tokenised) joins(a, b token) (apart, splices bool) {
	from, to := a.span(), b.span()
	one, other := t.article.StatementsIn(from), t.article.StatementsIn(to)
	first, second := t.sentenceAt(from.Start), t.sentenceAt(to.Start)
	if len(one) > 0 && len(other) > 0 {
		apart = one[0].Quotation != other[0].Quotation && !runsOn(t.article, &one[0], &other[0])
		if first != second { // the rest of a sentence may be the outlet's
			first.End, second.Start = min(first.End, one[0].Span.End), max(second.Start, other[0].Span.Start)
		}
	}
	inside := int(t.toks[a.n+1].end) <= first.End || is("auxiliary", t.key(int(b.n)-1))
	return apart, first != second && inside && int(t.toks[b.n-1].start) >= second.Start
}

// ownWords returns what of a stretch is in the voice of the match: the outlet's "she
// said" is not the speaker's.
func ownWords(m *Match, stretch corpus.Span) (out []corpus.Span) {
	if m.Statement == nil {
		return []corpus.Span{stretch}
	}
	for _, s := range m.Article.StatementsIn(stretch) {
		if s.Speaker == m.Statement.Speaker {
			out = append(out, corpus.Span{Start: max(s.Span.Start, stretch.Start), End: min(s.Span.End, stretch.End)})
		}
	}
	return out
}

// turns reports whether words turn the rest of their sentence: they deny it, make it depend
// on something, except something, doubt it or, in somebody's speech, give it as what is said, thought or asked.
func turns(words []string, speech bool) bool {
	words = slices.Concat([]string{""}, words, []string{""}) // each has neighbours
	notOnly := false
	for i := 1; i+1 < len(words); i++ {
		before, w, next := words[i-1], words[i], words[i+1]
		switch {
		case negations[w] == "not" && is("adds-to", next):
			notOnly = true // not only this, but that: both are said
		case negations[before] == "not", w == "but" && notOnly, w == "however" && is("degree", next):
		case w == "whether" && slices.Contains(words[i:], "or"): // either way
		case w == "but" && slices.Contains(words[i:min(len(words), i+4)], "also"):
		case is("turning", w), is("turning", before+"_"+w), negations[w] != "":
			return true
		case speech && is("telling", w) && !assents(words, i):
			return true // "I think" is what the speaker thinks
		}
	}
	return false
}

// coordinate ends a main clause, and with a subject another one begins, of which it says nothing.
var (
	coordinate = regexp.MustCompile(`(?i)(?:, and|;)\s*$`)
	subject    = regexp.MustCompile(`^(?:(?i:i|we|you|he|she|it|they|there|the|an?|th[ei]se?|those|my|our|your|his|her|its|their|no)\b|\p{Lu})`)
)

// assents reports whether word i says that the speaker holds what follows: we all think, my view.
func assents(words []string, i int) bool {
	j := i - 1
	for j > 0 && !is("first-person", words[j]) && !is("pronoun", words[j]) && (is("function", words[j]) || is("adverb", words[j]) || strings.HasSuffix(words[j], "ly")) {
		j--
	}
	return is("assenting", words[i]) && j >= 0 && is("first-person", words[j])
}

// leavesOpen reports whether words end in "that" behind what does not say of itself that it is
// so: a risk that, the court ruled that; but not the fact that, we are sure that. Where and when it
// was said is passed over, which may be all that stands behind the verb of what is reported.
func leavesOpen(head string, reported bool) bool {
	words := keysOf(adjuncts.ReplaceAllString(head, " that"))
	last := len(words) - 1
	switch {
	case last < 0, words[last] != "that",
		last == 0 && (reported || len(keysOf(head)) == 1),
		reported && words[last-1] == "and" && slices.Index(words, "that") == last:
		return false
	}
	for i := max(0, last-5); i < last; i++ {
		if is("factive", words[i]) || assents(words, i) {
			return false
		}
	}
	return true
}

// adjuncts say where and when something was said: in a speech in Rotterdam that.
var adjuncts = regexp.MustCompile(`(?i)(?:(?:^|\s)(?:in|at|on|to|of|for|from|with|during|before|after|last|this)(?: (?:the|an?|another|his|her|their|its|my|our))?(?: [\pL\d'’-]+){1,2})+ that\PL*$`)

// restricts reports whether a relative clause goes on behind all of a kind, and so holds for a part
// of it only: everybody who can walk, every boat that leaks. Others it may just tell more of.
func restricts(said, after string) bool {
	words, next := keysOf(said), keysOf(after) // without articles, which may be all that is said
	if len(words) == 0 || len(next) == 0 || !is("relative", next[0]) || !strings.HasPrefix(strings.TrimSpace(after), next[0]) {
		return false
	}
	describes := func(w string) bool { // what is all of its kind: every old boat that
		return !is("universal", w) && !is("function", w) && !isNumber(w) && !is("telling", w) && !is("factive", w)
	}
	i := len(words) - 1
	for i > 0 && i > len(words)-3 && describes(words[i]) {
		i--
	}
	return is("universal", words[i]) && !(next[0] == "that" && i > 0 && is("telling", words[i-1])) // told everybody that
}

// limits reports whether words end in some that limit what follows them: most of our, too,
// less than, two of the; but not in a year.
func limits(text string) bool {
	words := keysOf(text)
	n := len(words)
	for n > 0 && is("linking", words[n-1]) {
		n--
	}
	if n == 0 {
		return false
	}
	last := words[n-1]
	amount := unicode.IsDigit(rune(last[0])) && len(last) < len("2019")
	return amount || is("limiting", last) || n > 1 && is("limiting", words[n-2]+"_"+last)
}

// keysOf returns the words of a text in their plain forms.
func keysOf(text string) (out []string) {
	var s scanner
	for t := range s.tokens(text) {
		out = parted(out, text[max(s.last, 0):t.start], text[t.start:t.end])
	}
	return joined(out)
}

// inverted begins a sentence with a condition, as "Had it rained," and "When it rains," do.
var inverted = regexp.MustCompile(`(?i)^\PL*(?:had|were|should|when|whenever)\b`)

// longestRetort is how many words a sentence has that says nothing but that the one before is not so.
const longestRetort = 6

// opensTurn reports whether a sentence takes back the one before.
func opensTurn(next string) bool {
	words := keysOf(next)
	for n := range min(len(words), 3) {
		if is("retracting", strings.Join(words[:n+1], "_")) && !anyOf(words[1:min(len(words), 2)], "degree") {
			_, main, _ := strings.Cut(next, ",")
			return !is("conjunction", words[0]) || len(keysOf(main)) <= 2 // not: unless it rains, we will come
		}
	}
	says := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return is("function", w) || is("negation", w) })
	return len(words) > 0 && len(words) <= longestRetort && (strings.HasPrefix(words[0], "no") && is("negation", words[0]) ||
		anyOf(words, "retort") || anyOf(words, "negation") && len(says) <= 1)
}

// nextSentence returns what the speaker of a match says next, if it is close by.
func (t *tokenised) nextSentence(m *Match) (next corpus.Span) {
	if m.Statement == nil || m.Statement.Kind == corpus.Indirect {
		return next
	}
	from := max(m.Sentences.End, m.Span.End)
	for _, s := range t.article.StatementsIn(corpus.Span{Start: from, End: min(len(t.text), from+longestInterruption)}) {
		if s.Speaker != m.Statement.Speaker || s.Kind == corpus.Indirect {
			break
		}
		rest := t.text[min(max(s.Span.Start, from), s.Span.End):s.Span.End]
		if start := s.Span.End - len(strings.TrimLeft(rest, " \t\r\n\"")); start < s.Span.End {
			return corpus.Span{Start: start, End: min(s.Span.End, t.sentenceAt(start).End)}
		}
	}
	return next
}

// deniedBy returns the outlet's words before what it quotes or reports, if they deny it or, of a fragment, turn
// it otherwise: she did not "look the other way"; or those behind a quotation that say it was a joke.
func (t *tokenised) deniedBy(m *Match) (by corpus.Span) {
	said := t.article.StatementsIn(m.Span)
	if len(said) == 0 {
		return by
	}
	first := said[0].Span
	sentence := t.sentenceAt(first.Start)
	behind := corpus.Span{Start: first.End, End: max(first.End, t.sentenceAt(first.End).End)}
	text := t.text[behind.Start:behind.End]
	which := strings.HasPrefix(strings.TrimLeft(text, "”’\"', "), "which ")
	if words := keysOf(text); anyOf(words, "jesting") || which && anyOf(words, "denying") {
		return behind
	}
	by = corpus.Span{Start: sentence.Start, End: min(first.Start, m.Span.Start)}
	for _, before := range t.article.StatementsIn(by) {
		by.Start = max(by.Start, before.Span.End)
	}
	if by.Start >= by.End {
		return corpus.Span{}
	}
	intro := strings.TrimRight(t.text[by.Start:by.End], " “‘\"'")
	by.End = by.Start + len(intro)
	head, cue := bearing(t.text, by, said[0].Cue)
	bears, mixed, told := head+" "+cue, said[0].Kind == corpus.Mixed, keysOf(head)
	// Somebody else says that a speaker said something; "he said that he had told her" is no hearsay.
	that := slices.Index(told, "that")
	hearsay := that > 0 && is("telling", told[that-1]) && !anyOf(told[that:], "pronoun")
	if mixed && turns(keysOf(bears), false) || hearsay || strings.Contains(cue, " there ") && leavesOpen(cue, false) {
		return by
	}
	introduced := mixed || strings.HasSuffix(intro, ":") || strings.HasSuffix(intro, ",")
	words := keysOf(bears)
	for i, w := range words {
		if is("denying", w) || is("jesting", w) || negations[w] != "" && (!introduced || i+1 < len(words) && is("telling", words[i+1])) {
			return by
		}
	}
	return corpus.Span{}
}

// What of the outlet's words bears on nothing that is reported: a relative clause, to its comma or the
// last word before the cue; another report; an aside; a clause before, and what joins it to one.
var (
	relative = regexp.MustCompile(`(?i)\b(?:who|whose|whom|which|where)\b[^,;—–]*?(?:[,;—–]|\s(\S+(?: to)?)\s*$)`)
	another  = regexp.MustCompile(`(?is)\bthat\b.*[,;]\s+(?:and|but) that\b`)
	aside    = regexp.MustCompile(`,[^,]*,\s*$`)
	clause   = regexp.MustCompile(`(?is)^.*(?:[,;:—–(](?:\s*(?:and|but|while|though)\b)?|\b(?:and|but)\b(?:\s+(?:he|she|it|they))?\s*$)|^\PL*(?:but|and|yet|so)\b`)
)

// bearing returns what of the outlet's words before a fragment says whether it was said so: the
// clause of the cue, unless the cue is itself an aside (", she said,"), and the cue with what it reports.
func bearing(text string, intro, cue corpus.Span) (head, said string) {
	if cue.Empty() || !intro.Contains(cue) || strings.HasPrefix(text[cue.End:], ",") {
		return "", text[intro.Start:intro.End]
	}
	head, said = text[intro.Start:cue.Start], text[cue.Start:intro.End]
	head = aside.ReplaceAllString(relative.ReplaceAllString(head, " $1"), "")
	return clause.ReplaceAllString(head, ""), another.ReplaceAllString(said, "that")
}

// nested are words between marks within a quotation; an apostrophe is none.
var nested = regexp.MustCompile(`(?:‘(?:[^’]|’\pL)*’|“[^”]*”|«[^»]*»|(?:^|\s)'(?:[^']|'\pL)*'|(?:^|\s)"[^"]*")(?:\PL|$)`)

// quotedWithin returns the marks within a quotation that the claim stands between: the speaker quotes somebody else.
func (t *tokenised) quotedWithin(m *Match) corpus.Span {
	if m.Statement != nil && m.Statement.Kind != corpus.Indirect && m.Statement.Span.Contains(m.Span) {
		said := m.Statement.Span
		for _, q := range nested.FindAllStringIndex(t.text[said.Start:said.End], -1) {
			if by := (corpus.Span{Start: said.Start + q[0], End: said.Start + q[1]}); by.Contains(m.Span) {
				return by
			}
		}
	}
	return corpus.Span{}
}
