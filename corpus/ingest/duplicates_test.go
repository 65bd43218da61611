package ingest_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/corpus/ingest"
)

func TestDuplicates(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	body := article(1)
	wire := strings.Replace(article(2), "Bridge number 2 to stay shut, says mayor", "Mayor shuts bridge", 1)
	for name, text := range map[string]string{
		"1-a.txt": body + "\n© 2021 The Courier\n",
		"2-b.txt": body + "\n© 2021 The Courier\n",                                                                      // the same again
		"3-c.txt": article(2) + "\n© 2021 The Courier\n",                                                                // printed by two
		"4-d.txt": wire + "\n© 2021 The Ledger\n",                                                                       //
		"5-e.txt": "https://courier.example/bridges/3\n\n" + article(3),                                                 // one address,
		"6-f.txt": "http://www.courier.example/bridges/3/#top\n\n" + article(4),                                         // twice
		"7-g.txt": strings.Replace(body, "Bridge", "BRIDGE", 1) + "\nBut nobody came to the end.\n© 2021 The Courier\n", // another version
		"8-h.txt": wire + "\nIt was closed on Tuesday.\n© 2021 The Courier\n",                                           // under another headline
	} {
		write(t, filepath.Join(in, name), text)
	}
	want := []string{
		"1-a.txt written the-courier-bridge-number-1-to-stay-shut-says-mayor",
		"2-b.txt duplicate the-courier-bridge-number-1-to-stay-shut-says-mayor",
		"3-c.txt written the-courier-bridge-number-2-to-stay-shut-says-mayor",
		"4-d.txt written the-ledger-mayor-shuts-bridge",
		"5-e.txt written bridge-number-3-to-stay-shut-says-mayor",
		"6-f.txt version bridge-number-3-to-stay-shut-says-mayor beside bridge-number-3-to-stay-shut-says-mayor.md.new",
		"7-g.txt version the-courier-bridge-number-1-to-stay-shut-says-mayor beside the-courier-bridge-number-1-to-stay-shut-says-mayor.md.new",
		"8-h.txt version the-courier-bridge-number-2-to-stay-shut-says-mayor beside the-courier-bridge-number-2-to-stay-shut-says-mayor.md.new",
	}
	same(t, "first", importAll(t, out, ingest.Options{}, in), want...)
	before := snapshot(t, out)
	for i := range want {
		want[i] = strings.Replace(want[i], " written ", " unchanged ", 1)
	}
	same(t, "again", importAll(t, out, ingest.Options{}, in), want...)
	if diff := cmp.Diff(before, snapshot(t, out)); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
	src, _ := corpus.PathSource(out)
	if c, err := corpus.Load(t.Context(), src); err != nil || len(c.Articles) != 4 {
		t.Errorf("the corpus: %v", err)
	}
}
