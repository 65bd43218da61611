package ingest

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestExpressionsCompile compiles what is otherwise compiled when it is needed.
func TestExpressionsCompile(t *testing.T) {
	if n := len(expressions) + len(patterns); n < 50 {
		t.Errorf("there are only %d expressions", n)
	}
	compiles := func(name string, compile func() *regexp.Regexp) {
		defer func() {
			if err := recover(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}()
		compile()
	}
	for name, compile := range expressions {
		compiles(name, compile)
	}
	for _, p := range patterns {
		compiles(p.rule, p.re)
	}
}

// TestUnknownExceptions are found when the program starts.
func TestUnknownExceptions(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an exception that is not known was taken")
		}
	}()
	readRules("[share]\nunless: nonsense\n~ ^share$\n")
}

// TestExpressionsAreNamed looks at the names by which the code asks for expressions: each is in
// lists/expressions.txt, and each there is asked for.
func TestExpressionsAreNamed(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{
		"outlet of a newsletter": true, "outlet of an issue": true, "outlet of a list": true, "owner of a copyright": true, // by a loop
	}
	call := regexp.MustCompile(`\b(?:matches|expression|firstMatch)\("([^"]+)"`)
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range call.FindAllStringSubmatch(string(data), -1) {
			asked[m[1]] = true
		}
	}
	for _, m := range regexp.MustCompile(`{{([^}]+)}}`).FindAllStringSubmatch(expressionsList, -1) {
		asked[m[1]] = true
	}
	for name := range asked {
		if expressions[name] == nil {
			t.Errorf("there is no expression %q", name)
		}
	}
	for name := range expressions {
		if !asked[name] {
			t.Errorf("nobody asks for the expression %q", name)
		}
	}
}
