package discordtest

import (
	"fmt"
	"slices"
	"strings"
)

// The rules of which a violation names one. A violation is something that a correct
// bot never does. Most of them Discord refuses; RuleMentions and RuleUnanswered are
// rules of our own.
const (
	RuleRoute      = "route"            // a host that is not Discord, or a route that the stand-in does not know
	RuleToken      = "token"            // a missing or wrong token
	RuleForm       = "form"             // a request or a body that Discord refuses
	RuleMentions   = "allowed_mentions" // a message that could ping
	RuleLate       = "late"             // a first answer after 3 seconds
	RuleTwice      = "twice"            // a second first answer
	RuleOrder      = "order"            // an edit or a follow-up before the first answer
	RuleUnknown    = "unknown"          // an interaction, application or guild that does not exist
	RuleUnanswered = "unanswered"       // an interaction that got no answer in 3 seconds
	RulePayload    = "payload"          // a gateway payload that Discord closes for, and any intent
	RuleHeartbeat  = "heartbeat"        // no heartbeat in time
	RuleIdentify   = "identify"         // more identifies than session_start_limit allows
)

// AllowViolation says that violations whose rule or description contains one of the
// texts are no errors of the test.
func (s *Server) AllowViolation(texts ...string) {
	s.judging.Lock()
	defer s.judging.Unlock()
	s.allowed = append(s.allowed, texts...)
}

func (s *Server) violate(rule, where, format string, args ...any) {
	v := fmt.Sprintf("%s: %s: %s", rule, where, fmt.Sprintf(format, args...))
	s.judging.Lock()
	defer s.judging.Unlock()
	if !slices.ContainsFunc(s.allowed, func(text string) bool { return strings.Contains(v, text) }) {
		s.tb.Errorf("discordtest: %s", v)
	}
}
