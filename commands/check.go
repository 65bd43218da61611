package commands

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/corpus/quotation"
	"onrecord/corpus/text"
	"onrecord/corpus/verbatim"
)

var check = Spec{
	Name:        "check",
	Description: "Check the quotations in a message",
	Example:     "/check Brandt said “we will not spend a penny on cameras”",
	Hidden:      true,
	Menu:        "Check this quote",
	Options:     []Option{{Name: "message", Description: "The message whose quotations are to be checked", Required: true}},
	run: func(ctx context.Context, r *Router, req *Request, _ corpus.Query) (*Response, error) {
		surnames, err := r.surnamesIn(ctx, req.Arg("message"))
		if err != nil {
			return nil, err
		}
		claims, all := claimsIn(req.Arg("message"), surnames)
		if len(claims) == 0 {
			return nil, &UserError{"There are no words in that message", "It may hold only pictures, links or emoji."}
		}
		res := &Response{}
		switch {
		case all > len(claims):
			res.Title = fmt.Sprintf("The first %d of %d quotations in this message", len(claims), all)
		case all > 1:
			res.Title = "Quotations in this message"
		}
		for _, c := range claims {
			if err := r.addCheck(ctx, res, c); err != nil {
				return nil, err
			}
		}
		return res, nil
	},
}

const (
	maxClaims  = 5    // quotations of a message are checked: no more than fits into an answer
	leastClaim = 4    // words make a quotation that can be told from chance
	mostPeople = 1000 // of those who are called so are looked at: those who say most
)

// claimsIn picks the quotations out of a message, at most maxClaims of them, and says how many there
// are: what stands between quotation marks or as a block quote, and what "X said" introduces. It reads
// the message as package quotation reads an article. A message without any is one claim as a whole.
func claimsIn(message string, surnames map[string]bool) (claims []Check, all int) {
	message, by := signature(withCapitals(verbatim.Visible(message), surnames), surnames)
	labels := surnames[strings.ToLower(labelled.ReplaceAllString(strings.TrimSpace(message), "$2"))]   // Falk said: … - Island Gazette
	if by != "" && !labels && !strings.ContainsAny(message, ">\"“«") && !single.MatchString(message) { // all of it is quoted
		message = "> " + strings.Join(strings.Fields(message), " ")
	}
	message += " " + by
	plain := plainMessage(quoteBlocks(message, surnames), true)
	var lines []string
	for line := range strings.Lines(apart(withCapitals(stated(plain), surnames), surnames)) {
		lines = append(lines, asPrinted(strings.TrimSpace(line), surnames))
	}
	printed := strings.Join(lines, "\n\n")
	statements, named := quotation.Extract(printed)
	goesOn := func(between rune) bool { return unicode.IsLetter(between) || between == '\n' }
	var out []Check
	last := -1 // the quotation that the last claim is part of
	for i, st := range statements {
		words := strings.Trim(printed[st.Span.Start:st.Span.End], ", \n")
		// Something stands between the parts of one quotation, and a comma between two.
		if st.Quotation == last && st.Kind == corpus.Direct && strings.ContainsFunc(printed[statements[i-1].Span.End:st.Span.Start], goesOn) {
			if strings.HasSuffix(strings.TrimRight(printed[:st.Span.Start], " \n\"“«"), ".") {
				out[len(out)-1].Text += "." // "we do not," he said. "We never did"
			}
			out[len(out)-1].Text += " " + words // "we do not," he said, "have it"
			continue
		}
		c := Check{Claim: verbatim.Claim{Text: words}, at: st.Span.Start}
		if st.Speaker != corpus.Unattributed && (named[st.Speaker].Kind != corpus.Unnamed || verbatim.IsOffice(named[st.Speaker].Name)) {
			c.Speaker = named[st.Speaker].Name
		}
		out = append(out, c)
		last = st.Quotation
	}
	// Package quotation passes over quotations without a speaker.
	for _, m := range quotations.FindAllStringIndex(printed, -1) {
		s := corpus.Span{Start: m[0], End: m[1]}
		if !slices.ContainsFunc(statements, func(st corpus.Statement) bool { return st.Span.Overlaps(s) }) {
			words := strings.Trim(printed[s.Start:s.End], `"“”«» `)
			out = append(out, Check{Claim: verbatim.Claim{Text: words}, at: s.Start})
		}
	}
	slices.SortStableFunc(out, func(a, b Check) int { return a.at - b.at })
	marked := quotations.FindString(printed)
	tooFew := func(c Check) bool { return len(strings.Fields(c.Text)) < leastClaim }
	if len(out) == 1 && out[0].Speaker != "" && tooFew(out[0]) && strings.Trim(marked, `"“”«»,. `) == out[0].Text {
		out[0].Text = marked // Dick said “status quo”: it can be told if it stands in one place
	} else {
		out = slices.DeleteFunc(out, tooFew)
	}
	if len(out) == 0 {
		whole := strings.TrimSuffix(strings.Join(strings.Fields(plain), " "), ".")
		if quotations.FindString(whole) == whole { // else they may be the marks of a part
			whole = strings.Trim(whole, "“”")
		}
		if text.HasWord(whole) {
			out = append(out, Check{Claim: verbatim.Claim{Text: whole}})
		}
	}
	return out[:min(len(out), maxClaims)], len(out)
}

const name = `\p{Lu}[\pL\pM'’.-]*(?: (?:of|the|de|van|von|\p{Lu}[\pL\pM'’.-]*)){0,4}` // as people type it

// How people quote in a channel where an article would print it otherwise.
var (
	// sayingVerbs are what they introduce a quotation with.
	sayingVerbs = strings.Fields(`said says thinks claimed claims told warned wrote tweeted argued argues admitted insisted stated`)
	saying      = strings.Join(sayingVerbs, "|")
	// signed is a name behind a quotation: "… on cameras — Olive Brandt".
	signed = regexp.MustCompile(`(?s)^(.+?)(?:\s*[—―–]|\s(?:--?|~))[\s*_]*(` + name + `)[.,*_]*\s*$`)
	// labelled is a name before one: "Olive Brandt: we will not …", "Brandt, the mayor, said: we will not …".
	labelled = regexp.MustCompile(`^((?:\p{Lu}[\pL\pM'’.-]* ){0,3}?(\pL[\pL\pM'’.-]*))(?:, [^,:"“”«»]{1,60},?| \([^()]*\))?(?: (?:` + saying + `))?: ["“«]?([^"“”«»]+)["”»]?$`)
	// unsaid is a verb of saying that is denied or asked for: what is to be checked is what stands behind it.
	unsaid = regexp.MustCompile(`(?i)\b(?:never |did(?:n['’]t| not) |(?:did|does|has)(?:n['’]t)? ((?:[\pL\pM'’.-]+ ){1,5}?))` +
		`(?:(?:not|never|ever|really|actually|truly|just|indeed|seriously|honestly|once) )*(?:say|said|writ(?:e|ten)|claim(?:ed)?|tweet(?:ed)?)\b`)
	// credited is a name in brackets behind a quotation, perhaps with where it was said.
	credited = regexp.MustCompile(`(["”»])\s*\(((?:\p{Lu}[\pL\pM'’.-]* ){0,4}(\p{Lu}[\pL\pM'’.-]*))(?:,[^()]*)?\)[.,;]?(?: (?:and|but|while)\b)?`)
	// another and behind are where somebody else's quotation begins in a sentence: behind its verb of saying, or before it.
	another = regexp.MustCompile(`(["”»])(?:[.,;] | (?:and|but|while|whereas) )+((?:(?:[\pL\pM'’.-]+ ){1,6}?(?:` + saying + `)(?: that|:)?|(?:\p{Lu}[\pL\pM'’.-]* ?){1,4}:) ["“«])`)
	behind  = regexp.MustCompile(`(["”»],? (?:` + saying + `)(?: [\pL\pM'’.-]+){1,4}?),? (?:and|but|while|whereas) (["“«][^"“”«»]*["”»],? (?:` + saying + `)\b)`)
	// attribution is all that stands beside a quotation, if it says no more than that somebody says it who
	// is not named or denied: "the keeper said:", "he added", "said a pilot".
	attribution = regexp.MustCompile(`^\W*(?:(?i:` + nameless + ` )?(?i:adds|added|continued|` + saying + `)(?: that)?|(?:` + saying + `) ` + nameless + `)\W*$`)
	nameless    = `(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|(?:[Tt]he|[Aa]n?|[Oo]ur|[Mm]y) \p{Ll}+)`
	wordForm    = regexp.MustCompile(`\S+`)
	// blockQuotes are lines that begin with ">", and everything behind ">>>".
	blockQuotes = regexp.MustCompile(`(?m)^[ \t]*>>> (?s:.*)|(?:^[ \t]*>.*\n?)+`)
	blockMarks  = regexp.MustCompile(`(?m)^[ \t>]+`)
	// quotations are words between marks, of quotations within others the outer ones.
	quotations = regexp.MustCompile(`“(?:[^“”\n]|“[^“”\n]*”)*”|"[^"\n]*"|«[^«»\n]*»`)
	// single are single quotation marks around some words.
	single = regexp.MustCompile(`(^|[\s(])['‘]([\pL\pN](?:[^'’‘\n]|\b['’]\b)*)['’]($|[\s).,;:?!])`)
)

// quoteBlocks turns block quotes into paragraphs between quotation marks, if they have none.
func quoteBlocks(message string, surnames map[string]bool) string {
	return blockQuotes.ReplaceAllStringFunc(message, func(block string) string {
		words, by := signature(strings.Join(strings.Fields(blockMarks.ReplaceAllString(block, "")), " "), surnames)
		if !strings.ContainsAny(words, `"“”«»`) {
			words = "“" + words + "”"
		}
		return words + "\n" + by
	})
}

// signature parts words from the name behind them: one of two words or more, or a surname.
func signature(words string, surnames map[string]bool) (quoted, by string) {
	m := signed.FindStringSubmatch(words)
	if m == nil || !strings.Contains(m[2], " ") && !surnames[strings.ToLower(m[2])] {
		return words, ""
	}
	return m[1], "— " + m[2] + "\n"
}

// outside changes what stands outside of quotations.
func outside(message string, change func(string) string) (out string) {
	at := 0
	for _, m := range append(quotations.FindAllStringIndex(message, -1), []int{len(message), len(message)}) {
		out += change(message[at:m[0]]) + message[m[0]:m[1]]
		at = m[1]
	}
	return out
}

// stated writes as said what is denied or asked for.
func stated(message string) string {
	return outside(message, func(s string) string { return unsaid.ReplaceAllString(s, "${1}said") })
}

// apart gives the quotations of several people a line each, with their names as signatures.
func apart(message string, surnames map[string]bool) string {
	message = credited.ReplaceAllStringFunc(message, func(s string) string {
		m := credited.FindStringSubmatch(s)
		if surnames[strings.ToLower(m[3])] { // or it may be an outlet
			return m[1] + " — " + m[2] + "\n"
		}
		return s
	})
	return behind.ReplaceAllString(another.ReplaceAllString(message, "$1.\n$2"), "$1.\n$2")
}

// asPrinted writes a line as an article would print it, as far as package quotation needs that.
func asPrinted(line string, surnames map[string]bool) string {
	if !strings.ContainsAny(line, `"“”«»`) {
		line = single.ReplaceAllString(line, "$1“$2”$3")
	}
	if m := labelled.FindStringSubmatch(line); m != nil && surnames[strings.ToLower(m[2])] { // or any heading would be a speaker
		line = m[1] + " said: “" + m[3] + "”"
	}
	// People leave out the full stop; an article's lines without one are headlines, in which no one speaks.
	last, _ := utf8.DecodeLastRuneInString(line)
	quoted := strings.IndexAny(line, "“\"«") == 0 && strings.ContainsRune("”\"»", last)
	if !quoted && (unicode.IsLetter(last) || unicode.IsDigit(last) || strings.ContainsRune(`"”»)`, last)) {
		line += "."
	}
	return line
}

// withCapitals writes names with a capital where a speaker stands, and what stands beside them of
// the same name: in a channel people type "parker said" and "- andrew parker".
func withCapitals(message string, surnames map[string]bool) string {
	return outside(message, func(s string) string {
		words, at := wordForm.FindAllString(s, -1), -1
		isName := func(i int) bool {
			_, known := surnames[bare(words, i)]
			return known
		}
		speaks := func(i int) bool { return isName(i) && speakerStands(words, i) }
		return wordForm.ReplaceAllStringFunc(s, func(word string) string {
			if at++; !isName(at) || !speaks(at-1) && !speaks(at) && !speaks(at+1) {
				return word
			}
			first := max(0, strings.IndexFunc(word, unicode.IsLetter))
			_, size := utf8.DecodeRuneInString(word[first:])
			return word[:first] + strings.ToUpper(word[first:first+size]) + word[first+size:]
		})
	})
}

// speakerStands reports whether a word stands beside a verb of saying, before a colon, in brackets or behind a dash.
func speakerStands(words []string, i int) bool {
	dash := i > 0 && strings.Trim(words[i-1], "—―–-~") == ""
	verb := slices.Contains(sayingVerbs, bare(words, i-1)) || slices.Contains(sayingVerbs, bare(words, i+1))
	brackets := strings.ContainsAny(strings.Join(words[i:min(i+2, len(words))], ""), "()") // (Marsh), Marsh (mayor)
	return dash || verb || brackets || strings.HasSuffix(words[i], ":")
}

// bare returns a word in small letters, without the marks around it; "" if there is none.
func bare(words []string, i int) string {
	if i < 0 || i >= len(words) {
		return ""
	}
	return strings.ToLower(strings.Trim(words[i], ".,:;!?\"“”«»>()"))
}

// surnamesIn returns, in small letters, the names of people of the coverage that stand in a message
// where a speaker would: true for surnames, false for others.
func (r *Router) surnamesIn(ctx context.Context, message string) (map[string]bool, error) {
	words := strings.Fields(stated(strings.ReplaceAll(message, "*", ""))) // without bold
	// These stand beside verbs of saying all the time, and name nobody.
	noSurnames := strings.Fields("a an the i we you he she it they this that these those there in on at of to by if and but or not no never as so who what")
	passedOver := slices.Concat([]string{""}, noSurnames, sayingVerbs)
	var names []string
	for i := range words {
		if name := bare(words, i); speakerStands(words, i) && !slices.Contains(passedOver, name) {
			names = append(names, name)
			passedOver = append(passedOver, name)
		}
	}
	surnames := map[string]bool{}
	const mostSurnames = 20 // words of a message that are looked up
	// One by one, or those of a frequent word would crowd out the others.
	for _, name := range names[:min(len(names), mostSurnames)] {
		people, err := r.library.People(ctx, []string{name}, mostPeople, false)
		if err != nil {
			return nil, err
		}
		for _, p := range people {
			words := strings.Fields(strings.ToLower(p.Name))
			for i, word := range words {
				if p.Kind == corpus.Individual {
					surnames[word] = surnames[word] || i == len(words)-1
				}
			}
		}
	}
	return surnames, nil
}
