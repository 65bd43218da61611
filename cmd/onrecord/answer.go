package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"onrecord/commands"
)

// errSilent ends a command for which the coverage had no answer. It has been
// said already; only the exit status is left to tell.
var errSilent = errors.New("nothing in the coverage")

// formats are those in which answers are printed.
var formats = []string{"text", "json", "cite"}

// A handler answers a request, as a router does.
type handler func(context.Context, commands.Request) (*commands.Response, error)

// handleOnce answers a request from a library that is opened for it.
func (p *program) handleOnce(ctx context.Context, req commands.Request) (res *commands.Response, err error) {
	set, err := p.settings(searchSettings...)
	if err == nil {
		err = set.withRouter(ctx, false, func(r *commands.Router) error {
			res, err = r.Handle(ctx, req)
			return err
		})
	}
	return res, err
}

// slashCommands returns a command line of the slash commands alone.
func (p *program) slashCommands(handle handler) *cobra.Command {
	root := &cobra.Command{Use: "onrecord", SilenceUsage: true, SilenceErrors: true}
	root.Short = "On the Record: who said what, where, when, word for word"
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Hidden: true}) // help is one of ours
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w: see %s --help; words that begin with a dash go behind --", err, cmd.CommandPath())
	})
	// The router only describes its commands here.
	for _, spec := range commands.NewRouter(nil, about()).Specs() {
		cmd := &cobra.Command{Use: spec.Name, Short: spec.Description, Args: cobra.NoArgs}
		for i, o := range spec.Options {
			if i == 0 {
				cmd.Use += " " + strings.ToUpper(o.Name) + "…"
				cmd.Args = cobra.ArbitraryArgs
			}
			cmd.Flags().String(o.Name, "", o.Description)
		}
		cmd.Flags().StringVar(&p.format, "format", "text", strings.Join(formats, ", ")+": as it is read, for programs, or ready to be pasted")
		limit := cmd.Flags().Int("limit", 0, "how many results to show at most (0: the command's default)")
		offset := cmd.Flags().Int("offset", 0, "how many results to pass over first")
		if spec.Name == "help" {
			cmd.Use, cmd.Args = "help [COMMAND]", cobra.MaximumNArgs(1)
		}
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			if spec.Name == "help" && len(args) > 0 { // of one command, which Discord shows while one types
				named, _, err := root.Find([]string{strings.TrimPrefix(args[0], "/")})
				if err != nil {
					return err
				}
				return named.Help()
			}
			for _, word := range args { // as in Discord, and in the terminal
				option, value, found := strings.Cut(word, ":")
				if found && value != "" && value[0] != ' ' && cmd.Flags().Lookup(option) != nil {
					return fmt.Errorf("an option is written --%s %q here, not %q; if it is meant as words, write %q", option, value, word, option+": "+value)
				}
			}
			req := commands.Request{Command: spec.Name, Args: map[string]string{}, Limit: *limit, Offset: *offset}
			for i, o := range spec.Options {
				value := cmd.Flags().Lookup(o.Name).Value.String()
				if i == 0 { // the words are the first option
					value = strings.TrimSpace(value + " " + strings.Join(args, " "))
				}
				req.Args[o.Name] = value
			}
			return p.answer(cmd.Context(), handle, req)
		}
		root.AddCommand(cmd)
		example, _ := lineArgs(root, spec.Example)                                        // a test runs each
		cmd.Example = "  onrecord " + strings.TrimSuffix(strings.Join(example, " "), "?") // a pattern to some shells
	}
	return root
}

func (p *program) answer(ctx context.Context, handle handler, req commands.Request) error {
	if !slices.Contains(formats, p.format) {
		return fmt.Errorf("--format must be %s, not %q", strings.Join(formats, " or "), p.format)
	}
	p.next = nil
	res, err := handle(ctx, req)
	if err != nil {
		return err
	}
	more := ""
	if at := req.Offset + shown(res); shown(res) > 0 && at < res.Total {
		req.Offset = at
		more, p.next = fmt.Sprintf(" (more: --offset %d)", at), &req
		if p.inConsole {
			more = " (more: next)"
		}
	}
	switch {
	case p.format == "json":
		err = writeJSON(p.stdout, res)
	case p.format == "cite" && res.Answered():
		cited := renderCitations(res.View())
		if cited == "" {
			return fmt.Errorf("%s has no excerpts to cite: leave --format out", req.Command)
		}
		_, err = io.WriteString(p.stdout, cited)
	default:
		_, err = io.WriteString(p.stdout, renderText(res, p.columns, more))
	}
	if err != nil {
		return fmt.Errorf("write answer: %w", err)
	}
	if !res.Answered() {
		return errSilent
	}
	return nil
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
