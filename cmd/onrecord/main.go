// Onrecord ("On the Record") answers from press coverage: who said what, where, when, word
// for word. It is a Discord bot, and the same commands in a terminal.
//
// From the bottom up: corpus has articles and the statements in them, which corpus/quotation
// finds; corpus/verbatim compares a claimed quotation with them; corpus/ingest makes articles
// of raw pages; index searches articles in memory, and index/opensearch those of a cluster;
// commands are what can be asked; bot is Discord, and bot/preview shows in a browser what it
// would show. This package is the command line, and wires them.
//
// Exit status 0: answered. 1: nothing in the coverage. 2: wrong use, or a fault.
package main

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"onrecord/commands"
	"onrecord/corpus"
)

// Exit statuses; the package's doc says what they mean.
const exitAnswered, exitSilent, exitFault = 0, 1, 2

func main() {
	// The first signal asks the program to end; a second one, if it cannot, kills it.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	p := &program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
	os.Exit(p.run(ctx, os.Args[1:]))
}

func (p *program) run(ctx context.Context, args []string) int {
	if out, isFile := p.stdout.(*os.File); isFile {
		p.columns, _, _ = term.GetSize(int(out.Fd())) // 0 where it is no terminal
	}
	out := &output{Writer: p.stdout}
	p.stdout = out
	code := p.execute(ctx, p.root(), args)
	if out.err != nil && code != exitFault {
		fmt.Fprintf(p.stderr, "onrecord: write to standard output: %v\n", out.err)
		return exitFault
	}
	return code
}

// An output notes that something could not be written, as on a full disk. Whoever writes need not look.
type output struct {
	io.Writer
	err error
}

func (o *output) Write(data []byte) (int, error) {
	n, err := o.Writer.Write(data)
	o.err = cmp.Or(o.err, err)
	return n, err
}

func (p *program) execute(ctx context.Context, root *cobra.Command, args []string) int {
	root.SetArgs(append([]string{}, args...)) // nil would mean the process's own
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	switch err := root.ExecuteContext(ctx); {
	case err == nil:
		return exitAnswered
	case errors.Is(err, errSilent):
		return exitSilent
	default:
		said := strings.ReplaceAll(err.Error(), context.Canceled.Error(), "interrupted")
		if errors.Is(err, corpus.ErrAway) {
			said += "\n" + lookAtCluster
		}
		fmt.Fprintln(p.stderr, "onrecord:", said)
		return exitFault
	}
}

type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	http           *http.Client // for Discord; nil means the bot's own

	watchInterval time.Duration // for changed articles; 0 means a second

	corpora          []string
	format           string
	quotationsFormat string
	explain          bool   // of quotations
	listen           string // of preview
	guild            uint64 // of register
	dryRun           bool   // of register

	columns int // of standard output; 0 where it is no terminal

	inConsole bool
	ended     bool              // the console, by exit
	next      *commands.Request // for the page behind the one that was answered; nil if there is none
}

func (p *program) root() *cobra.Command {
	root := p.slashCommands(p.handleOnce)
	root.Long = described("onrecord", nil).Long
	serve := p.command("serve", p.serve)
	root.Run, root.RunE = nil, serve.RunE
	preview := p.command("preview", p.preview, searchSettings...)
	preview.Flags().StringVar(&p.listen, "listen", "127.0.0.1:0", "`address` of this machine; port 0 takes one that is free")
	batch := p.command("batch", func(ctx context.Context, set settings) error {
		return set.withRouter(ctx, false, func(r *commands.Router) error { return batch(ctx, r, p.stdin, p.stdout, p.stderr) })
	}, searchSettings...)
	quotations := described("quotations", p.quotations)
	quotations.Args = cobra.ArbitraryArgs
	quotations.Flags().StringVar(&p.quotationsFormat, "format", "jsonl", "jsonl is the only one")
	quotations.Flags().BoolVar(&p.explain, "explain", false, "print the articles with the speakers in the margin")
	var shrink bool
	load := p.command("load", func(ctx context.Context, set settings) error { return p.load(ctx, set, shrink) }, loadSettings...)
	load.Flags().BoolVar(&shrink, "shrink", false, "load even if most of the articles in the cluster leave it by that")
	register := p.command("register", p.register, "DISCORD_TOKEN", "GUILD_ID")
	register.Flags().Uint64Var(&p.guild, "guild", 0, "only in the server with this `ID`, where they show at once")
	register.Flags().BoolVar(&p.dryRun, "dry-run", false, "show what would change, and write nothing")
	doctor := described("doctor", p.doctor)
	health := p.command("health", p.health, "ADMIN_LISTEN")
	root.AddCommand(serve, preview, batch, quotations, p.importCommand(), load, register, doctor, health)
	is := about()
	root.Version = strings.TrimSpace(is.Version + " " + is.Commit)
	root.PersistentFlags().StringArrayVar(&p.corpora, "corpus", nil,
		"folder, .md or .jsonl file with articles (repeatable; \"builtin\" is the built-in coverage)")
	return root
}

//go:embed help
var help embed.FS

// described returns a command with what help/NAME.txt says of it: how it is used, what it does, that at length,
// and examples. As it is, it takes no arguments.
func described(name string, run func(ctx context.Context, args []string) error) *cobra.Command {
	page, _ := help.ReadFile("help/" + name + ".txt") // a test would be the first to miss it
	body, examples, _ := strings.Cut(strings.TrimSuffix(string(page), "\n"), "\nExamples:\n")
	use, body, _ := strings.Cut(body, "\n")
	short, long, _ := strings.Cut(body, "\n\n")
	runE := func(cmd *cobra.Command, args []string) error { return run(cmd.Context(), args) }
	return &cobra.Command{Use: use, Short: short, Long: long, Example: examples, Args: noArguments, RunE: runE}
}

func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes no arguments, such as %q: see %s --help", cmd.Name(), args[0], cmd.CommandPath())
	}
	return nil
}

// command returns a command that goes by the settings, or by those alone that it needs.
func (p *program) command(name string, run func(context.Context, settings) error, needed ...string) *cobra.Command {
	return described(name, func(ctx context.Context, _ []string) error {
		set, err := p.settings(needed...)
		if err == nil {
			err = run(ctx, set)
		}
		return err
	})
}

// version and commit say what the binary was built from where the build sets them
// (Makefile, deploy/Dockerfile); elsewhere the Go tool may have noted it.
var version, commit string

func about() commands.About {
	is := commands.About{Version: version, Commit: commit}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "(devel)" {
		is.Version = cmp.Or(is.Version, info.Main.Version) // has the commit in it
	}
	is.Version = cmp.Or(is.Version, "devel")
	return is
}
