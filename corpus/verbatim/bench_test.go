package verbatim

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/corpus/effort"
)

// prose makes text of n bytes that has quotations in it, from some vocabulary,
// the words about as unevenly used as in English.
func prose(r *rand.Rand, n int) string {
	small := strings.Fields("the of to and a in that is for it with as on be by we not have this are")
	var b strings.Builder
	for b.Len() < n {
		b.WriteString("“")
		for i := range 40 {
			if i > 0 {
				b.WriteString(" ")
			}
			if r.IntN(2) == 0 {
				b.WriteString(small[r.IntN(len(small))])
			} else {
				fmt.Fprintf(&b, "%s%s", []string{"mar", "ten", "col", "dis", "pre", "sol"}[r.IntN(6)],
					[]string{"ing", "ed", "ation", "er", "s", "le", "ow", "ure"}[int(r.ExpFloat64()*3)%8]+string(rune('a'+r.IntN(26))))
			}
		}
		b.WriteString(",” said Jane Roe, the mayor.\n\n")
	}
	return b.String()[:n]
}

func dozen(b testing.TB, body func(i int) string) ([]*corpus.Article, []corpus.Identity) {
	var articles []*corpus.Article
	for i := range 12 {
		articles = append(articles, newArticle(b, fmt.Sprint(i), "Echo", strings.ToValidUTF8(body(i), "")))
	}
	return annotated(b, articles)
}

// hostile are claims and articles that would take a careless comparison
// quadratic time, given by their size in bytes.
var hostile = map[string]struct{ claim, body func(n int) string }{
	"one word":    {repeat("a "), repeat("a ")},
	"two words":   {repeat("a b "), repeat("b a a b ")},
	"ellipses":    {repeat("a b … "), repeat("a b c ")},
	"nearly":      {repeat("a b c d "), repeat("a b c d a b c e ")},
	"hyphens":     {repeat("a-a-"), repeat("a-a aa-")},
	"compounds":   {distinct("x%[1]s-y%[1]s "), distinct("x%[1]sy%[1]s ")},
	"speech":      {repeat("we will win and "), repeat("“We will,” said Roe, “win and” ")},
	"no space":    {repeat("x"), repeat("x")},
	"commas":      {repeat("1,"), repeat("1,")},
	"apostrophes": {repeat("'"), repeat("a'")},
}

// distinct repeats a form, with other letters in it each time.
func distinct(form string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, form, string([]byte{byte('a' + i%26), byte('a' + i/26%26), byte('a' + i/676%26)}))
		}
		return b.String()[:n]
	}
}

func repeat(s string) func(int) string {
	return func(n int) string { return strings.Repeat(s, n/len(s)+1)[:n] }
}

// TestHostile holds the longest claim a Discord message has room for, and shorter
// ones, against texts made to be slow, and against shorter ones.
func TestHostile(t *testing.T) {
	for name, h := range hostile {
		for _, end := range []string{"", " and nothing else"} {
			claim := func(n int) Claim { return Claim{h.claim(n) + end, "Jane Roe"} }
			t.Run(name+end, func(t *testing.T) {
				effort.Linear(t, 1000, func(n int) func() {
					articles, people := dozen(t, func(int) string { return h.body(n) })
					return func() { Check(claim(4000), articles, people) }
				})
				articles, people := dozen(t, func(int) string { return h.body(8000) })
				effort.Linear(t, 4000/12, func(n int) func() {
					return func() { Check(claim(min(n, 4000)), articles, people) }
				})
			})
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	articles, people := dozen(b, func(int) string { return prose(r, 5000) })
	body := articles[5].Body()
	words := func(n int) string { return strings.Join(strings.Fields(body[60:])[:n], " ") }
	middle := strings.Fields(words(15))
	middle[7] = "nothing"
	for _, c := range []struct{ name, claim string }{
		{"exact", words(15)},
		{"altered", strings.Join(middle, " ")},
		{"absent", "privacy was never what any of them came here to talk about this long evening"},
		{"long", strings.ReplaceAll(words(600), "ing", "ung")},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Check(Claim{c.claim, "Jane Roe"}, articles, people)
			}
		})
	}
	for name, h := range hostile {
		articles, people := dozen(b, func(int) string { return h.body(5000) })
		claim := Claim{h.claim(4000), "Jane Roe"}
		b.Run("hostile/"+strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Check(claim, articles, people)
			}
		})
	}
}
