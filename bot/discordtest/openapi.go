package discordtest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// documentID names the description to the compiler. A whole address, because a
// bare name would be taken for a file below the working directory.
const documentID = "https://discord.invalid/openapi.json"

// openAPI checks bodies against the schemas of Discord's OpenAPI description.
type openAPI struct {
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema
}

// startDir is where the test began; tests may change their directory.
var startDir, _ = os.Getwd()

// readOpenAPI looks for the description from startDir upwards; nil where there
// is none.
var readOpenAPI = sync.OnceValues(func() (*openAPI, error) {
	for dir := startDir; ; dir = filepath.Dir(dir) {
		data, err := os.ReadFile(filepath.Join(dir, "shared", "discord", "openapi.json"))
		if errors.Is(err, os.ErrNotExist) && dir != filepath.Dir(dir) {
			continue
		}
		if errors.Is(err, os.ErrNotExist) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		a := &openAPI{compiler: jsonschema.NewCompiler(), schemas: map[string]*jsonschema.Schema{}}
		a.compiler.AssertFormat()
		return a, a.compiler.AddResource(documentID, doc)
	}
})

func loadOpenAPI(tb testing.TB) *openAPI {
	tb.Helper()
	a, err := readOpenAPI()
	if err != nil {
		tb.Fatalf("discordtest: read openapi.json: %v", err)
	}
	return a
}

func (a *openAPI) schema(name string) (*jsonschema.Schema, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if s := a.schemas[name]; s != nil {
		return s, nil
	}
	s, err := a.compiler.Compile(documentID + "#/components/schemas/" + name)
	if err == nil {
		a.schemas[name] = s
	}
	return s, err
}

// check says what is wrong with a body by the named schema. A nil description
// finds nothing.
func (a *openAPI) check(name string, body []byte) error {
	if a == nil {
		return nil
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	// Discord's description wants an integer where its documentation and every
	// client have a string; the hand-written rules judge that field.
	if m, ok := v.(map[string]any); ok {
		delete(m, "default_member_permissions")
	}
	s, err := a.schema(name)
	if err != nil {
		return err
	}
	err = s.Validate(v)
	if invalid := new(jsonschema.ValidationError); errors.As(err, &invalid) {
		return fmt.Errorf("%s: %s", name, strings.Join(leaves(invalid), "; "))
	}
	return err
}

// leaves are the innermost causes, which say what is wrong.
func leaves(e *jsonschema.ValidationError) []string {
	if len(e.Causes) == 0 {
		return []string{strings.ReplaceAll(e.Error(), "\n", " ")}
	}
	var all []string
	for _, c := range e.Causes {
		all = append(all, leaves(c)...)
	}
	if len(all) > 6 {
		all = append(all[:6], "…")
	}
	return all
}

// callbackSchema is the schema for a callback's type: the anyOf of the
// description gives errors about the wrong alternative.
func callbackSchema(kind int) string {
	switch kind {
	case callbackDeferredUpdate, callbackUpdate:
		return "UpdateMessageInteractionCallbackRequest"
	case callbackChoices:
		return "ApplicationCommandAutocompleteCallbackRequest"
	default:
		return "CreateMessageInteractionCallbackRequest"
	}
}
