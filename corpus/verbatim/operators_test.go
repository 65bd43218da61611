package verbatim

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"onrecord/corpus"
	"onrecord/corpus/coverage"
	"onrecord/corpus/effort"
)

// An operator makes claims out of a sentence that somebody said. None of them may pass
// for what was said.
type operator struct {
	name string
	make func(s sample) []Claim
}

// A sample is a sentence that somebody says, and the next one of the same quotation.
type sample struct {
	words         []string
	next          []string
	speaker, role string
}

// replacing makes a claim for each word of the sentence that stands in the pairs ("a b"
// puts b for a), with that word replaced.
func replacing(pairs ...string) func(s sample) []Claim {
	return func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			for _, p := range pairs {
				from, to, _ := strings.Cut(p, " ")
				if bare(w) == from {
					out = append(out, s.with(i, i+1, strings.Replace(w, from, to, 1)))
				}
			}
		}
		return out
	}
}

// with returns the claim that has other words in the place of some.
func (s *sample) with(from, to int, words ...string) Claim {
	return Claim{strings.TrimSpace(strings.Join(slices.Replace(slices.Clone(s.words), from, to, words...), " ")), s.speaker}
}

func inserting(words ...string) func(s sample) []Claim {
	return func(s sample) []Claim {
		var out []Claim
		for n, w := range words {
			for i := 1 + n%2; i < len(s.words); i += 3 {
				out = append(out, s.with(i, i, w))
			}
		}
		return out
	}
}

// around puts a head before the sentence, or a tail behind it.
func around(heads, tails []string) func(s sample) []Claim {
	return func(s sample) []Claim {
		var out []Claim
		for _, h := range heads {
			r := []rune(s.words[0])
			first := s.words[0]
			if isOneOf("The We It They This In How If There")(first) {
				first = string(unicode.ToLower(r[0])) + string(r[1:])
			}
			out = append(out, s.with(0, 1, h, first))
		}
		end := len(s.words)
		for _, t := range tails {
			out = append(out, s.with(end-1, end, strings.TrimRight(s.words[end-1], ".,?!")+t))
		}
		return out
	}
}

// named claims the sentence for somebody who is called after its speaker.
func named(forms ...string) func(s sample) []Claim {
	return func(s sample) []Claim {
		name := strings.Fields(s.speaker)
		if len(name) != 2 || slices.ContainsFunc(name, func(w string) bool { return !unicode.IsUpper([]rune(w)[0]) }) || isOneOf("Facebook")(name[1]) {
			return nil
		}
		var out []Claim
		for _, f := range forms {
			speaker := strings.NewReplacer("FIRST", name[0], "LAST", name[1], "NAME", s.speaker).Replace(f)
			out = append(out, Claim{strings.Join(s.words, " "), speaker})
		}
		return out
	}
}

// turnsIt finds words of a sentence that turn what stands beside them.
var turnsIt = isOneOf("not never cannot nobody none nothing without unless if can't don't won't isn't doesn’t don’t won’t unacceptable")

var operators = []operator{
	{name: "cut after what turns it", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if turnsIt(w) && len(s.words)-i > 4 && !isOneOf("only just")(s.words[i+1]) {
				out = append(out, s.with(0, i+1))
			}
		}
		return out
	}},
	{name: "cut before what turns it", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if turnsIt(w) && i >= 5 && (i+1 == len(s.words) || !isOneOf("only just")(s.words[i+1])) {
				out = append(out, s.with(i, len(s.words)))
			}
		}
		return out
	}},
	{name: "ellipsis over what turns it", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if turnsIt(w) && i >= 2 && len(s.words)-i > 4 && !isOneOf("only just")(s.words[i+1]) {
				for _, e := range []string{"…", "...", ". . .", "[…]", "[...]", "***", "(…)", "* * *"} {
					out = append(out, s.with(i, i+1, e))
				}
			}
		}
		return out
	}},
	{name: "ellipsis from the middle of one to the middle of the next", make: func(s sample) []Claim {
		if len(s.next) < 8 || len(s.words) < 8 {
			return nil
		}
		var out []Claim
		for _, e := range []string{" … ", " ... ", " [...] ", " . . . ", " *** "} {
			out = append(out, Claim{strings.Join(s.words[:len(s.words)-3], " ") + e + strings.Join(s.next[3:], " "), s.speaker})
		}
		return out
	}},
	{name: "only put in", make: inserting("only", "only")},
	{name: "adverb put in", make: inserting("secretly", "allegedly", "supposedly", "almost", "again")},
	{name: "only left out", make: replacing("only ", "just ", "more ", "most ", "always ", "still ")},
	{name: "another person", make: replacing("I they", "we they", "We They", "I You", "our their", "my your", "they we", "They We", "their our", "us them", "he she", "me him")},
	{name: "and, or, but", make: replacing("and or", "or and", "but and", "and but")},
	{name: "conditions", make: replacing("if because", "if when", "because if", "when if", "before after", "unless if", "until before", "until since")},
	{name: "quantities", make: replacing("most some", "some all", "all some", "every any", "many few", "more less", "largest smallest", "both either", "much little")},
	{name: "times", make: replacing("days months", "hours days", "year week", "months weeks", "week year", "March May", "next last", "now then", "minutes hours")},
	{name: "prepositions", make: replacing("to by", "for against", "with without", "in outside", "from to", "by for", "of against", "on off", "on under")},
	{name: "opposites", make: replacing("public secret", "secret public", "more less", "protect harm", "better worse", "sell buy", "lost found", "huge tiny", "private public",
		"greater lesser", "ethical unethical", "legal illegal", "safe unsafe", "acceptable unacceptable", "right wrong", "free jailed", "lower higher", "allow forbid", "succeed fail")},
	{name: "names at the beginning", make: func(s sample) []Claim {
		if !isOneOf("GCHQ Facebook Farmers Police Child Ellen Isis Mr Roe")(s.words[0]) {
			return nil
		}
		return []Claim{s.with(0, 1, "NASA"), s.with(0, 1, "Google"), s.with(0, 1, "Soldiers")}
	}},
	{name: "tense", make: replacing("is was", "are were", "have had", "was is", "has had", "were are", "cost costs", "said say", "continue continued", "asked asks")},
	{name: "one for several", make: replacing("companies company", "firms firm", "homes home", "powers power", "workers worker", "criminals criminal", "harvest harvests", "barrage barrages")},
	{name: "a head", make: around([]string{"It is false that", "Nobody believes that", "They say", "I deny that", "If only", "Some people think that", "Imagine that", "It is not as if"}, nil)},
	{name: "a tail", make: around(nil, []string{", or so they say.", ", they claim.", " if it rains.", ", which is nonsense.", " — not at all.", ", I wish."})},
	{name: "words moved", make: func(s sample) []Claim {
		n := len(s.words)
		var out []Claim
		for i := 1; i+2 < n; i += 4 {
			if isOneOf("- a the an")(s.words[i]) || isOneOf("- a the an")(s.words[i+1]) {
				continue
			}
			out = append(out, s.with(i, i+2, s.words[i+1], s.words[i]))
		}
		return append(out, Claim{strings.Join(slices.Concat(s.words[n/2:], s.words[:n/2]), " "), s.speaker})
	}},
	{name: "a word left out", make: func(s sample) []Claim {
		var out []Claim
		for i := 1; i+1 < len(s.words); i++ {
			if !isOneOf("a an the … - [a] [an] [and] [of] [sic] [that] [the] [to]")(s.words[i]) && s.words[i+1] != "…" {
				out = append(out, s.with(i, i+1))
			}
		}
		return out
	}},
	{name: "struck out", make: marking("~~%s~~", "<s>%s</s>")},
	{name: "struck out letter by letter", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if turnsIt(w) {
				for _, stroke := range []string{"\u0336", "\u0338", "\u20d2", "\u20e5"} {
					out = append(out, s.with(i, i+1, strings.Join(strings.Split(w, ""), stroke)+stroke))
				}
			}
		}
		return out
	}},
	{name: "hidden as a spoiler", make: marking("||%s||")},
	{name: "put in as a spoiler", make: inserting("||not||", "||never||")},
	{name: "emoji that deny", make: inserting("🚫", "❌", "🙅", "👎")},
	{name: "right-to-left marks", make: inserting("\u202eton\u202c", "\u2067ton\u2069")},
	{name: "look-alike negation", make: inserting("nоt", "𝐧𝐨𝐭", "ｎｏｔ", "nøt", "nеver")},
	{name: "about so many", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if unicode.IsDigit([]rune(w)[0]) {
				out = append(out, s.with(i, i+1, "~"+w), s.with(i, i+1, "≈"+w), s.with(i, i+1, "<"+w), s.with(i, i+1, "±"+w))
			}
		}
		return out
	}},
	{name: "told as a question", make: func(s sample) []Claim {
		end := len(s.words) - 1
		if strings.Contains(s.words[end], "?") {
			return nil
		}
		last := strings.TrimRight(s.words[end], ".,!")
		return []Claim{s.with(end, end+1, last+"?"), s.with(end, end+1, last+" (?)"), s.with(2, 3, bare(s.words[2])+"?")}
	}},
	{name: "negation by a prefix", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if i%2 == 0 && len(w) > 3 && unicode.IsLower([]rune(w)[0]) {
				out = append(out, s.with(i, i+1, "un"+w), s.with(i, i+1, "in"+w), s.with(i, i+1, "non-"+w), s.with(i, i+1, "dis-"+w), s.with(i, i+1, "un "+w), s.with(i, i+1, "anti"+w))
			}
		}
		return out
	}},
	{name: "another time of the verb", make: replacing("will would", "can could", "may might", "shall should", "must might", "will can", "have had", "is will", "are will",
		"We'll We'd", "were we're", "well we'll", "left leaves", "told tell", "can will", "would will", "should must")},
	{name: "units", make: replacing("million billion", "miles kilometres", "crowns pounds", "cent centage", "cent thousand", "per ", "minutes seconds", "hours minutes", "% ‰",
		"% points", "% cent", "£ $", "£ €", "acre hectare", "crowns cent", "million m²", "penny pound")},
	{name: "percentage points", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if strings.HasSuffix(w, "%") {
				out = append(out, s.with(i, i+1, strings.TrimSuffix(w, "%")+" percentage points"), s.with(i, i+1, w+" points"), s.with(i, i+1, strings.TrimSuffix(w, "%")+" cent"))
			}
		}
		return out
	}},
	{name: "digits that look odd", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if n := bare(w); n != "" && unicode.IsDigit([]rune(n)[0]) {
				for _, odd := range []string{n + "²", n + "½", n + "⁰", n + "٠", n + "𝟎", "①" + n, n + "\u200b0", n + "\u20e0", "l" + n, n + "O", "-" + n, n + "+"} {
					out = append(out, s.with(i, i+1, odd))
				}
			}
		}
		return out
	}},
	{name: "dates and years", make: replacing("2019 2018", "2019 2091", "1947 1974", "2028 2027", "Monday Tuesday", "12 21", "March April", "April May", "June July", "in since", "on before", "since until", "twice once")},
	{name: "bounds", make: replacing("least most", "more fewer", "than like", "up down", "between from", "before after", "within after", "twice once")},
	{name: "somebody else's words", make: around([]string{"Paul Gray denied that", "Paul Gray:", "Nobody but Paul Gray says", "According to Paul Gray,", "Asked by the Echo whether", "The lie is that"},
		[]string{",” said Paul Gray.", ",” lied Jane Roe.", ", according to Paul Gray", " (Paul Gray)", " /s", " 🙃", " — satire"})},
	{name: "names swapped", make: func(s sample) []Claim {
		var out []Claim
		for i, a := range s.words {
			for j := i + 1; j < len(s.words); j++ {
				b := s.words[j]
				if i > 0 && bare(a) != bare(b) && unicode.IsUpper([]rune(bare(a) + "x")[0]) && unicode.IsUpper([]rune(bare(b) + "x")[0]) && bare(a) != "I" && bare(b) != "I" {
					words := slices.Clone(s.words)
					words[i], words[j] = b, a
					out = append(out, Claim{strings.Join(words, " "), s.speaker})
				}
			}
		}
		return out
	}},
	{name: "some words left out of the middle", make: func(s sample) []Claim {
		var out []Claim
		for n := 2; n < 6; n++ {
			for i := 1; i+n < len(s.words)-1; i++ {
				if i > 1 || s.words[0] != s.words[n] { // else the rest stands there in one piece: I did, and I will
					out = append(out, s.with(i, i+n))
				}
			}
		}
		return out
	}},
	{name: "not only, not just", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if isOneOf("not")(w) && i+1 < len(s.words) && isOneOf("only just")(s.words[i+1]) {
				out = append(out, s.with(i, i+1), s.with(i+1, i+2), s.with(i, i+2), s.with(i, i+2, "only"), s.with(i, i+1, "…"), s.with(i+1, i+2, "…"))
			}
		}
		return out
	}},
	{name: "denied twice", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if isOneOf("not never no nobody")(strings.ToLower(w)) {
				out = append(out, s.with(i, i, w), s.with(i, i, w+","))
			}
		}
		return out
	}},
	{name: "brackets over what turns it", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if turnsIt(w) && !(i+1 < len(s.words) && isOneOf("only just")(s.words[i+1])) {
				out = append(out, s.with(i, i+1, "[really]"), s.with(i, i+1, "[ ]"), s.with(i, i+1, "[always]"), s.with(i, i+1, "(sic)"), s.with(i, i+1, "[sic]"), s.with(i, i+1, "_"), s.with(i, i+1, "█"))
			}
		}
		return out
	}},
	{name: "put in between brackets", make: inserting("[not]", "(not)", "[never]", "[supposedly]", "[if]", "{not}", "*not*", "`not`", "n\u200bo\u200bt", "n-o-t", "n.o.t.", "[not](http://x)", "\\not")},
	{name: "one slip makes another word", make: replacing("complaint compliant", "signed singed", "silver sliver", "morning mourning", "farmers framers", "coins cons", "passengers passages",
		"copper cooper", "comfortable comfortably", "below bellow", "staring starring", "losing loosing", "barrage barge", "promise premise", "finished fished", "thousand thousandth", "harbour habour")},
	{name: "us and them", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if isOneOf("us")(w) {
				out = append(out, s.with(i, i+1, "the US"), s.with(i, i+1, "the U.S."), s.with(i, i+1, "U.S.A."))
			}
		}
		return out
	}},
	{name: "doubted by marks", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if b := bare(w); len(b) > 4 && i > 1 && i+2 < len(s.words) {
				for _, marks := range []string{"“%s”", "\"%s\"", "‘%s’", "«%s»"} {
					out = append(out, s.with(i, i+1, strings.Replace(w, b, fmt.Sprintf(marks, b), 1)))
				}
			}
		}
		return out
	}},
	{name: "marks of doubt left out", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if b := strings.Trim(w, "'‘’“”.,"); strings.IndexAny(w, "'‘“") == 0 {
				out = append(out, s.with(i, i+1, b))
			}
		}
		return out
	}},
	{name: "a sentence's end put beside a negation", make: func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			if isOneOf("not never cannot No nobody")(w) && i+2 < len(s.words) && i > 0 {
				out = append(out, s.with(i, i+1, bare(w)+"."), s.with(i-1, i, bare(s.words[i-1])+"."), s.with(i, i+1, bare(w)+"!"))
			}
		}
		return out
	}},
	{name: "not quite the speaker", make: named("not NAME", "anybody but NAME", "NAME's enemies", "a fake NAME", "NAME and FIRST Quist", "NAME Junior", "the late NAME", "NAME (parody)", "LASTs")},
	{name: "surname that is a title", make: named("FIRST King", "FIRST Bishop", "FIRST Chief", "FIRST Major", "FIRST Dean", "FIRST Judge")},
	{name: "title that does not fit", make: named("President LAST", "King LAST", "Cardinal LAST", "Ambassador NAME")},
	{name: "somebody around the speaker", make: named("NAME's spokesman", "LAST’s deputy", "NAME's lawyer", "a lawyer for NAME", "LAST's wife", "the spokesman of NAME", "an aide to LAST")},
	{name: "another of that name", make: named("Zebedee LAST", "FIRST Zimmer", "Z. LAST", "FIRST LAST-Zimmer")},
}

// marking puts Markdown's marks around words that turn the sentence.
func marking(forms ...string) func(s sample) []Claim {
	return func(s sample) []Claim {
		var out []Claim
		for i, w := range s.words {
			for _, f := range forms {
				if turnsIt(w) {
					out = append(out, s.with(i, i+1, fmt.Sprintf(f, w)))
				}
			}
		}
		return out
	}
}

// samples are the sentences that people say in some articles.
func samples(articles []*corpus.Article) []sample {
	var out []sample
	for _, a := range articles {
		for _, st := range a.Statements {
			if st.Kind != corpus.Direct || st.Speaker == corpus.Unattributed {
				continue
			}
			p := a.People[st.Speaker]
			first := len(out)
			for _, span := range corpus.Sentences(a.Body(), st.Span) {
				if len(a.StatementsIn(span.Hull(sentenceAround(a, span)))) > 1 {
					continue // the outlet cuts it in two
				}
				s := sample{words: strings.Fields(a.Body()[span.Start:span.End]), speaker: p.Name, role: p.Role}
				if len(out) > first {
					out[len(out)-1].next = s.words
				}
				out = append(out, s)
			}
		}
	}
	return slices.DeleteFunc(out, func(s sample) bool { return len(s.words) < 6 })
}

func sentenceAround(a *corpus.Article, s corpus.Span) corpus.Span {
	t := tokenise(newClaim(""), a)
	return s.Hull(t.sentenceAt(s.Start)).Hull(t.sentenceAt(s.End - 1))
}

// builtIn are the articles of the built-in coverage.
func builtIn(t testing.TB) ([]*corpus.Article, []corpus.Identity) {
	t.Helper()
	c, err := corpus.Load(t.Context(), corpus.Source{Name: "coverage", FS: coverage.Files})
	if err != nil {
		t.Fatal(err)
	}
	return annotated(t, c.Articles)
}

// outcome says what came of a claim that nobody said so.
func outcome(r Report) (passed, flagged bool) {
	if len(r.Matches) == 0 {
		return false, false
	}
	flagged = slices.ContainsFunc(r.Matches, func(m Match) bool {
		return slices.ContainsFunc(m.Flags, func(f Flag) bool { return f != Reported })
	})
	holds := r.Verdict == Exact || r.Verdict == Punctuation
	return holds && !flagged && r.Matches[0].Voice == Said, flagged
}

// TestOperators makes false claims out of all that is said in the built-in coverage and
// in invented articles. None may pass, and none may be called altered without a flag.
func TestOperators(t *testing.T) {
	type source struct {
		articles []*corpus.Article
		people   []corpus.Identity
	}
	var sources []source
	for _, load := range []func(testing.TB) ([]*corpus.Article, []corpus.Identity){builtIn, invented} {
		articles, people := load(t)
		sources = append(sources, source{articles, people})
	}
	t.Logf("%-60s %6s %6s %6s %6s", "operator", "tried", "passed", "silent", "flagged")
	// Every day a third of the claims will do; CI tries them all.
	step := max(1, 3/effort.Rounds(1))
	made, total := 0, [4]int{}
	for _, op := range operators {
		tried, passed, silent, flagged := 0, 0, 0, 0
		for _, src := range sources {
			for _, s := range samples(src.articles) {
				for _, c := range op.make(s) {
					if made++; made%step != 0 {
						continue
					}
					tried++
					r := Check(c, src.articles, src.people)
					pass, flag := outcome(r)
					switch {
					case pass:
						passed++
						t.Logf("passed: %s: %s: %q by %q", op.name, r.Verdict, c.Text, c.Speaker)
					case flag:
						flagged++
					case r.Verdict == Altered || r.Verdict == Partial || r.Verdict == Exact && r.Matches[0].Voice == Said:
						silent++
						t.Logf("silent: %s: %s: %q by %q", op.name, r.Verdict, c.Text, c.Speaker)
					}
				}
			}
		}
		t.Logf("%-60s %6d %6d %6d %6d", op.name, tried, passed, silent, flagged)
		for i, n := range []int{tried, passed, silent, flagged} {
			total[i] += n
		}
		if passed+silent > 0 {
			t.Errorf("%s: %d of %d claims pass, %d carry no flag", op.name, passed, tried, silent)
		}
	}
	t.Logf("%-60s %6d %6d %6d %6d", "all", total[0], total[1], total[2], total[3])
}
