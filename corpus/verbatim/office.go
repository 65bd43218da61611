package verbatim

import (
	"slices"
	"strings"
	"unicode"

	"onrecord/corpus"
)

// namesOffice reports whether a claimed speaker is an office and no person's name: it
// ends in the word for one, or goes on with "of". (Mayor Brandt is a name.)
func namesOffice(name string, typed []string) bool {
	isOffice := func(w string) bool { return vague[w] || personTitles[w] || speaking[w] }
	if len(typed) == 0 {
		return false
	}
	return isOffice(typed[len(typed)-1]) || strings.Contains(name, " of ") && slices.ContainsFunc(typed, isOffice)
}

// inSmallLetters reports whether a name is typed without capitals, as words that
// are no person's name are: the spy chief.
func inSmallLetters(name string) bool {
	return strings.IndexFunc(strings.TrimPrefix(name, "The "), unicode.IsUpper) < 0
}

// mayHold reports whether the claim names an office that the person may hold for
// all that the articles tell: theirs is not told, or it is put in other words, as
// "MI5 boss" is for the director general of MI5.
func (s *speaker) mayHold(p *corpus.Person, offices []string) bool {
	if !s.office {
		return false
	}
	if p.Kind == corpus.Unnamed {
		offices = append(offices, p.Name)
	}
	isVague := func(w string) bool { return vague[w] }
	rest := slices.DeleteFunc(slices.Clone(s.typed), isVague)
	loose := len(rest) < len(s.typed)
	known := false
	for _, o := range offices {
		w := nameWords(o)
		known = known || len(w) > 0
		if loose && len(w) > 0 && !demotes(w, s.typed) && (within(rest, w) || s.small && slices.ContainsFunc(w, isVague)) {
			return true
		}
	}
	return !known
}
