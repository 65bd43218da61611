package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

const (
	// healthWithin bounds the question: containers are asked often, and a bot that
	// needs longer to say how it is is not well.
	healthWithin = 2 * time.Second
	// maxHealth bounds what is printed of the answer, in bytes: container engines keep
	// no more of it.
	maxHealth = 4096
)

// healthCommand asks a bot on this machine how it is. Images without a shell have
// no other program for it.
func (p *program) healthCommand() *cobra.Command {
	var address string
	cmd := &cobra.Command{
		Use:   "health",
		Short: "Ask the bot that runs here whether it answers",
		Long: "Health asks the bot that runs on this machine whether it answers, within 2 seconds, and prints what\n" +
			"it says. Exit status 0: it does. It is made for the health checks of containers.",
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringVar(&address, "url", "", "ask there (default: /readyz at ADMIN_LISTEN, http://"+defaultAdmin+"/readyz)")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := loadEnvFile(); err != nil {
			return err
		}
		if address == "" {
			var err error
			if address, err = healthURL(env("ADMIN_LISTEN")); err != nil {
				return err
			}
		}
		return p.askHealth(cmd.Context(), address)
	}
	return cmd
}

// healthURL is where to ask a bot that listens there.
func healthURL(listen string) (string, error) {
	if listen == "" {
		listen = defaultAdmin
	}
	if listen == adminOff {
		return "", errors.New("ADMIN_LISTEN is off, so the bot tells nobody how it is: set it to an address such as " + defaultAdmin + ", or say with --url where to ask")
	}
	host, port, err := net.SplitHostPort(listen)
	if err != nil || port == "" || port == "0" {
		return "", errors.New("ADMIN_LISTEN must be off or a host and a port, such as " + defaultAdmin)
	}
	// What listens on all addresses is reached on this one.
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
		if ip != nil && ip.To4() == nil {
			host = "::1"
		}
	}
	return "http://" + net.JoinHostPort(host, port) + "/readyz", nil
}

func (p *program) askHealth(ctx context.Context, address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return errors.New("--url must be an address that begins with http:// or https://")
	}
	within := cmp.Or(p.patience, healthWithin)
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	client := &http.Client{
		// No proxy of the environment: the bot is here.
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	res, err := client.Do(req)
	if err != nil {
		var why *url.Error
		if errors.As(err, &why) {
			err = why.Err
		}
		if errors.Is(err, context.DeadlineExceeded) {
			return fmt.Errorf("ask bot how it is: no answer within %v", within)
		}
		return fmt.Errorf("ask bot how it is: %w: does it run here?", err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxHealth))
	for line := range strings.Lines(strings.ToValidUTF8(string(body), "�")) {
		fmt.Fprintln(p.stdout, strings.TrimRight(printable(line), " "))
	}
	switch {
	case res.StatusCode != http.StatusOK:
		return fmt.Errorf("bot is not well (%s)", printable(res.Status))
	case err != nil:
		return fmt.Errorf("read bot's answer: %w", err)
	}
	return nil
}
