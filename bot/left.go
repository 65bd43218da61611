package bot

import (
	"context"
	"time"

	"onrecord/bot/rest"
)

// forgetEvery is from one look at the servers that the bot is in to the next. Without
// intents Discord does not tell when it leaves one.
const forgetEvery = time.Hour

// forgetLeft forgets what servers have set that the bot has left, until ctx ends. A
// server counts as left when two looks in a row do not find it, and something else: what
// is forgotten is gone, and an answer of Discord's may be wrong once.
func (b *Bot) forgetLeft(ctx context.Context, every time.Duration) {
	before := map[string]bool{} // not found at the last look
	for ; ctx.Err() == nil; _ = rest.Sleep(ctx, every) {
		if b.cfg.Guilds.Len() == 0 {
			continue
		}
		in, err := newRegistrar(&b.cfg, b.router, RegisterOptions{}).guilds(ctx)
		if err != nil { // what is not known is not forgotten
			b.cfg.Log.Debug("the servers that the bot is in cannot be listed", "err", err)
			continue
		}
		if len(in) == 0 {
			continue
		}
		joined := make(map[string]bool, len(in))
		for _, guild := range in {
			joined[guild] = true
		}
		missing := map[string]bool{}
		gone, err := b.cfg.Guilds.Retain(func(guild string) bool {
			missing[guild] = !joined[guild]
			return joined[guild] || !before[guild]
		})
		before = missing
		switch {
		case err != nil:
			b.cfg.Log.Error("what servers have set that the bot has left could not be forgotten", "err", err)
		case gone > 0:
			b.cfg.Log.Info("the bot has left servers; what they had set is forgotten", "servers", gone)
		}
	}
}
