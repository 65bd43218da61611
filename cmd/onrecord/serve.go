package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"onrecord/bot"
	"onrecord/bot/guilds"
	"onrecord/bot/ops"
	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/watch"
	"onrecord/index"
)

// serve is the bot; without a token or a public key, the console.
func (p *program) serve(cmd *cobra.Command, _ []string) error {
	set, err := p.settings()
	if err != nil {
		return err
	}
	if set.token != "" || set.publicKey != "" {
		return p.discord(cmd.Context(), set)
	}
	lib, err := p.start(cmd.Context(), set)
	if err != nil {
		return err
	}
	defer lib.Close()
	return p.console(cmd.Context(), commands.NewRouter(lib, about()), set)
}

// discord runs the bot until ctx ends.
func (p *program) discord(ctx context.Context, set settings) (err error) {
	log := p.logger(set)
	is := about()
	log.Info("onrecord", "version", is.Version, "commit", is.Commit)
	metrics := ops.NewMetrics()
	s := &server{set: set, log: log, known: ops.State{Mode: ops.Gateway}}
	if set.publicKey != "" {
		s.known.Mode = ops.Webhook
	}
	if set.admin != adminOff {
		// Members get answers without it, as when a second bot on this machine has the address.
		stop, err := ops.Serve(set.admin, ops.Handler(metrics, s.state), log)
		if err != nil {
			log.Error("there are no metrics and no /readyz: give ADMIN_LISTEN another address, or set it to off", "err", err)
		}
		defer stop()
	}

	// What changes while the articles are read is seen, too; and SIGHUP would end the process.
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	changes := watch.Changes(ctx, cmp.Or(p.watchInterval, time.Second), set.paths...)
	lib, err := p.start(ctx, set)
	if ctx.Err() != nil && err != nil {
		log.Info("closing before the articles were read")
		return nil // the end that was asked for
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lib.Close()) }()
	keepUp := func(ctx context.Context) { s.lookAfter(ctx, lib) }
	if here, ok := lib.(*local); ok {
		s.loaded(here.corpus.Scope(), here.faults)
		s.held = here.corpus
		keepUp = func(ctx context.Context) { s.reloadOnChange(ctx, here.Index, changes, hangup) }
	}

	cfg := p.botConfig(set)
	cfg.Metrics = metrics
	if set.dataDir != "" { // without it servers can set nothing
		if cfg.Guilds, err = guilds.Open(filepath.Join(set.dataDir, "guilds.json")); err != nil {
			return fmt.Errorf("keep servers' settings in DATA_DIR: %w: mend that, or set DATA_DIR to another folder", err)
		}
	}
	if set.publicKey != "" {
		if cfg.Listener, err = net.Listen("tcp", set.listen); err != nil {
			return fmt.Errorf("LISTEN: listen for interactions at %s: %w", set.listen, err)
		}
		defer cfg.Listener.Close()
	}
	b, err := bot.New(commands.NewRouter(lib, is), cfg)
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.bot = b
	s.mu.Unlock()
	var others sync.WaitGroup
	defer others.Wait() // the index is closed next
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	others.Go(func() { keepUp(ctx) })
	return b.Run(ctx)
}

// botConfig says what the settings make of a bot.
func (p *program) botConfig(set settings) bot.Config {
	return bot.Config{
		Token: set.token, Guild: set.guild, Log: p.logger(set), HTTP: p.http,
		PublicKey: set.publicKey, Shards: set.shards, Shard: set.shard, Of: set.shardCount,
		UserRate: set.userRate, ServerRate: set.serverRate, Settable: set.dataDir != "",
	}
}

// A local is an index, and the articles that it was opened over.
type local struct {
	*index.Index
	corpus *corpus.Corpus
	faults error // of articles that were left out
}

// start opens the library for a process that stays. Articles with faults are left out of
// it, as long as there are others: one bad file must not keep a bot from starting.
func (p *program) start(ctx context.Context, set settings) (library, error) {
	if set.searchURL != "" {
		return p.follow(set)
	}
	log := p.logger(set)
	c, faults := loadCorpus(ctx, set, nil)
	if c == nil {
		return nil, faults
	}
	if faults != nil {
		logFaults(log, faults)
		log.Error("it starts without the articles that have faults")
	}
	lib, err := p.openIndex(ctx, set, c)
	if err != nil {
		return nil, err
	}
	tuneMemory()
	return &local{lib, c, faults}, nil
}
