package quotation

import (
	"context"
	"runtime"
	"sync"

	"onrecord/corpus"
)

// AnnotateCorpus does all that is done about a corpus once it is loaded: it
// annotates its articles and links their people.
func AnnotateCorpus(ctx context.Context, c *corpus.Corpus) error {
	if err := Annotate(ctx, c.Articles); err != nil {
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
				a.Statements, a.People = Extract(a.Body())
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
