package opensearch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"onrecord/corpus"
	"onrecord/index"
)

// Write is the [index.Engine]'s, on the coverage that is searched: what is written is found
// when it returns. An article changes in one moment, but several do not, and when it fails
// some may be written. The same Write once more completes it.
func (c *Cluster) Write(ctx context.Context, remove map[string]index.Revision, add []index.Addition) (err error) {
	defer wrap(&err, "write to cluster")
	if err := c.change(ctx, &sync.Map{}, remove, add); err != nil {
		return err
	}
	return c.refresh(ctx)
}

// change writes and removes articles. The passages of what is replaced go last, and of what
// is removed the article does, so that what is held tells what is left to do. Words that are
// known to be in the dictionary are not sent.
func (c *Cluster) change(ctx context.Context, known *sync.Map, remove map[string]index.Revision, add []index.Addition) error {
	var l items
	fresh := map[word]bool{}
	for i := range add {
		for _, w := range wordsOf(&add[i]) {
			if _, sent := known.Load(w); !sent && !fresh[w] {
				fresh[w] = true
				l.addTerm(w.field, w.term)
			}
		}
	}
	now := map[string]string{} // hashes of what is added
	for i := range add {
		article, r := revisionOf(&add[i])
		now[article] = r.Hash
		l.addArticle(&add[i])
	}
	for _, article := range slices.Sorted(maps.Keys(remove)) {
		if hash, stays := now[article]; hash != remove[article].Hash {
			l.removeArticle(article, remove[article], stays)
		}
	}
	if err := c.bulk(ctx, &l); err != nil {
		return err
	}
	for w := range fresh {
		known.Store(w, true)
	}
	return nil
}

func revisionOf(a *index.Addition) (article string, r index.Revision) {
	if a.Entry != nil {
		return a.ID, a.Revision()
	}
	d := &a.Documents[0]
	return d.Article, index.Revision{Hash: d.Hash, Documents: len(a.Documents)}
}

// A word is one of the dictionary.
type word struct {
	field index.Field
	term  string
}

// longestWord is how many bytes a word of the dictionary may have.
const longestWord = 255

// wordsOf returns what the dictionary has of an article, some of it more than once.
func wordsOf(a *index.Addition) (out []word) {
	for i := range a.Documents {
		d := &a.Documents[i]
		out = append(out, word{index.Outlet, d.Outlet})
		for _, t := range strings.Fields(d.Text) {
			out = append(out, word{index.Text, t})
		}
	}
	return slices.DeleteFunc(out, func(w word) bool { return len(w.term) > longestWord })
}

// Bounds on what is sent at once: the server holds all of it in memory.
const (
	mostBulk    = 5 << 20 // bytes of one request
	bulksAtOnce = 4
	bulkTries   = 30 // half a minute
)

// bulk sends items, in their order, and empties their list.
func (c *Cluster) bulk(ctx context.Context, l *items) error {
	list, err := l.list, l.err
	*l = items{}
	for len(list) > 0 && err == nil {
		n, size := 0, 0
		for n < len(list) && (n == 0 || size+len(list[n].lines) <= mostBulk) {
			size += len(list[n].lines)
			n++
		}
		err = c.sendBulk(ctx, list[:n])
		list = list[n:]
	}
	return err
}

// sendBulk sends items at once, and again those that the server is too busy for.
func (c *Cluster) sendBulk(ctx context.Context, list []item) error {
	select {
	case c.bulks <- struct{}{}:
		defer func() { <-c.bulks }()
	case <-ctx.Done():
		return ctx.Err()
	}
	for try := 1; ; try++ {
		busy, err := c.tryBulk(ctx, list)
		if err != nil || len(busy) == 0 {
			return err
		}
		if try == bulkTries {
			return fmt.Errorf("%w: it is too busy to take %s", corpus.ErrAway, busy[0].about)
		}
		list = busy
		select {
		case <-time.After(backoff(try)):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// tryBulk sends items and returns those that the server was too busy for.
func (c *Cluster) tryBulk(ctx context.Context, list []item) (busy []item, err error) {
	var body bytes.Buffer
	for i := range list {
		body.Write(list[i].lines)
	}
	var answer struct {
		Errors bool
		Items  []map[string]struct {
			Status int
			Error  struct{ Type, Reason string }
		}
	}
	// An index that is gone must not come back with a mapping that the server makes up.
	path := "/" + c.target + "/_bulk?require_alias=true&filter_path=errors,items.*.status,items.*.error"
	err = c.write(ctx, http.MethodPost, path, body.Bytes(), &answer)
	if isRefused(err, http.StatusTooManyRequests) {
		return list, nil // it has no room for any of it now
	}
	if err != nil {
		return nil, err
	}
	if !answer.Errors {
		return nil, nil
	}
	if len(answer.Items) != len(list) {
		return nil, fmt.Errorf("of %d documents %d are answered", len(list), len(answer.Items))
	}
	var refused []error
	for i, it := range list {
		result := answer.Items[i][it.action]
		switch {
		case result.Status < 300,
			it.action == create && result.Status == http.StatusConflict,
			it.action == remove && result.Status == http.StatusNotFound:
		case result.Status == http.StatusTooManyRequests, result.Status == http.StatusServiceUnavailable:
			busy = append(busy, it)
		default:
			refused = append(refused, fmt.Errorf("%s is refused: %s: %s", it.about, result.Error.Type, result.Error.Reason))
		}
	}
	return busy, errors.Join(refused...)
}

// refresh has all that is written be found.
func (c *Cluster) refresh(ctx context.Context) error {
	var answer struct {
		Shards struct{ Failed int } `json:"_shards"`
	}
	if err := c.write(ctx, http.MethodPost, "/"+c.target+"/_refresh", nil, &answer); err != nil {
		return err
	}
	if answer.Shards.Failed > 0 {
		return fmt.Errorf("%w: what is written to %d shards cannot be found yet", corpus.ErrAway, answer.Shards.Failed)
	}
	return nil
}
