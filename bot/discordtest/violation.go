package discordtest

import (
	"fmt"
	"slices"
	"strings"
)

// A Violation is something that a correct bot never does. Most of them Discord
// refuses; a few are rules of our own.
type Violation struct {
	Rule   string // one of the Rule constants
	Where  string // method and route, or "gateway"
	Detail string
}

func (v Violation) String() string { return fmt.Sprintf("%s: %s: %s", v.Rule, v.Where, v.Detail) }

// The rules that a [Violation] can name.
const (
	RuleRoute        = "route"            // a route that the stand-in does not know
	RuleHost         = "host"             // a request to a host that is not Discord
	RuleHeader       = "header"           // User-Agent or Content-Type
	RuleToken        = "token"            // a missing or wrong token
	RuleJSON         = "json"             // a body that is not strict JSON
	RuleForm         = "form"             // a body that Discord refuses
	RuleOpenAPI      = "openapi"          // a body that is not of Discord's OpenAPI description
	RuleMentions     = "allowed_mentions" // a message that could ping (own rule)
	RuleEmpty        = "empty"            // an empty message
	RuleLate         = "late"             // a first answer after 3 seconds, a follow-up after 15 minutes
	RuleTwice        = "twice"            // a second first answer
	RuleOrder        = "order"            // an edit or a follow-up before the first answer
	RuleUnknown      = "unknown"          // an interaction, message, command or guild that does not exist
	RuleUnanswered   = "unanswered"       // an interaction that got no answer in 3 seconds
	RuleCommands     = "commands"         // too many commands or creations
	RuleRate         = "rate"             // rate limits of REST
	RulePayload      = "payload"          // a gateway event that closes with 4001, 4002, 4003 or 4005
	RuleIntents      = "intents"          // any intent (own rule)
	RuleShard        = "shard"            // invalid shard or missing sharding
	RuleSends        = "sends"            // more than 120 gateway events in 60 seconds
	RuleHeartbeat    = "heartbeat"        // no heartbeat in time
	RuleIdentify     = "identify"         // more identifies than allowed, or on an invalidated connection
	RuleReconnect    = "reconnect"        // a connection after a close code that forbids it
	RuleSequence     = "sequence"         // a resume or heartbeat with a sequence number that was never sent
	RuleHTTPEndpoint = "endpoint"         // the bot's own interactions endpoint
)

type expectation struct {
	text string
	hits int
}

// ExpectViolation says that violations whose rule is one of the texts, or whose
// description contains one of them, are meant to happen: they are no errors,
// and the test fails if they do not happen.
func (s *Server) ExpectViolation(texts ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, text := range texts {
		s.expected = append(s.expected, expectation{text: text})
	}
}

// Violations are those that happened so far, expected ones too.
func (s *Server) Violations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// maxViolations bounds the memory of a soak that goes wrong.
const maxViolations = 1000

// violate records a violation; s.mu is not held.
func (s *Server) violate(rule, where, format string, args ...any) {
	v := Violation{Rule: rule, Where: where, Detail: fmt.Sprintf(format, args...)}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.violations) >= maxViolations {
		return
	}
	s.violations = append(s.violations, v)
	expected := false
	for i, e := range s.expected {
		if e.text == v.Rule || strings.Contains(v.String(), e.text) {
			s.expected[i].hits++
			expected = true
		}
	}
	if !expected {
		s.tb.Errorf("discordtest: %s", v)
	}
}
