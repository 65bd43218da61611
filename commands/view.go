package commands

import (
	"fmt"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
	"onrecord/corpus/verbatim"
)

// A View is a response as people read it. Every sentence of it is decided in this package;
// a transport styles it, and leaves out what it has no room for.
type View struct {
	Title    string   // what is shown: an article, a list, the quotations of a message
	URL      string   // of the article that the title names
	Notes    []string // to be read before all else
	Blocks   []Block  // the results or, where there are none, the nearest passages
	Findings []Finding
	Sections []Section
	Scope    string // how much coverage there is, in few words
}

// A Block is words of an article, who says them, and where they stand.
type Block struct {
	Text     []Piece
	Kind     corpus.Kind
	Byline   string  // whose words they are; "" of an outlet that stands above
	Source   string  // outlet and day, if they do not stand above, and what else is to be known about the words
	Outlet   string  // that prints them
	Link     string  // to the very words; "" where the source has no address
	Context  Request // for what stands around them
	Citation Citation
}

// A Mark says how a piece of a block's text stands to what was asked.
type Mark = verbatim.Op

const (
	Plain    Mark = ""
	Around        = verbatim.Skip   // what shows that a text goes on, or the rest of its sentences
	Same          = verbatim.Equal  // words that were asked for, as the article has them
	Inserted      = verbatim.Insert // what the article has, and the claim has not
	Deleted       = verbatim.Delete // what the claim has, and the article has not
)

// A Piece is some of a block's text, and its Op the mark of it.
type Piece = verbatim.Edit

// A Tone says how a verdict is to be taken. It is never better than what is written.
type Tone int

const (
	Nothing Tone = iota // there is nothing to be said about the claim
	Good
	Caution
	Wrong
)

// A Finding is what came of checking a claim.
type Finding struct {
	Claim    string // what was claimed, and of whom; for where there are several
	Verdict  string
	Tone     Tone
	Looked   string // how far, where nothing was found
	Warnings []string
	Matches  []Block
	Variants []Block // as others print it
	Nearest  []Block // in meaning, where nothing was found
}

// NearestToClaim stands above what is nearest to a claim.
const NearestToClaim = "Nearest in meaning, which is not what was claimed:"

// View returns the response as people read it.
func (r *Response) View() *View {
	v := &View{Title: r.Title, Sections: r.Sections, Findings: each(r.Checks, r.finding), Scope: scopeSummary(r.Scope)}
	if r.Article != nil {
		v.URL, v.Notes = r.Article.URL, []string{articleSource(r.Article)}
	}
	if r.Again != nil {
		v.Notes = append(v.Notes, "Looked for: "+r.Again.query())
	}
	if r.Certainty != "" {
		v.Notes = append(v.Notes, r.Certainty)
	}
	if len(r.Corrections) > 0 {
		instead := each(r.Corrections, func(c corpus.Correction) string {
			return fmt.Sprintf("“%s” for “%s”", c.Searched, short(c.Typed))
		})
		v.Notes = append(v.Notes, "Searched "+enumerate(instead, " and ")+".")
	}
	results := r.Results
	switch {
	case len(r.Results)+len(r.Checks)+len(r.Sections) > 0:
	case r.Total > 0:
		v.Notes = append(v.Notes, "There is no more: "+text.Count(r.Total, "result")+" in all.")
	default:
		v.Notes = append(v.Notes, silence(r))
		if results = r.Nearest; len(results) > 0 {
			near := "Nothing says this in these words. Nearest in meaning:"
			if r.Request.Command == ask.Name {
				near = "No answer was found in these, which are nearest in meaning:"
			}
			v.Notes = append(v.Notes, "", near)
		}
	}
	v.Blocks = r.blocks(results, nil)
	return v
}

// Page says which results, or lines, a transport shows that shows so many: "1–3 of 5".
func (r *Response) Page(shown int) string {
	page, of := fmt.Sprint(r.Request.Offset+1), "of"
	if shown != 1 {
		page += fmt.Sprint("–", r.Request.Offset+shown)
	}
	if r.About {
		of = "of about"
	}
	return fmt.Sprintf("%s %s %d", page, of, r.Total)
}

// scopeSummary gives a scope in few words: "5 articles, 5 outlets, 2014–2021".
func scopeSummary(s corpus.Scope) string {
	years := string(s.From[:min(4, len(s.From))])
	if to := string(s.To[:min(4, len(s.To))]); to != years {
		years += "–" + to
	}
	return strings.TrimSuffix(text.Count(s.Articles, "article")+", "+text.Count(s.Outlets, "outlet")+", "+years, ", ")
}

// blocks show results or, where these are matches of a claim, the way from it to what the articles
// print, in whole sentences.
func (r *Response) blocks(results []corpus.Result, matches []verbatim.Match) (out []Block) {
	for i := range results {
		found := &results[i]
		a := found.Excerpt.Article()
		var words pieces
		if matches == nil {
			words = excerptText(found)
		} else {
			for _, e := range matches[i].Diff {
				words.add(e.Text, e.Op)
			}
		}
		b := Block{
			Text: words, Kind: found.Kind, Byline: byline(found), Source: excerptSource(found), Outlet: outletOf(a),
			Link: link(found), Context: contextOf(found), Citation: citationOf(found),
		}
		switch {
		case r.Article == nil: // else the source stands above
			b.Source = strings.TrimSuffix(articleSource(a)+between+b.Source, between)
		case b.Kind == corpus.Report:
			b.Byline = ""
		}
		out = append(out, b)
	}
	return out
}

func excerptText(r *corpus.Result) (out pieces) {
	matches := r.Matches
	if !r.Answer.Empty() {
		matches = []corpus.Span{r.Answer} // what was asked for, not what was asked with
	}
	body, s := r.Excerpt.Article().Body(), r.Excerpt.Span()
	before, after := r.Excerpt.Ellipses()
	out.add(before, Around)
	at := s.Start
	for _, m := range matches {
		if m.Start < at || m.End > s.End {
			continue
		}
		mark := Plain
		if between := body[at:m.Start]; len(out) > 0 && (between == "-" || between == " ") {
			mark = out[len(out)-1].Op // of words that stand together
		}
		out.add(body[at:m.Start], mark)
		out.add(body[m.Start:m.End], Same)
		at = m.End
	}
	out.add(body[at:s.End], Plain)
	out.add(after, Around)
	return out
}

// pieces are in the order of a text; no two neighbours have the same mark.
type pieces []Piece

func (p *pieces) add(text string, m Mark) {
	switch last := len(*p) - 1; {
	case text == "":
	case last >= 0 && (*p)[last].Op == m:
		(*p)[last].Text += text
	default:
		*p = append(*p, Piece{Op: m, Text: text})
	}
}

func (r *Response) finding(c Check) Finding {
	f := Finding{Claim: "“" + text.Truncate(c.Text, 150) + "”", Verdict: c.verdict(), Warnings: c.warnings()}
	if c.Speaker != "" {
		f.Claim += ", claimed of " + text.Truncate(c.Speaker, 80)
	}
	if c.Verdict == verbatim.Absent {
		f.Looked, f.Nearest = "Looked through "+ScopeText(r.Scope)+".", r.blocks(r.Nearest, nil)
		if len(r.Nearest) > 0 {
			f.Looked += "\n" + NearestToClaim
		}
	}
	switch right := c.Verdict == verbatim.Exact || c.Verdict == verbatim.Punctuation; {
	case c.Verdict == verbatim.WrongSpeaker:
		f.Tone = Wrong
	case right && len(f.Warnings) == 0:
		f.Tone = Good
	case len(c.Matches) > 0:
		f.Tone = Caution
	}
	variants := c.Variants[:min(len(c.Variants), 5)] // more are not worth reading
	f.Matches, f.Variants = r.blocks(resultsOf(c.Matches), c.Matches), r.blocks(resultsOf(variants), variants)
	return f
}

// enumerate puts commas between words, and the conjunction before the last.
func enumerate(words []string, conjunction string) string {
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + conjunction + words[len(words)-1]
}

// ScopeText says how far a search looked: "5 articles of 5 outlets, 4 Nov 2014 to 13 Sep 2021".
func ScopeText(s corpus.Scope) string {
	outlets := unknownOutlet
	if s.Outlets > 0 {
		outlets = text.Count(s.Outlets, "outlet")
	}
	return fmt.Sprintf("%s of %s, %s", text.Count(s.Articles, "article"), outlets, days(s.From, s.To))
}

// silence says that the coverage is silent, on what, and which words it does not know at all.
func silence(r *Response) string {
	if r.Scope.Articles == 0 {
		return "Nothing" + filters(r) + ": no article of the coverage fits. See /sources for what there is."
	}
	s := fmt.Sprintf("Not in the coverage: nothing%s in %s, answers this.", filters(r), ScopeText(r.Scope))
	missing := each(r.Missing[:min(len(r.Missing), 8)], func(word string) string { return "“" + short(word) + "”" })
	if len(missing) > 0 {
		s += " It does not contain " + enumerate(missing, " or ") + "."
	}
	return s
}

// filters names the options that narrowed a search down.
func filters(r *Response) string {
	s := ""
	for _, f := range []struct{ value, words string }{
		{r.asked.Speaker, " by “%s”"}, {r.asked.Outlet, " from “%s”"}, {r.Request.Arg("from"), " from %s on"}, {r.Request.Arg("to"), " up to %s"},
	} {
		if f.value != "" {
			s += fmt.Sprintf(f.words, short(f.value))
		}
	}
	return s
}
