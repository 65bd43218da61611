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

func (p *program) previewCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "preview",
		Short: "Show in a browser what Discord would show, without an account",
		Long: "Preview serves a page to this machine alone, in which the bot answers as it would in Discord,\n" +
			"with the same messages. Open the address that it prints.",
		Args: cobra.NoArgs,
	}
	listen := cmd.Flags().String("listen", "127.0.0.1:0", "`address` of this machine; port 0 takes one that is free")
	cmd.RunE = p.withSettings(func(ctx context.Context, set settings) error {
		return set.withRouter(ctx, true, func(r *commands.Router) error {
			set.level.Set(max(set.level.Level(), slog.LevelWarn)) // no Discord is there to tell of
			return p.preview(ctx, r, *listen, set.bot.Log)
		})
	}, searchSettings...)
	return cmd
}

// preview serves a page in which the bot answers, until ctx ends.
func (p *program) preview(ctx context.Context, router *commands.Router, listen string, log *slog.Logger) error {
	// It cannot fail for plain values.
	hello, _ := json.Marshal(map[string]any{"commands": bot.Commands(router, false, ""), "example": router.Specs()[0].Example})
	page, err := preview.New(listen, bot.WebhookPath, hello, log)
	if err != nil {
		return err
	}
	b, err := bot.New(router, bot.Config{
		PublicKey: page.PublicKey(), Listener: page.Hook(), HTTP: &http.Client{Transport: page},
		UserRate: bot.RateOff, ServerRate: bot.RateOff, Log: log,
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "Open %s in a browser on this machine; Ctrl-C ends it.\n", page.Address())
	both, ctx := errgroup.WithContext(ctx)
	both.Go(func() error { return b.Run(ctx) })
	both.Go(func() error { return page.Run(ctx) })
	return both.Wait()
}
