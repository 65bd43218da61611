package main

import (
	"bufio"
	"context"
	_ "embed"
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

//go:embed console.txt
var consoleHello string

func (p *program) console(ctx context.Context, router *commands.Router) error {
	p.inConsole = true
	next := bufferedLines(p.stdin)
	terminal, restore := p.terminal()
	if terminal != nil {
		defer restore()
		p.stdout, p.stderr = terminal, terminal
		next = terminal.ReadLine
		fmt.Fprint(p.stdout, consoleHello)
	}
	asked := false
	for line, err := range readLines(ctx, next) {
		line := strings.TrimSpace(line)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			return fmt.Errorf("read line: %w", err)
		case line != "":
			asked = true
			p.answerLine(ctx, router, line)
			if p.ended {
				return nil
			}
			if terminal != nil {
				fmt.Fprintln(terminal)
			}
		}
	}
	if !asked && terminal == nil {
		return errors.New("no DISCORD_TOKEN and no terminal to open a console in: " +
			"set DISCORD_TOKEN in the environment or in .env (see .env.example)")
	}
	return nil
}

// terminal returns the terminal that standard input and output are, ready to be typed at,
// with the lines before at the arrow keys; nil where they are none.
func (p *program) terminal() (t *term.Terminal, restore func()) {
	in, isFile := p.stdin.(*os.File)
	out, alsoFile := p.stdout.(*output).Writer.(*os.File)
	if !isFile || !alsoFile || !term.IsTerminal(int(out.Fd())) {
		return nil, nil
	}
	state, err := term.MakeRaw(int(in.Fd()))
	if err != nil { // input is no terminal
		return nil, nil
	}
	t = term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{in, out}, "> ")
	if p.columns > 0 {
		_ = t.SetSize(p.columns, 1) // the height does not matter; it fails for no size above 0
	}
	return t, func() {
		_ = term.Restore(int(in.Fd()), state)
		fmt.Fprintln(out) // what comes next does not begin behind the prompt
	}
}

func (p *program) answerLine(ctx context.Context, router *commands.Router, line string) {
	root := p.slashCommands(router.Handle)
	next := func(*cobra.Command, []string) error {
		if p.next == nil {
			return errors.New("there is no next page")
		}
		return p.answer(ctx, router.Handle, *p.next)
	}
	root.AddCommand(&cobra.Command{Use: "next", Aliases: []string{"more"}, Short: "The next page of the answer before", Args: noArguments, RunE: next})
	exit := func(*cobra.Command, []string) { p.ended = true }
	root.AddCommand(&cobra.Command{Use: "exit", Aliases: []string{"quit"}, Short: "End the console", Run: exit})
	config := described("config", nil) // which only Discord has
	config.Hidden, config.RunE = true, nil
	root.AddCommand(config)
	words := strings.Fields(strings.TrimPrefix(line, "/"))
	if len(words) > 1 && strings.EqualFold(words[0], root.Name()) { // it was pasted
		words = words[1:]
	}
	if len(words) > 0 {
		words[0] = strings.ToLower(words[0]) // a phone's keyboard begins with a capital
		cmd, _, _ := root.Find(words[:1])
		for i := 1; i < len(words) && words[i] != "--"; i++ {
			isValue := isFlag(cmd, words[i-1]) && !strings.Contains(words[i-1], "=")
			isOption := isFlag(cmd, words[i]) || words[i] == "-h" || words[i] == "--help"
			if strings.HasPrefix(words[i], "-") && !isOption && !isValue { // -5 degrees
				words = slices.Insert(words, i, "--")
				break
			}
		}
	}
	p.execute(ctx, root, words)
}

// isFlag reports whether a word is an option of a command, each of which takes a value.
func isFlag(cmd *cobra.Command, word string) bool {
	name, _, _ := strings.Cut(word, "=")
	return strings.HasPrefix(name, "--") && cmd.Flags().Lookup(name[2:]) != nil
}

// readLines passes on lines until they end, or ctx does, which is an error. Reading cannot be
// cancelled: it is left behind, by a program that ends soon after.
func readLines(ctx context.Context, next func() (string, error)) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for {
			var line string
			var err error
			read, done := context.WithCancel(ctx)
			go func() {
				line, err = next()
				done()
			}()
			<-read.Done()
			switch {
			case ctx.Err() != nil:
				yield("", ctx.Err())
				return
			case errors.Is(err, io.EOF):
				yield(line, nil)
				return
			case !yield(line, err):
				return
			}
		}
	}
}

// bufferedLines reads a line at a time, with its end; the last may have none. The byte order
// mark that Windows begins a file with is passed over, before any line.
func bufferedLines(in io.Reader) func() (string, error) {
	r := bufio.NewReader(in)
	return func() (string, error) {
		line, err := r.ReadString('\n')
		return strings.TrimPrefix(line, "\ufeff"), err
	}
}
