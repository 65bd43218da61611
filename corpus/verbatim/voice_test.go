package verbatim

import (
	"strings"
	"testing"

	"onrecord/corpus"
)

// TestDescribed holds a claim against articles that name the claimed speaker in one place and
// only describe whoever speaks in another, for what a reader can tell: it may be the same.
func TestDescribed(t *testing.T) {
	const words = "The old crane will not last another winter"
	person := func(name, role string) corpus.Person {
		return corpus.Person{Name: name, Kind: corpus.Individual, Role: role}
	}
	holm, firm := person("Vera Holm", ""), corpus.Person{Name: "Corvid Lifting", Kind: corpus.Organisation}
	unnamed := func(name string) corpus.Person { return corpus.Person{Name: name, Kind: corpus.Unnamed} }
	for _, c := range []struct {
		before, after string // of the quotation
		named, speaks corpus.Person
		want          Voice
	}{
		{"Vera Holm came.", "the union leader said", holm, unnamed("the union leader"), Unclear},
		{"Vera Holm came. She laughed.", "the teenager said", holm, unnamed("the teenager"), Unclear},
		{"Vera Holm came. She laughed.", "the actress said", holm, unnamed("the actress"), Unclear},
		{"Vera Holm came. She laughed.", "the fisherman said", holm, unnamed("the fisherman"), Other},
		{"Mr Vera Holm came.", "the waitress said", holm, unnamed("the waitress"), Other},
		{"Vera Holm came.", "the mayor said", holm, unnamed("the mayor"), Unclear},
		{"Vera Holm came.", "the mayor said", person("Vera Holm", "harbour treasurer"), unnamed("the mayor"), Other},
		{"Vera Holm came.", "the mayor said", person("Vera Holm", "mayor of Thornby"), unnamed("the mayor"), Unclear},
		{"Vera Holm came.", "the deputy said", person("Vera Holm", "mayor of Thornby"), unnamed("the deputy"), Other},
		{"Vera Holm came.", "the spokeswoman said", holm, unnamed("the spokeswoman"), Other},
		{"Vera Holm came.", "the spokeswoman said", person("Vera Holm", "spokeswoman of the port"), unnamed("the spokeswoman"), Unclear},
		{"Vera Holm came.", "a docker said", holm, unnamed("a docker"), Other},
		{"Some came.", "a docker said. Vera Holm went", holm, unnamed("a docker"), Unclear},
		{"Vera Holm came.", "the company said", holm, corpus.Person{Name: "the company", Kind: corpus.Organisation}, Other},
		{"Corvid Lifting came.", "the company said", firm, corpus.Person{Name: "the company", Kind: corpus.Organisation}, Unclear},
		{"Corvid Lifting came.", "Dale Bank said", firm, corpus.Person{Name: "Dale Bank", Kind: corpus.Organisation}, Other},
		{"Corvid Lifting came.", "Österbund said", firm, corpus.Person{Name: "Österbund", Kind: corpus.Organisation}, Other},
		{"Corvid Lifting came.", "a spokesman said", firm, unnamed("a spokesman"), Unclear},
		{"Corvid Lifting came.", "a Dale Bank spokesman said", firm, unnamed("a Dale Bank spokesman"), Other},
		{"Corvid Lifting came.", "Oxfam spokesman said", firm, unnamed("Oxfam spokesman"), Other},
		{"Corvid Lifting came with a cheque.", "A spokesman said", firm, unnamed("A spokesman"), Unclear},
		{"Corvid Lifting is a company here.", "Company spokesman said", firm, unnamed("Company spokesman"), Unclear},
		{"Corvid Lifting came.", "the docker said", firm, unnamed("the docker"), Other},
		{"Some came.", "the docker said", holm, unnamed("the docker"), Other}, // the article does not name her
		{"Vera Holm came.", "Nils Brack said", holm, person("Nils Brack", ""), Other},
	} {
		body := c.before + " “" + words + ",” " + c.after + "."
		t.Run(body, func(t *testing.T) {
			a := newArticle(t, "echo", "Thornby Echo", body)
			a.People = []corpus.Person{c.named, c.speaks}
			for i, forms := range [][]string{{c.named.Name, "Mr " + c.named.Name, "She"}, {c.speaks.Name}} {
				for _, form := range forms {
					if at := strings.Index(body, form); at >= 0 {
						a.People[i].Mentions = append(a.People[i].Mentions, corpus.Span{Start: at, End: at + len(form)})
					}
				}
			}
			at := strings.Index(body, words)
			a.Statements = []corpus.Statement{{Span: corpus.Span{Start: at, End: at + len(words)}, Kind: corpus.Direct, Speaker: 1}}
			r := Check(Claim{words, c.named.Name}, []*corpus.Article{a}, []corpus.Identity{{Name: c.named.Name, Kind: c.named.Kind}})
			if r.Matches[0].Voice != c.want || (r.Verdict == WrongSpeaker) != (c.want == Other) {
				t.Errorf("%s, %s, want %s", r.Verdict, r.Matches[0].Voice, c.want)
			}
		})
	}
}

// TestSpokesmen holds a claim against what a spokesman says of whom the article names no office.
func TestSpokesmen(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "The firm that built the crane, Corvid Lifting, met the mayor, Vera Holm.\n\n"+
		"“The old crane will not last another winter,” a company spokesman said. “We mended it twice in May,” said Holm.\n\n"+
		"“It was mended by our own crew,” a Dale Bank spokesman said.")})
	for claimed, want := range map[string]Voice{"Corvid Lifting": Unclear, "Vera Holm": Other, "Larkport Yards": Other} {
		if r := Check(Claim{"The old crane will not last another winter", claimed}, articles, people); r.Matches[0].Voice != want {
			t.Errorf("%s: want %s\n%s", claimed, want, show(r))
		}
	}
	if r := Check(Claim{"It was mended by our own crew", "Corvid Lifting"}, articles, people); r.Matches[0].Voice != Other {
		t.Errorf("want the bank's\n%s", show(r))
	}
}
