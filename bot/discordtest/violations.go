package discordtest

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// A Violation is something that a correct bot never does. Most of them Discord
// refuses; RuleMentions, RuleIntents and RuleUnanswered are rules of our own.
type Violation struct {
	Rule   string // one of the Rule constants
	Where  string // a route, or "gateway"
	Detail string
}

func (v Violation) String() string { return fmt.Sprintf("%s: %s: %s", v.Rule, v.Where, v.Detail) }

// The rules that a [Violation] can name.
const (
	RuleRoute        = "route"            // a route that the stand-in does not know
	RuleHost         = "host"             // a request to a host that is not Discord
	RuleHeader       = "header"           // User-Agent or Content-Type
	RuleToken        = "token"            // a missing or wrong token
	RuleForm         = "form"             // a body that Discord refuses
	RuleOpenAPI      = "openapi"          // a body that is not of Discord's OpenAPI description
	RuleMentions     = "allowed_mentions" // a message that could ping
	RuleEmpty        = "empty"            // an empty message
	RuleLate         = "late"             // a first answer after 3 seconds, a follow-up after 15 minutes
	RuleTwice        = "twice"            // a second first answer
	RuleOrder        = "order"            // an edit or a follow-up before the first answer
	RuleUnknown      = "unknown"          // an interaction, message, application or guild that does not exist
	RuleUnanswered   = "unanswered"       // an interaction that got no answer in 3 seconds
	RulePayload      = "payload"          // a gateway payload that Discord closes for
	RuleIntents      = "intents"          // any intent
	RuleHeartbeat    = "heartbeat"        // no heartbeat in time
	RuleIdentify     = "identify"         // more identifies than session_start_limit allows
	RuleReconnect    = "reconnect"        // a connection after a close code that forbids it
	RuleSequence     = "sequence"         // a sequence number that was never sent
	RuleHTTPEndpoint = "endpoint"         // the bot's own interactions endpoint
)

// violations has a lock of its own, so that a violation can be recorded with or
// without the server's.
type violations struct {
	mu       sync.Mutex
	list     []Violation
	expected map[string]bool // text → has happened
}

// ExpectViolation says that violations whose rule is one of the texts, or whose
// description contains one of them, are meant to happen: they are no errors,
// and the test fails if they do not happen.
func (s *Server) ExpectViolation(texts ...string) {
	s.violations.mu.Lock()
	defer s.violations.mu.Unlock()
	for _, text := range texts {
		s.violations.expected[text] = false
	}
}

// AllowViolation is ExpectViolation for what may happen and need not.
func (s *Server) AllowViolation(texts ...string) {
	s.violations.mu.Lock()
	defer s.violations.mu.Unlock()
	for _, text := range texts {
		s.violations.expected[text] = true
	}
}

// Violations are those that happened so far, expected ones too.
func (s *Server) Violations() []Violation {
	s.violations.mu.Lock()
	defer s.violations.mu.Unlock()
	return slices.Clone(s.violations.list)
}

func (s *Server) violate(rule, where, format string, args ...any) {
	v := Violation{Rule: rule, Where: where, Detail: fmt.Sprintf(format, args...)}
	s.violations.mu.Lock()
	defer s.violations.mu.Unlock()
	s.violations.list = append(s.violations.list, v)
	expected := false
	for text := range s.violations.expected {
		if text == v.Rule || strings.Contains(v.String(), text) {
			s.violations.expected[text] = true
			expected = true
		}
	}
	if !expected {
		s.tb.Errorf("discordtest: %s", v)
	}
}

// checkExpected reports expected violations that did not happen.
func (s *Server) checkExpected() {
	s.violations.mu.Lock()
	defer s.violations.mu.Unlock()
	for text, happened := range s.violations.expected {
		if !happened {
			s.tb.Errorf("discordtest: no violation of %q, which was expected", text)
		}
	}
}
