package bot

import (
	"crypto/ed25519"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"
)

// WebhookPath is where the webhook takes interactions.
const WebhookPath = "/interactions"

// Bounds of a signed request. Its body is read before the signature can be checked; the
// largest interaction has 25 options of 6,000 characters, or a message with all its
// embeds. A request that was signed longer ago than maxSignatureAge may be a replay.
const (
	maxWebhookBody  = 1 << 20
	maxSignatureAge = time.Minute
)

// A webhook takes interactions as requests that Discord signs, in place of the gateway. One is
// acknowledged with 202 and answered by a request of ours, as one from the gateway is: it is
// known then whether the answer has arrived.
type webhook struct {
	key      ed25519.PublicKey
	dispatch func(*discordgo.Interaction) error
	log      *slog.Logger
}

func (h *webhook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var in discordgo.Interaction
	seconds, err := strconv.ParseInt(r.Header.Get("X-Signature-Timestamp"), 10, 64)
	age := time.Since(time.Unix(seconds, 0))
	r.Body = http.MaxBytesReader(w, r.Body, maxWebhookBody)
	status := http.StatusAccepted
	switch {
	case err != nil, !discordgo.VerifyInteraction(r, h.key):
		h.log.Debug("refused a request with a wrong signature") // Discord itself tries that
		status = http.StatusUnauthorized
	case age.Abs() > maxSignatureAge:
		h.log.Warn("refused a request that was signed at another time: set this machine's clock, unless somebody sends old ones again", "age", age.Round(time.Second))
		status = http.StatusUnauthorized
	case readInteraction(r.Body, &in) != nil:
		h.log.Error("an interaction was lost", "err", "it cannot be read")
		status = http.StatusBadRequest
	case in.Type == discordgo.InteractionPing:
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"type":%d}`, discordgo.InteractionResponsePong)
		return
	case h.dispatch(&in) != nil:
		status = http.StatusServiceUnavailable
	}
	w.WriteHeader(status)
}
