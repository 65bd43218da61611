package main

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"

	"github.com/spf13/cobra"

	"onrecord/bot"
	"onrecord/commands"
	"onrecord/index"
)

// serve is the bot; without a token, the console.
func (p *program) serve(cmd *cobra.Command, _ []string) error {
	lib, set, err := p.openLibrary(cmd.Context())
	if err != nil {
		return err
	}
	defer lib.Close()
	settleMemory()
	router := commands.NewRouter(lib, about())
	if set.token == "" {
		return p.console(cmd.Context(), router)
	}
	log := p.logger(set)
	scope := lib.Corpus().Scope()
	log.Info("coverage", "articles", scope.Articles, "outlets", scope.Outlets, "version", scope.Version)
	defer reloadOnHangup(cmd.Context(), set, lib, log)()
	return bot.Run(cmd.Context(), router, bot.Config{Token: set.token, Guild: set.guild, Log: log, HTTP: p.http})
}

// reloadOnHangup loads the corpus anew whenever the process gets SIGHUP, and has
// lib search it from then on. When that fails, the coverage that is there goes on
// answering. The function returned ends it.
func reloadOnHangup(ctx context.Context, set settings, lib *index.Live, log *slog.Logger) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	var loop sync.WaitGroup
	loop.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-hangup:
			}
			before := lib.Corpus().Version
			err := reload(ctx, set, lib)
			scope := lib.Corpus().Scope()
			switch {
			case err != nil:
				log.Error("the corpus was not reloaded; the coverage stays as it was", "err", err, "version", before)
			case scope.Version == before:
				log.Info("the corpus has not changed", "version", before)
			default:
				log.Info("coverage", "articles", scope.Articles, "outlets", scope.Outlets, "version", scope.Version)
			}
			settleMemory()
		}
	})
	return func() {
		signal.Stop(hangup)
		cancel()
		loop.Wait()
	}
}

func reload(ctx context.Context, set settings, lib *index.Live) error {
	c, err := loadCorpus(ctx, set)
	if err != nil {
		return err
	}
	return lib.Replace(ctx, c)
}

// settleMemory gives back what loading took, for a process that stays. What is
// left lives as long as the process, so the collector may come round when the
// heap has grown by a quarter: by default it would wait until it had doubled.
func settleMemory() {
	debug.SetGCPercent(25)
	debug.FreeOSMemory()
}
