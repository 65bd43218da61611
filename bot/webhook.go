package bot

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"
)

// A webhook takes interactions as requests that Discord signs, in place of the
// gateway (Discord's documentation, Interactions, "Preparing for Interactions"). It
// keeps nothing, so any number of them can stand behind one address.
//
// An interaction is acknowledged with 202 and no body, and answered by a request of
// our own, as one from the gateway is (Receiving and Responding, "Interaction
// Callback"): then it is known that the answer has arrived before anything follows
// it, and it can be sent again.
type webhook struct {
	key  ed25519.PublicKey
	take func(data []byte) error
	log  *slog.Logger
	now  func() time.Time
}

// maxWebhookBody bounds what is read before the signature can be checked. The
// largest interaction has 25 options of 6,000 characters, or a message with all its
// embeds.
const maxWebhookBody = 1 << 20

// maxSignatureAge is how far the time of a signature may be from ours. Whoever has
// got hold of a signed request cannot use it after that.
const maxSignatureAge = time.Minute

// Headers of a signed request.
const (
	headerSignature = "X-Signature-Ed25519"
	headerTimestamp = "X-Signature-Timestamp"
)

// ParsePublicKey reads an application's public key: 64 hexadecimal digits.
func ParsePublicKey(s string) (ed25519.PublicKey, error) {
	key, err := hex.DecodeString(s)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return nil, errors.New("the public key must be 64 hexadecimal digits: copy it from https://discord.com/developers/applications (General Information)")
	}
	return key, nil
}

// ServeHTTP implements [http.Handler].
func (h *webhook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "Discord sends its interactions here, with POST.", http.StatusMethodNotAllowed)
		return
	}
	body, status := h.verified(w, r)
	if status != http.StatusOK {
		http.Error(w, http.StatusText(status), status)
		return
	}
	var kind struct {
		Type int `json:"type"`
	}
	if err := json.Unmarshal(body, &kind); err == nil && kind.Type == typePing {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"type":%d}`, answerPong)
		return
	}
	switch err := h.take(body); {
	case err == nil, errors.Is(err, errDuplicate):
		w.WriteHeader(http.StatusAccepted)
	case errors.Is(err, errClosing), errors.Is(err, errBusy):
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
	default:
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
	}
}

// verified returns the body of a request that Discord has signed just now; another
// status than 200 says what is wrong with it.
func (h *webhook) verified(w http.ResponseWriter, r *http.Request) ([]byte, int) {
	stamp := r.Header.Get(headerTimestamp)
	signature, err := hex.DecodeString(r.Header.Get(headerSignature))
	if err != nil || len(signature) != ed25519.SignatureSize || !h.isFresh(stamp) {
		return nil, http.StatusUnauthorized
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxWebhookBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, http.StatusRequestEntityTooLarge
	case err != nil:
		return nil, http.StatusBadRequest
	case !ed25519.Verify(h.key, append([]byte(stamp), body...), signature):
		h.log.Debug("a request with a wrong signature was refused") // Discord itself tries that
		return nil, http.StatusUnauthorized
	}
	return body, http.StatusOK
}

// isFresh reports whether a signature's time, in Unix seconds, is about now.
func (h *webhook) isFresh(stamp string) bool {
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil || strconv.FormatInt(seconds, 10) != stamp {
		return false
	}
	age := h.now().Sub(time.Unix(seconds, 0))
	return age.Abs() <= maxSignatureAge
}
