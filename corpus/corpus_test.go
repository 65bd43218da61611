package corpus_test

import (
	"slices"
	"testing"

	"onrecord/corpus"
)

func TestNewCorpus(t *testing.T) {
	const story = "https://itpro.example/story"
	article := func(id string, m corpus.Meta) *corpus.Article {
		a, err := corpus.New(id, m, "Body.")
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	c, err := corpus.NewCorpus([]*corpus.Article{
		article("late", corpus.Meta{Outlet: "Echo", Form: corpus.Digest, Date: "2021-03-04"}),
		article("replaced", corpus.Meta{Outlet: "Post", Form: corpus.Digest, Date: "2020-01-01", URL: story}),
		article("early", corpus.Meta{Outlet: "Echo", Form: corpus.Full, Date: "2020-01-02", URL: story}),
		article("undated", corpus.Meta{Form: corpus.Digest}),
	})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, a := range c.Articles {
		ids = append(ids, a.ID)
	}
	if want := []string{"undated", "early", "late"}; !slices.Equal(ids, want) {
		t.Errorf("the articles are %q, want %q", ids, want)
	}
	if want := (corpus.Scope{Articles: 3, Outlets: 1, From: "2020-01-02", To: "2021-03-04", Version: c.Version}); c.Scope() != want {
		t.Errorf("the scope is %+v, want %+v", c.Scope(), want)
	}
	c, err = corpus.NewCorpus([]*corpus.Article{article("a", corpus.Meta{Form: corpus.Full}), article("a", corpus.Meta{Form: corpus.Full})})
	if c != nil || err == nil || err.Error() != `a: id "a" is that of a, too: keep one of them` {
		t.Errorf("of two with one id: %v", err)
	}
}

func TestAddressKey(t *testing.T) {
	const story = "https://www.itpro.example/security/25296/social-networks"
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{story, story, true},
		{story, story + "#:~:text=We%20do%20not%20have,100%25%20of%20it.", true}, // the bot's own link
		{story, story + "#:~:text=100%", true},                                   // cut short on the way
		{story, "http://itpro.example/security/25296/social-networks/", true},
		{story, "HTTPS://ITPRO.example:443/security/25296/social-networks", true},
		{story, "itpro.example/security/25296/social-networks", true}, // as browsers show it
		{story, " " + story + "\n", true},
		{story, "http://itpro.example:80/security/25296/social-networks", true},
		{"https://reader@itpro.example/a", "https://reader@itpro.example/a", false},
		{story, "https://itpro.example:8443/security/25296/social-networks", false},
		{story, "https://itpro.example/security/25296", false},
		{story, story + "?page=2", false},
		{story, "https://mail.itpro.example/security/25296/social-networks", false},
		{story + "?id=1", story + "/?id=1#top", true},
		{story + "?id=1", story + "?id=2", false},
		{"", "", false},
		{"two words", "two words", false},
		{"ftp://a.example/x", "ftp://a.example/x", false},
		{"https:///x", "https:///x", false},
	} {
		t.Run(test.b, func(t *testing.T) {
			a, b := corpus.AddressKey(test.a), corpus.AddressKey(test.b)
			if same := a != "" && a == b; same != test.want {
				t.Errorf("%q has the key %q, %q has %q", test.a, a, test.b, b)
			}
		})
	}
}
