package quotation

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"onrecord/corpus"
)

func articles(t *testing.T, bodies ...string) []*corpus.Article {
	t.Helper()
	var out []*corpus.Article
	for i, body := range bodies {
		a, err := corpus.New(fmt.Sprint(i), corpus.Meta{}, body)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

func TestAnnotate(t *testing.T) {
	var bodies []string
	for i := range 50 {
		bodies = append(bodies, fmt.Sprintf("“We have %d mills,” said Jane Roe.", i))
	}
	all := articles(t, bodies...)
	if err := Annotate(context.Background(), all); err != nil {
		t.Fatal(err)
	}
	for i, a := range all {
		statements, people := Extract(bodies[i])
		if !reflect.DeepEqual(a.Statements, statements) || !reflect.DeepEqual(a.People, people) || len(statements) != 1 {
			t.Errorf("article %d: %v %v", i, a.Statements, a.People)
		}
	}
	if err := Annotate(context.Background(), nil); err != nil {
		t.Error(err)
	}
}

func TestAnnotateStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Annotate(ctx, articles(t, "“Yes,” said Jane Roe.")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestLink(t *testing.T) {
	all := articles(t,
		"Jane Roe, the harbour master, was blunt. “It leaks,” Roe said. Thornby Council said: “We know.”",
		"“It still leaks,” said harbour master Jane A. Roe.",
		"Harbour master Roe was blunt. “It leaks,” Roe said.",
		"“I mend wheels,” said Peter Roe. “I do not,” said Thornby Council.",
		"“I scored twice,” said striker John Dell. A spokesman said: “He did.”",
		"“I shall vote no,” said Senator John Dell.",
		"“I am nobody,” said Mr Roe.",
		"Paul Gray Jr. sold the mill. “It was time,” said Gray.",
		"Paul Gray built the mill. “It took years,” said Gray.",
	)
	if err := Annotate(context.Background(), all); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, id := range Link(all) {
		if id.Statements > 0 {
			fmt.Fprintf(&b, "%s | %s | %s | %d | %v\n", id.Name, id.Kind, strings.Join(id.Roles, ", "), id.Statements, id.Places)
		}
	}
	want := `Jane A. Roe | person | harbour master | 3 | [{0 0} {1 0} {2 0}]
Thornby Council | organisation |  | 2 | [{0 1} {3 1}]
John Dell | person | striker | 1 | [{4 0}]
John Dell | person | Senator | 1 | [{5 0}]
Mr Roe | person |  | 1 | [{6 0}]
Paul Gray | person |  | 1 | [{8 0}]
Paul Gray Jr. | person |  | 1 | [{7 0}]
Peter Roe | person |  | 1 | [{3 0}]
`
	if got := b.String(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestExplain(t *testing.T) {
	var b strings.Builder
	if err := Explain(&b, "Jane Roe, the harbour master, was blunt. “It leaks,” she said. “It always did.”"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Jane Roe ┃ It leaks,", "q-s-v", "“she said”", "floating", "Jane Roe (person, harbour master;"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in:\n%s", want, b.String())
		}
	}
}

// TestAnnotateAgain changes a corpus of which one article is shared, one a copy,
// one new, and one another text under the same id.
func TestAnnotateAgain(t *testing.T) {
	newCorpus := func(all ...*corpus.Article) *corpus.Corpus {
		c, err := corpus.NewCorpus(all)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	first := articles(t, "“It leaks,” said Jane Roe, the harbour master.", "“We have two mills,” said John Doe.", "“No,” said Ann Lee.")
	before := newCorpus(first...)
	if err := AnnotateCorpus(t.Context(), before); err != nil {
		t.Fatal(err)
	}
	mark := "as it was" // a thing that no rule would write
	first[0].Statements[0].Rule, first[1].Statements[0].Rule = mark, mark
	second := articles(t, "(taken from the first)", "“We have two mills,” said John Doe.", "“Yes,” said Ann Lee.", "“Roe knows,” said Sam Poe.")
	second[0] = first[0]
	after := newCorpus(second...)
	if err := AnnotateAgain(t.Context(), after, before); err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, true, false, false} {
		a := after.Articles[i]
		if len(a.Statements) != 1 || (a.Statements[0].Rule == mark) != want {
			t.Errorf("article %d: %+v", i, a.Statements)
		}
	}
	if !reflect.DeepEqual(after.People, Link(after.Articles)) || len(after.People) != 4 {
		t.Errorf("the people are %v", after.People)
	}
}
