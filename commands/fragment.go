package commands

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// endWords is how many words at either end of a long stretch make up its text
// fragment, if that is enough to tell it from others.
const endWords = 5

// leastWords is how many words a fragment must have: fewer stand in headlines
// and elsewhere on the page, and the browser goes to the first place it finds.
const leastWords = 4

// mostWords is how many words a piece of a fragment may have: what is still not
// unique then stands there twice as a whole, and the address would be endless.
const mostWords = 24

// mostAround is how many words before or after a stretch may help to tell it from
// others.
const mostAround = 12

// fragment returns the text directive for a stretch of an article; "" if there is
// none that a browser finds exactly once. A browser takes the first place that
// fits, in any case, with any white space, so the directive is made longer until
// nothing before or after the stretch fits it: first with more of its own words,
// then, in an article's own text, with the words before and after.
func fragment(a *corpus.Article, at corpus.Span) string {
	p := page{body: a.Body(), folded: fold(a.Body())}
	words := p.words(at)
	if len(words) < leastWords {
		return ""
	}
	whole := words[0].Hull(words[len(words)-1])
	if d := p.byWords(words, corpus.Span{}); d != "" {
		return ":~:text=" + d
	}
	if a.Form != corpus.Full { // the words around it are ours, and stand in no source
		return ""
	}
	before, after := p.surroundings(whole)
	for n := 1; n <= max(len(before), len(after)); n++ {
		if prefix := before[max(0, len(before)-n):]; len(prefix) > 0 {
			if d := p.byWords(words, prefix[0].Hull(prefix[len(prefix)-1])); d != "" {
				return ":~:text=" + d
			}
		}
		if suffix := after[:min(n, len(after))]; len(suffix) > 0 && len(words) <= mostWords {
			behind := suffix[0].Hull(suffix[len(suffix)-1])
			if hasWord(p.text(behind)) && p.unique(whole.Hull(behind)) {
				return ":~:text=" + escapeFragment(p.text(whole)) + ",-" + escapeFragment(p.text(behind))
			}
		}
	}
	return ""
}

// A page is an article's text as a browser searches it.
type page struct {
	body   string
	folded string
}

// byWords returns a directive made of a stretch's own words and of a prefix, if there
// is one; "" if none is unique.
func (p *page) byWords(words []corpus.Span, prefix corpus.Span) string {
	last := len(words) - 1
	before := ""
	if !prefix.Empty() {
		if !hasWord(p.text(prefix)) {
			return ""
		}
		before = escapeFragment(p.text(prefix)) + "-,"
	}
	for n := endWords; n <= mostWords && n+endWords <= len(words) && len(words) > 2*endWords; n++ {
		start := words[0].Hull(words[n-1])
		if !p.unique(prefix.Hull(start)) {
			continue
		}
		for m := endWords; m <= mostWords && n+m <= len(words); m++ {
			end := words[last+1-m].Hull(words[last])
			if p.endsAt(prefix.Hull(start), end) {
				return before + escapeFragment(p.text(start)) + "," + escapeFragment(p.text(end))
			}
		}
		break
	}
	if whole := words[0].Hull(words[last]); len(words) <= mostWords && p.unique(prefix.Hull(whole)) {
		return before + escapeFragment(p.text(whole))
	}
	return ""
}

func (p *page) text(s corpus.Span) string { return p.body[s.Start:s.End] }

// unique reports whether the page holds the words once only.
func (p *page) unique(s corpus.Span) bool {
	words := fold(p.text(s))
	first := strings.Index(p.folded, words)
	return first >= 0 && !strings.Contains(p.folded[first+1:], words)
}

// endsAt reports whether the first place after start, which is unique, that reads
// like end is end itself.
func (p *page) endsAt(start, end corpus.Span) bool {
	from := strings.Index(p.folded, fold(p.text(start))) + len(fold(p.text(start)))
	want := from + len(fold(p.body[start.End:end.Start]))
	return from+strings.Index(p.folded[from:], fold(p.text(end))) == want
}

// words returns the spans of a stretch's words, without quotation marks at the ends
// of the whole: pages print these in many ways.
func (p *page) words(at corpus.Span) []corpus.Span {
	outside := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(quotationMarks, r) }
	at.Start = at.End - len(strings.TrimLeftFunc(p.text(at), outside))
	at.End = at.Start + len(strings.TrimRightFunc(p.text(at), outside))
	return fields(p.body, at)
}

const quotationMarks = "\"“”'‘’"

// surroundings returns the words before and after a stretch, as far as they stand in one
// paragraph each: a browser does not find words across two.
func (p *page) surroundings(s corpus.Span) (before, after []corpus.Span) {
	for _, par := range corpus.Paragraphs(p.body) {
		if par.Start < s.Start {
			if words := fields(p.body, corpus.Span{Start: par.Start, End: min(par.End, s.Start)}); len(words) > 0 {
				before = words
			}
		}
		if par.End > s.End && len(after) == 0 {
			after = fields(p.body, corpus.Span{Start: max(par.Start, s.End), End: par.End})
		}
	}
	return before[max(0, len(before)-mostAround):], after[:min(len(after), mostAround)]
}

// fields returns the spans of the words of text[s].
func fields(text string, s corpus.Span) []corpus.Span {
	var out []corpus.Span
	at := s.Start
	for word := range strings.FieldsSeq(text[s.Start:s.End]) {
		at += strings.Index(text[at:], word)
		out = append(out, corpus.Span{Start: at, End: at + len(word)})
		at += len(word)
	}
	return out
}

// fold returns a text as a browser compares it: lower case, white space as one
// space.
func fold(s string) string {
	out := make([]byte, 0, len(s))
	space := false
	for _, r := range s {
		switch {
		case ' ' < r && r < utf8.RuneSelf: // most are
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			out, space = append(out, byte(r)), false
		case !unicode.IsSpace(r):
			out, space = utf8.AppendRune(out, unicode.ToLower(r)), false
		case !space:
			out, space = append(out, ' '), true
		}
	}
	return string(out)
}
