package quotation

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// Interviews and transcripts have no quotation marks: "Q:" and "A:", a name and
// a colon at the head of the paragraph.

// An exchange is one paragraph of a transcript.
type exchange struct {
	para     int32
	label    string // "" for an answer, or for a turn that goes on
	text     corpus.Span
	question bool // asked by the outlet
	nobodys  bool // NOTE: …
}

// withTurns returns the speeches with the turns of an interview or a transcript.
func (a *article) withTurns(speeches []*speech) []*speech {
	turns := a.findTurns()
	if len(turns) == 0 {
		return speeches
	}
	whole := map[int32]bool{}   // paragraphs that are turns, with marks or without
	full := map[string]string{} // JR: Jane Roe
	for _, t := range turns {
		whole[t.para] = whole[t.para] || !t.question
		full[initials(t.label)] = t.label
	}
	// What is quoted or reported inside a turn is part of it.
	speeches = slices.DeleteFunc(speeches, func(s *speech) bool { return whole[a.toks[s.tok].para] })
	guest, last := a.interviewed(turns[0].para), ""
	for _, t := range turns {
		if t.question || t.text.Empty() {
			continue
		}
		s := &speech{span: t.text, kind: corpus.Direct, rule: "transcript"}
		if t.label != "" {
			last = cmp.Or(full[t.label], t.label)
		}
		if last == "" {
			s.who, s.rule = guest, "interview"
		} else {
			s.who = a.labelled(last)
		}
		speeches = append(speeches, s)
	}
	return speeches
}

// exchanges reads every paragraph as if it were of a transcript.
func (a *article) exchanges() []exchange {
	all := make([]exchange, len(a.paras))
	for n, p := range a.paras {
		text := a.text[p.Start:p.End]
		t := exchange{para: int32(n), text: p}
		if label, rest := cutLabel(text); label != "" {
			t.label, t.text = label, corpus.TrimSpace(a.text, corpus.Span{Start: p.Start + rest, End: p.End})
			t.question, t.nobodys = label == "Q" || label == "Question", isNobodys(label) || isField(a.text[t.text.Start:t.text.End])
		}
		all[n] = t
	}
	return all
}

// findTurns returns the paragraphs that are turns of a transcript. It takes
// somebody who speaks twice, and labels at many of the paragraphs, or two
// questions, to make one: lists have labels too.
func (a *article) findTurns() []exchange {
	var turns []exchange
	labels, questions := 0, 0
	all := a.exchanges()
	begin := a.firstLabel(all)
	asks := func(t exchange) bool { return !t.text.Empty() && a.text[t.text.End-1] == '?' }
	labelled := slices.ContainsFunc(all, func(t exchange) bool { return t.label != "" && asks(t) }) // whoever asks
	spoke := ""                                                                                     // who spoke last
	for n, t := range all[begin:] {
		next := begin + n + 1
		if t.label != "" {
			spoke = t.label
		} else if asks(t) && next < len(all) && all[next].label != "" && (!labelled || sameLabel(all[next].label, spoke)) {
			t.question = true // nobody asks himself
		}
		switch {
		case t.nobodys:
			continue
		case t.question:
			questions++
		case t.label != "":
			labels++
			if t.label == "A" || t.label == "Answer" {
				t.label = ""
			}
		default:
			// A turn of several paragraphs, if another turn follows. After Roe: “No.” it is not.
			text, k := a.text[t.text.Start:t.text.End], len(turns)-1
			if k < 0 || text[0] == '(' || text[0] == '[' || a.enclosed(turns[k].text) && !opensMark(text) {
				continue
			}
		}
		turns = append(turns, t)
	}
	if questions < 2 && (labels < 2 || labels*3 < len(turns)) {
		return nil
	}
	// What follows the last label's paragraph may be anything.
	end := len(turns)
	for end > 0 && turns[end-1].label == "" && !turns[end-1].question && (end == 1 || !turns[end-2].question) {
		end--
	}
	return turns[:end]
}

// enclosed reports whether all of a turn stands in marks.
func (a *article) enclosed(turn corpus.Span) bool {
	text := a.text[turn.Start:turn.End]
	last, size := utf8.DecodeLastRuneInString(text)
	_, first := utf8.DecodeRuneInString(text)
	if !opensMark(text) || !strings.ContainsRune("\"”“»'’", last) || len(text) <= first+size {
		return false
	}
	return !strings.ContainsAny(text[first:len(text)-size], "\"”“»")
}

// firstLabel returns the first paragraph with a label that is a speaker's, which comes back, or asks or answers
// another; or how many there are.
func (a *article) firstLabel(all []exchange) int {
	count := map[string]int{} // Jane Roe is Roe from then on; Jane Roe and Paul Roe are two
	total := 0
	for _, t := range all {
		if t.label != "" && !t.nobodys {
			count[t.label]++
			total++
		}
	}
	for label := range maps.Clone(count) {
		if last := lastWord(label); last != label && count[last] > 0 {
			count[label], count[last] = count[label]+1, count[last]+1
		}
	}
	for n, t := range all {
		answered := n+1 < len(all) && all[n+1].label != t.label && a.text[a.paras[n].End-1] == '?'
		if t.label != "" && (count[t.label] > 1 && total > 2 || answered) {
			return n
		}
	}
	return len(all)
}

// sameLabel reports whether two labels are of one speaker: JANE ROE, ROE and JR.
func sameLabel(a, b string) bool {
	return lastWord(a) == lastWord(b) || a == initials(b) || initials(a) == b
}

// lastWord returns a label's last word: JANE ROE is ROE from then on.
func lastWord(label string) string { return label[strings.LastIndexByte(label, ' ')+1:] }

// initials returns the initials of a label.
func initials(label string) string {
	out := ""
	for w := range strings.FieldsSeq(label) {
		r, _ := utf8.DecodeRuneInString(w)
		out += string(r)
	}
	return out
}

// cutLabel returns the speaker's label at the head of a paragraph and where the
// words begin: "WALLACE: …", "Jane Roe: …", "Q: …", "**Jane Roe:** …".
func cutLabel(text string) (string, int) {
	if strings.HasPrefix(text, "Q. ") || strings.HasPrefix(text, "A. ") {
		return text[:1], 2
	}
	if label, rest, bracketed := strings.Cut(text, ":] "); bracketed && text[0] == '[' && !strings.Contains(label, "]") {
		text = "*" + label[1:] + ":* " + rest // [Jane Roe:] as *Jane Roe:*
	}
	start := len(text) - len(strings.TrimLeft(text, "*_"))
	longest := 48 // bytes
	if strings.HasPrefix(text[start:], "The ") {
		longest = 120
	}
	end := strings.IndexByte(text[start:min(len(text), start+longest)], ':')
	if end <= 0 {
		return "", 0
	}
	label := strings.TrimRight(text[start:start+end], "*_ ")
	rest := len(text) - len(strings.TrimLeft(text[start+end+1:], "*_"))
	if rest >= len(text) || text[rest] != ' ' {
		return "", 0
	}
	name, bracket, _ := strings.Cut(label, " (")
	if strings.Contains(bracket, "),") {
		return "", 0 // ROEVILLE (Kent), May 3: a dateline
	}
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 4 {
		return "", 0
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if i > 1 && words[0] == "The" && classOf(w)&(cPrep|cDet) != 0 {
			continue // The Earl of Kent
		}
		if i > 0 && len(w) < 3 && unicode.IsDigit(r) && classOf(strings.ToLower(words[0]))&(cHuman|cOffice) != 0 {
			continue // Speaker 2
		}
		if !unicode.IsUpper(r) || strings.ContainsAny(w, ",;!?\"“”‘0123456789") && !strings.ContainsAny(w, "’'") {
			return "", 0
		}
	}
	return name, rest
}

// isNobodys reports whether a label is no speaker's: NOTE, Photo, Monday.
func isNobodys(label string) bool {
	words := strings.Fields(strings.ToLower(label))
	return label != "A" && label != "Q" && slices.ContainsFunc(words, func(w string) bool {
		return sets.NoSpeaker[w] || classOf(w)&(cPronoun|cWh) != 0 || len(words) == 1 && classOf(w)&(cClosed|cTime) != 0
	})
}

// isField reports whether what a label stands before is no sentence but a name: Chair: Ms Jane Roe (Kent)
func isField(text string) bool {
	if label, _ := cutLabel(text + ": x"); label == "" {
		return false
	}
	last := lastRune(text)
	return words(text) > 1 && (wordRune(last) || strings.HasSuffix(text, ")"))
}

// labelled returns the entity that a label names; it makes one if need be.
func (a *article) labelled(label string) *entity {
	words := strings.Fields(strings.ToLower(label))
	last := words[len(words)-1]
	titled := len(words) > 1 && classOf(words[0])&cTitle != 0
	e, known := a.byName[strings.Join(words, " ")]
	switch all, holders := a.bySurname[last], a.byRole[roleWord(last)]; {
	case known:
	case len(all) > 0 && (len(words) == 1 || titled):
		e = all[0]
	case len(words) == 1 && len(holders) == 1:
		return holders[0]
	default:
		e = a.addEntity(strings.Join(words, " "), &entity{name: words, kind: corpus.Individual})
	}
	if classOf(words[0])&(cHuman|cOffice) != 0 && (len(words) == 1 || last[0] <= '9') {
		e.kind = corpus.Unnamed // WITNESS, Speaker 2
	} else if titled {
		e.kind, e.sure = corpus.Individual, true
	}
	if e.show == "" || e.show == strings.ToUpper(e.show) {
		e.show = nameCase(label)
	}
	return e
}

// nameCase writes a label in capitals like a name: JUDGE O'NEILL is Judge O'Neill. One
// that nobody could pronounce is left as it is.
func nameCase(label string) string {
	if label != strings.ToUpper(label) || !strings.ContainsAny(label, "AEIOUY") || len(label) < 3 {
		return label
	}
	begins := true
	return strings.Map(func(r rune) rune {
		if !begins {
			r = unicode.ToLower(r)
		}
		begins = !unicode.IsLetter(r)
		return r
	}, label)
}

// interviewed returns the one person whom the text before the first turn tells
// of, or nil. The one that this person "spoke to" is who asks.
func (a *article) interviewed(para int32) *entity {
	var guest *entity
	for _, m := range a.ments {
		switch {
		case a.toks[m.first].para >= para:
			return guest
		case !a.surelyPerson(m):
		case guest == nil:
			guest = m.who
		case guest != m.who && !a.spokeTo(m, guest):
			return nil
		}
	}
	return guest
}

// spokeTo reports whether the sentence says that the guest spoke to m.
func (a *article) spokeTo(m *mention, guest *entity) bool {
	k := m.first - 1
	if w := a.lower(k); w == "to" || w == "with" {
		k--
	}
	if !sets.Talking[a.lower(k)] {
		return false
	}
	s := a.sentenceSubject(a.sentenceStart(k), k)
	return s != nil && (s.who == guest || s.kind == pronoun)
}
