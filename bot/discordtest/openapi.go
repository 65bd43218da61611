package discordtest

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// documentID names the description to the compiler. A whole address, because a
// bare name would be taken for a file below the working directory, which a test
// may change.
const documentID = "https://discord.invalid/openapi.json"

// openAPI checks bodies against the schemas of Discord's OpenAPI description.
type openAPI struct {
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	schemas  sync.Map // name → *jsonschema.Schema
}

// openAPIs holds one compiled description per path and process.
var openAPIs struct {
	sync.Mutex
	byPath map[string]*openAPI
	logged bool
}

// openAPIPath looks for ../shared from the working directory upwards.
func openAPIPath() string {
	dir, err := os.Getwd()
	for err == nil {
		path := filepath.Join(dir, "shared", "discord", "openapi.json")
		if _, err := os.Stat(path); err == nil {
			return path
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			break
		}
		dir = parent
	}
	return ""
}

// loadOpenAPI gives the description at path, or the one of ../shared; nil where
// there is none.
func loadOpenAPI(tb testing.TB, path string) *openAPI {
	tb.Helper()
	openAPIs.Lock()
	defer openAPIs.Unlock()
	if path == "" {
		if path = openAPIPath(); path == "" {
			if !openAPIs.logged {
				tb.Log("discordtest: shared/discord/openapi.json is not there: bodies are checked by the built-in rules only")
				openAPIs.logged = true
			}
			return nil
		}
	}
	if a := openAPIs.byPath[path]; a != nil {
		return a
	}
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatalf("discordtest: %v", err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		tb.Fatalf("discordtest: %s: %v", path, err)
	}
	a := &openAPI{compiler: jsonschema.NewCompiler()}
	a.compiler.AssertFormat()
	if err := a.compiler.AddResource(documentID, doc); err != nil {
		tb.Fatalf("discordtest: %s: %v", path, err)
	}
	if openAPIs.byPath == nil {
		openAPIs.byPath = map[string]*openAPI{}
	}
	openAPIs.byPath[path] = a
	return a
}

func (a *openAPI) schema(name string) (*jsonschema.Schema, error) {
	if s, ok := a.schemas.Load(name); ok {
		return s.(*jsonschema.Schema), nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	s, err := a.compiler.Compile(documentID + "#/components/schemas/" + name)
	if err == nil {
		a.schemas.Store(name, s)
	}
	return s, err
}

// check says what is wrong with a body by the named schema. A nil description
// finds nothing.
func (a *openAPI) check(name string, v any) error {
	if a == nil {
		return nil
	}
	s, err := a.schema(name)
	if err != nil {
		return err
	}
	err = s.Validate(v)
	var invalid *jsonschema.ValidationError
	if errors.As(err, &invalid) {
		return fmt.Errorf("%s: %s", name, strings.Join(leaves(invalid), "; "))
	}
	return err
}

// leaves are the innermost causes, which say what is wrong; the rest says where
// in the schema.
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
func callbackSchema(kind int64) string {
	switch kind {
	case 6, 7:
		return "UpdateMessageInteractionCallbackRequest"
	case 8:
		return "ApplicationCommandAutocompleteCallbackRequest"
	case 1:
		return "PongInteractionCallbackRequest"
	default:
		return "CreateMessageInteractionCallbackRequest"
	}
}

// checkCommand checks one command. The description wants an integer where
// everybody sends a string, so that field is left out; its own rule sees it.
func (a *openAPI) checkCommand(name string, command any) error {
	m, ok := command.(map[string]any)
	if a == nil || !ok {
		return nil
	}
	m = maps.Clone(m)
	delete(m, "default_member_permissions")
	return a.check(name, m)
}
