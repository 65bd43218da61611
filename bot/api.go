package bot

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/rest"
)

const (
	// apiPatience is the longest that Discord may ask to wait. What asks for more is
	// reported: somebody may be waiting for it at a terminal.
	apiPatience = time.Minute
	// maxCommands bounds an answer with commands, in bytes: 130 of 8,000 characters, the
	// most that there can be, and what Discord adds to them.
	maxCommands = 8 << 20
)

// newAPI returns a client for what needs the bot's token. What it sends may be sent
// twice: it reads and overwrites.
func newAPI(cfg *Config, pace time.Duration) *rest.Client {
	return &rest.Client{HTTP: cfg.HTTP, Token: cfg.Token, Tries: 4, Patience: apiPatience, Pace: pace}
}

// commandsPath is where the commands of a scope are: of a server, or, with "",
// everywhere.
func commandsPath(app, guild string) string {
	if guild == "" {
		return "/applications/" + url.PathEscape(app) + "/commands"
	}
	return "/applications/" + url.PathEscape(app) + "/guilds/" + url.PathEscape(guild) + "/commands"
}

// areCommands fails for a list that Discord would not give.
func areCommands(list []*discordgo.ApplicationCommand) error {
	if slices.Contains(list, nil) {
		return rest.ErrNotDiscord
	}
	return nil
}

// do sends v, unless it is nil, and decodes the answer into reply. The error of a
// failure tells an operator what to do.
func (r *registrar) do(ctx context.Context, method, path string, v, reply any) error {
	err := r.api.Do(ctx, rest.Request{Method: method, Path: path, Body: v, Reply: reply, Limit: maxCommands})
	var e *rest.Error
	if !errors.As(err, &e) {
		return err
	}
	const lookAt = "look at https://discordstatus.com"
	switch {
	case e.Timeout:
		return &advised{err, fmt.Sprintf("Discord does not answer in time: %s and at the network here (%v)", lookAt, e.Err)}
	case e.Kind == rest.NoAnswer:
		return &advised{err, fmt.Sprintf("Discord cannot be reached: look at the network here (%v)", e.Err)}
	case e.Kind == rest.OutOfOrder:
		return fmt.Errorf("%w: %s, and try again later", err, lookAt)
	case e.Code == rest.TooManyCreates:
		return &advised{err, "Discord takes no more than 200 new commands a day: try again tomorrow; what is registered stays"}
	}
	return err
}

// An advised error tells an operator in words of its own what to do.
type advised struct {
	error
	text string
}

func (e *advised) Error() string { return e.text }
func (e *advised) Unwrap() error { return e.error }

// heals reports whether what went wrong with Discord may be gone later.
func heals(err error) bool {
	var e *rest.Error
	return errors.As(err, &e) && e.Passes() || errors.Is(err, context.DeadlineExceeded)
}

// isRefused reports whether Discord has refused a request with one of some statuses.
func isRefused(err error, statuses ...int) bool {
	var e *rest.Error
	return errors.As(err, &e) && e.Kind == rest.Refused && slices.Contains(statuses, e.Status)
}
