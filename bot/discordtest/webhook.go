package discordtest

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// PublicKey is the application's key for HTTP interactions, in hexadecimal.
func (s *Server) PublicKey() string {
	return hex.EncodeToString(s.key.Public().(ed25519.PublicKey))
}

// UseEndpoint delivers interactions by signed POST requests to the bot's own
// address instead of the gateway (interactions/overview, "Setting Up an
// Endpoint"). An empty address goes back to the gateway.
func (s *Server) UseEndpoint(address string) { s.locked(func() { s.endpoint = address }) }

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

// Post sends a body to an endpoint of the bot, signed or badly signed, and
// gives its answer.
func (s *Server) Post(ctx context.Context, address string, body []byte, how Forgery) (status int, answer []byte, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
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
	resp, err := s.client.RoundTrip(r)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	answer, err = io.ReadAll(io.LimitReader(resp.Body, maxBody))
	if kind := resp.Header.Get("Content-Type"); err == nil && resp.StatusCode == 200 && !strings.HasPrefix(kind, "application/json") {
		err = fmt.Errorf("discordtest: the endpoint answered with Content-Type %q", kind)
	}
	return resp.StatusCode, answer, err
}

// VerifyEndpoint does what Discord does when an endpoint is set: it sends PING
// and expects PONG, and sends a bad signature and expects 401.
func (s *Server) VerifyEndpoint(ctx context.Context, address string) error {
	ping := fmt.Appendf(nil, `{"id":"%s","application_id":"%[1]s","type":1,"token":"ping","version":1}`, applicationID)
	status, answer, err := s.Post(ctx, address, ping, Genuine)
	if err != nil {
		return err
	}
	var pong struct{ Type int }
	if err := json.Unmarshal(answer, &pong); status != 200 || err != nil || pong.Type != callbackPong {
		return fmt.Errorf("discordtest: the endpoint answered PING with %d %.100s", status, answer)
	}
	if status, _, err = s.Post(ctx, address, ping, WrongSignature); err == nil && status != http.StatusUnauthorized {
		err = fmt.Errorf("discordtest: the endpoint answered a bad signature with %d, not with 401", status)
	}
	return err
}

// post delivers an interaction to the endpoint. The answer may come in the
// response, or by a callback of its own after 202.
func (s *Server) post(address string, in *Interaction) {
	ctx, cancel := context.WithTimeout(s.ctx, answerWithin)
	defer cancel()
	status, answer, err := s.Post(ctx, address, in.payload, Genuine)
	if err == nil && status == http.StatusAccepted && len(answer) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("status %d: %.200s", status, answer)
	}
	if err == nil {
		err = s.accept(in, answer)
	}
	if err != nil && s.ctx.Err() == nil {
		s.violate(RuleHTTPEndpoint, "POST "+address, "interaction %s: %v", in.ID, err)
		in.failed = err
		s.notify()
	}
}
