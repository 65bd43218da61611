package verbatim

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"onrecord/corpus"
)

// A speaker is the claimed speaker's name or office, in folded words.
type speaker struct {
	words []string // without titles before a name, and small words
	typed []string // with titles, for offices
	// titles are those that not everybody may have: mayor, but not Mr, which tells the sex as [sex] does.
	titles []string
	sex    int

	office bool     // it is an office and no name
	small  bool     // typed without capitals, as words that are no person's name are: the spy chief
	head   []string // what stands before the comma, bracket or "of" that an office or outlet follows, if one does

	people []corpus.Identity // of the coverage
	borne  func() bool       // whether one of them fits the claim in full
	person func() bool       // whether one of them is a person whom the claim names
}

func newSpeaker(name string, people []corpus.Identity) speaker {
	s := speaker{typed: nameWords(name), people: people}
	if head, _, more := strings.Cut(strings.NewReplacer("(", ",", " of ", ",").Replace(name), ","); more {
		s.head = slices.DeleteFunc(nameWords(head), func(w string) bool { return is("honorific", w) })
	}
	s.small = strings.IndexFunc(strings.TrimPrefix(name, "The "), unicode.IsUpper) < 0
	before, _, _ := strings.Cut(strings.Replace(name, "(", ",", 1), ",")
	named := nameWords(before)
	// It ends in the word for one, or goes on with "of": Mayor Brandt is a name.
	s.office = isOffice(head(name)) || len(named) > 0 && (isOffice(named[len(named)-1]))
	for i, w := range s.typed {
		if !is("title", w) || i == len(s.typed)-1 { // Andrew King has no title
			s.words = append(s.words, w)
			continue
		}
		s.sex += sexOf(w)
		if !is("honorific", w) && i < len(named) {
			s.titles = append(s.titles, w)
		}
	}
	bears := func(id corpus.Identity) bool { return s.fits(append([]string{id.Name}, id.Aliases...), id.Roles) }
	isPerson := func(id corpus.Identity) bool { return id.Kind == corpus.Individual && s.names(id.Name) }
	s.person = sync.OnceValue(func() bool { return slices.ContainsFunc(people, isPerson) })
	s.borne = sync.OnceValue(func() bool { return slices.ContainsFunc(people, bears) })
	return s
}

func isOffice(word string) bool {
	return is("vague", word) || is("title", word) || is("speaking", word)
}

// IsOffice reports whether a speaker is called by an office that one at a time has, as the mayor is and a spokesman is not.
func IsOffice(name string) bool {
	return strings.HasPrefix(strings.ToLower(name), "the ") && newSpeaker(name, nil).office
}

func (s *speaker) given() bool { return len(s.words) > 0 }

func (s *speaker) names(name string) bool { return within(s.words, nameWords(name)) }

// fits reports whether somebody of these names and offices has the claimed surname, and the first name or the titles.
func (s *speaker) fits(names, offices []string) bool {
	bears := len(s.words) > 0 && slices.ContainsFunc(names, func(n string) bool {
		w := nameWords(n)
		return within(s.words, w) && w[len(w)-1] == s.words[len(s.words)-1]
	})
	return bears && (len(s.words) > 1 || slices.ContainsFunc(offices, func(o string) bool {
		return within(s.titles, nameWords(o)) && !demotes(nameWords(o), s.typed)
	}))
}

// compare says whether the claim's speaker is the person: Unclear if the article tells too little of name or office.
func (s *speaker) compare(a *corpus.Article, p *corpus.Person) Voice {
	forms, roles := append([]string{p.Name}, p.Aliases...), []string{p.Role}
	id := s.identify(p)
	if id != nil {
		forms = append(append(forms, id.Name), id.Aliases...)
		roles = append(roles, id.Roles...)
	}
	for _, m := range p.Mentions { // with a title: Canon Leonard Ames
		if called := a.Body()[m.Start:m.End]; strings.HasSuffix(called, p.Name) && !slices.Contains(forms, called) {
			forms = append(forms, called)
		}
	}
	ofKin := func(f string) bool { h := head(f); return is("kin", h) && !slices.Contains(s.typed, h) } // the governor's cousin
	forms, offices := slices.DeleteFunc(forms, ofKin), slices.DeleteFunc(slices.Clone(roles), ofKin)
	own := nameWords(p.Name)
	if p.Kind == corpus.Unnamed && anyOf(own, "speaking") && s.person() {
		return Other // who speaks for a person is not that person
	}
	first, surname := s.typed[:len(s.typed)-1], s.typed[len(s.typed)-1]
	if p.Kind == corpus.Individual && s.head == nil && is("title", surname) && !slices.Contains(own, surname) && within(first, own) {
		return Other // Andrew King, for Andrew Parker
	}
	rival := func(o corpus.Person) bool { return s.names(o.Name) && s.sex*sex(a, &o) > 0 }
	if s.sex != 0 && s.names(p.Name) && sex(a, p) == 0 && slices.ContainsFunc(a.People, rival) {
		return Unclear
	}
	if s.sex != 0 && s.sex*sex(a, p) < 0 || len(own) > 1 && p.Kind == corpus.Individual && !s.fits(forms, offices) && s.borne() {
		return Other // his wife; the mayor of that name, for one who was mayor
	}
	all := nameWords(strings.Join(forms, " "))
	has := append(nameWords(strings.Join(offices, " ")), all...)
	lacks := func(title string) bool { return !slices.Contains(has, title) && !is("vague", title) } // headlines call many a chief
	if !s.office && slices.ContainsFunc(s.titles, lacks) {
		if strings.Join(offices, "") != "" && (len(s.words) == 1 || !s.names(p.Name)) {
			return Other
		}
		return Unclear
	}
	for _, f := range forms {
		w, last := nameWords(f), f[strings.LastIndexByte(f, ' ')+1:]
		if within(s.words, w) && !demotes(w, s.typed) && (last != strings.ToLower(last) || s.means(f)) {
			return Said
		}
	}
	isOwn := func(w string) bool { return slices.Contains(own, w) }
	for _, o := range offices {
		w := nameWords(o)
		// "MI5 chief Parker" has words of the office and of the name.
		both := within(s.words, append(w, all...)) && !demotes(own, s.typed) && slices.ContainsFunc(s.words, isOwn)
		if both || within(s.typed, w) && !demotes(w, s.typed) && s.means(o) {
			return Said
		}
	}
	// Her mother may be anybody with a name.
	herKin := len(own) == 2 && slices.Contains([]string{"her", "his", "their"}, own[0]) && is("kin", own[1])
	ofTheirs := !s.office && slices.ContainsFunc(roles, func(o string) bool { // their organisation, or their kin's surname
		return s.names(o) && (!s.person() || len(s.words) == 1 && is("kin", head(o)))
	})
	// The article says "Parker" or "Andrew" only: nothing speaks against "Andrew Parker".
	titled := func(w string) bool { return is("title", w) }
	own = slices.DeleteFunc(own, titled)
	partOfName := len(own) == 1 && len(s.words) > 1 &&
		(own[0] == s.words[0] && p.Kind == corpus.Individual || own[0] == s.words[len(s.words)-1])
	knownInFull := id != nil && len(slices.DeleteFunc(nameWords(id.Name), titled)) != 1
	makesOther := func(w string) bool { return is("title", w) || is("demoting", w) || is("speaking", w) || is("kin", w) }
	name, typed := strings.Join(own, " "), strings.Join(s.typed, " ")
	fuller := p.Kind == corpus.Organisation && strings.HasPrefix(typed, name+" ") ||
		strings.HasSuffix(typed, " "+name) && !slices.ContainsFunc(s.typed, makesOther)
	switch {
	case partOfName && !knownInFull,
		strings.Contains(name, " ") && (fuller || within(s.head, own)), // whatever else the claim says of them
		s.office && s.mayHold(p, roles),
		herKin, ofTheirs,
		s.small && len(own) == 1 && is("speaking", own[0]): // whoever it is that she speaks for
		return Unclear
	}
	return Other
}

// identify returns who the person is across the articles, if only one can be meant.
func (s *speaker) identify(p *corpus.Person) *corpus.Identity {
	own := strings.Join(nameWords(p.Name), " ")
	last := p.Name[strings.LastIndexByte(p.Name, ' ')+1:]
	same := func(name string) bool { // people are many, and few have the last word
		return strings.Contains(name, last) && strings.Join(nameWords(name), " ") == own
	}
	isThey := func(id corpus.Identity) bool { return same(id.Name) || slices.ContainsFunc(id.Aliases, same) }
	i := slices.IndexFunc(s.people, isThey)
	if i < 0 || slices.ContainsFunc(s.people[i+1:], isThey) {
		return nil
	}
	return &s.people[i]
}

// within reports whether every word stands in the form; an initial stands for a
// name that begins with it.
func within(words, form []string) bool {
	missing := func(w string) bool {
		return !slices.ContainsFunc(form, func(f string) bool { return f == w || len(w) == 1 && len(words) > 1 && strings.HasPrefix(f, w) })
	}
	return len(words) > 0 && !slices.ContainsFunc(words, missing)
}

// means reports whether the claim has not only words of an office, but one that is: Roe is not Roe's barrister.
func (s *speaker) means(office string) bool {
	return s.office || slices.Contains(s.typed, head(office))
}

// head returns the word of an office that says what it is: barrister, of Roe's barrister at the court.
func head(office string) string {
	office, _, _ = strings.Cut(behindHead.ReplaceAllString(office, ","), ",")
	words := append([]string{""}, nameWords(office)...)
	return words[len(words)-1]
}

var behindHead = regexp.MustCompile(`[,(]| (?:of|for|to|in|at|on|with|and|from)\b`)

// demotes reports whether a form has a word that makes another person of it, and the claim has not: the deputy
// mayor and the mayor's spokesman are not the mayor, though a ministry's spokesman speaks for the ministry.
func demotes(form, typed []string) bool {
	office := anyOf(typed, "title") || anyOf(typed, "vague")
	return slices.ContainsFunc(form, func(f string) bool {
		return (is("demoting", f) || office && is("speaking", f)) && !slices.Contains(typed, f)
	})
}

var spacedInitials = regexp.MustCompile(`\b(\pL\.) `) // others print them side by side: T. K. Menon
var plainName = strings.NewReplacer("'s ", " ", "’s ", " ", "chief executive officer ", "ceo ", "chief executive ", "ceo ")

// nameWords folds a name and takes it apart; possessives and small words go.
func nameWords(name string) (out []string) {
	var s scanner
	for range s.tokens(plainName.Replace(spacedInitials.ReplaceAllString(strings.ToLower(name), "$1") + " ")) {
		w := cmp.Or(wordLists["neutral"][string(s.key)], string(s.key))
		if w != "a" && w != "an" && w != "the" && w != "of" && w != "and" || len(s.text) < 3 {
			out = append(out, strings.Split(w, "_")...) // pm is prime_minister
		}
	}
	return out
}

// mayHold reports whether the office that the claim names is one that the person may hold for
// all that the articles tell: theirs is not told, or it is put in other words, as
// "MI5 boss" is for the director general of MI5.
func (s *speaker) mayHold(p *corpus.Person, offices []string) bool {
	if p.Kind == corpus.Unnamed {
		offices = append(offices, p.Name)
	}
	offices = slices.DeleteFunc(offices, func(o string) bool { return len(nameWords(o)) == 0 })
	rest := slices.DeleteFunc(slices.Clone(s.typed), func(w string) bool { return is("vague", w) })
	return len(offices) == 0 || slices.ContainsFunc(offices, func(o string) bool {
		w := nameWords(o)
		words := (len(w) > 1 || is("speaking", w[0])) && within(w, s.typed) && !demotes(s.typed, w) // the bank's governor, for the central bank's
		return words || len(rest) < len(s.typed) && !demotes(w, s.typed) && (within(rest, w) || s.small && anyOf(w, "vague"))
	})
}
