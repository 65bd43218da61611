package discordtest

import (
	"fmt"
	"strings"
)

// A Violation is something that a correct bot never does. Most of them Discord
// refuses; RuleMentions and RuleUnanswered are rules of our own.
type Violation struct {
	Rule   string // one of the Rule constants
	Where  string // a route, or "gateway"
	Detail string
}

func (v Violation) String() string { return fmt.Sprintf("%s: %s: %s", v.Rule, v.Where, v.Detail) }

// The rules that a [Violation] can name.
const (
	RuleRoute      = "route"            // a host that is not Discord, or a route that the stand-in does not know
	RuleToken      = "token"            // a missing or wrong token
	RuleForm       = "form"             // a request or a body that Discord refuses
	RuleMentions   = "allowed_mentions" // a message that could ping
	RuleLate       = "late"             // a first answer after 3 seconds, a follow-up after 15 minutes
	RuleTwice      = "twice"            // a second first answer
	RuleOrder      = "order"            // an edit or a follow-up before the first answer
	RuleUnknown    = "unknown"          // an interaction, application or guild that does not exist
	RuleUnanswered = "unanswered"       // an interaction that got no answer in 3 seconds
	RulePayload    = "payload"          // a gateway payload that Discord closes for, and any intent
	RuleHeartbeat  = "heartbeat"        // no heartbeat in time
	RuleIdentify   = "identify"         // more identifies than session_start_limit allows, or a connection after a close code that forbids it
)

// ExpectViolation says that violations whose rule is one of the texts, or that contain
// one, are meant to happen: they are no errors, and the test fails without them.
func (s *Server) ExpectViolation(texts ...string) { s.expect(false, texts) }

// AllowViolation is ExpectViolation for what may happen and need not.
func (s *Server) AllowViolation(texts ...string) { s.expect(true, texts) }

func (s *Server) expect(happened bool, texts []string) {
	s.judging.Lock()
	defer s.judging.Unlock()
	for _, text := range texts {
		s.expected[text] = happened
	}
}

func (s *Server) violate(rule, where, format string, args ...any) {
	v := Violation{Rule: rule, Where: where, Detail: fmt.Sprintf(format, args...)}
	s.judging.Lock()
	defer s.judging.Unlock()
	s.violations = append(s.violations, v)
	expected := false
	for text := range s.expected {
		if text == v.Rule || strings.Contains(v.String(), text) {
			s.expected[text] = true
			expected = true
		}
	}
	if !expected {
		s.tb.Errorf("discordtest: %s", v)
	}
}

// checkExpected reports expected violations that did not happen.
func (s *Server) checkExpected() {
	s.judging.Lock()
	defer s.judging.Unlock()
	for text, happened := range s.expected {
		if !happened {
			s.tb.Errorf("discordtest: no violation of %q, which was expected", text)
		}
	}
}
