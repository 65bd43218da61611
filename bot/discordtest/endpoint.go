package discordtest

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// PublicKey is the application's key for HTTP interactions, in hexadecimal: the
// bot's DISCORD_PUBLIC_KEY.
func (s *Server) PublicKey() string {
	return hex.EncodeToString(s.key.Public().(ed25519.PublicKey))
}

// UseEndpoint delivers interactions by signed POST requests to the bot's own
// address instead of the gateway, as Discord does when an Interactions Endpoint
// URL is set (interactions/overview, "Setting Up an Endpoint"). Only a loopback
// address is taken. An empty address goes back to the gateway.
func (s *Server) UseEndpoint(address string) {
	s.tb.Helper()
	u, err := url.Parse(address)
	if host := u.Hostname(); address != "" && (err != nil || host != "127.0.0.1" && host != "::1" && host != "localhost") {
		s.tb.Fatalf("discordtest: the endpoint %q is not on this machine", address)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endpoint = address
}

// A Forgery says what is wrong with a signed request.
type Forgery int

// Discord sends bad signatures on purpose and drops endpoints that take them
// (interactions/overview, "Validating Security Request Headers").
const (
	Genuine          Forgery = iota
	NoSignature              // without the headers
	WrongSignature           // of another body
	WrongKey                 // by another key
	GarbledSignature         // no hexadecimal
	OldTimestamp             // an hour old, correctly signed: a replay
)

// signed makes the request for a body.
func (s *Server) signed(ctx context.Context, address string, body []byte, how Forgery) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	at, key, text := time.Now(), s.key, body
	switch how {
	case OldTimestamp:
		at = at.Add(-time.Hour)
	case WrongKey:
		key = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	case WrongSignature:
		text = append(bytes.Clone(body), ' ')
	}
	stamp := strconv.FormatInt(at.Unix(), 10)
	signature := hex.EncodeToString(ed25519.Sign(key, append([]byte(stamp), text...)))
	if how == GarbledSignature {
		signature = "zz" + signature[2:]
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
	if how != NoSignature {
		r.Header.Set("X-Signature-Ed25519", signature)
		r.Header.Set("X-Signature-Timestamp", stamp)
	}
	return r, nil
}

// Post sends a body to an endpoint of the bot, signed or badly signed, and
// gives its answer: for tests of the endpoint itself.
func (s *Server) Post(ctx context.Context, address string, body []byte, how Forgery) (status int, answer []byte, err error) {
	r, err := s.signed(ctx, address, body, how)
	if err != nil {
		return 0, nil, err
	}
	resp, err := s.base.RoundTrip(r)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err = io.ReadAll(io.LimitReader(resp.Body, maxBody))
	if kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); err == nil && resp.StatusCode == 200 && kind != "application/json" {
		err = s.errorf("the endpoint answered with Content-Type %q", resp.Header.Get("Content-Type"))
	}
	return resp.StatusCode, answer, err
}

// VerifyEndpoint does what Discord does when an endpoint is set: it sends PING
// and expects PONG, and sends bad signatures and expects 401.
func (s *Server) VerifyEndpoint(ctx context.Context, address string) error {
	ping := fmt.Appendf(nil, `{"id":"%s","application_id":"%s","type":1,"token":"ping","version":1,"entitlements":[],"user":null}`, s.opts.ApplicationID, s.opts.ApplicationID)
	status, answer, err := s.Post(ctx, address, ping, Genuine)
	if err != nil {
		return err
	}
	v, err := parseJSON(answer)
	if m, _ := v.(map[string]any); status != 200 || err != nil || integerOf(m, "type") != callbackPong {
		return s.errorf("the endpoint answered PING with %d %.100s", status, answer)
	}
	for _, how := range []Forgery{NoSignature, WrongSignature, WrongKey, GarbledSignature} {
		status, _, err := s.Post(ctx, address, ping, how)
		if err != nil {
			return err
		}
		if status != http.StatusUnauthorized {
			return s.errorf("the endpoint answered a bad signature (%d) with %d, not with 401", how, status)
		}
	}
	return nil
}

// post delivers an interaction to the endpoint. The answer may come in the
// response, or by a callback of its own after 202.
func (s *Server) post(address string, in *Interaction) {
	ctx, cancel := context.WithTimeout(s.ctx, answerWithin)
	defer cancel()
	status, answer, err := s.Post(ctx, address, in.payload, Genuine)
	arrived := time.Now()
	if err == nil && status == http.StatusAccepted && len(answer) == 0 {
		return
	}
	if err == nil {
		err = s.take(in, status, answer, arrived)
	}
	if err != nil && s.ctx.Err() == nil {
		s.violate(RuleHTTPEndpoint, "POST "+address, "interaction %s: %v", in.ID, err)
		s.mu.Lock()
		in.failed = err
		in.signal()
		s.mu.Unlock()
	}
}

// take treats a response as a first answer.
func (s *Server) take(in *Interaction, status int, answer []byte, arrived time.Time) error {
	if status != http.StatusOK {
		return s.errorf("status %d: %.200s", status, answer)
	}
	body, err := parseJSON(answer)
	if err != nil {
		return err
	}
	r := &request{Server: s, where: "endpoint", arrived: arrived}
	cb, err := r.checkCallback(in, body)
	if refused := new(refusal); errors.As(err, &refused) {
		return fmt.Errorf("%w: %s", err, refused.detail)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.answerable(in, in.Token); err != nil {
		return err
	}
	s.accept(in, cb, arrived)
	return nil
}
