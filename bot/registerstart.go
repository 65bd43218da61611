package bot

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// startServers bounds in how many servers the bot looks for left-over commands at
// its start, which it does beside its work: fifty requests are one second of what
// Discord allows everything that uses the token, and every restart makes them. The
// command register looks in all servers.
const startServers = 50

// startWithin bounds how long the start waits for the commands to be registered:
// those that Discord has already can be answered meanwhile.
const startWithin = 15 * time.Second

// atStart registers the commands for a bot that is about to connect. It fails only
// for what somebody has to mend; while Discord is out of order, the bot goes on with
// the commands that Discord has. Left-over commands are then cleared beside the bot's
// work; stop ends that, and has to be called when there is no error.
func (r *registrar) atStart(ctx context.Context, cfg *Config) (stop func(), err error) {
	ctx, cancel := context.WithCancel(ctx)
	writing, written := context.WithTimeout(ctx, startWithin)
	err = r.write(writing)
	written()
	switch {
	case err == nil:
		r.done.log(cfg.Log)
	case ctx.Err() != nil, !heals(err):
		cancel()
		return nil, err
	default:
		cfg.Log.Warn("the commands are registered at the next start, or with onrecord register; until then members have those from before", "err", err)
		return cancel, nil
	}
	var beside sync.WaitGroup
	if cfg.Guild == "" {
		beside.Go(func() { r.clearBeside(ctx, cfg.Log) })
	}
	return func() {
		cancel()
		beside.Wait()
		cfg.HTTP.CloseIdleConnections()
	}, nil
}

// clearBeside clears left-over commands. It is no fault if that does not succeed.
func (r *registrar) clearBeside(ctx context.Context, log *slog.Logger) {
	r.done = Registration{}
	err := r.clear(ctx)
	cleared := map[string]int{}
	for _, c := range r.done.Changes {
		cleared[c.Scope]++
	}
	for _, n := range cleared {
		log.Info("commands left over in a server were cleared", "commands", n)
	}
	switch {
	case ctx.Err() != nil:
	case err != nil:
		log.Warn("commands left over in servers may show twice there; to clear them, run onrecord register", "err", err)
	case r.done.More:
		log.Info("commands left over in servers were looked for in the oldest only; onrecord register looks in all", "servers", r.done.Servers)
	}
}

// log tells what was registered.
func (r *Registration) log(log *slog.Logger) {
	kinds := map[string]int{}
	for _, c := range r.Changes {
		kinds[c.Kind]++
	}
	log.Info("commands", "registered", len(r.Changes) > 0, "added", kinds[Added], "changed", kinds[Changed], "removed", kinds[Removed])
	for _, w := range r.Warnings {
		log.Warn(w)
	}
}
