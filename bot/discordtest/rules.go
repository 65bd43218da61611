package discordtest

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// rulesJSON has the rules that hold where Discord's OpenAPI description is not at
// hand, and those that it lacks. Limits are those of resources/message ("Embed
// Limits"), components/reference and interactions/application-commands.
//
//go:embed rules.json
var rulesJSON []byte

// Addresses name the documents to the compiler. Whole ones, because a bare name
// would be taken for a file below the working directory.
const (
	rulesAddress   = "https://discord.invalid/rules.json"
	openAPIAddress = "https://discord.invalid/openapi.json"
)

// schemas are those of rules.json and, where it is found, openapi.json.
type schemas struct {
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	openAPI  bool
}

// startDir is where the test began; tests may change their directory.
var startDir, _ = os.Getwd()

// loadSchemas looks for the description from startDir upwards.
var loadSchemas = sync.OnceValues(func() (*schemas, error) {
	sc := &schemas{compiler: jsonschema.NewCompiler()}
	sc.compiler.AssertFormat()
	if err := sc.add(rulesAddress, rulesJSON); err != nil {
		return nil, err
	}
	for dir := startDir; ; dir = filepath.Dir(dir) {
		data, err := os.ReadFile(filepath.Join(dir, "shared", "discord", "openapi.json"))
		if err == nil {
			sc.openAPI = true
			return sc, sc.add(openAPIAddress, data)
		}
		if dir == filepath.Dir(dir) {
			return sc, nil
		}
	}
})

func (sc *schemas) add(address string, data []byte) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("read %s: %w", address, err)
	}
	return sc.compiler.AddResource(address, doc)
}

// check refuses a body that does not follow the schema.
func (sc *schemas) check(rule, schema string, body []byte) error {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return badForm("%v", err)
	}
	// The description wants an integer where Discord's documentation and every
	// client have a string.
	if m, ok := v.(map[string]any); ok {
		delete(m, "default_member_permissions")
	}
	sc.mu.Lock()
	compiled, err := sc.compiler.Compile(schema)
	sc.mu.Unlock()
	if err != nil {
		return err
	}
	if err := compiled.Validate(v); err != nil {
		refused := badForm("%v", err)
		refused.rule = rule
		return refused
	}
	return nil
}

// checkRules holds a body against a schema of rules.json.
func (s *Server) checkRules(name string, body []byte) error {
	return s.schemas.check(RuleForm, rulesAddress+"#/$defs/"+name, body)
}

// checkOpenAPI holds a body against one of Discord's schemas.
func (s *Server) checkOpenAPI(name string, body []byte) error {
	if s.opts.NoOpenAPI || !s.schemas.openAPI {
		return nil
	}
	return s.schemas.check(RuleOpenAPI, openAPIAddress+"#/components/schemas/"+name, body)
}

func badForm(format string, args ...any) *refusal {
	return &refusal{400, discordgo.ErrCodeInvalidFormBody, "Invalid Form Body", RuleForm, fmt.Sprintf(format, args...)}
}

func decode(body []byte, v any) error {
	if err := json.Unmarshal(body, v); err != nil {
		return badForm("%v", err)
	}
	return nil
}

// judgeMessage judges a whole message: for an edit, what it would become.
func (s *Server) judgeMessage(body []byte) error {
	if err := s.checkRules("message", body); err != nil {
		return err
	}
	m := &Message{Message: &discordgo.Message{}}
	if err := decode(body, m.Message); err != nil {
		return err
	}
	total := 0
	for _, e := range m.Embeds {
		total += length(e.Title, e.Description)
		if e.Footer != nil {
			total += length(e.Footer.Text)
		}
	}
	if total > 6000 {
		return badForm("embeds: have %d characters, all together may have 6000", total)
	}
	ids := map[string]bool{"": false}
	for _, b := range m.buttons() {
		if ids[b.CustomID] {
			return badForm("components: custom id %q cannot be duplicated", b.CustomID)
		}
		ids[b.CustomID] = b.CustomID != ""
	}
	if len(m.Embeds) == 0 && len(m.Components) == 0 && strings.TrimSpace(m.Content) == "" {
		return &refusal{400, discordgo.ErrCodeCannotSendEmptyMessage, "Cannot send an empty message", RuleEmpty, ""}
	}
	// A rule of our own: nothing that the bot says may ping anyone. Without the
	// field, everything in the content pings.
	if err := s.checkRules("without mentions", body); err != nil {
		s.violate(RuleMentions, "message", "allowed_mentions lets the message ping: %v", err)
	}
	return nil
}

// judgeCommands judges the commands of one scope.
func (s *Server) judgeCommands(list []*Command, body []byte) error {
	if err := s.checkRules("commands", body); err != nil {
		return err
	}
	taken := map[string]bool{}
	for i, c := range list {
		key := fmt.Sprint(max(c.Type, discordgo.ChatApplicationCommand), c.Name)
		if taken[key] {
			return badForm("%d.name: application command names must be unique", i)
		}
		taken[key] = true
		n, err := judgeOptions(c.Options)
		if err != nil {
			return err
		}
		if n += length(c.Name, c.Description); n > 8000 {
			return badForm("%d: has %d characters, a command may have 8000", i, n)
		}
	}
	return nil
}

// judgeOptions adds up names, descriptions and values of options and choices.
func judgeOptions(options []*discordgo.ApplicationCommandOption) (size int, err error) {
	taken, optional := map[string]bool{}, false
	for _, o := range options {
		if taken[o.Name] {
			return 0, badForm("option name %q already exists", o.Name)
		}
		if o.Required && optional {
			return 0, badForm("required options must be placed before non-required options, not %q behind", o.Name)
		}
		taken[o.Name], optional = true, optional || !o.Required
		inner, err := judgeOptions(o.Options)
		if err != nil {
			return 0, err
		}
		size += inner + length(o.Name, o.Description)
		for _, c := range o.Choices {
			size += length(c.Name, fmt.Sprint(c.Value))
		}
	}
	return size, nil
}

func length(parts ...string) int { return utf8.RuneCountInString(strings.Join(parts, "")) }
