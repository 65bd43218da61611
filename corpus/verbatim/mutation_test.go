package verbatim

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/tools/txtar"

	"onrecord/corpus"
	"onrecord/corpus/effort"
	"onrecord/corpus/quotation"
)

// invented loads the articles of testdata/articles.txtar.
func invented(t testing.TB) ([]*corpus.Article, []corpus.Identity) {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/articles.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var articles []*corpus.Article
	for _, s := range archive.Files {
		articles = append(articles, newArticle(t, s.Name, s.Name, strings.TrimSpace(string(s.Data))))
	}
	return annotated(t, articles)
}

func annotated(t testing.TB, articles []*corpus.Article) ([]*corpus.Article, []corpus.Identity) {
	t.Helper()
	if err := quotation.Annotate(t.Context(), articles); err != nil {
		t.Fatal(err)
	}
	return articles, quotation.Link(articles)
}

// A said is a sentence that somebody says in an article.
type said struct {
	text, speaker string
}

// sentences returns what the articles have people say, sentence by sentence.
func sentences(articles []*corpus.Article) []said {
	var out []said
	for _, a := range articles {
		for _, s := range a.Statements {
			if s.Kind != corpus.Direct || s.Speaker == corpus.Unattributed {
				continue
			}
			for _, sentence := range corpus.Sentences(a.Body(), s.Span) {
				text := a.Body()[sentence.Start:sentence.End]
				if len(strings.Fields(text)) >= 6 {
					out = append(out, said{text, a.People[s.Speaker].Name})
				}
			}
		}
	}
	return out
}

// letters returns a text's letters and digits alone, the crudest comparison there is.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFD.String(s))
}

// A change made to a claim on purpose, and the flag it must raise; nil words
// mean that it cannot be made here.
var changes = []struct {
	name string
	flag Flag
	make func(r *rand.Rand, words []string, all []said) []string
}{
	{"drop a negation", Negation, func(r *rand.Rand, words []string, _ []said) []string {
		return edit(r, words, isOneOf("not never no nobody none nothing without"), func(string) []string { return nil })
	}},
	{"add a negation", Negation, func(r *rand.Rand, words []string, _ []said) []string {
		i := 1 + r.IntN(len(words)-1)
		return slices.Insert(slices.Clone(words), i, []string{"not", "never", "hardly"}[r.IntN(3)])
	}},
	{"change a number", Number, func(r *rand.Rand, words []string, _ []said) []string {
		return edit(r, words, isNumberWord, func(w string) []string {
			i := strings.IndexFunc(w, unicode.IsDigit)
			if i < 0 {
				return []string{"seventeen"}
			}
			return []string{w[:i] + string('0'+(w[i]-'0'+1+byte(r.IntN(9)))%10) + w[i+1:]}
		})
	}},
	{"shift a decimal point", Number, func(r *rand.Rand, words []string, _ []said) []string {
		return edit(r, words, isNumberWord, func(w string) []string {
			return []string{strings.ReplaceAll(w, ",", ".") + []string{".5", "0", "%"}[r.IntN(3)]}
		})
	}},
	{"drop a unit", Number, func(r *rand.Rand, words []string, _ []said) []string {
		return edit(r, words, func(w string) bool { return strings.ContainsAny(w, "£%") }, func(w string) []string {
			return []string{strings.Trim(w, "£%")}
		})
	}},
	{"change a modal", Modal, func(r *rand.Rand, words []string, _ []said) []string {
		return edit(r, words, isOneOf("can could may might must shall should will would"), func(w string) []string {
			for {
				if m := []string{"can", "could", "may", "might", "must", "should", "will", "would"}[r.IntN(8)]; m != w {
					return []string{m}
				}
			}
		})
	}},
	{"swap a name", Words, func(r *rand.Rand, words []string, _ []said) []string {
		return edit(r, words, isOneOf("Hale Roe Okafor Marsh Brandt Dale Thornby"), func(w string) []string {
			return []string{"Ferraby"}
		})
	}},
	{"swap two names", Words, func(r *rand.Rand, words []string, _ []said) []string {
		var at []int
		for i, w := range words {
			if isOneOf("Ellen Marsh Carl Brandt")(w) {
				at = append(at, i)
			}
		}
		if len(at) != 4 {
			return nil
		}
		out := slices.Clone(words)
		out[at[0]], out[at[1]], out[at[2]], out[at[3]] = words[at[2]], words[at[3]], words[at[0]], words[at[1]]
		return out
	}},
	{"drop a word", "", func(r *rand.Rand, words []string, _ []said) []string {
		i := 1 + r.IntN(len(words)-2)
		return slices.Delete(slices.Clone(words), i, i+1)
	}},
	{"insert a word", "", func(r *rand.Rand, words []string, all []said) []string {
		return slices.Insert(slices.Clone(words), 1+r.IntN(len(words)-1), anyWord(r, all))
	}},
	{"replace a word", "", func(r *rand.Rand, words []string, all []said) []string {
		out := slices.Clone(words)
		out[r.IntN(len(words))] = anyWord(r, all)
		return out
	}},
	{"exchange two words", "", func(r *rand.Rand, words []string, _ []said) []string {
		out := slices.Clone(words)
		i, j := r.IntN(len(words)), r.IntN(len(words))
		out[i], out[j] = out[j], out[i]
		return out
	}},
	{"cut in the middle", "", func(r *rand.Rand, words []string, _ []said) []string {
		i := 1 + r.IntN(len(words)-2)
		return slices.Delete(slices.Clone(words), i, min(len(words)-1, i+1+r.IntN(4)))
	}},
	{"join with another sentence", "", func(r *rand.Rand, words []string, all []said) []string {
		return slices.Concat(words, strings.Fields(all[r.IntN(len(all))].text))
	}},
	{"half of another sentence", "", func(r *rand.Rand, words []string, all []said) []string {
		other := strings.Fields(all[r.IntN(len(all))].text)
		return slices.Concat(words[:len(words)/2], other[len(other)/2:])
	}},
	{"two words run together", "", func(r *rand.Rand, words []string, _ []said) []string {
		i := r.IntN(len(words) - 1)
		if strings.ContainsAny(words[i]+words[i+1], "£%") || bare(words[i]) == "per" && bare(words[i+1]) == "cent" {
			return nil // these are words by themselves, and percent is per cent
		}
		out := slices.Clone(words)
		out[i] = bare(out[i]) + bare(out[i+1])
		return slices.Delete(out, i+1, i+2)
	}},
}

func bare(w string) string { return strings.Trim(w, ".,;:?!‘’“”\"'") }

func isOneOf(list string) func(string) bool {
	words := strings.Fields(list)
	return func(w string) bool { return slices.Contains(words, bare(w)) }
}

func isNumberWord(w string) bool {
	return strings.ContainsFunc(w, unicode.IsDigit) || isOneOf("two three ten eight hundred")(w)
}

// edit replaces one of the words that fit.
func edit(r *rand.Rand, words []string, fits func(string) bool, by func(string) []string) []string {
	var at []int
	for i, w := range words {
		if fits(w) {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return nil
	}
	i := at[r.IntN(len(at))]
	return slices.Replace(slices.Clone(words), i, i+1, by(bare(words[i]))...)
}

func anyWord(r *rand.Rand, all []said) string {
	words := strings.Fields(all[r.IntN(len(all))].text)
	return bare(words[r.IntN(len(words))])
}

// TestChangedClaims changes claims in every way it knows. None may then pass for
// what was said, and what changes the meaning must be flagged.
func TestChangedClaims(t *testing.T) {
	articles, people := invented(t)
	var bodies []string
	for _, a := range articles {
		bodies = append(bodies, letters(a.Body()))
		speech := ""
		for _, s := range a.Statements {
			speech += letters(a.Body()[s.Span.Start:s.Span.End])
		}
		bodies = append(bodies, speech)
	}
	all := sentences(articles)
	r := rand.New(rand.NewPCG(1, 2))
	tried, flagged := 0, 0
	for range effort.Rounds(10) {
		for _, s := range all {
			for _, c := range changes {
				words := c.make(r, strings.Fields(s.text), all)
				claim := strings.Join(words, " ")
				there := slices.ContainsFunc(bodies, func(b string) bool { return strings.Contains(b, letters(claim)) })
				joined := slices.Contains([]string{"two words run together", "shift a decimal point", "drop a unit"}, c.name)
				if words == nil || there && !joined {
					continue // it happens to be said
				}
				tried++
				report := Check(Claim{claim, s.speaker}, articles, people)
				if report.Verdict == Exact || report.Verdict == Punctuation {
					t.Errorf("%s: %s: %q of %q", report.Verdict, c.name, claim, s.text)
				}
				if c.flag == "" || report.Verdict != Altered {
					continue
				}
				flagged++
				if !slices.Contains(report.Matches[0].Flags, c.flag) {
					t.Errorf("%s: no flag %s but %v: %q of %q: %q", c.name, c.flag, report.Matches[0].Flags, claim, s.text, report.Matches[0].Diff)
				}
			}
		}
	}
	t.Logf("%d changed claims, %d of them altered in meaning", tried, flagged)
}

// restyled are the ways in which an honest quotation gets other marks.
var restyled = map[string]func(string) string{
	"as it is":         func(s string) string { return s },
	"in marks":         func(s string) string { return "«" + s + "»" },
	"block quote":      func(s string) string { return "> " + s },
	"capitals":         strings.ToUpper,
	"small letters":    strings.ToLower,
	"straight marks":   strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`).Replace,
	"no apostrophes":   strings.NewReplacer("’", "", "'", "").Replace,
	"no marks":         strings.NewReplacer(", ", " ", ". ", " ", "’", "").Replace,
	"hyphens parted":   strings.NewReplacer("half-measures", "half measures", "well-meant", "well meant").Replace,
	"hyphens joined":   strings.NewReplacer("co-operation", "cooperation", "self-inflicted", "selfinflicted").Replace,
	"no thousands":     strings.NewReplacer("1,400", "1400", "5,000", "5000", "6,200", "6200").Replace,
	"other hyphens":    strings.NewReplacer("-", "‑").Replace,
	"decomposed":       norm.NFD.String,
	"accents":          strings.NewReplacer("e", "é", "o", "ö").Replace,
	"invisible":        func(s string) string { return strings.ReplaceAll(s, "e", "e\u200b\u00ad") },
	"full width":       strings.NewReplacer("a", "ａ", "t", "ｔ").Replace,
	"hard spaces":      func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0 ") },
	"markup":           func(s string) string { return "<p>" + strings.ReplaceAll(s, " the ", " <em>the</em> ") + "</p>" },
	"entities":         strings.NewReplacer("’", "&rsquo;", " the ", "&nbsp;the ").Replace,
	"words over lines": strings.NewReplacer("ers", "er-\ns", "half-m", "half-\nm", "well-m", "well-\nm").Replace,
	"dates turned":     strings.NewReplacer("12 March", "March 12th").Replace,
	"on several lines": func(s string) string { return strings.ReplaceAll(s, ", ", ",\n") },
}

// TestHonestClaims changes nothing but the looks of what was said; it must be found, with
// its speaker, and be somebody else's when it is claimed for another.
func TestHonestClaims(t *testing.T) {
	articles, people := invented(t)
	for _, s := range sentences(articles) {
		for name, restyle := range restyled {
			claim := restyle(s.text)
			r := Check(Claim{claim, s.speaker}, articles, people)
			if r.Verdict != Exact && r.Verdict != Punctuation || r.Matches[0].Voice != Said {
				t.Errorf("%s: %s: %q of %q", name, r.Verdict, claim, s.text)
			}
			if got := Check(Claim{claim, "Barbara Quill"}, articles, people).Verdict; got != WrongSpeaker {
				t.Errorf("%s: %s, want %s: %q", name, got, WrongSpeaker, claim)
			}
		}
		if got := Check(Claim{s.text, ""}, articles, people).Verdict; got != Exact {
			t.Errorf("%s, want %s: %q", got, Exact, s.text)
		}
	}
}
