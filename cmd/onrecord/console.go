package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"onrecord/commands"
)

const consoleHello = `There is no DISCORD_TOKEN, so this is a local console: it takes the same lines as Discord.
Try  /quote parker encryption   or  /help ; an empty line or Ctrl-D ends it.
To get a token: https://discord.com/developers/applications, New Application, Bot, Reset Token;
then write DISCORD_TOKEN=… into a file called .env here, and start again.
`

// errNoConsole is what a start without a token and without anybody to talk to
// ends with.
var errNoConsole = errors.New("no DISCORD_TOKEN and no terminal to open a console in: set DISCORD_TOKEN in the environment or in .env (see .env.example)")

// console answers lines until there are no more.
func (p *program) console(ctx context.Context, router *commands.Router) error {
	terminal := isTerminal(p.stdin)
	if terminal {
		fmt.Fprint(p.stdout, consoleHello)
	}
	lines := make(chan string)
	readErr := make(chan error, 1)
	go func() { // reading cannot be cancelled; the program ends soon after
		s := bufio.NewScanner(p.stdin)
		for s.Scan() {
			select {
			case lines <- s.Text():
			case <-ctx.Done():
				return
			}
		}
		readErr <- s.Err()
	}()
	for answered := 0; ; answered++ {
		if terminal {
			fmt.Fprint(p.stdout, "\n> ")
		}
		var line string
		select {
		case <-ctx.Done():
			return nil
		case err := <-readErr:
			if answered == 0 && !terminal {
				return errors.Join(errNoConsole, err)
			}
			return err
		case line = <-lines:
		}
		if strings.TrimSpace(line) == "" {
			if terminal {
				return nil
			}
			continue
		}
		if err := p.consoleLine(ctx, router, line); err != nil {
			return err
		}
	}
}

func (p *program) consoleLine(ctx context.Context, router *commands.Router, line string) error {
	req, err := parseLine(router.Specs(), line)
	if err == nil {
		limitForTerminal(&req)
		var res *commands.Response
		if res, err = router.Handle(ctx, req); err == nil {
			_, err := io.WriteString(p.stdout, renderText(res, p.colour()))
			return err
		}
	}
	var user *commands.UserError
	if !errors.As(err, &user) {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "%s\n%s\n", user.Msg, user.Hint)
	return err
}

func isTerminal(r io.Reader) bool {
	f, ok := r.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// parseLine reads a line as typed in Discord: /quote parker encryption
// speaker:Andrew Parker. An option runs to the next one or to the end.
func parseLine(specs []commands.Spec, line string) (commands.Request, error) {
	name, rest, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "/"), " ")
	req := commands.Request{Command: name, Args: map[string]string{}}
	var spec commands.Spec
	for _, s := range specs {
		if s.Name == name {
			spec = s
		}
	}
	if spec.Name == "" {
		return req, &commands.UserError{Msg: fmt.Sprintf("There is no command %q", name), Hint: "Try /quote parker encryption, or /help."}
	}
	option := ""
	if len(spec.Options) > 0 {
		option = spec.Options[0].Name
	}
	for _, word := range strings.Fields(rest) {
		if before, value, ok := strings.Cut(word, ":"); ok {
			if o, known := spec.Option(before); known {
				option, word = o.Name, value
			}
		}
		if option == "" {
			return req, &commands.UserError{Msg: "/" + name + " takes no words", Hint: "Type /" + name + " alone."}
		}
		req.Args[option] = strings.TrimSpace(req.Args[option] + " " + word)
	}
	return req, nil
}
