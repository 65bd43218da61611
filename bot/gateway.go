package bot

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/ops"
)

// times are how long things may take. Tests have shorter ones.
type times struct {
	ready    time.Duration // a connection, until it is ready
	identify time.Duration // between two identifies of a kind: Discord wants 5 s (Gateway, "Rate Limiting"), and they may be on their way for different times
	first    time.Duration // of a backoff
	// While Discord can be asked for its gateway, retry is the longest pause between two
	// attempts, so that the bot is back within ten seconds of it; otherwise it is ask.
	retry, ask time.Duration
	check      time.Duration // from one look at the heartbeats to the next
}

var usualTimes = times{
	ready: 7 * time.Second, identify: 5500 * time.Millisecond, first: 500 * time.Millisecond,
	retry: 3 * time.Second, ask: time.Minute, check: 200 * time.Millisecond,
}

// A gateway is what the shards of a process share: what Discord says of its gateway, and
// the turns in which they identify.
type gateway struct {
	session *discordgo.Session // for GET /gateway/bot
	client  *http.Client
	token   string
	times   times
	log     *slog.Logger
	handle  func(*discordgo.Session, *discordgo.InteractionCreate)

	asking  sync.Mutex
	facts   *discordgo.GatewayBotResponse
	askedAt time.Time

	mu     sync.Mutex
	turns  map[int]time.Time // when the next identify of a kind may go out
	shards []*shard
}

// ask returns what Discord says of its gateway, and has said since then.
func (g *gateway) ask(ctx context.Context, since time.Time) (*discordgo.GatewayBotResponse, error) {
	g.asking.Lock()
	defer g.asking.Unlock()
	if g.facts != nil && g.askedAt.After(since) {
		return g.facts, nil
	}
	facts, err := g.session.GatewayBot(discordgo.WithContext(ctx))
	if e := asRequestError(err); e != nil {
		return nil, e
	}
	g.facts, g.askedAt = facts, time.Now()
	return facts, nil
}

// askUntil asks until there is an answer; only a refused token ends it.
func (g *gateway) askUntil(ctx context.Context, since time.Time) (*discordgo.GatewayBotResponse, error) {
	for failures := 0; ; failures++ {
		facts, err := g.ask(ctx, since)
		if err == nil || errors.Is(err, ErrToken) {
			return facts, err
		}
		wait := max(g.times.backoff(failures, g.times.ask), asRequestError(err).after)
		g.log.Warn("Discord's gateway cannot be asked for", "err", err, "again in", wait.Round(time.Millisecond))
		if err := sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// backoff is the pause after so many failures in a row: doubled each time, and half of it
// by chance, so that not all bots come at once.
func (t times) backoff(failures int, most time.Duration) time.Duration {
	d := min(t.first<<min(failures, 20), most)
	return d/2 + rand.N(d/2)
}

// turn waits until a shard may identify, and takes the turn. The turn is given back by
// the function returned, when nothing has been sent.
func (g *gateway) turn(ctx context.Context, shard int, limit discordgo.SessionInformation) (giveBack func(), err error) {
	if limit.Total > 0 && limit.Remaining <= 0 {
		wait := time.Duration(limit.ResetAfter) * time.Millisecond
		g.log.Error("Discord lets the bot begin no more sessions today", "again in", wait)
		if err := sleep(ctx, min(wait, longestPause)); err != nil {
			return nil, err
		}
	}
	kind := shard % max(limit.MaxConcurrency, 1)
	g.mu.Lock()
	before := g.turns[kind]
	at := before
	if now := time.Now(); at.Before(now) {
		at = now
	}
	mine := at.Add(g.times.identify)
	g.turns[kind] = mine
	g.mu.Unlock()
	return func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		if g.turns[kind] == mine {
			g.turns[kind] = before
		}
	}, sleep(ctx, time.Until(at))
}

// run keeps so many shards connected until ctx ends; with count above 0 it is shard
// number only out of count. Its error says why Discord does not want the bot back.
func (g *gateway) run(ctx context.Context, shards, only, count int) error {
	facts, err := g.askUntil(ctx, time.Time{})
	if err != nil {
		return err
	}
	first, last := only, only
	if count == 0 {
		count = max(shards, 1)
		if shards == 0 {
			count = max(facts.Shards, 1)
		}
		first, last = 0, count-1
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var running sync.WaitGroup
	g.mu.Lock()
	for id := first; id <= last; id++ {
		s := &shard{gateway: g, id: id, count: count, log: g.log.With("shard", id), status: ops.Shard{ID: id, Since: time.Now()}}
		g.shards = append(g.shards, s)
		running.Go(func() { cancel(s.supervise(ctx)) }) // what one shard cannot heal, none can
	}
	g.mu.Unlock()
	running.Wait()
	return context.Cause(ctx)
}

// status tells how the shards are.
func (g *gateway) status() []ops.Shard {
	g.mu.Lock()
	defer g.mu.Unlock()
	out := make([]ops.Shard, len(g.shards))
	for i, s := range g.shards {
		s.mu.Lock()
		out[i] = s.status
		s.mu.Unlock()
	}
	return out
}
