package commands

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
	"onrecord/corpus/verbatim"
)

// A Check is a claimed quotation and what came of holding it against the coverage.
type Check struct {
	verbatim.Claim
	verbatim.Report
	at int // where it stands in the message
}

var verify = Spec{
	Name:        "verify",
	Description: "Is this quotation real? Verdict, differences, and who really said it",
	Example:     "/verify we do not have population-scale monitoring",
	Options: []Option{
		{Name: "quote", Description: "The quotation to be checked, as it is claimed", Required: true},
		{Name: "speaker", Description: "Who is claimed to have said it", Complete: corpus.SpeakerNames},
	},
	run: func(ctx context.Context, r *Router, _ *Request, q corpus.Query) (*Response, error) {
		res := &Response{}
		err := r.addCheck(ctx, res, Check{Claim: verbatim.Claim{Text: q.Text, Speaker: q.Speaker}})
		if err == nil && (q.Speaker == "" || !res.Checks[0].complete()) {
			res, err = r.attributed(ctx, res, q.Text, q.Speaker)
		}
		if err != nil || res.Checks[0].Verdict != verbatim.Absent {
			return res, err
		}
		c := &res.Checks[0] // which may have been made from something that was said
		near, err := r.library.Search(ctx, corpus.Query{Text: unquoted.Replace(c.Text), Speaker: c.Speaker, Spoken: true, Limit: maxNearest})
		if err != nil && !errors.Is(err, corpus.ErrNoWords) { // a claim may be made of small words
			return nil, err
		}
		res.Nearest = append(near.Results, near.Nearest...)
		return res, nil
	},
}

// attributed returns the check of a claim that names its speaker itself (“…” — Name, Name: “…”,
// Name said …) as that speaker's words, if they are found better so than with the name among them.
func (r *Router) attributed(ctx context.Context, whole *Response, typed, speaker string) (*Response, error) {
	surnames, err := r.surnamesIn(ctx, typed)
	if err != nil {
		return nil, err
	}
	typed = withCapitals(typed, surnames)
	_, by := signature(typed, surnames)
	beside := strings.TrimSpace(quotations.ReplaceAllString(typed, "")) // perhaps a link or emoji
	marked := by != "" || labelled.MatchString(typed) || quotations.MatchString(typed)
	claims, all := claimsIn(typed, surnames)
	plain := plainMessage(beside, true)
	says := beside == "" || text.HasWord(plain) && !attribution.MatchString(plain) // more than that it was said
	if all != 1 || says && (claims[0].Speaker == "" || speaker != "") {
		return whole, nil
	}
	claims[0].Speaker = cmp.Or(speaker, claims[0].Speaker)
	res := &Response{}
	if err := r.addCheck(ctx, res, claims[0]); err != nil {
		return nil, err
	}
	better := res.Checks[0].found() - whole.Checks[0].found()
	if better < 0 && len(strings.Fields(claims[0].Text)) >= leastClaim || !marked && (better == 0 || strings.HasSuffix(typed, claims[0].Text) && whole.Checks[0].reworded()) {
		return whole, nil
	}
	return res, nil
}

// reworded reports whether the name before a claim is part of what somebody says, who has "Falk
// assured us that" where the claim has "Falk told us that"; else it is who is claimed to speak.
func (c *Check) reworded() bool {
	if c.Verdict != verbatim.Altered || c.Matches[0].Statement == nil {
		return false
	}
	m := &c.Matches[0]
	first := slices.IndexFunc(m.Diff, func(e verbatim.Edit) bool { return e.Op != verbatim.Skip })
	return m.Diff[first].Op == verbatim.Equal && m.Statement.Span.Contains(m.Spans(verbatim.Equal)[0])
}

// found says how well a claim is found: higher where more of its words are.
func (c *Check) found() float64 {
	switch {
	case c.Verdict == verbatim.Exact || c.Verdict == verbatim.Punctuation:
		return 3
	case c.Verdict == verbatim.WrongSpeaker || c.complete():
		return 2
	case c.Verdict == verbatim.Altered:
		return 1 + c.Matches[0].Similarity/2
	case len(c.Matches) > 0:
		return c.Matches[0].Similarity
	}
	return 0
}

// addCheck checks a claim. Titles may stand before the speaker's name, and who has the
// surname of somebody else is not taken for them.
func (r *Router) addCheck(ctx context.Context, res *Response, c Check) error {
	surname := c.Speaker[strings.LastIndexByte(c.Speaker, ' ')+1:]
	err := r.correctName(ctx, corpus.SpeakerNames, &c.Speaker, surname, &res.Corrections)
	if err != nil {
		return err
	}
	c.Report, err = r.check(ctx, c.Claim)
	res.Checks = append(res.Checks, c)
	return err
}

// check holds a claim against the articles that are likeliest to have it. Where they do not,
// it is held against those that are likeliest to have either half of it, too: in a claim put
// together from two articles each has one.
func (r *Router) check(ctx context.Context, claim verbatim.Claim) (report verbatim.Report, err error) {
	if !text.HasWord(claim.Text) {
		return report, corpus.ErrNoWords
	}
	const alike = 12 // articles that a claim is held against, and as many for each half of it
	rounds := [][]string{{claim.Text}}
	if words := strings.Fields(claim.Text); len(words) >= 2*leastClaim {
		half := len(words) / 2
		rounds = append(rounds, []string{strings.Join(words[:half], " "), strings.Join(words[half:], " ")})
	}
	var articles []*corpus.Article
	for _, wanted := range rounds {
		for _, words := range wanted {
			found, err := r.library.Alike(ctx, words, alike)
			if err != nil {
				return report, err
			}
			known := func(a *corpus.Article) bool { return slices.Contains(articles, a) }
			articles = append(articles, slices.DeleteFunc(slices.Clone(found), known)...)
		}
		var people []corpus.Identity
		if names := verbatim.Names(claim, articles); len(names) > 0 {
			if people, err = r.library.People(ctx, names, mostPeople, false); err != nil {
				return report, err
			}
		}
		report = verbatim.Check(claim, articles, people)
		if report.Verdict == verbatim.Exact || report.Verdict == verbatim.Punctuation {
			break
		}
	}
	return report, nil
}

// resultsOf returns the matches of a check, or its variants, as results: the
// article's text from the first to the last word that the claim rests on.
func resultsOf(matches []verbatim.Match) []corpus.Result {
	return each(matches, func(m verbatim.Match) corpus.Result {
		said := m.Statement
		if said != nil && (m.Voice == verbatim.Several || !oneSpeaks(&m)) {
			said = nil
		}
		found := resultOf(m.Article, m.Sentences, said)
		found.Matches, found.Score = m.Spans(verbatim.Equal), m.Similarity
		return found
	})
}

// oneSpeaks reports whether only the speaker of a match's statement speaks in
// what is shown of it: no name may stand below the words of several.
func oneSpeaks(m *verbatim.Match) bool {
	voice := m.Article.Voice(m.Span)
	return voice != nil && voice.Speaker == m.Statement.Speaker
}

func (c *Check) verdict() string {
	switch c.Verdict {
	case verbatim.Exact, verbatim.Punctuation:
		return c.foundAs()
	case verbatim.Altered:
		return c.altered()
	case verbatim.Partial:
		if c.complete() {
			return c.turn()
		}
		return "Only in part: some of the words are in the coverage, the rest is not"
	case verbatim.Stitched:
		return "Stitched together: these words are real, but not said in one piece"
	case verbatim.WrongSpeaker:
		switch m := &c.Matches[0]; {
		case m.Statement == nil:
			return "Not said by " + short(c.Speaker) + ": these are " + ownWords(m)
		case m.Speaker() != nil && oneSpeaks(m):
			return "Said, but by " + m.Speaker().Name + ", not by " + short(c.Speaker)
		}
		return "Said, but not by " + short(c.Speaker)
	case verbatim.TooShort:
		return "Too short to check: give at least four words, or fewer in quotation marks that stand in one place only"
	}
	return "Not in the coverage: nothing like it was found"
}

// altered says what differs in a claim that one place of an article prints nearly so.
func (c *Check) altered() string {
	differs := map[verbatim.Op][]string{}
	for _, e := range c.Matches[0].Diff {
		differs[e.Op] = append(differs[e.Op], strings.Trim(e.Text, " \"“”«»"))
	}
	inserted, deleted := strings.Join(differs[verbatim.Insert], ""), strings.Join(differs[verbatim.Delete], "")
	switch {
	case !slices.Contains(c.Matches[0].Flags, verbatim.Words):
		return "Nearly so: only spelling or small words differ"
	case max(len(differs[verbatim.Insert]), len(differs[verbatim.Delete])) > 1 || len(inserted+deleted) >= 80:
		return "Not what was said: several words differ"
	case deleted == "":
		return "Not what was said: “" + inserted + "” is missing"
	case inserted == "":
		return "Not what was said: “" + deleted + "” was put in"
	}
	return "Not what was said: it was “" + inserted + "”, not “" + deleted + "”"
}

// complete reports whether all words of the claim are there, in one place and in order.
func (c *Check) complete() bool {
	return c.Verdict == verbatim.Exact || c.Verdict == verbatim.Punctuation ||
		c.Verdict == verbatim.Partial && !slices.Contains(c.Matches[0].Flags, verbatim.Words)
}

// turn says what the claim leaves out that turns what it has, if it does.
func (c *Check) turn() string {
	m := &c.Matches[0]
	if len(m.Turns) == 0 {
		return ""
	}
	t := m.Turns[0]
	words := strings.Join(strings.Fields(m.Article.Body()[t.Span.Start:t.Span.End]), " ")
	words = strings.Trim(words, "“”‘’\"',;:.—– ")
	const mostTurn = 90 // of them is shown in a verdict
	near := text.Truncate(words, mostTurn)
	before := t.Place == verbatim.Before || t.Place == verbatim.Denied
	if runes := []rune(words); before && len(runes) > mostTurn {
		_, end, _ := strings.Cut(string(runes[len(runes)-mostTurn:]), " ")
		near = "…" + end
	}
	return strings.Replace(turns[t.Place], "“”", "“"+near+"”", 1)
}

// turns say how something turns a claim, with room for its words.
var turns = map[verbatim.Place]string{
	verbatim.Before:  "Cut short: before these words stands “”",
	verbatim.Denied:  "Cut short: before these words stands “”",
	verbatim.After:   "Cut short: the sentence goes on with “”",
	verbatim.Within:  "Cut short: left out is “”",
	verbatim.Asked:   "Asked, not stated: it is a question",
	verbatim.Marked:  "Other marks, which change the sense, at “”",
	verbatim.Quoted:  "Not the speaker's own words, but quoted from somebody else",
	verbatim.Retract: "The next sentence is “”",
}

// foundAs says how the coverage has a claim whose words are all there.
func (c *Check) foundAs() string {
	m := &c.Matches[0]
	turn := c.turn()
	switch {
	case turn != "" && m.Turns[0].Place == verbatim.Marked:
		return turn
	case turn != "": // the next sentence: what turns the claim within its own makes it partial
		return "The words are right, but there is more: " + strings.ToLower(turn[:1]) + turn[1:]
	case m.Article.Form == corpus.Digest && (m.Voice == verbatim.Outlet || slices.Contains(m.Flags, verbatim.Reported)):
		return "In our digest, word for word: the report itself need not have these words"
	case slices.Contains(m.Flags, verbatim.Words):
		return "The words are right, apart from those in [brackets], which are the quoter's"
	case (strings.Contains(c.Text, "…") || strings.Contains(c.Text, "...")) &&
		slices.ContainsFunc(m.Spans(verbatim.Skip), m.Span.Contains):
		return "The words are right, with others openly left out"
	case len(m.Insertions()) > 0:
		return "The words are right, with the outlet's " + enumerate(m.Insertions(), " and ") + " left out"
	case c.Verdict == verbatim.Exact && m.Voice == verbatim.Said:
		return "Said, word for word"
	case c.Verdict == verbatim.Exact:
		return "In the coverage, word for word"
	}
	return "The words are right: only marks, case or spacing differ"
}

func ownWords(m *verbatim.Match) string {
	if m.Article.Form == corpus.Digest {
		return "the words of our digest"
	}
	return "the outlet's own words"
}

// warnings are what the reader should not overlook, and the verdict does not say.
func (c *Check) warnings() []string {
	if len(c.Matches) == 0 {
		return nil
	}
	out := c.flags()
	if !c.complete() && verbatim.HasSic(c.Text) {
		out = append(out, "“[sic]” is the quoter's, and was passed over.")
	}
	if turn := c.turn(); turn != "" && !c.complete() {
		out = append(out, turn+".")
	}
	return out
}

// voice warns of words that are not clearly those of the claimed speaker, or of anybody. (A wrong
// speaker is a verdict of its own, but only on words that are right.)
func (c *Check) voice() string {
	m := &c.Matches[0]
	switch {
	case m.Voice == verbatim.Unclear:
		return "The text does not make clear who said it."
	case c.Speaker == "" && m.Voice == verbatim.Outlet:
		return "These are " + ownWords(m) + ", not a quotation."
	case c.Verdict == verbatim.WrongSpeaker || c.Speaker == "":
		return ""
	}
	wrong := "Not as said by " + short(c.Speaker)
	for _, m := range c.Matches {
		switch p := m.Speaker(); {
		case m.Voice == verbatim.Other && p != nil && oneSpeaks(&m):
			return wrong + ": this is said by " + p.Name + "."
		case m.Voice == verbatim.Outlet:
			return wrong + ": these are " + ownWords(&m) + "."
		case m.Voice == verbatim.Other:
			return wrong + "."
		}
	}
	return ""
}

// flags are the warnings that the speakers and the flags of all matches make. A single difference
// is told by the verdict.
func (c *Check) flags() (out []string) {
	if voice := c.voice(); voice != "" {
		out = append(out, voice)
	}
	told := strings.HasPrefix(c.verdict(), "Not what was said: ") && !strings.HasSuffix(c.verdict(), "several words differ")
	for i := range c.Matches {
		for _, f := range c.Matches[i].Flags {
			differs := f == verbatim.Number || f == verbatim.Modal || f == verbatim.Name
			if w := warning[f]; w != "" && !slices.Contains(out, w) && !(told && differs) {
				out = append(out, w)
			}
		}
	}
	return out
}

// warning says what a flag means to the reader. What words differ is seen, and what is left
// out has a sentence of its own.
var warning = map[verbatim.Flag]string{
	verbatim.Negation:     "It may mean the opposite.",
	verbatim.Number:       "A number differs.",
	verbatim.Modal:        "What can, may or must be differs.",
	verbatim.Name:         "A name differs.",
	verbatim.SkipsSpeaker: "It runs from one speaker's words into another's.",
	verbatim.Reported:     "It is reported without quotation marks: these need not be the very words.",
}
