package ingest

import (
	"regexp"
	"testing"
)

// TestExpressionsCompile compiles what is otherwise compiled when it is needed.
func TestExpressionsCompile(t *testing.T) {
	if len(exprs) < 50 {
		t.Errorf("there are only %d expressions", len(exprs))
	}
	for _, e := range exprs {
		if _, err := regexp.Compile(e); err != nil {
			t.Error(err)
		}
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
