package ingest_test

import (
	"fmt"
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
		"2-b.txt": body + "\n© 2021 The Courier\n",                                                      // the same again
		"3-c.txt": article(2) + "\n© 2021 The Courier\n",                                                // printed by two
		"4-d.txt": wire + "\n© 2021 The Ledger\n",                                                       //
		"5-e.txt": "https://courier.example/bridges/3\n\n" + article(3),                                 // one address,
		"6-f.txt": "http://www.courier.example/bridges/3/#top\n\n" + article(4),                         // twice
		"7-g.txt": strings.Replace(article(3), "Bridge", "BRIDGE", 1) + "\nBut nobody came to the end.", // nearly the same
	} {
		write(t, filepath.Join(in, name), text)
	}
	want := []string{
		"1-a.txt written the-courier-bridge-number-1-to-stay-shut-says-mayor",
		"2-b.txt duplicate the-courier-bridge-number-1-to-stay-shut-says-mayor",
		"3-c.txt written the-courier-bridge-number-2-to-stay-shut-says-mayor",
		"4-d.txt written the-ledger-mayor-shuts-bridge near the-courier-bridge-number-2-to-stay-shut-says-mayor",
		"5-e.txt written bridge-number-3-to-stay-shut-says-mayor",
		"6-f.txt version bridge-number-3-to-stay-shut-says-mayor beside bridge-number-3-to-stay-shut-says-mayor.md.new",
		"7-g.txt written bridge-number-3-to-stay-shut-says-mayor-2 near bridge-number-3-to-stay-shut-says-mayor",
	}
	same(t, "first", importAll(t, out, ingest.Options{}, in), want...)
	if got := read(t, filepath.Join(out, "the-ledger-mayor-shuts-bridge.review.txt")); !strings.Contains(got, "Nearly the same text\n\n- the-courier-bridge-number-2-to-stay-shut-says-mayor\n") {
		t.Errorf("the review does not name the other article:\n%s", got)
	}
	before := snapshot(t, out)
	for i := range want {
		want[i] = strings.Replace(want[i], " written ", " unchanged ", 1)
	}
	same(t, "again", importAll(t, out, ingest.Options{}, in), want...)
	if diff := cmp.Diff(before, snapshot(t, out)); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
	src, _ := corpus.PathSource(out)
	if c, err := corpus.Load(t.Context(), src); err != nil || len(c.Articles) != 5 {
		t.Errorf("the corpus: %v", err)
	}
}

// TestRepeatedLines imports articles of one outlet that share two lines which no
// rule knows.
func TestRepeatedLines(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	const about, quoted = "Every copy of this paper has been printed on the banks of the river for a hundred years.", `"We will rebuild," said Ada Byrne, the mayor, after the flood of last winter.`
	for n := range 4 {
		write(t, filepath.Join(in, fmt.Sprintf("%d.txt", n)), article(n, "", quoted, "", about, "\n© 2021 The Courier\n"))
	}
	importAll(t, out, ingest.Options{}, in)
	check := func() {
		t.Helper()
		for n := range 4 {
			name := filepath.Join(out, fmt.Sprintf("the-courier-bridge-number-%d-to-stay-shut-says-mayor", n))
			if got := read(t, name+".md"); strings.Contains(got, about) || !strings.Contains(got, quoted) {
				t.Errorf("%s has\n%s", name, got)
			}
			if got := read(t, name+".review.txt"); !strings.Contains(got, "[repeated in the outlet's articles] "+about) {
				t.Errorf("%s has\n%s", name, got)
			}
		}
	}
	check()
	before := snapshot(t, out)
	same(t, "one of them alone", importAll(t, out, ingest.Options{}, filepath.Join(in, "2.txt")), "2.txt unchanged the-courier-bridge-number-2-to-stay-shut-says-mayor")
	if diff := cmp.Diff(before, snapshot(t, out)); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
	write(t, filepath.Join(in, "9.txt"), article(9, "", about, "\n© 2021 The Courier\n"))
	importAll(t, out, ingest.Options{}, filepath.Join(in, "9.txt"))
	if got := read(t, filepath.Join(out, "the-courier-bridge-number-9-to-stay-shut-says-mayor.md")); strings.Contains(got, about) {
		t.Error("what was found to be repeated is not known in the next import")
	}
}
