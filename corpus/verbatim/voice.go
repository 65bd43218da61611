package verbatim

import (
	"regexp"
	"slices"
	"strings"

	"onrecord/corpus"
)

// An attribution is what an article tells about who says some words.
type attribution struct {
	statement *corpus.Statement // holds most of them
	voice     Voice
	reported  bool // some are given without marks
	crosses   bool // from one speaker to another
}

// attribute finds out whose words the tokens are; they are in order.
func (k *checker) attribute(t *tokenised, toks []token) attribution {
	said, i := t.article.Statements, 0
	h := attribution{voice: Unclear}
	outside, direct := 0, false
	words, speakers := map[*corpus.Statement]int{}, map[int]bool{}
	for _, tok := range toks {
		for i < len(said) && said[i].Span.End <= int(tok.start) {
			i++
		}
		if i == len(said) || said[i].Span.Start >= int(tok.end) {
			outside++
			continue
		}
		s := &said[i]
		if words[s]++; words[s] > words[h.statement] {
			h.statement = s
		}
		speakers[s.Speaker] = true
		direct = direct || s.Kind == corpus.Direct
		h.reported = h.reported || s.Kind == corpus.Indirect
	}
	unknown := speakers[corpus.Unattributed]
	delete(speakers, corpus.Unattributed)
	h.crosses = len(speakers) > 1
	h.reported = (h.reported || outside > 0) && outside < len(toks)
	switch {
	case outside == len(toks) && (k.speaker.names(t.article.Outlet) || k.speaker.names(t.article.Author)):
		h.voice = Said
	case outside == len(toks):
		h.voice = Outlet
	case h.crosses:
		h.voice = Several
	case !k.speaker.given() && !unknown:
		h.voice = Said
	case k.speaker.given():
		for who := range speakers {
			v := k.speaker.compare(t.article, &t.article.People[who])
			if v == Said && !unknown || v == Other && !k.speaker.mayDescribe(t.article, &t.article.People[who]) {
				h.voice = v
			}
		}
	}
	// An outlet that reports a speaker's words, some of them in marks, speaks for
	// them; one that goes on after the closing mark speaks for itself.
	if h.voice != Other && outside < len(toks) && outside > 0 && (direct || 2*outside > len(toks) && h.voice == Said) {
		h.voice = Several
	}
	return h
}

// mayDescribe reports whether a description (the union leader, its spokesman) may mean the claimed
// speaker, whom the article names elsewhere. Another sex or office is somebody else's, and so is
// "a pilot" where the speaker was named before.
func (s *speaker) mayDescribe(a *corpus.Article, p *corpus.Person) bool {
	own, person := nameWords(p.Name), p.Kind == corpus.Unnamed
	first, rest, _ := strings.Cut(p.Name, " ")
	nameless := rest == strings.ToLower(rest) && strings.Contains(" "+a.Body(), " "+strings.ToLower(first)+" ")
	if person && nameless && anyOf(own, "speaking") && !s.person() &&
		strings.Contains(strings.ToLower(a.Body()), strings.Join(s.words, " ")) {
		return true // a body need not speak itself where its spokesman does
	}
	return slices.ContainsFunc(a.People, func(named corpus.Person) bool {
		role := nameWords(named.Role)
		another := func(w string) bool {
			return (is("demoting", w) || is("speaking", w) || is("title", w) && len(role) > 0) && !slices.Contains(role, w)
		}
		switch {
		case named.Kind == corpus.Unnamed, len(named.Mentions) == 0, len(p.Mentions) == 0, s.compare(a, &named) != Said:
			return false
		case named.Kind == corpus.Organisation:
			return nameless && !person
		}
		return person && !slices.ContainsFunc(own, another) && sex(a, p)*sex(a, &named) >= 0 &&
			(named.Mentions[0].Start > p.Mentions[0].Start || !indefinite.MatchString(p.Name))
	})
}

var indefinite = regexp.MustCompile(`(?i)^(?:an?|one|another) `)

// sex counts the words that an article has for a person: those for a man less those for a woman.
func sex(a *corpus.Article, p *corpus.Person) int {
	n := sexOf(head(p.Role))
	for _, m := range p.Mentions {
		n += sexOf(keysOf(a.Body()[m.Start:m.End])...)
	}
	return n
}

func sexOf(words ...string) (n int) {
	for _, w := range words {
		n += map[string]int{"male": 1, "female": -1}[wordLists["sex"][w]]
	}
	return n
}

// oneUtterance reports whether no one else speaks from the first of the tokens to the last.
func (t *tokenised) oneUtterance(toks []token, h attribution) bool {
	hull := toks[0].span().Hull(toks[len(toks)-1].span())
	if h.voice == Several || h.crosses {
		return false
	}
	if h.statement == nil {
		return paragraph(t.article, hull.Start) == paragraph(t.article, hull.End-1)
	}
	return !slices.ContainsFunc(t.article.StatementsIn(hull), func(s corpus.Statement) bool {
		return s.Speaker != h.statement.Speaker || s.Speaker == corpus.Unattributed && s.Quotation != h.statement.Quotation
	})
}
