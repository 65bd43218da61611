package index_test

import (
	"testing"

	"onrecord/corpus"
	"onrecord/index"
	"onrecord/index/enginetest"
)

func TestReader(t *testing.T) {
	enginetest.TestReader(t, func(t *testing.T, c *corpus.Corpus) *index.Reader {
		t.Helper()
		x, err := index.Open(t.Context(), c, index.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := x.Close(); err != nil {
				t.Error(err)
			}
		})
		return &x.Reader
	})
}
