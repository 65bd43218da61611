package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"onrecord/bot"
	"onrecord/bot/guilds"
	"onrecord/bot/ops"
	"onrecord/bot/preview"
	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/text"
	"onrecord/corpus/watch"
)

// serve is the bot; without a token or a public key, the console.
func (p *program) serve(ctx context.Context, set settings) error {
	if set.bot.Token != "" || set.bot.PublicKey != "" {
		return p.discord(ctx, set)
	}
	return set.withRouter(ctx, true, func(r *commands.Router) error { return p.console(ctx, r) })
}

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
	if !set.fromCluster() {
		changes = watch.Changes(ctx, cmp.Or(p.watchInterval, time.Second), set.paths...)
	}
	lib, err := set.open(ctx, true)
	if ctx.Err() != nil && err != nil {
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

func listen(setting, what, address string) (net.Listener, error) {
	ln, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("%s: listen for %s at %s: %w: give it an address of this machine, with a port that it may take", setting, what, address, err)
	}
	return ln, nil
}

// A server is the running bot as its operator sees it, and takes up changed articles.
type server struct {
	set settings
	log *slog.Logger

	mu    sync.Mutex
	bot   *bot.Bot  // nil until there is coverage
	known ops.State // all but what the bot reports
}

func (s *server) state() ops.State {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.known
	if s.bot != nil {
		s.bot.Report(&st)
	}
	return st
}

// loaded notes that coverage can be searched, and what of it is not as the files have it.
func (s *server) loaded(scope corpus.Scope, faults error) {
	s.log.Info("coverage", "articles", scope.Articles, "outlets", scope.Outlets, "version", scope.Version)
	newest, _ := time.Parse(time.DateOnly, string(scope.To)) // zero when it is not known
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known.IndexOpen, s.known.Fault = true, ""
	s.known.Corpus = ops.Corpus{Version: scope.Version, Articles: scope.Articles, Loaded: time.Now(), Newest: newest}
	if faulty, ok := errors.AsType[corpus.LoadError](faults); ok {
		s.known.Fault = "left out, or as before, until it is mended: " + faulty.Error()
	}
}

// whenever has something done again when there are changes, on SIGHUP, and when it asked for that
// itself, until ctx ends.
func whenever(ctx context.Context, changes <-chan struct{}, hangup <-chan os.Signal, again <-chan time.Time, do func() (again <-chan time.Time)) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-changes:
		case <-hangup:
		case <-again:
		}
		again = do()
	}
}

// reload loads the corpus again and has it searched from then on. Files with faults keep the
// articles that they had. When nothing can be loaded, the coverage that is there goes on
// answering, unless its index was lost.
func (s *server) reload(ctx context.Context, here *local) (again <-chan time.Time) {
	c, faults := loadCorpus(ctx, s.set, here.corpus)
	err := faults
	if c != nil {
		if err = here.Replace(ctx, c); err != nil { // as on a full disk
			again = time.After(time.Minute)
		}
	}
	tuneMemory()
	switch {
	case ctx.Err() != nil:
	case err == nil:
		logFaults(s.log, faults, "files with faults keep the articles that they had; all others were taken up")
		here.corpus = c
		s.loaded(c.Scope(), faults)
	default:
		since := s.state().Corpus.Loaded.Format(time.RFC3339)
		_, lost := here.Scope(ctx, corpus.Query{})
		err = errors.Join(err, lost)
		logFaults(s.log, err, "the corpus was not reloaded; the coverage is that of "+since)
		s.failed(fmt.Errorf("the coverage is that of %s: %w", since, err), lost == nil)
	}
	return again
}

func (s *server) failed(err error, open bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known.IndexOpen, s.known.Fault = open, err.Error()
}

// lookEvery is how often shared coverage is looked at, so that readiness tells of it before a member does.
const lookEvery = 5 * time.Second

// lookAfter looks whether shared coverage can be reached, and what it is, until ctx ends.
func (s *server) lookAfter(ctx context.Context, lib library, hangup <-chan os.Signal) error {
	look := func() <-chan time.Time {
		within, cancel := context.WithTimeout(ctx, lookEvery)
		defer cancel()
		scope, err := lib.Scope(within, corpus.Query{})
		if err == nil { // and whether its shards can be searched
			_, _, err = lib.List(within, corpus.Listing{})
		}
		before := s.state()
		switch {
		case ctx.Err() != nil:
		case err != nil:
			if before.IndexOpen || before.Fault == "" {
				s.log.Error("the coverage cannot be reached; it is looked for again and again", "err", err)
			}
			s.failed(err, false)
		case !before.IndexOpen || before.Corpus.Version != scope.Version:
			s.loaded(scope, nil)
		}
		return time.After(lookEvery)
	}
	return whenever(ctx, nil, hangup, look(), look)
}

// tuneMemory gives back what loading took, for a process that stays. Until the next collection
// the heap may then grow by a quarter, since what is there stays, too; by default it would double.
func tuneMemory() {
	debug.FreeOSMemory()
	const leastGrowth = 16 << 20 // bytes; with less, collections of a small heap would never pause under load
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetGCPercent(max(25, int(100*leastGrowth/max(m.HeapAlloc, 1))))
}

func (p *program) preview(ctx context.Context, set settings) error {
	return set.withRouter(ctx, true, func(router *commands.Router) error {
		set.level.Set(max(set.level.Level(), slog.LevelWarn)) // no Discord is there to tell of
		return preview.Run(ctx, p.listen, router, p.stdout, set.bot.Log)
	})
}

func (p *program) register(ctx context.Context, set settings) error {
	if p.guild != 0 {
		set.bot.Guild = strconv.FormatUint(p.guild, 10)
	}
	if set.bot.Token == "" {
		return errors.New("no DISCORD_TOKEN: set it in the environment or in .env (see .env.example)")
	}
	changes, err := bot.Register(ctx, commands.NewRouter(nil, about()), set.bot, p.dryRun)
	for _, line := range changes { // with an error, those before it
		fmt.Fprintln(p.stdout, text.StripInvisible(line))
	}
	switch {
	case err != nil:
		return err
	case len(changes) == 0:
		fmt.Fprintln(p.stdout, "Discord has them already; nothing was written.")
	case p.dryRun:
		fmt.Fprintln(p.stdout, "This was a dry run; nothing was written.")
	default:
		fmt.Fprintln(p.stdout, "The commands were written to Discord.")
	}
	return nil
}
