package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"onrecord/bot"
	"onrecord/bot/preview"
	"onrecord/commands"
)

// thisMachine is an address that nobody else can reach, at a port that is free.
const thisMachine = "127.0.0.1:0"

func (p *program) previewCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "preview",
		Short: "Show in a browser what Discord would show, without an account",
		Long: "Preview serves a page to this machine alone, in which the bot answers as it would in Discord,\n" +
			"with the same messages. Open the address that it prints.",
		Args: cobra.NoArgs,
	}
	listen := cmd.Flags().String("listen", thisMachine, "`address` of this machine; port 0 takes one that is free")
	cmd.RunE = p.withSettings(func(ctx context.Context, set settings) error {
		return p.withRouter(ctx, set, true, func(r *commands.Router) error {
			page, run, err := p.preview(r, *listen, set)
			if err != nil {
				return err
			}
			fmt.Fprintf(p.stdout, "Open %s in a browser on this machine; Ctrl-C ends it.\n", page)
			return run(ctx)
		})
	})
	return cmd
}

// preview returns the address of a page in which the bot answers, and what runs it until its
// context ends.
func (p *program) preview(router *commands.Router, listen string, set settings) (address string, run func(context.Context) error, err error) {
	hello, err := json.Marshal(map[string]any{"commands": bot.Commands(router, false, ""), "example": router.Specs()[0].Example})
	if err != nil {
		return "", nil, fmt.Errorf("encode commands: %w", err)
	}
	set.level = max(set.level, slog.LevelWarn) // no Discord is there to tell of
	log := p.logger(set)
	page, err := preview.New(listen, bot.WebhookPath, hello, log)
	if err != nil {
		return "", nil, err
	}
	b, err := bot.New(router, bot.Config{
		PublicKey: page.PublicKey(), Listener: page.Hook(), HTTP: &http.Client{Transport: page},
		UserRate: bot.RateOff, ServerRate: bot.RateOff, Log: log,
	})
	if err != nil {
		return "", nil, err
	}
	return page.Address(), func(ctx context.Context) error {
		both, ctx := errgroup.WithContext(ctx)
		both.Go(func() error { return b.Run(ctx) })
		both.Go(func() error { return page.Run(ctx) })
		return both.Wait()
	}, nil
}

// previewBeside runs a preview until end is called, and returns a line that says where it is.
func (p *program) previewBeside(ctx context.Context, router *commands.Router, set settings) (where string, end func()) {
	page, run, err := p.preview(router, thisMachine, set)
	if err != nil {
		return fmt.Sprintf("There is no preview for a browser: %v.\n", err), func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- run(ctx) }()
	return "To see what Discord would show, open " + page + "\n", func() {
		cancel()
		if err := <-done; err != nil {
			fmt.Fprintf(p.stderr, "onrecord: %v\n", err)
		}
	}
}
