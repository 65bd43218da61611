package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"onrecord/bot"
	"onrecord/bot/guilds"
	"onrecord/bot/ops"
	"onrecord/commands"
	"onrecord/corpus"
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
	lib, err := p.library(cmd.Context(), set)
	if err != nil {
		return err
	}
	defer lib.Close()
	settleMemory()
	return p.console(cmd.Context(), commands.NewRouter(lib, about()))
}

// A station is the bot as its operator sees it: what there is of it so far, while it
// starts, runs and ends.
type station struct {
	set       settings
	settle    time.Duration // of the watcher
	log       *slog.Logger
	metrics   *ops.Metrics
	mode      string
	reloading sync.Mutex // held while the corpus is loaded anew

	mu     sync.Mutex
	lib    *index.Index // nil until it is open; does not change then
	bot    *bot.Bot     // nil until there is one
	loaded time.Time
	fault  string // why the last reload failed
}

// note changes what the station knows.
func (s *station) note(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// state is what metrics and readiness are made from.
func (s *station) state() ops.State {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := ops.State{Mode: s.mode, Fault: s.fault}
	if s.lib != nil {
		if c := s.lib.Corpus(); c != nil {
			scope := c.Scope()
			st.IndexOpen = true
			st.Corpus = ops.Corpus{Version: scope.Version, Articles: scope.Articles, Loaded: s.loaded, Newest: newest(scope)}
		}
	}
	if s.bot != nil {
		s.bot.Report(&st)
	}
	return st
}

// newest is the day of the newest article; the zero time when it is not known.
func newest(s corpus.Scope) time.Time {
	t, _ := time.Parse(time.DateOnly, string(s.To))
	return t
}

// load notes that the library was loaded, or loaded anew.
func (s *station) load(lib *index.Index) {
	s.note(func() { s.lib, s.loaded, s.fault = lib, time.Now(), "" })
}

// discord runs the bot until ctx ends.
func (p *program) discord(ctx context.Context, set settings) (err error) {
	log := p.logger(set)
	is := about()
	log.Info("onrecord", "version", is.Version, "commit", is.Commit)
	router := commands.NewRouter(nil, is) // for its names; there is no library yet
	metrics := ops.NewMetrics(bot.CommandNames(router))
	st := &station{set: set, settle: p.settle, log: log, metrics: metrics, mode: ops.Gateway}
	if set.publicKey != "" {
		st.mode = ops.Webhook
	}
	stop, err := p.serveOps(set, ops.Handler(metrics, st.state), log)
	if err != nil {
		return err
	}
	defer stop()

	keeping := st.prepareKeeping()
	defer keeping.stop()
	lib, err := p.library(ctx, set)
	if ctx.Err() != nil && err != nil {
		log.Info("closing before the articles were read")
		return nil // the end that was asked for
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lib.Close()) }()
	st.load(lib)
	settleMemory()
	scope := lib.Corpus().Scope()
	log.Info("coverage", "articles", scope.Articles, "outlets", scope.Outlets, "version", scope.Version)

	cfg := bot.Config{
		Token: set.token, Guild: set.guild, Log: log, HTTP: p.http,
		PublicKey: set.publicKey, Shards: set.shards, Shard: set.shard, Of: set.shardCount,
		UserRate: set.userRate, ServerRate: set.serverRate, Metrics: metrics, Settable: set.dataDir != "",
	}
	if cfg.Guilds, err = openGuilds(set, log); err != nil {
		return err
	}
	if set.publicKey != "" {
		if cfg.Listener, err = net.Listen("tcp", set.listen); err != nil {
			return fmt.Errorf("LISTEN: interactions cannot be taken at %s: %w", set.listen, err)
		}
		defer cfg.Listener.Close()
	}
	b, err := bot.New(commands.NewRouter(lib, is), cfg)
	if err != nil {
		return err
	}
	st.note(func() { st.bot = b })
	defer st.keepCorpus(ctx, keeping)()
	return b.Run(ctx)
}

// serveOps opens the operator's listener. The default address may be taken, by a
// second bot on the same machine: that is no reason not to run.
func (p *program) serveOps(set settings, h http.Handler, log *slog.Logger) (stop func(), err error) {
	if set.admin == adminOff {
		return func() {}, nil
	}
	// It goes on while the bot closes: /readyz says so meanwhile.
	stop, err = ops.Serve(set.admin, h, log)
	switch {
	case err == nil:
		return stop, nil
	case set.adminByDefault:
		log.Warn("there are no metrics and no /readyz: give ADMIN_LISTEN another address, or set it to off", "err", err)
		return func() {}, nil
	}
	return nil, fmt.Errorf("ADMIN_LISTEN: %w: give it another address, or set it to off", err)
}

// openGuilds opens what servers have set. It is kept in DATA_DIR; without one,
// nothing can be set.
func openGuilds(set settings, log *slog.Logger) (*guilds.Store, error) {
	if set.dataDir == "" {
		return nil, nil
	}
	store, err := guilds.Open(filepath.Join(set.dataDir, "guilds.json"))
	if err != nil {
		return nil, fmt.Errorf("the servers' settings cannot be kept in DATA_DIR: %w: mend that, or set DATA_DIR to another folder", err)
	}
	return store, nil
}
