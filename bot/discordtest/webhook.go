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
	"time"

	"github.com/bwmarrin/discordgo"
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
	at := time.Now()
	if how == OldTimestamp {
		at = at.Add(-time.Hour)
	}
	stamp := strconv.FormatInt(at.Unix(), 10)
	signature := ed25519.Sign(s.key, append([]byte(stamp), body...))
	if how == WrongSignature {
		signature[0]++
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(signature))
	r.Header.Set("X-Signature-Timestamp", stamp)
	switch how {
	case GarbledSignature:
		r.Header.Set("X-Signature-Ed25519", "zz")
	case NoSignature:
		r.Header.Del("X-Signature-Ed25519")
		r.Header.Del("X-Signature-Timestamp")
	}
	resp, err := s.client.RoundTrip(r)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	answer, err = io.ReadAll(io.LimitReader(resp.Body, maxBody))
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
	var pong struct {
		Type discordgo.InteractionResponseType
	}
	if err := json.Unmarshal(answer, &pong); status != http.StatusOK || err != nil || pong.Type != discordgo.InteractionResponsePong {
		return fmt.Errorf("discordtest: the endpoint answered PING with %d %.100s", status, answer)
	}
	if status, _, err = s.Post(ctx, address, ping, WrongSignature); err == nil && status != http.StatusUnauthorized {
		err = fmt.Errorf("discordtest: the endpoint answered a bad signature with %d, not with 401", status)
	}
	return err
}

// post delivers an interaction to the endpoint. The bot takes it with 202 and
// answers by a callback; that the answer may be in the response it does not use.
func (s *Server) post(address string, in *Interaction) {
	ctx, cancel := context.WithTimeout(s.ctx, answerWithin)
	defer cancel()
	status, answer, err := s.Post(ctx, address, in.payload, Genuine)
	if (err != nil || status != http.StatusAccepted) && s.ctx.Err() == nil {
		s.violate(RuleHTTPEndpoint, "POST "+address, "interaction %s: %d %.200s %v", in.ID, status, answer, err)
	}
}
