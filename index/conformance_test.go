package index_test

import (
	"testing"

	"onrecord/index"
	"onrecord/index/enginetest"
)

func TestBleveEngine(t *testing.T) {
	for _, where := range []string{"in memory", "in a folder"} {
		t.Run(where, func(t *testing.T) {
			enginetest.TestEngine(t, func(t *testing.T) index.Engine {
				dir := ""
				if where == "in a folder" {
					dir = t.TempDir() + "/new"
				}
				e, err := index.NewBleve(dir)
				if err != nil {
					t.Fatal(err)
				}
				return e
			})
		})
	}
}
