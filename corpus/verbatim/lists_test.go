package verbatim

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestHeadings looks up each heading that the package asks for.
func TestHeadings(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked := regexp.MustCompile(`\bis\("([^"]+)"|\banyOf\(.*?, "([^"]+)"\)|wordLists(?:\.Set\(|\[)"([^"]+)"`)
	for _, file := range files {
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range asked.FindAllStringSubmatch(string(code), -1) {
			if heading := m[1] + m[2] + m[3]; len(wordLists[heading]) == 0 {
				t.Errorf("%s asks for %q, which has no words", file, heading)
			}
		}
	}
}
