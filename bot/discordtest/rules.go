package discordtest

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// rulesJSON has the rules that Discord's OpenAPI description lacks, and limits for
// where it is not at hand: resources/message ("Embed Limits"), components/reference
// and interactions/application-commands.
//
//go:embed rules.json
var rulesJSON []byte

// The compiler would take a bare name for a file below the working directory.
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
	for dir := startDir; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if data, err := os.ReadFile(filepath.Join(dir, "shared", "discord", "openapi.json")); err == nil {
			sc.openAPI = true
			return sc, sc.add(openAPIAddress, data)
		}
	}
	return sc, nil
})

func (sc *schemas) add(address string, data []byte) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("read %s: %w", address, err)
	}
	return sc.compiler.AddResource(address, doc)
}

// check refuses a body that does not follow the schema.
func (sc *schemas) check(address string, body []byte) error {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return badForm("%v", err)
	}
	sc.mu.Lock()
	schema, err := sc.compiler.Compile(address)
	sc.mu.Unlock()
	if err != nil {
		return err
	}
	if err := schema.Validate(v); err != nil {
		return badForm("%v", err)
	}
	return nil
}

// checkRules holds a body against a schema of rules.json.
func (s *Server) checkRules(name string, body []byte) error {
	if s.opts.Answered != nil {
		return nil
	}
	return s.schemas.check(rulesAddress+"#/$defs/"+name, body)
}

// permissions are a string in Discord's documentation and in every client, where its
// description wants an integer.
var permissions = regexp.MustCompile(`"default_member_permissions":"(\d+)"`)

// checkOpenAPI holds a body against what Discord's description has for the route.
func (s *Server) checkOpenAPI(pattern string, body []byte) error {
	method, path, _ := strings.Cut(pattern, " ")
	if s.noOpenAPI || path == "" || method == http.MethodGet {
		return nil
	}
	body = permissions.ReplaceAll(body, []byte(`"default_member_permissions":$1`))
	operation := url.PathEscape(strings.ReplaceAll(path, "/", "~1")) + "/" + strings.ToLower(method)
	return s.schemas.check(openAPIAddress+"#/paths/"+operation+"/requestBody/content/application~1json/schema", body)
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

// judgeMessage reads and judges a whole message: for an edit, what it would become.
func (s *Server) judgeMessage(body []byte) (*discordgo.Message, error) {
	if err := s.checkRules("message", body); err != nil {
		return nil, err
	}
	m := Message{Message: &discordgo.Message{}}
	if err := decode(body, m.Message); err != nil {
		return nil, err
	}
	total := 0
	for _, e := range m.Embeds {
		total += utf8.RuneCountInString(e.Title + e.Description)
		if e.Footer != nil {
			total += utf8.RuneCountInString(e.Footer.Text)
		}
	}
	if total > 6000 {
		return nil, badForm("embeds: have %d characters, all together may have 6000", total)
	}
	ids := map[string]bool{"": false}
	for _, b := range m.buttons() {
		if ids[b.CustomID] {
			return nil, badForm("components: custom id %q cannot be duplicated", b.CustomID)
		}
		ids[b.CustomID] = b.CustomID != ""
	}
	if len(m.Embeds) == 0 && len(m.Components) == 0 && strings.TrimSpace(m.Content) == "" {
		return nil, &refusal{400, discordgo.ErrCodeCannotSendEmptyMessage, "Cannot send an empty message", RuleForm, ""}
	}
	// A rule of our own: nothing that the bot says may ping anyone. Without the
	// field, everything in the content pings.
	if err := s.checkRules("without mentions", body); err != nil {
		s.violate(RuleMentions, "message", "allowed_mentions lets the message ping: %v", err)
	}
	return m.Message, nil
}

// judgeOptions looks for what the schemas cannot say of options.
func judgeOptions(options []*discordgo.ApplicationCommandOption) error {
	taken, optional := map[string]bool{}, false
	for _, o := range options {
		if taken[o.Name] {
			return badForm("option name %q already exists", o.Name)
		}
		if o.Required && optional {
			return badForm("required options must be placed before non-required options, not %q behind", o.Name)
		}
		taken[o.Name], optional = true, optional || !o.Required
	}
	return nil
}
