package commands

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"

	"onrecord/corpus"
)

// maxKey is how long an article's id may be to serve as its key: beside it a
// button's custom_id of 100 characters holds a whole request.
const maxKey = 40

// articleKey returns a short name for an article, which commands take in place of
// its id: the id itself, or, where that is long or no plain ASCII, a hash of it.
func articleKey(a *corpus.Article) string {
	if len(a.ID) <= maxKey && !strings.ContainsFunc(a.ID, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return a.ID
	}
	sum := sha256.Sum256([]byte(a.ID))
	return "#" + base64.RawURLEncoding.EncodeToString(sum[:9])
}

// articleNamed returns the article with the id or the key.
func (r *Router) articleNamed(asked string) (*corpus.Article, bool) {
	c := r.library.Corpus()
	if a, ok := c.Article(asked); ok || !strings.HasPrefix(asked, "#") {
		return a, ok
	}
	i := slices.IndexFunc(c.Articles, func(a *corpus.Article) bool { return articleKey(a) == asked })
	if i < 0 {
		return nil, false
	}
	return c.Articles[i], true
}
