package quotation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// A kind of token.
type kind uint8

const (
	word kind = iota
	number
	punct
	quoted // a whole quotation stands for one token
)

// A style tells how a token is written.
type style uint16

const (
	fCap   style = 1 << iota // begins with a capital
	fUpper                   // all capitals
	fPoss                    // stands with 's or s'
	fFirst                   // first of its sentence
	fLast                    // last of its sentence
	fNick                    // a nickname in marks stands before it: Jane “JR” Roe
)

// A token is a word, a number, a punctuation mark or a whole quotation. What
// stands inside quotation marks is never looked at when speakers are sought.
type token struct {
	start, end int
	lower      string // its text in lower case
	class      class
	para       int32
	sent       int32 // sentences are counted through the article
	piece      int32 // quoted: which one
	kind       kind
	flags      style
	r          rune // punct: which one
}

// outside is what stands before and behind the text: where it ends, its last sentence does.
var outside = token{kind: punct, r: '.', para: -1, sent: -1}

func (t *token) is(c class) bool { return t.class&c != 0 }

func (t *token) has(f style) bool { return t.flags&f != 0 }

func (t *token) punct(r rune) bool { return t.kind == punct && t.r == r }

// comma reports whether the token sets something apart in the sentence.
func (t *token) comma() bool {
	return t.kind == punct && t.r != '.'
}

// tokenise cuts the text outside quotations into tokens and numbers its
// sentences.
func tokenise(text string, paras []corpus.Span, pieces []piece) []token {
	toks := make([]token, 0, len(text)/3+16)
	sent := int32(0)
	p := 0
	for n, span := range paras {
		sent++
		first, nick := len(toks), false
		for i := span.Start; i < span.End; {
			if p < len(pieces) && pieces[p].open <= i {
				q := pieces[p]
				if n := len(toks); n > first && isNickname(text, q, &toks[n-1], span.End) {
					nick = true
				} else {
					toks = append(toks, token{start: q.start, end: q.end, kind: quoted, piece: int32(p)})
				}
				i = max(q.after, i+1)
				p++
				continue
			}
			stop := span.End
			if p < len(pieces) && pieces[p].open < stop {
				stop = pieces[p].open
			}
			var t token
			t, i = nextToken(text, i, stop)
			if t.end > t.start {
				if nick {
					t.flags |= fNick
					nick = false
				}
				toks = append(toks, t)
			}
		}
		sent = numberSentences(text, toks[first:], int32(n), sent)
	}
	markPhrases(text, toks)
	return toks
}

// isNickname reports whether a quotation is a nickname within a name, as in
// Jane “JR” Roe; otherwise “JR” would be a statement of Jane's.
func isNickname(text string, q piece, before *token, end int) bool {
	if before.kind != word || !before.has(fCap) || before.has(fPoss) || q.end-q.start > 20 || !q.closed || q.open-before.end != 1 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text[q.start:])
	said := text[q.start:q.end]
	if !unicode.IsUpper(first) || q.after+2 >= end || text[q.after] != ' ' || words(said) > 2 || !wordRune(lastRune(said)) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[q.after+1:])
	return unicode.IsUpper(next) && before.class&(cCue|cClosed) == 0
}

// nickname returns the nickname in marks before token k, in lower case.
func (a *article) nickname(k int) string {
	gap := a.text[a.toks[k-1].end:a.toks[k].start]
	return strings.ToLower(strings.TrimFunc(gap, notWordRune))
}

// nextToken reads the token at i; it may be empty (white space).
func nextToken(text string, i, end int) (token, int) {
	r, size := utf8.DecodeRuneInString(text[i:end])
	switch {
	case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
		return token{}, i + size
	case unicode.IsLetter(r) || r == '@' || r == '#':
		return readWord(text, i, end, r)
	case unicode.IsDigit(r), unicode.Is(unicode.Sc, r) && i+size < end && '0' <= text[i+size] && text[i+size] <= '9':
		j := i + size
		for j < end {
			r, n := utf8.DecodeRuneInString(text[j:end])
			next := byte(' ')
			if j+1 < end {
				next = text[j+1]
			}
			digits := (r == '.' || r == ',' || r == '-') && next >= '0' && next <= '9'
			letters := r == '-' && next >= 'a' && next <= 'z'
			if !wordRune(r) && !digits && !letters {
				break
			}
			j += n
		}
		t := token{start: i, end: j, kind: number, class: classOf(text[i:j]) & cHuman}
		if isAge(text[i:j]) {
			t.class |= cRole                           // "the 46-year-old said"
			for _, s := range []string{"'s ", "’s "} { // his mother
				if strings.HasPrefix(text[j:end], s) {
					t.flags, j = fPoss, j+len(s)-1
				}
			}
		}
		return t, j
	}
	t := token{start: i, end: i + size, kind: punct, r: r}
	switch r {
	case '\'', '’':
		rest := text[i+size : end]
		if n := len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsLetter)); n > 0 && i > 0 && asciiLetter(text[i-1]) {
			return token{start: i, end: i + size + n, kind: word, class: cAux}, i + size + n
		}
	case '–', '―':
		t.r = '—'
	case '-':
		// Hyphens with space around them, and rows of them, are dashes.
		j := end - len(strings.TrimLeft(text[i:end], "-"))
		t.end = j
		if j > i+1 || j >= end || text[j] == ' ' {
			t.r = '—'
		}
		return t, j
	}
	return t, i + size
}

// readWord reads a word with its inner apostrophes and hyphens, the points of an
// abbreviation, and leaves out a possessive 's.
func readWord(text string, i, end int, r rune) (token, int) {
	t := token{start: i, kind: word}
	if unicode.IsUpper(r) || unicode.IsTitle(r) {
		t.flags |= fCap
	}
	j, upper, letters := i, true, 0
scan:
	for j < end {
		r, n := utf8.DecodeRuneInString(text[j:end])
		switch {
		case wordRune(r):
			upper = upper && !unicode.IsLower(r)
			letters++
		case unicode.Is(unicode.Mn, r) || r == '\u00ad':
		case r == '\'' || r == '’' || r == '-' || r == '‑' || r == '&':
			next, _ := utf8.DecodeRuneInString(text[j+n : end])
			if !wordRune(next) {
				break scan
			}
			if r == '\'' || r == '’' {
				rest := text[j+n : end]
				if contracted(rest, t, classOf(text[i:j])) {
					break scan
				}
				if (rest[0] == 's' || rest[0] == 'S') && (len(rest) == 1 || !asciiLetter(rest[1])) {
					t.end, t.flags = j, t.flags|fPoss
					t.class = classOf(text[i:j])
					return t, j + n + 1
				}
			}
		case r == '.':
			// U.S., J., Mr. – but not the end of a sentence.
			next, _ := utf8.DecodeRuneInString(text[j+1 : end])
			w, points := text[i:j], strings.Contains(text[i:j], ".")
			if unicode.IsDigit(next) && unicode.IsDigit(lastRune(w)) {
				break // RM1.2bn
			}
			if !unicode.IsLetter(next) || letters > 2 && !points {
				if next == ',' || letters == 1 && upper || points && len(w) <= 6 || sets.Abbreviation[strings.ToLower(w)] {
					j++
				}
				break scan
			}
		default:
			break scan
		}
		j += n
	}
	t.end = j
	article, name, _ := strings.Cut(text[i:j], "-")
	if (article == "al" || article == "el") && name != "" && unicode.IsUpper(rune(name[0])) {
		t.flags |= fCap // al-Roe
	}
	if upper && letters > 1 {
		t.flags |= fUpper
	}
	t.class = classOf(text[i:j])
	switch {
	case letters == 1 && j > i+1 && text[j-1] == '.':
		t.class = 0 // an initial
	case upper && letters == 2 && t.is(cPronoun):
		t.class = classOf("u.s") // the US; its IT
		if text[i:j] != "US" {
			t.class = 0
		}
	}
	if r, n := utf8.DecodeRuneInString(text[j:end]); (r == '’' || r == '\'') && j > i && text[j-1]|0x20 == 's' {
		t.flags |= fPoss
		j += n
	}
	return t, max(j, i+1)
}

// contracted reports whether a verb is glued to a word with an apostrophe before rest:
// she's saying, they'd said, Roe'll say. Behind a name, 's is a possessive.
func contracted(rest string, before token, class class) bool {
	n := 0
	for n < len(rest) && asciiLetter(rest[n]) {
		n++
	}
	if class&(cHe|cShe|cThey|cIt|cWh) != 0 && rest[:n] == "s" {
		return true
	}
	return (class&cPronoun != 0 || before.has(fCap)) && sets.Contraction[rest[:n]]
}

func asciiLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// numberSentences tells the tokens of a paragraph where they stand, and returns
// the number of the last sentence.
func numberSentences(text string, toks []token, para, sent int32) int32 {
	dateline := dateline(text, toks)
	for i := range toks {
		t := &toks[i]
		if i > 0 && toks[i-1].has(fLast) {
			sent++
		}
		if i == 0 || toks[i-1].has(fLast) {
			t.flags |= fFirst
		}
		if t.class == cAdv && t.flags&(fCap|fFirst) == fCap && strings.HasSuffix(text[t.start:t.end], "ly") {
			t.class = 0 // the Daily Argus
		}
		t.para, t.sent, t.lower = para, sent, strings.ToLower(text[t.start:t.end])
		if i+1 == len(toks) || i == dateline || endsSentence(text, toks, i) {
			t.flags |= fLast
		}
	}
	return sent
}

// dateline returns the token that ends the place and date at the head of a
// report ("LEEDS, England (AP) —"), or the time at the head of an entry (9.40am), or -1. It is a
// sentence of its own.
func dateline(text string, toks []token) int {
	if len(toks) < 3 {
		return -1
	}
	w := text[toks[0].start:toks[0].end]
	time := toks[0].kind == number && (strings.HasSuffix(w, "am") || strings.HasSuffix(w, "pm"))
	if time && toks[1].has(fCap) {
		return 0
	}
	if !toks[0].has(fUpper) {
		return -1
	}
	return slices.IndexFunc(toks[:min(len(toks), 16)], func(t token) bool { return t.punct('—') })
}

// endsSentence reports whether the sentence ends behind token i, which is not
// the last of its paragraph.
func endsSentence(text string, toks []token, i int) bool {
	t, next := &toks[i], &toks[i+1]
	mark := next.punct('—') || next.punct('(') || next.punct('•')
	begins := next.kind == quoted || next.kind == number || next.kind == word && next.has(fCap) || mark
	if i > 0 && toks[i-1].lower == "no" && t.punct('.') && next.kind == number {
		return false // the No. 1
	}
	stop := t.punct('.') || t.punct('!') || t.punct('?')
	sentence := t.kind == quoted && endsWith(text[t.start:t.end], ".!?…")
	return begins && (stop || sentence && next.kind != punct)
}
