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
	said := t.article.Statements
	var h attribution
	outside, reported, direct, most, count := 0, 0, 0, 0, 0
	speaker, speakers, unknown := corpus.Unattributed, 0, false
	i := 0
	for _, tok := range toks {
		for i < len(said) && said[i].Span.End <= int(tok.start) {
			i++
			count = 0
		}
		if i == len(said) || said[i].Span.Start >= int(tok.end) {
			outside++
			continue
		}
		s := &said[i]
		if count++; count > most {
			most, h.statement = count, s
		}
		switch s.Kind {
		case corpus.Indirect:
			reported++
		case corpus.Direct:
			direct++
		}
		switch {
		case s.Speaker == corpus.Unattributed:
			unknown = true
		case s.Speaker != speaker:
			speaker = s.Speaker
			speakers++
		}
	}
	if outside == len(toks) {
		h.voice = Outlet
		if k.speaker.given() && (k.speaker.names(t.article.Outlet) || k.speaker.names(t.article.Author)) {
			h.voice = Said
		}
		return h
	}
	h.crosses = speakers > 1
	h.reported = reported > 0 || outside > 0
	switch {
	// An outlet that reports a speaker's words, some of them in marks, speaks for
	// them; one that goes on after the closing mark speaks for itself.
	case speakers > 1, outside > 0 && (direct > 0 || 2*outside > len(toks)):
		h.voice = Several
	case !k.speaker.given() && !unknown:
		h.voice = Said
	case speakers == 0 || !k.speaker.given():
		h.voice = Unclear
	default:
		who := &t.article.People[speaker]
		h.voice = k.speaker.compare(who, k.people)
		if unknown && h.voice == Said || h.voice == Other && k.mayDescribe(t.article, who) {
			h.voice = Unclear
		}
	}
	return h
}

// mayDescribe reports whether a description (the union leader, its spokesman) may mean the claimed
// speaker, whom the article names elsewhere. Another sex or office is somebody else's, and so is
// "a pilot" where the speaker was named before.
func (k *checker) mayDescribe(a *corpus.Article, p *corpus.Person) bool {
	own, body := nameWords(p.Name), p.Kind == corpus.Organisation
	if p.Kind == corpus.Individual || body && !described.MatchString(p.Name) || len(p.Mentions) == 0 {
		return false
	}
	return slices.ContainsFunc(a.People, func(named corpus.Person) bool {
		role := nameWords(named.Role)
		another := func(w string) bool {
			return (demoting[w] || speaking[w] || personTitles[w] && len(role) > 0) && !slices.Contains(role, w)
		}
		switch {
		case named.Kind == corpus.Unnamed || len(named.Mentions) == 0 || k.speaker.compare(&named, k.people) != Said:
			return false
		case named.Kind == corpus.Organisation:
			return body || anyOf(own, speaking) && strings.ToLower(p.Name[1:]) == p.Name[1:]
		case body, slices.ContainsFunc(own, another), indefinite.MatchString(p.Name) && named.Mentions[0].Start < p.Mentions[0].Start:
			return false
		}
		is, was := sex(a, p), sex(a, &named)
		return is == "" || was == "" || is == was
	})
}

var (
	described  = regexp.MustCompile(`^(?:\p{Ll}|(?:An?|One|Another) )`)
	indefinite = regexp.MustCompile(`(?i)^(?:an?|one|another) `)
)

// sex returns "he" or "she" if the words that an article has for a person tell one of them.
func sex(a *corpus.Article, p *corpus.Person) (told string) {
	for _, m := range p.Mentions {
		for _, w := range keysOf(a.Body()[m.Start:m.End]) {
			if s := sexes[w]; s != "" && told != "" && s != told {
				return ""
			} else if s != "" {
				told = s
			}
		}
	}
	return told
}

// voiceRank orders voices by how well they speak for the claim.
var voiceRank = map[Voice]int{Said: 0, Unclear: 1, Several: 2, Other: 3, Outlet: 3}

// oneUtterance reports whether no one else speaks from the first of the tokens to
// the last.
func (k *checker) oneUtterance(t *tokenised, toks []token, h attribution) bool {
	hull := toks[0].span().Hull(toks[len(toks)-1].span())
	if h.voice == Several || h.crosses {
		return false
	}
	if h.statement == nil {
		return paragraph(t.article, hull.Start) == paragraph(t.article, hull.End-1)
	}
	for _, s := range t.article.StatementsIn(hull) {
		if s.Speaker != h.statement.Speaker || s.Speaker == corpus.Unattributed && s.Quotation != h.statement.Quotation {
			return false
		}
	}
	return true
}
