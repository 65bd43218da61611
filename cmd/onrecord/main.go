package main

import (
	"cmp"
	"context"
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

	"onrecord/commands"
)

// Exit statuses.
const (
	exitAnswered = 0
	exitSilent   = 1 // nothing in the coverage
	exitFault    = 2 // wrong use, or something is broken
)

func main() { os.Exit(runProcess()) }

// runProcess runs with the process's own streams and signals. The first signal
// asks the program to end; a second one, if it cannot, kills it.
func runProcess() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}

// errSilent ends a command for which the coverage had no answer. It has been
// said already; only the exit status is left to tell.
var errSilent = errors.New("nothing in the coverage")

// run is the whole program, with the world it runs in passed in.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return (&program{stdin: stdin, stdout: stdout, stderr: stderr}).run(ctx, args)
}

func (p *program) run(ctx context.Context, args []string) int {
	root := p.root()
	root.SetArgs(append([]string{}, args...)) // nil would mean the process's own
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	err := root.ExecuteContext(ctx)
	var user *commands.UserError
	switch {
	case err == nil:
		return exitAnswered
	case errors.Is(err, errSilent):
		return exitSilent
	case errors.As(err, &user):
		fmt.Fprintf(p.stderr, "onrecord: %s\n%s\n", user.Msg, user.Hint)
	default:
		fmt.Fprintf(p.stderr, "onrecord: %v\n", err)
	}
	return exitFault
}

// A program is one run of onrecord: its streams and its flags.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	http           *http.Client // for Discord; nil means the bot's own

	watchInterval time.Duration // for changed articles; 0 means a second

	corpora []string
	format  string
	limit   int
}

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "onrecord",
		Short:         "On the Record: who said what, where, when, word for word",
		Long:          "On the Record answers from press coverage: who said what, where, when, word for word.\nWithout a command it is the Discord bot, or, without DISCORD_TOKEN, a local console.",
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE:          p.serve,
	}
	is := about()
	root.Version = is.Version
	if !strings.Contains(is.Version, is.Commit) {
		root.Version += " " + is.Commit
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(flagFault)
	root.PersistentFlags().StringArrayVar(&p.corpora, "corpus", nil, "folder, .md or .jsonl file with articles (repeatable; \"builtin\" is the built-in coverage)")
	serve := &cobra.Command{Use: "serve", Short: "Run the Discord bot (the default)", Args: cobra.NoArgs, RunE: p.serve}
	root.AddCommand(serve, p.batchCommand(), p.quotationsCommand(), p.importCommand(), p.registerCommand(), p.doctorCommand(), p.healthCommand())
	// The router only describes its commands here; it gets its library when one runs.
	for _, spec := range commands.NewRouter(nil, is).Specs() {
		root.AddCommand(p.slashCommand(spec))
	}
	root.SetHelpCommand(&cobra.Command{Hidden: true}) // help is one of ours
	return root
}

// shellExample is a command's example as it is typed in a terminal.
func shellExample(spec commands.Spec) string {
	line := "  onrecord " + spec.Name
	req, err := parseLine([]commands.Spec{spec}, spec.Example)
	if err != nil {
		return line
	}
	for i, o := range spec.Options {
		value := req.Args[o.Name]
		if value != "" && i > 0 {
			line += " --" + o.Name
		}
		line = strings.TrimSpace(line + " " + value)
	}
	return "  " + line
}

// takesWords is the annotation of commands whose arguments are words.
const takesWords = "words"

// flagFault says where to look when something is wrong with the flags of a command.
func flagFault(cmd *cobra.Command, err error) error {
	hint := "see " + cmd.CommandPath() + " --help"
	if cmd.Annotations[takesWords] != "" {
		hint += "; words that begin with a dash go behind --"
	}
	return fmt.Errorf("%s: %s", printable(err.Error()), hint)
}

// version and commit say what the binary was built from where the build sets them
// (Makefile, deploy/Dockerfile); elsewhere the Go tool may have noted it.
var version, commit string

// about tells what this binary was built from.
func about() commands.About {
	is := commands.About{Version: version, Commit: commit}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			is.Commit = cmp.Or(is.Commit, s.Value[:min(len(s.Value), 12)])
		}
	}
	if info.Main.Version != "(devel)" {
		is.Version = cmp.Or(is.Version, info.Main.Version)
	}
	is.Version = cmp.Or(is.Version, "devel")
	return is
}
