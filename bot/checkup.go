package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

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
	client := *cfg.HTTP
	// Discord's API leads nobody elsewhere, and the token is for nobody else.
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	c := &checkUp{http: &client, token: cfg.Token}
	var f Facts
	if cfg.Token == "" {
		err := c.get(ctx, "/gateway", &struct{}{}, &f)
		return f, err
	}
	var app struct {
		ID        string `json:"id"`
		Name      string `json:"name"`
		Guilds    int    `json:"approximate_guild_count"`
		PublicKey string `json:"verify_key"`
		Endpoint  string `json:"interactions_endpoint_url"`
	}
	if err := c.get(ctx, "/applications/@me", &app, &f); err != nil {
		return f, err
	}
	if app.ID == "" {
		return f, errNotDiscord
	}
	f.ID, f.Name, f.Guilds, f.PublicKey, f.Endpoint = app.ID, app.Name, app.Guilds, app.PublicKey, app.Endpoint

	f.Commands = []Registered{{}}
	if cfg.Guild != "" {
		f.Commands = append(f.Commands, Registered{Guild: cfg.Guild})
	}
	want := discordCommands(router, cfg.Settable)
	var asking sync.WaitGroup
	asking.Go(func() { c.starts(ctx, &f.Gateway) })
	for i := range f.Commands {
		asking.Go(func() { c.registered(ctx, f.ID, want, &f.Commands[i]) })
	}
	asking.Wait()
	return f, nil
}

// A checkUp asks Discord with requests of its own: discordgo gives out no headers,
// tries again, reads answers without a limit, and knows no interactions endpoint.
type checkUp struct {
	http  *http.Client
	token string
}

func (c *checkUp) starts(ctx context.Context, s *Starts) {
	var reply struct {
		Shards int `json:"shards"`
		Limit  struct {
			Total     int   `json:"total"`
			Remaining int   `json:"remaining"`
			Reset     int64 `json:"reset_after"` // in milliseconds
		} `json:"session_start_limit"`
	}
	s.Err = c.get(ctx, "/gateway/bot", &reply, nil)
	s.Shards, s.Total, s.Remaining = reply.Shards, reply.Limit.Total, reply.Limit.Remaining
	s.Reset = time.Duration(reply.Limit.Reset) * time.Millisecond
}

func (c *checkUp) registered(ctx context.Context, app string, want []*discordgo.ApplicationCommand, r *Registered) {
	path := "/applications/" + url.PathEscape(app)
	if r.Guild != "" {
		path += "/guilds/" + url.PathEscape(r.Guild)
	}
	var have []*discordgo.ApplicationCommand
	if r.Err = c.get(ctx, path+"/commands", &have, nil); r.Err != nil {
		return
	}
	type key struct {
		kind discordgo.ApplicationCommandType
		name string
	}
	ours := map[key]bool{}
	for _, w := range want {
		ours[key{w.Type, w.Name}] = true
	}
	for _, h := range have {
		if ours[key{cmp.Or(h.Type, discordgo.ChatApplicationCommand), h.Name}] {
			r.Ours++
		} else {
			r.Other++
		}
	}
	r.Same = sameCommands(want, have)
}

// maxCheckUp bounds an answer, in bytes: 130 commands of 8,000 characters, the most
// there can be, and what Discord adds to them.
const maxCheckUp = 8 << 20

var (
	errNotDiscord = errors.New("what answers is not Discord: something between here and there answers in its place, as a proxy or the log-in page of a network")
	// ErrNoAccess means that Discord does not let the bot see a server.
	ErrNoAccess = errors.New("the bot is not in that server")
)

// get asks for a path of Discord's API and decodes the answer into v. When facts
// are given, it notes in them that Discord was there, and what its clock said.
func (c *checkUp) get(ctx context.Context, path string, v any, facts *Facts) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, apiBase+path, nil)
	if err != nil {
		return fmt.Errorf("bot: %w", err)
	}
	req.Header.Set("User-Agent", userAgent)
	if c.token != "" {
		req.Header.Set("Authorization", "Bot "+c.token)
	}
	asked := time.Now()
	res, err := c.http.Do(req)
	if err != nil {
		return unreachable(ctx, err)
	}
	defer res.Body.Close()
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	isJSON := kind == "application/json"
	if isJSON && facts != nil {
		facts.note(res, asked, time.Now())
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, maxCheckUp))
	if err != nil {
		return unreachable(ctx, err)
	}
	var refusal struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	}
	const missingAccess, unknownGuild = 50001, 10004
	switch {
	case res.StatusCode == http.StatusOK && isJSON && json.Unmarshal(body, v) == nil:
		return nil
	case res.StatusCode < 400:
		return errNotDiscord
	case res.StatusCode == http.StatusUnauthorized && isJSON:
		return ErrToken
	case res.StatusCode == http.StatusTooManyRequests:
		after, _ := retryAfter(res, body)
		return fmt.Errorf("Discord asks to slow down (%s): try again in %s", statusOf(res), after)
	case res.StatusCode >= 500:
		return fmt.Errorf("Discord is out of order (%s): see https://discordstatus.com and try again", statusOf(res))
	case isJSON && json.Unmarshal(body, &refusal) == nil && (refusal.Code == missingAccess || refusal.Code == unknownGuild):
		return ErrNoAccess
	case refusal.Message != "":
		return fmt.Errorf("Discord refuses (%s): %q", statusOf(res), refusal.Message)
	}
	return fmt.Errorf("Discord refuses (%s): it, or something before it, does not let this machine in", statusOf(res))
}

// statusOf is a status in our words: the other side may write what it likes.
func statusOf(res *http.Response) string {
	return fmt.Sprint(res.StatusCode, " ", http.StatusText(res.StatusCode))
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

// unreachable says why Discord cannot be asked, without the address, which is known.
func unreachable(ctx context.Context, err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	if ctx.Err() != nil {
		return fmt.Errorf("Discord does not answer: %w", ctx.Err())
	}
	return fmt.Errorf("Discord cannot be reached: %w", err)
}
