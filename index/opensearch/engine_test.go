package opensearch

import (
	"testing"

	"onrecord/corpus"
	"onrecord/index"
	"onrecord/index/enginetest"
)

// loaded returns a cluster with a finished build of nothing.
func loaded(t *testing.T, change ...func(*Config)) *Cluster {
	t.Helper()
	c := open(t, change...)
	b, err := c.Beside(t.Context(), "1")
	if err == nil {
		err = b.Finish(t.Context(), &index.Coverage{}, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEngine(t *testing.T) {
	enginetest.TestEngine(t, func(t *testing.T) index.Engine { return loaded(t) })
}

func TestReader(t *testing.T) {
	synonyms := index.DefaultThesaurus()
	enginetest.TestReader(t, func(t *testing.T, articles *corpus.Corpus) *index.Reader {
		c := open(t)
		if err := index.Load(t.Context(), articles, nil, c.Beside, nil); err != nil {
			t.Fatal(err)
		}
		return &index.Follow(c, synonyms).Reader
	})
}
