package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"onrecord/commands"
)

const consoleHello = `There is no DISCORD_TOKEN, so this is a local console: it takes the same lines as Discord.
Try  /quote parker encryption   or  /help ; an empty line or Ctrl-D ends it.
To get a token: https://discord.com/developers/applications, New Application, Bot, Reset Token;
then write DISCORD_TOKEN=… into a file called .env here, and start again.
`

// console answers lines until there are no more.
func (p *program) console(ctx context.Context, router *commands.Router) error {
	stdin, isFile := p.stdin.(*os.File)
	terminal := isFile && term.IsTerminal(int(stdin.Fd()))
	prompt := ""
	if terminal {
		prompt = "\n> "
		fmt.Fprint(p.stdout, consoleHello)
	}
	asked := false
	fmt.Fprint(p.stdout, prompt)
	for line, err := range readLines(ctx, p.stdin) {
		blank := strings.TrimSpace(string(line)) == ""
		switch {
		case ctx.Err() != nil, err == nil && blank && terminal:
			return nil
		case err != nil:
			return fmt.Errorf("read line: %w", err)
		case !blank:
			asked = true
			root := p.slashCommands(router.Handle)
			p.execute(ctx, root, lineArgs(root, string(line)))
		}
		fmt.Fprint(p.stdout, prompt)
	}
	if !asked {
		return errors.New("no DISCORD_TOKEN and no terminal to open a console in: " +
			"set DISCORD_TOKEN in the environment or in .env (see .env.example)")
	}
	return nil
}

// lineArgs are the arguments of a line as typed in Discord: /quote parker encryption
// speaker:Andrew Parker. An option runs to the next one or to the end.
func lineArgs(root *cobra.Command, line string) []string {
	name, rest, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "/"), " ")
	cmd, _, _ := root.Find([]string{name}) // where there is none, running it says so
	var flags, words []string
	for _, word := range strings.Fields(rest) {
		option, value, found := strings.Cut(word, ":")
		last := len(flags) - 1
		switch {
		case found && cmd.Flags().Lookup(option) != nil:
			flags = append(flags, "--"+option+"="+value)
		case last < 0:
			words = append(words, word)
		case strings.HasSuffix(flags[last], "="):
			flags[last] += word
		default:
			flags[last] += " " + word
		}
	}
	if slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, "-") }) {
		words = slices.Insert(words, 0, "--")
	}
	return slices.Concat([]string{name}, flags, words)
}

// maxLine bounds a line, in bytes. Of a longer one so many are read, and one more.
const maxLine = 1 << 20

// readLines reads lines until they end, or ctx does, which is an error. Reading cannot be
// cancelled: it is left behind, by a program that ends soon after.
func readLines(ctx context.Context, in io.Reader) iter.Seq2[[]byte, error] {
	type read struct {
		line []byte
		err  error
	}
	reads := make(chan read)
	go func() {
		r := bufio.NewReader(in)
		for {
			line, err := readLine(r)
			select {
			case reads <- read{line, err}:
			case <-ctx.Done():
			}
			if err != nil || ctx.Err() != nil {
				return
			}
		}
	}()
	return func(yield func([]byte, error) bool) {
		for {
			var r read
			select {
			case r = <-reads:
			case <-ctx.Done():
				r.err = ctx.Err()
			}
			if errors.Is(r.err, io.EOF) {
				yield(r.line, nil)
				return
			}
			if !yield(r.line, r.err) {
				return
			}
		}
	}
}

func readLine(r *bufio.Reader) (line []byte, err error) {
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part[:min(len(part), maxLine+1-len(line))]...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}
