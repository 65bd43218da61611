package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/rest"
	"onrecord/commands"
)

// Facts are what Discord says about a bot.
type Facts struct {
	// Reached means that Discord answered, if only to refuse. Clock is then how far
	// this machine's clock is ahead of Discord's; it is right to a second or two.
	Reached bool
	Clock   time.Duration

	ID, Name  string // of the application; the rest is not known while ID is ""
	Guilds    int    // servers that have added the bot, about
	PublicKey string // in hexadecimal; interactions that come by a webhook are signed with it
	// Endpoint is the interactions endpoint URL. While there is one, Discord sends
	// all interactions there and none over the gateway (Discord's documentation,
	// "Receiving and Responding to Interactions").
	Endpoint string

	Gateway  Starts
	Commands []Registered // everywhere, and in Config.Guild when there is one
}

// Starts say which connections to the gateway Discord lets a bot begin.
type Starts struct {
	Shards    int           // recommended
	Total     int           // sessions that may be begun in a day
	Remaining int           // of those, what is left
	Reset     time.Duration // until Total may be begun again
	Err       error         // why this is not known
}

// Registered are the commands that Discord offers to members.
type Registered struct {
	Guild string // in this server only; "" means everywhere
	Ours  int    // those with the kind and name of one of ours
	Other int    // the rest
	Same  bool   // they are ours exactly as this program would write them
	Err   error  // why this is not known
}

// CheckUp asks Discord how things stand with the bot that cfg describes, and
// changes nothing there. It asks once for each fact, without a second try: whoever
// asks wants to see what is wrong. Without a token it only finds out whether Discord
// can be reached. The facts are worth something with an error as well; an error of
// ErrToken says that Discord refuses the token.
func CheckUp(ctx context.Context, router *commands.Router, cfg Config) (Facts, error) {
	cfg.setDefaults()
	defer cfg.HTTP.CloseIdleConnections()
	var f Facts
	first := *cfg.HTTP
	first.Transport = &clockReader{cmp.Or(cfg.HTTP.Transport, http.DefaultTransport), &f}
	asked := checkUp{&rest.Client{HTTP: &first, Token: cfg.Token}}
	if cfg.Token == "" {
		err := asked.get(ctx, "/gateway", &struct{}{})
		return f, err
	}
	var app struct {
		ID        string `json:"id"`
		Name      string `json:"name"`
		Guilds    int    `json:"approximate_guild_count"`
		PublicKey string `json:"verify_key"`
		Endpoint  string `json:"interactions_endpoint_url"`
	}
	if err := asked.get(ctx, "/applications/@me", &app); err != nil {
		return f, err
	}
	if app.ID == "" {
		return f, rest.ErrNotDiscord
	}
	f.ID, f.Name, f.Guilds, f.PublicKey, f.Endpoint = app.ID, app.Name, app.Guilds, app.PublicKey, app.Endpoint

	f.Commands = []Registered{{}}
	if cfg.Guild != "" {
		f.Commands = append(f.Commands, Registered{Guild: cfg.Guild})
	}
	c := checkUp{&rest.Client{HTTP: cfg.HTTP, Token: cfg.Token}}
	var asking sync.WaitGroup
	asking.Go(func() { c.starts(ctx, &f.Gateway) })
	for i := range f.Commands {
		want := discordCommands(router, cfg.Settable)
		if guild := f.Commands[i].Guild; guild != "" {
			want = inGuild(want)
			if guild == cfg.Home {
				want = append(want, corpusCommand())
			}
		}
		asking.Go(func() { c.registered(ctx, f.ID, want, &f.Commands[i]) })
	}
	asking.Wait()
	return f, nil
}

// A checkUp asks Discord, each time once.
type checkUp struct{ api *rest.Client }

func (c checkUp) starts(ctx context.Context, s *Starts) {
	var reply struct {
		Shards int `json:"shards"`
		Limit  struct {
			Total     int   `json:"total"`
			Remaining int   `json:"remaining"`
			Reset     int64 `json:"reset_after"` // in milliseconds
		} `json:"session_start_limit"`
	}
	s.Err = c.get(ctx, "/gateway/bot", &reply)
	s.Shards, s.Total, s.Remaining = reply.Shards, reply.Limit.Total, reply.Limit.Remaining
	s.Reset = time.Duration(reply.Limit.Reset) * time.Millisecond
}

func (c checkUp) registered(ctx context.Context, app string, want []*discordgo.ApplicationCommand, r *Registered) {
	var have []*discordgo.ApplicationCommand
	if r.Err = c.get(ctx, commandsPath(app, r.Guild), &have); r.Err != nil {
		return
	}
	if r.Err = areCommands(have); r.Err != nil {
		return
	}
	r.Ours = ofOurs(want, have)
	r.Other = len(have) - r.Ours
	r.Same = len(diffCommands(r.Guild, want, have)) == 0
}

// ErrNoAccess means that Discord does not let the bot see a server.
var ErrNoAccess = errors.New("the bot is not in that server")

// get asks for a path of Discord's API and decodes the answer into v.
func (c checkUp) get(ctx context.Context, path string, v any) error {
	err := c.api.Do(ctx, rest.Request{Method: http.MethodGet, Path: path, Reply: v, Limit: maxCommands})
	var e *rest.Error
	if !errors.As(err, &e) {
		return err
	}
	const missingAccess, unknownGuild = 50001, 10004 // Discord's documentation, JSON Error Codes
	switch {
	case e.Kind == rest.OutOfOrder:
		return fmt.Errorf("%w: see https://discordstatus.com and try again", err)
	case e.Kind == rest.Refused && (e.Code == missingAccess || e.Code == unknownGuild):
		return ErrNoAccess
	case e.Kind == rest.Refused && e.Message != "":
		return fmt.Errorf("Discord refuses (%s): %q", e.HTTP(), e.Message)
	case e.Status >= 400 && !e.Passes():
		return fmt.Errorf("Discord refuses (%s): it, or something before it, does not let this machine in", e.HTTP())
	}
	return err
}

// A clockReader notes in the facts that Discord was there, and what its clock said.
type clockReader struct {
	http.RoundTripper
	facts *Facts
}

func (c *clockReader) RoundTrip(r *http.Request) (*http.Response, error) {
	asked := time.Now()
	res, err := c.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type")); kind == "application/json" {
		c.facts.note(res, asked, time.Now())
	}
	return res, nil
}

// note reads Discord's clock, which tells whole seconds, off an answer that came
// between two moments.
func (f *Facts) note(res *http.Response, asked, answered time.Time) {
	date, err := http.ParseTime(res.Header.Get("Date"))
	if err != nil {
		return // not Discord
	}
	here := asked.Add(answered.Sub(asked) / 2)
	f.Reached, f.Clock = true, here.Sub(date.Add(time.Second/2))
}
