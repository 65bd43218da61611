package gateway

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/rest"
)

// ErrToken means that Discord refuses the token.
var ErrToken = rest.ErrToken

// askWithin bounds one question: it is asked again, sooner or later.
const askWithin = 10 * time.Second

// ask asks Discord where the gateway is and what may be done there. It also checks the
// token: connecting with a wrong one would only be refused, and count.
func (g *Gateway) ask(ctx context.Context) (*discordgo.GatewayBotResponse, error) {
	var facts discordgo.GatewayBotResponse
	if err := g.api.Do(ctx, rest.Request{Method: http.MethodGet, Path: "/gateway/bot", Reply: &facts, Within: askWithin}); err != nil {
		return nil, err
	}
	if u, err := url.Parse(facts.URL); err != nil || u.Host == "" || !strings.HasPrefix(u.Scheme, "ws") || facts.Shards < 1 {
		return nil, fmt.Errorf("Discord's answer makes no sense: a gateway at %.100q, %d shards", facts.URL, facts.Shards)
	}
	g.identifies.allow(facts.SessionStartLimit.MaxConcurrency)
	return &facts, nil
}

// wantedPause is how long Discord wants to be left alone after a failure.
func wantedPause(err error) time.Duration {
	var e *rest.Error
	if errors.As(err, &e) {
		return e.After
	}
	return 0
}
