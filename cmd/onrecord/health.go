package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/spf13/cobra"
)

// healthCommand asks a bot on this machine how it is. Images without a shell have
// no other program for it.
func (p *program) healthCommand() *cobra.Command {
	return p.command("health", "Ask the bot that runs here whether it answers",
		"Health asks the bot that runs on this machine, at ADMIN_LISTEN, whether it answers, and prints what it\n"+
			"says within 2 seconds. Exit status 0: it does. It is made for the health checks of containers.",
		func(_ context.Context, set settings) error {
			if set.admin == adminOff {
				return errors.New("ADMIN_LISTEN is off, so the bot tells nobody how it is: set it to an address such as " + defaultAdmin)
			}
			// No proxy of the environment: the bot is here. An address that stands for all is this machine's.
			// A bot that needs longer to say how it is is not well.
			client := &http.Client{Timeout: 2 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
			res, err := client.Get("http://" + set.admin + "/readyz")
			if err != nil {
				return fmt.Errorf("ask bot how it is: %w: does it run here?", err)
			}
			defer res.Body.Close()
			if _, err := io.Copy(p.stdout, res.Body); err != nil {
				return fmt.Errorf("print bot's answer: %w", err)
			}
			if res.StatusCode != http.StatusOK {
				return fmt.Errorf("bot is not well (%s)", res.Status)
			}
			return nil
		}, "ADMIN_LISTEN")
}
