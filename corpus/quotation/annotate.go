package quotation

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"onrecord/corpus"
)

// AnnotateCorpus does all that is done about a corpus once it is loaded: it
// annotates its articles and links their people.
func AnnotateCorpus(ctx context.Context, c *corpus.Corpus) error {
	return AnnotateAgain(ctx, c, nil)
}

// AnnotateAgain does the same, but works nothing out about articles whose text
// is in previous, a corpus in which it was done: it takes that over. Articles that
// both corpora hold are not written to, so previous may be read meanwhile. Who is
// who across articles is found out again, since one article can tell that of
// others. previous may be nil.
func AnnotateAgain(ctx context.Context, c, previous *corpus.Corpus) error {
	var fresh []*corpus.Article
	for _, a := range c.Articles {
		var before *corpus.Article
		if previous != nil {
			before, _ = previous.Article(a.ID)
		}
		switch {
		case before == nil || before.Body() != a.Body():
			fresh = append(fresh, a)
		case before != a:
			a.Statements, a.People = before.Statements, before.People
		}
	}
	if err := Annotate(ctx, fresh); err != nil {
		return err
	}
	c.People = Link(c.Articles)
	return nil
}

// Annotate works out the statements and people of all articles, in parallel,
// and enters them. It does so once, while a corpus is built, before anybody
// reads the articles. It stops early, with the context's error, when the
// context ends; the articles are of no use then.
func Annotate(ctx context.Context, articles []*corpus.Article) error {
	work := make(chan *corpus.Article)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(articles)) {
		wg.Go(func() {
			for a := range work {
				statements, people := Extract(a.Body())
				// These stay: without the room that they grew into.
				a.Statements, a.People = slices.Clone(statements), slices.Clone(people)
				for i := range a.People {
					p := &a.People[i]
					p.Mentions, p.Aliases = slices.Clone(p.Mentions), slices.Clone(p.Aliases)
				}
			}
		})
	}
	defer wg.Wait()
	defer close(work)
	for _, a := range articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		select {
		case work <- a:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
