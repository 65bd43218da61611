package bot

import (
	"context"
	"time"

	"onrecord/bot/rest"
)

// forgetEvery is from one look at the servers that the bot is in to the next. Without
// intents Discord does not tell when it leaves one.
const forgetEvery = time.Hour

// forgetLeft forgets what servers have set that the bot has left: at the start, and
// then every so often, until ctx ends.
func (b *Bot) forgetLeft(ctx context.Context, every time.Duration) {
	for ; ctx.Err() == nil; _ = rest.Sleep(ctx, every) {
		if b.cfg.Guilds.Len() == 0 {
			continue
		}
		in, err := newRegistrar(&b.cfg, b.router, RegisterOptions{}).guilds(ctx)
		if err != nil { // what is not known is not forgotten
			b.cfg.Log.Debug("the servers that the bot is in cannot be listed", "err", err)
			continue
		}
		joined := make(map[string]bool, len(in))
		for _, guild := range in {
			joined[guild] = true
		}
		gone, err := b.cfg.Guilds.Retain(func(guild string) bool { return joined[guild] })
		switch {
		case err != nil:
			b.cfg.Log.Error("what servers have set that the bot has left could not be forgotten", "err", err)
		case gone > 0:
			b.cfg.Log.Info("the bot has left servers; what they had set is forgotten", "servers", gone)
		}
	}
}
