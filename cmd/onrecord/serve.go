package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"onrecord/bot"
	"onrecord/bot/guilds"
	"onrecord/bot/ops"
	"onrecord/commands"
	"onrecord/corpus/watch"
)

// serve is the bot; without a token or a public key, the console.
func (p *program) serve(ctx context.Context, set settings) error {
	if set.bot.Token != "" || set.bot.PublicKey != "" {
		return p.discord(ctx, set)
	}
	return set.withRouter(ctx, true, func(r *commands.Router) error { return p.console(ctx, r) })
}

// discord runs the bot until ctx ends.
func (p *program) discord(ctx context.Context, set settings) (err error) {
	log, is := set.bot.Log, about()
	log.Info("onrecord", "version", is.Version, "commit", is.Commit)
	set.bot.Metrics = ops.NewMetrics()
	s := &server{set: set, log: log, known: ops.State{Mode: ops.Gateway}}
	if set.bot.PublicKey != "" {
		s.known.Mode = ops.Webhook
	}
	if set.admin != adminOff {
		admin, stop := context.WithCancel(context.WithoutCancel(ctx)) // while the bot finishes what it has taken, it is alive
		var serving sync.WaitGroup
		serving.Go(func() {
			ln, err := listen("ADMIN_LISTEN", "metrics", set.admin)
			if err == nil {
				log.Info("metrics and health", "address", ln.Addr().String())
				err = ops.Serve(admin, ln, ops.Handler(set.bot.Metrics, s.state), log)
			}
			if err != nil { // members get answers all the same, as where a second bot has the address
				log.Error("there are no metrics and no /readyz: give ADMIN_LISTEN another address, or set it to off", "err", err)
			}
		})
		defer serving.Wait()
		defer stop()
	}

	// SIGHUP would end the process.
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	var changes <-chan struct{} // of articles, also while they are read
	if set.searchURL == "" {
		changes = watch.Changes(ctx, cmp.Or(p.watchInterval, time.Second), set.paths...)
	}
	lib, err := set.open(ctx, true)
	if ctx.Err() != nil && err != nil {
		log.Info("closing before the articles were read")
		return nil // the end that was asked for
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lib.Close()) }()

	if set.bot.Guilds, err = openGuilds(set); err != nil {
		return err
	}
	if set.bot.PublicKey != "" {
		ln, err := listen("LISTEN", "interactions", set.listen)
		if err != nil {
			return err
		}
		defer ln.Close()
		set.bot.Serve = func(ctx context.Context, h http.Handler) error {
			log.Info("interactions are taken as signed requests", "address", ln.Addr().String(), "path", bot.WebhookPath)
			return ops.Serve(ctx, ln, h, log)
		}
	}
	// Only now, since who reads that it is ready sends interactions.
	keepUp := func(ctx context.Context) error { return s.lookAfter(ctx, lib, hangup) }
	if here, ok := lib.(*local); ok {
		s.loaded(here.corpus.Scope(), here.faults)
		keepUp = func(ctx context.Context) error {
			return whenever(ctx, changes, hangup, nil, func() <-chan time.Time { return s.reload(ctx, here) })
		}
	}
	b := bot.New(commands.NewRouter(lib, is), set.bot)
	s.mu.Lock()
	s.bot = b
	s.mu.Unlock()
	both, ctx := errgroup.WithContext(ctx)
	both.Go(func() error { return b.Run(ctx) })
	both.Go(func() error { return keepUp(ctx) })
	return both.Wait() // the index is closed next
}

// openGuilds opens what servers have set; nil without DATA_DIR, where they can set nothing.
func openGuilds(set settings) (store *guilds.Store, err error) {
	if set.dataDir == "" {
		return nil, nil
	}
	if store, err = guilds.Open(filepath.Join(set.dataDir, "guilds.json")); err != nil {
		err = fmt.Errorf("keep servers' settings in DATA_DIR: %w: mend that, or set DATA_DIR to another folder", err)
	}
	return store, err
}

// listen listens at the address of a setting.
func listen(setting, what, address string) (net.Listener, error) {
	ln, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("%s: listen for %s at %s: %w: give it an address of this machine, with a port that it may take", setting, what, address, err)
	}
	return ln, nil
}
