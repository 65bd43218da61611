package discordtest

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"time"
)

// PublicKey is the application's key for HTTP interactions, in hexadecimal.
func (s *Server) PublicKey() string {
	return hex.EncodeToString(s.key.Public().(ed25519.PublicKey))
}

// UseEndpoint delivers interactions by signed POST requests to the bot's own
// address instead of the gateway: interactions/overview, "Setting Up an Endpoint".
func (s *Server) UseEndpoint(address string) { s.locked(func() { s.endpoint = &address }) }

// Ping is what Discord sends to an endpoint that is set.
const Ping = `{"id":"1","application_id":"` + ApplicationID + `","type":1,"token":"ping","version":1}`

// Post sends a body to an endpoint of the bot, signed, and gives its answer. What
// forge does comes after the signature, so that it can spoil that.
func (s *Server) Post(ctx context.Context, address string, body []byte, forge ...func(http.Header)) (status int, answer []byte, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
	s.Sign(r.Header, body, time.Now())
	for _, f := range forge {
		f(r.Header)
	}
	resp, err := s.client.RoundTrip(r)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	answer, err = io.ReadAll(resp.Body)
	return resp.StatusCode, answer, err
}

// Sign signs a request: interactions/overview, "Validating Security Request Headers".
func (s *Server) Sign(h http.Header, body []byte, at time.Time) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	h.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(s.key, append([]byte(stamp), body...))))
	h.Set("X-Signature-Timestamp", stamp)
}

// post delivers an interaction to the endpoint. The bot takes it with 202 and
// answers by a callback; that the answer may be in the response it does not use.
func (s *Server) post(address string, in *Interaction) {
	ctx, cancel := context.WithTimeout(s.ctx, answerWithin)
	defer cancel()
	status, answer, err := s.Post(ctx, address, in.Payload)
	if (err != nil || status != http.StatusAccepted) && s.ctx.Err() == nil {
		s.violate(RulePayload, "POST "+address, "interaction %s: %d %.200s %v", in.ID, status, answer, err)
	}
}
