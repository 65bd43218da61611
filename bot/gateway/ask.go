package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// ErrToken means that Discord refuses the token.
var ErrToken = errors.New("Discord refuses the token: copy it anew from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN")

const (
	askAddress = "https://discord.com/api/v10/gateway/bot"
	askWithin  = 10 * time.Second
	userAgent  = "DiscordBot (https://github.com/bwmarrin/discordgo, " + discordgo.VERSION + ") onrecord"
)

// A slowDownError asks for a pause.
type slowDownError struct{ after time.Duration }

func (e *slowDownError) Error() string {
	return fmt.Sprintf("Discord asks for a pause of %v", e.after)
}

// longestPause bounds what a pause may be: the day in which sessions are counted.
const longestPause = 24 * time.Hour

// ask asks Discord where the gateway is and what may be done there. It also checks the
// token: connecting with a wrong one would only be refused, and count.
func (g *Gateway) ask(ctx context.Context) (*discordgo.GatewayBotResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, askAddress, nil)
	if err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	req.Header.Set("Authorization", "Bot "+g.cfg.Token)
	req.Header.Set("User-Agent", userAgent)
	res, err := g.cfg.HTTP.Do(req)
	if err != nil {
		return nil, fmt.Errorf("Discord cannot be reached: %w", err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, 64<<10))
	switch {
	case res.StatusCode == http.StatusUnauthorized:
		return nil, ErrToken
	case res.StatusCode == http.StatusTooManyRequests:
		return nil, &slowDownError{seconds(res.Header.Get("Retry-After"))}
	case res.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("Discord is out of order (%s)", res.Status)
	case err != nil:
		return nil, fmt.Errorf("Discord's answer broke off: %w", err)
	}
	var facts discordgo.GatewayBotResponse
	if err := json.Unmarshal(body, &facts); err != nil {
		return nil, fmt.Errorf("Discord's answer cannot be read: %w", err)
	}
	if u, err := url.Parse(facts.URL); err != nil || u.Host == "" || !strings.HasPrefix(u.Scheme, "ws") || facts.Shards < 1 {
		return nil, fmt.Errorf("Discord's answer makes no sense: a gateway at %.100q, %d shards", facts.URL, facts.Shards)
	}
	g.identifies.allow(facts.SessionStartLimit.MaxConcurrency)
	return &facts, nil
}

// seconds reads a Retry-After, which is in seconds here.
func seconds(s string) time.Duration {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(n) || n < 0 {
		return time.Second
	}
	return time.Duration(min(n, longestPause.Seconds()) * float64(time.Second))
}
