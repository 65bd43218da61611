package commands

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"

	"onrecord/corpus"
)

// maxKey is how long an article's id may be to serve as its key: beside it a
// button's custom_id of 100 characters holds a whole request.
const maxKey = 40

// ArticleKey returns a short name for an article, which commands take in place of
// its id: the id itself, or, where that is long or no plain ASCII, a hash of it.
func ArticleKey(a *corpus.Article) string {
	plain := len(a.ID) <= maxKey
	for i := range len(a.ID) {
		plain = plain && a.ID[i] > ' ' && a.ID[i] < 0x7f
	}
	if plain {
		return a.ID
	}
	sum := sha256.Sum256([]byte(a.ID))
	return "#" + base64.RawURLEncoding.EncodeToString(sum[:9])
}

// articleNamed returns the article with the id or the key.
func (r *Router) articleNamed(asked string) (*corpus.Article, bool) {
	c := r.library.Corpus()
	if a, ok := c.Article(asked); ok {
		return a, true
	}
	if strings.HasPrefix(asked, "#") {
		a, ok := r.names.get(c).articles[asked]
		return a, ok
	}
	return nil, false
}

// errNoArticle is what somebody reads who names an article that is not there.
func errNoArticle(asked string) error {
	return &UserError{fmt.Sprintf("No article of the coverage is called %q", short(asked)), "See /sources for those that there are."}
}
