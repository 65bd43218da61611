package quotation

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/corpus/golden"
)

// testdata/blind/blind.jsonl holds twenty articles in twenty house styles, all
// invented and their gold marked before their author had read how this package
// decides. The rules were then mended by the articles with odd numbers (dev);
// those with even numbers (later) were only counted until direct joint F1 stood
// at .878 and wrong names at 9 of 94 direct; that is the honest figure for
// articles of such styles. Their faults have been read since.
//
// fresh.jsonl holds twenty-four more, made in the same way after that. On the
// first run direct joint F1 stood at .872 (odd .901, even .846) and that of all
// quoted words at .860 (.877, .844), with wrong names 13 of 161 and 20 of 216.
//
// unseen.jsonl holds thirty after that, by somebody who had seen nothing of this
// project, in harder styles (long reads, live blogs, obituaries). On the first run
// direct joint F1 stood at .771 (odd) and .754 (even), with wrong names 25 of 154
// and 45 of 188; they have been read since. The gold of its transcript (12) has only
// what is quoted within the turns, so it is left out of the figures.
//
// press.jsonl holds thirty-six after that, again by somebody who had seen nothing, in
// ordinary press style. On the first run joint F1 of all quoted words stood at .843, with
// somebody else named for 34 of 529 (said.py of ../shared); all have been read since.
// press2.jsonl is thirty more of that kind: .856 and 24 of 402 on the first run, when the
// faults of press.jsonl had been mended, and .853 and 22 of 401 before: so much of a
// mended kind is met again. press3.jsonl is thirty-six more: .850 and 34 of 507 on the first
// run, and .870 and 27 when the kinds that it showed had been mended. press4.jsonl is the same
// again, half of it on security: .851 and 30 of 454 before that, .858 and 27 behind it, on the
// first run of both; .879 and 19 with its own kinds.
//
// press5.jsonl is twenty-four of plain journalism, and nobody has read it: .851 and 12 of 305
// before the kinds of press3 and press4 were mended, .859 and 10 of 304 behind it, and .875 and
// 6 when some hundred special cases had been dropped, where each was held against its figures,
// too. Whoever reads it writes a new one first.
//
// press6.jsonl is thirty more of plain journalism: .860 and 28 of 427 before these were dropped,
// .862 and 29 behind it, on the first run of both, and .904 and 14 when it had been read.
//
// press7.jsonl to press40.jsonl are 1,210 more by thirty-four writers who had seen nothing. Each was read
// when the next had been written; joint F1 of all quoted words and somebody else named, on the
// first run of the code before any of these had been read, and of the code that had read those
// before it, but not this one:
//
//	press7   .914  9 of 419
//	press8   .840 26 of 448    .842 28
//	press9   .823 21 of 399    .855 16
//	press10  .875 16 of 451    .897 17
//	press11  .894 16 of 456    .909 16
//	press12  .873 13 of 410    .882 16
//	press13  .823 14 of 451    .874 13
//	press14  .851  8 of 413    .899  5
//	press15  .783 35 of 442    .783 35
//	press16  .818 27 of 471    .818 27
//	press17  .811 20 of 418    .813 20
//	press18  .808 32 of 393    .808 32
//	press19  .825 30 of 433    .825 30
//	press20  .809 25 of 465    .809 25
//	press21  .801 28 of 447    .804 29
//	press22  .803 23 of 419    .784 20
//	press23  .823 27 of 426    .823 20
//	press24  .883  9 of 449    .863  9
//	press25  .861 18 of 427    .869 15
//	press26  .894 13 of 424    .880 11
//	press27  .857 21 of 451    .840 16
//	press28  .823 22 of 416    .821 19
//	press29  .870 15 of 428    .870 15
//	press30  .867 10 of 437    .858 15
//	press31  .811 23 of 429    .776 18
//	press32  .851 12 of 452
//	press33  .842 16 of 442
//	press34  .819 18 of 442    .824 19
//	press35  .822 14 of 416    .831 16
//	press36  .827 15 of 475    .827 15
//	press37  .834 15 of 441    .834 15
//	press38  .832 10 of 423    .835  9
//	press39  .790 19 of 534    .786 19
//	press40  .876 10 of 454    .876  7
//
// When whom a pronoun stands for was learnt, from the sets that had been read, press16 had .834 and
// 26, press17 .818 and 20, then .820 and 15 when press16 had been read, and press18 .808 and 30.
// When who says what no cue stands beside was learnt, too, and some 330 lines of rules had gone,
// press19 had .833 and 31, press20 .810 and 23. From press22 on a word that may mean somebody else
// names nobody, which costs names of the right ones, too; less since it takes part again in whom a
// pronoun behind it means (press30 .860 and 12, press31 .792 and 16). When each condition of the
// package had been left out by itself, and those had gone that cost more than they gave, press30 had
// .874 and 11, press31 .810 and 16, press32 .853 and 12, press33 .853 and 17. press14 has not been
// read, but for lines of errors, nor have press30 and press31, but for lines that two versions read
// differently, and of press39 only lines of errors; press32 to press35, press38 and press40 have not been
// seen at all. Whoever reads them writes new ones first.

// unread are the sets that judge what was learnt or decided on the others.
var unread = []string{"press14", "press30", "press31", "press32", "press33", "press34", "press35", "press38", "press39", "press40"}

// pressSets returns press and press2 to press40.
func pressSets() []string {
	sets := []string{"press"}
	for n := 2; n <= 40; n++ {
		sets = append(sets, fmt.Sprintf("press%d", n))
	}
	return sets
}

// A goldArticle is one line of a gold file; offsets count code points.
type goldArticle struct {
	Doc    string `json:"doc"`
	Text   string `json:"text"`
	Quotes []struct {
		Start   int    `json:"start"`
		End     int    `json:"end"`
		Kind    string `json:"kind"`
		Speaker string `json:"speaker"`
	} `json:"quotes"`
}

// blindFigures counts quotations, direct ones and woven fragments alike. One is
// right when its words are found and its speaker is the gold one. A name is
// wrong when the words under it are somebody else's or nobody's. Of those found,
// described had "the minister" or the like where the gold has something else, and
// nobody had no speaker.
type blindFigures struct{ gold, found, right, given, named, wrong, described, nobody int }

func (f blindFigures) String() string {
	p, r := float64(f.right)/float64(max(1, f.given)), float64(f.right)/float64(max(1, f.gold))
	return fmt.Sprintf("gold %d found %d right %d, joint P %.3f R %.3f F1 %.3f, "+
		"wrong names %d of %d (%.1f%%), described %d, nobody %d", f.gold, f.found, f.right, p, r, 2*p*r/max(p+r, 1e-9),
		f.wrong, f.named, 100*float64(f.wrong)/float64(max(1, f.named)), f.described, f.nobody)
}

// TestBlind prints the figures of each set's articles with odd numbers apart from
// those of its even ones.
func TestBlind(t *testing.T) {
	parts := []struct {
		name, set  string
		from, step int
	}{
		{"dev", "blind", 0, 2},
		{"later", "blind", 1, 2},
		{"fresh odd", "fresh", 0, 2},
		{"fresh even", "fresh", 1, 2},
		{"fresh", "fresh", 0, 1},
		{"unseen odd", "unseen", 0, 2},
		{"unseen even", "unseen", 1, 2},
	}
	for _, set := range pressSets() {
		parts = append(parts, struct {
			name, set  string
			from, step int
		}{set, set, 0, 1})
	}
	var b strings.Builder
	for _, part := range parts {
		var direct, quoted blindFigures
		articles := readGold(t, "testdata/blind/"+part.set+".jsonl")
		for i := part.from; i < len(articles); i += part.step {
			if articles[i].Doc == "12_transcript" {
				continue
			}
			direct.count(&articles[i], func(kind string) bool { return kind == "direct" })
			quoted.count(&articles[i], func(kind string) bool { return kind != "indirect" })
		}
		fmt.Fprintf(&b, "%s direct: %v\n%s quoted: %v\n", part.name, direct, part.name, quoted)
	}
	golden.Check(t, "testdata/blind/golden.txt", b.String())
}

func readGold(t *testing.T, name string) []goldArticle {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var articles []goldArticle
	for decoder := json.NewDecoder(file); ; {
		var g goldArticle
		err := decoder.Decode(&g)
		if err == io.EOF {
			return articles
		}
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, g)
	}
}

// count adds one article. It is the scorer of ../shared in short: spans that
// share at least half of their length are the same.
func (f *blindFigures) count(g *goldArticle, in func(kind string) bool) {
	statements, people := Extract(g.Text)
	at := make([]int, 0, len(g.Text)) // code point → byte
	for i := range g.Text {
		at = append(at, i)
	}
	at = append(at, len(g.Text))
	gold := make([]corpus.Span, len(g.Quotes))
	for i, q := range g.Quotes {
		gold[i] = inner(g.Text, corpus.Span{Start: at[q.Start], End: at[q.End]})
		if in(q.Kind) && q.Speaker != "" {
			f.gold++
		}
	}
	taken := make([]bool, len(gold))
	for _, s := range statements {
		if !in(string(s.Kind)) {
			continue
		}
		name := ""
		if s.Speaker != corpus.Unattributed {
			name = people[s.Speaker].Name
		}
		best, share := -1, 0.0
		for i := range gold {
			if o := overlap(gold[i], inner(g.Text, s.Span)); o > share {
				best, share = i, o
			}
		}
		speaker := ""
		if best >= 0 {
			speaker = g.Quotes[best].Speaker
		}
		same := name != "" && speaker != "" && sameSpeaker(speaker, name)
		if name != "" {
			f.named++
			if !same {
				f.wrong++
			}
		}
		switch {
		case share >= .5 && in(g.Quotes[best].Kind) && !taken[best]:
			taken[best] = true
			if speaker == "" {
				continue
			}
			f.given++
			f.found++
			switch {
			case same:
				f.right++
			case name == "":
				f.nobody++
			case isPrintedDescription(name):
				f.described++
			}
		case best < 0 || in(g.Quotes[best].Kind):
			f.given++
		}
	}
}

// isPrintedDescription reports whether a name is a description as the article has it.
func isPrintedDescription(name string) bool {
	first, rest, _ := strings.Cut(name, " ")
	r, _ := utf8.DecodeRuneInString(first)
	return unicode.IsLower(r) || rest != "" && classOf(strings.ToLower(first))&cDet != 0
}

// inner returns a span without marks and punctuation at its ends.
func inner(text string, s corpus.Span) corpus.Span {
	const trim = " \t\r\n\u00a0\"“”«»'‘’`.,;:!?-–—"
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !strings.ContainsRune(trim, r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !strings.ContainsRune(trim, r) {
			break
		}
		s.End -= n
	}
	return s
}

// overlap returns what two spans share, as a part of what they cover together.
func overlap(a, b corpus.Span) float64 {
	both := min(a.End, b.End) - max(a.Start, b.Start)
	if both <= 0 {
		return 0
	}
	return float64(both) / float64(max(a.End, b.End)-min(a.Start, b.Start))
}

// sameSpeaker reports whether a name means the gold speaker: the same surname
// and no other given name, or half of a description's words.
func sameSpeaker(gold, name string) bool {
	split := func(s string) []string {
		var out []string
		for w := range strings.FieldsSeq(strings.ToLower(strings.ReplaceAll(s, "’s", ""))) {
			if w = strings.Trim(w, ".,'’"); w != "" && classOf(w)&(cDet|cPrep|cSir|cMadam|cStyle) == 0 {
				out = append(out, w)
			}
		}
		return out
	}
	g, p := split(gold), split(name)
	if len(g) == 0 || len(p) == 0 {
		return false
	}
	if len(p) == 1 || len(g) == 1 {
		return slices.Contains(g, p[len(p)-1]) || slices.Contains(p, g[len(g)-1])
	}
	shared := 0
	for _, w := range p {
		if slices.Contains(g, w) {
			shared++
		}
	}
	return shared*2 >= max(len(g), len(p))
}
