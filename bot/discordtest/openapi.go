package discordtest

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// documentID names the description to the compiler. A whole address, because a
// bare name would be taken for a file below the working directory.
const documentID = "https://discord.invalid/openapi.json"

// openAPI checks bodies against the schemas of Discord's OpenAPI description.
type openAPI struct {
	mu       sync.Mutex
	compiler *jsonschema.Compiler
}

// startDir is where the test began; tests may change their directory.
var startDir, _ = os.Getwd()

// loadOpenAPI looks for the description from startDir upwards; nil where there
// is none.
var loadOpenAPI = sync.OnceValues(func() (*openAPI, error) {
	dir := startDir
	data, err := os.ReadFile(filepath.Join(dir, "shared", "discord", "openapi.json"))
	for os.IsNotExist(err) && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
		data, err = os.ReadFile(filepath.Join(dir, "shared", "discord", "openapi.json"))
	}
	if err != nil {
		return nil, nil
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	a := &openAPI{compiler: jsonschema.NewCompiler()}
	a.compiler.AssertFormat()
	return a, a.compiler.AddResource(documentID, doc)
})

// check refuses a body that does not follow the named schema.
func (a *openAPI) check(name string, body []byte) error {
	if a == nil {
		return nil
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	// The description wants an integer where Discord's documentation and every
	// client have a string.
	if m, ok := v.(map[string]any); ok {
		delete(m, "default_member_permissions")
	}
	a.mu.Lock()
	s, err := a.compiler.Compile(documentID + "#/components/schemas/" + name)
	a.mu.Unlock()
	if err != nil {
		return err
	}
	if err := s.Validate(v); err != nil {
		refused := badForm(err.Error())
		refused.rule = RuleOpenAPI
		return refused
	}
	return nil
}

// callbackSchema is the schema for a callback's type: the anyOf of the
// description gives errors about the wrong alternative.
func callbackSchema(kind int) string {
	switch kind {
	case callbackDeferredUpdate, callbackUpdate:
		return "UpdateMessageInteractionCallbackRequest"
	case callbackChoices:
		return "ApplicationCommandAutocompleteCallbackRequest"
	}
	return "CreateMessageInteractionCallbackRequest"
}
