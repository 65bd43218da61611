package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"onrecord/commands"
)

// errSilent ends a command for which the coverage had no answer, which has been said already.
var errSilent = errors.New("nothing in the coverage")

var formats = []string{"text", "json", "cite"}

type handler func(context.Context, commands.Request) (*commands.Response, error)

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
	root := &cobra.Command{Use: "onrecord", SilenceUsage: true, SilenceErrors: true, SuggestionsMinimumDistance: 2}
	root.Short = "On the Record: who said what, where, when, word for word"
	root.CompletionOptions.HiddenDefaultCmd = true
	root.Run = func(*cobra.Command, []string) {}
	root.SetHelpCommand(&cobra.Command{Hidden: true}) // help is one of ours
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		said := err.Error()
		if number, ok := errors.AsType[*strconv.NumError](err); ok {
			said = strings.ReplaceAll(said, number.Error(), number.Err.Error()) // without the function of Go
		}
		said += ": see " + cmd.CommandPath() + " --help"
		switch unknown, ok := errors.AsType[*pflag.NotExistError](err); {
		case ok && cmd.Flags().Lookup(unknown.GetSpecifiedShortnames()) != nil: // as the Go tool takes them
			said += "; write two dashes, --" + unknown.GetSpecifiedShortnames()
		case ok && strings.HasSuffix(cmd.Use, "…"):
			said += "; words that begin with a dash go behind --"
		}
		return errors.New(said)
	})
	root.Args = func(_ *cobra.Command, args []string) error { // whoever names a command does not come here
		if len(args) == 0 {
			return nil
		}
		_, err := fs.Stat(help, "help/"+args[0]+".txt")
		near := root.SuggestionsFor(args[0])
		switch {
		case err == nil && p.inConsole && args[0] != root.Name():
			return fmt.Errorf("%s is no command of this console: leave it by exit, and type onrecord %s --help", args[0], args[0])
		case len(near) > 0:
			return fmt.Errorf("there is no command %q: did you mean %s?", args[0], strings.Join(near, " or "))
		}
		return fmt.Errorf("there is no command %q: help lists those that there are; what you look for goes behind quote, and a question behind ask", args[0])
	}
	// The router only describes its commands here.
	for _, spec := range commands.NewRouter(nil, about()).Specs() {
		cmd := &cobra.Command{Use: spec.Name, Short: spec.Description, Args: cobra.ArbitraryArgs}
		for i, o := range spec.Options {
			if i == 0 {
				cmd.Use += " " + strings.ToUpper(o.Name) + "…"
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
				args[0] = strings.TrimPrefix(args[0], "/")
				named, _, _ := root.Find(args)
				if named == root {
					return root.Args(root, args)
				}
				return named.Help()
			}
			words, err := takeOptions(cmd, args)
			if err == nil && len(spec.Options) == 0 {
				err = noArguments(cmd, words)
			}
			if err != nil {
				return err
			}
			req := commands.Request{Command: spec.Name, Args: map[string]string{}, Limit: *limit, Offset: *offset}
			for i, o := range spec.Options {
				value := cmd.Flags().Lookup(o.Name).Value.String()
				if i == 0 { // the words are the first option
					value = strings.TrimSpace(value + " " + strings.Join(words, " "))
				}
				req.Args[o.Name] = value
			}
			return p.answer(cmd.Context(), handle, req)
		}
		root.AddCommand(cmd)
		example := strings.TrimPrefix(spec.Example, "/")               // a test runs each
		cmd.Example = "  onrecord " + strings.TrimSuffix(example, "?") // a pattern to some shells
	}
	return root
}

var (
	likeOption = regexp.MustCompile(`^([a-z]{2,}):[\p{L}\p{N}-]+$`)          // is meant for an option: page:2
	privately  = regexp.MustCompile(`(?i)\x00private:\x00?(?:true|false)\b`) // all is private here
)

// takeOptions sets the options that stand among the words as in Discord, and returns the words:
// parker encryption speaker: Andrew Parker. An option runs to the next one or to the end.
func takeOptions(cmd *cobra.Command, args []string) (words []string, err error) {
	values, last := map[string]string{}, ""
	line := privately.ReplaceAllString("\x00"+strings.Join(args, "\x00"), "")
	for word := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == 0 }) {
		name, value, found := strings.Cut(word, ":")
		switch {
		case found && !strings.HasPrefix(value, " ") && cmd.Flags().Lookup(name) != nil:
			last, values[name] = name, value
		case likeOption.MatchString(word):
			return nil, fmt.Errorf("/%s has no option %q; if it is meant as words, write %q", cmd.Name(), name+":", name+": "+value)
		case last == "":
			words = append(words, word)
		default:
			values[last] = strings.TrimSpace(values[last] + " " + word)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if err := cmd.Flags().Set(name, values[name]); err != nil {
			return nil, cmd.FlagErrorFunc()(cmd, err)
		}
	}
	return words, nil
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
		if err := writeJSON(p.stdout, res); err != nil {
			return err
		}
	case p.format == "cite" && res.Answered():
		cited := renderCitations(res.View())
		if cited == "" {
			return fmt.Errorf("%s has no excerpts to cite: leave --format out", req.Command)
		}
		fmt.Fprint(p.stdout, cited)
	default:
		fmt.Fprint(p.stdout, renderText(res, p.columns, more))
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
