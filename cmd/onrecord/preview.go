package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/spf13/cobra"

	"onrecord/bot"
	"onrecord/bot/preview"
	"onrecord/commands"
)

func (p *program) previewCommand() *cobra.Command {
	var listen string
	cmd := p.command("preview", "Show in a browser what Discord would show, without an account",
		"Preview serves a page to this machine alone, in which the bot answers as it would in Discord,\n"+
			"with the same messages. Open the address that it prints.",
		func(ctx context.Context, set settings) error {
			return set.withRouter(ctx, true, func(r *commands.Router) error { return p.preview(ctx, r, listen, set) })
		}, searchSettings...)
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:0", "`address` of this machine; port 0 takes one that is free")
	return cmd
}

// preview serves a page in which the bot answers, until ctx ends.
func (p *program) preview(ctx context.Context, router *commands.Router, listen string, set settings) error {
	set.level.Set(max(set.level.Level(), slog.LevelWarn)) // no Discord is there to tell of
	// It cannot fail for plain values.
	hello, _ := json.Marshal(map[string]any{"commands": bot.Commands(router, false, ""), "example": router.Specs()[0].Example})
	page, err := preview.New(listen, hello, set.bot.Log)
	if err != nil {
		return err
	}
	b := bot.New(router, bot.Config{
		PublicKey: page.PublicKey(), Serve: page.Serve, HTTP: &http.Client{Transport: page},
		UserRate: bot.RateOff, ServerRate: bot.RateOff, Log: set.bot.Log,
	})
	fmt.Fprintf(p.stdout, "Open %s in a browser on this machine; Ctrl-C ends it.\n", page.Address())
	return b.Run(ctx)
}
