package commands_test

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"onrecord/commands"
	"onrecord/corpus"
)

// TestContext asks for what stands around words of an invented article, given as
// they stand there. The words themselves come back between brackets.
func TestContext(t *testing.T) {
	long := strings.Repeat("This sentence fills the page. ", 60)
	bodies := map[string]string{
		"short": "One stands alone.\n\nTwo begins. Two goes on. Two ends.\n\nThree is last.",
		"only":  "Nothing else. Is here.",
		"marks": "> One is quoted.\n\n>",
		"long":  strings.TrimSpace(long) + " Before it.\n\nThe middle.\n\nAfter it. " + strings.TrimSpace(long),
	}
	var articles []*corpus.Article
	for id, body := range bodies {
		articles = append(articles, article(t, id, corpus.Meta{Form: corpus.Full}, body))
	}
	c, err := corpus.NewCorpus(articles)
	if err != nil {
		t.Fatal(err)
	}
	s := shelfOf(t, c)
	for _, test := range []struct{ id, words, want string }{
		{"short", "One stands alone.", "[One stands alone.] | Two begins. Two goes on. Two ends."},
		{"short", "Two begins. Two goes on. Two ends.", "One stands alone. | [Two begins. Two goes on. Two ends.] | Three is last."},
		{"short", "Two goes on.", "One stands alone.\n\nTwo begins. | [Two goes on.] | Two ends.\n\nThree is last."},
		{"short", " Two goes", "One stands alone.\n\nTwo begins. | [Two goes] | on. Two ends.\n\nThree is last."},
		{"short", "Three is last.", "Two begins. Two goes on. Two ends. | [Three is last.]"},
		{"only", "Is here.", "Nothing else. | [Is here.]"},
		{"only", "Nothing else. Is here.", "[Nothing else. Is here.]"},
		{"marks", "> One is quoted.\n\n>", "[> One is quoted.\n\n>]"},
		{"long", "The middle.", "Before it. | [The middle.] | After it. " + strings.TrimSpace(strings.Repeat("This sentence fills the page. ", 19))},
	} {
		at := strings.Index(bodies[test.id], test.words)
		res, err := handle(t, s, "context", "article", test.id, "start", strconv.Itoa(at), "end", strconv.Itoa(at+len(test.words)))
		if err != nil {
			t.Errorf("%q: %v", test.words, err)
			continue
		}
		var got []string
		for _, r := range res.Results {
			text := r.Excerpt.Text()
			if len(r.Matches) > 0 {
				text = "[" + text + "]"
			}
			got = append(got, text)
		}
		if g := strings.Join(got, " | "); g != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.words, g, test.want)
		}
	}
}

func TestContextIsRefusedWhenItDoesNotFit(t *testing.T) {
	s := newShelf(t)
	for _, test := range []struct{ id, start, end, sum, want string }{
		{"gone", "0", "5", "", `The article "gone" is not in the coverage. It may have been taken out since. Please ask again.`},
		{"#AAAAAAAAAAAA", "0", "5", "", `The article "#AAAAAAAAAAAA" is not in the coverage. It may have been taken out since. Please ask again.`},
		{"post", "0", "50000", "", "There is no such excerpt in the article. The article may have changed since. Please ask again."},
		{"post", "5", "5", "", "There is no such excerpt in the article. The article may have changed since. Please ask again."},
		{"post", "-1", "5", "", "There is no such excerpt in the article. The article may have changed since. Please ask again."},
		{"post", "36", "38", "", "There is no such excerpt in the article. The article may have changed since. Please ask again."}, // between paragraphs
		{"post", "39", "60", "", "There is no such excerpt in the article. The article may have changed since. Please ask again."}, // inside of a character
		{"post", "0", "5", "AAAAAA", "There is no such excerpt in the article. The article may have changed since. Please ask again."},
		{"post", "here", "there", "", "The options \"start\" and \"end\" must be whole numbers. They count bytes of the article's body, as the results of /quote in JSON do."},
	} {
		_, err := handle(t, s, "context", "article", test.id, "start", test.start, "end", test.end, "sum", test.sum)
		var user *commands.UserError
		if !errors.As(err, &user) || err.Error() != test.want {
			t.Errorf("%v:\n got %v\nwant %s", test, err, test.want)
		}
	}
}

// TestContextOfEveryResult asks for the context of results by the request that
// buttons carry, also of articles whose ids are long or strange.
func TestContextOfEveryResult(t *testing.T) {
	for _, id := range []string{"post", strings.Repeat("2021/03/", 20) + "post", "Bürgermeisterin", "#post", "a b"} {
		a := article(t, id, corpus.Meta{Form: corpus.Full}, "One stands alone.\n\nTwo ends.")
		c, err := corpus.NewCorpus([]*corpus.Article{a})
		if err != nil {
			t.Fatal(err)
		}
		e, err := a.Excerpt(a.Paragraphs()[0])
		if err != nil {
			t.Fatal(err)
		}
		req := commands.ContextOf(&corpus.Result{Excerpt: e})
		if n := len(fmt.Sprint(req.Args)); n > 90 {
			t.Errorf("%s: %d characters are too many for a button: %v", id, n, req.Args)
		}
		res, err := commands.NewRouter(shelfOf(t, c), commands.About{}).Handle(t.Context(), req)
		if err != nil || len(res.Results) != 2 || res.Results[0].Excerpt != e {
			t.Errorf("%s: %v, %v", id, res, err)
		}
	}
}
