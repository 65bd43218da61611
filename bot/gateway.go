package bot

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"

	"onrecord/bot/ops"
)

// times are how long things may take. Tests have shorter ones.
type times struct {
	ready    time.Duration // a connection, until it is ready
	identify time.Duration // between two identifies: Discord wants 5 s (Gateway, "Rate Limiting")
	frame    time.Duration // between two frames to the gateway, after the first few
	idle     time.Duration // without a frame from the gateway, which acknowledges a heartbeat every 41 s
	first    time.Duration // of a backoff
	retry    time.Duration // the longest pause between two attempts
}

var usualTimes = times{
	ready: 7 * time.Second, identify: 5500 * time.Millisecond, frame: 5 * time.Second, idle: 100 * time.Second,
	first: 500 * time.Millisecond, retry: 3 * time.Second,
}

// A gateway is what the shards of a process share: what Discord says of its gateway, and
// the turns in which they identify.
type gateway struct {
	cfg        *Config
	handle     func(*discordgo.Session, *discordgo.InteractionCreate)
	identifies *rate.Limiter

	mu     sync.Mutex
	shards []ops.Shard
}

// fetchInfo asks what Discord says of its gateway until there is an answer; only a refused
// token ends it.
func (g *gateway) fetchInfo(ctx context.Context) (*discordgo.GatewayBotResponse, error) {
	for failures := 0; ; failures++ {
		facts, err := g.cfg.session.GatewayBot(discordgo.WithContext(ctx))
		if err = cleaned(err); err == nil || errors.Is(err, ErrToken) {
			return facts, err
		}
		wait := g.cfg.times.backoff(failures)
		g.cfg.Log.Warn("Discord cannot be asked for its gateway", "err", err, "again in", wait.Round(time.Millisecond))
		if err := sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// backoff is the pause after so many failures in a row: doubled each time, and half of it
// by chance, so that not all bots come at once.
func (t times) backoff(failures int) time.Duration {
	d := min(t.first<<min(failures, 20), t.retry)
	return d/2 + rand.N(d/2)
}

// waitToIdentify waits until a shard may identify. One does at a time, which is as Discord
// wants it for all but the largest bots.
func (g *gateway) waitToIdentify(ctx context.Context, limit discordgo.SessionInformation) error {
	if limit.Total > 0 && limit.Remaining <= 0 {
		wait := time.Duration(limit.ResetAfter) * time.Millisecond
		g.cfg.Log.Error("Discord lets the bot begin no more sessions today", "again in", wait)
		if err := sleep(ctx, wait); err != nil {
			return err
		}
	}
	return g.identifies.Wait(ctx)
}

// run keeps this process's shards connected until ctx ends. Its error says why Discord does
// not want the bot back.
func (g *gateway) run(ctx context.Context, facts *discordgo.GatewayBotResponse) error {
	first, last, count := g.cfg.Shard, g.cfg.Shard, g.cfg.Of
	if count == 0 {
		count = max(cmp.Or(g.cfg.Shards, facts.Shards), 1)
		first, last = 0, count-1
	}
	running, ctx := errgroup.WithContext(ctx) // what ends one shard ends all
	g.mu.Lock()
	g.shards = make([]ops.Shard, last-first+1)
	for i := range g.shards {
		id := first + i
		g.shards[i] = ops.Shard{ID: id, Since: time.Now()}
		s := &shard{gateway: g, id: id, count: count, log: g.cfg.Log.With("shard", id), status: &g.shards[i]}
		running.Go(func() error { return s.supervise(ctx, facts) })
	}
	g.mu.Unlock()
	return running.Wait()
}
