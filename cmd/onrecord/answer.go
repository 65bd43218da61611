package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"onrecord/commands"
)

// slashCommand offers a slash command in the terminal: the words after its name
// are the first option, the others are flags.
func (p *program) slashCommand(spec commands.Spec) *cobra.Command {
	cmd := &cobra.Command{Use: spec.Name, Short: spec.Description, Example: shellExample(spec)}
	words := ""
	values := map[string]*string{}
	for i, o := range spec.Options {
		if i == 0 {
			words = o.Name
			cmd.Annotations = map[string]string{takesWords: words}
			cmd.Use += " " + strings.ToUpper(o.Name) + "…"
			if o.Required {
				continue
			}
		}
		values[o.Name] = cmd.Flags().String(o.Name, "", o.Description)
	}
	cmd.Flags().StringVar(&p.format, "format", "text", "text or json")
	cmd.Flags().IntVar(&p.limit, "limit", 0, "how many results to show at most (0: the command's default)")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if p.format != "text" && p.format != "json" {
			return fmt.Errorf("--format must be text or json, not %q", p.format)
		}
		if words == "" && len(args) > 0 {
			return fmt.Errorf("%s takes no words; see onrecord %s --help", spec.Name, spec.Name)
		}
		req := commands.Request{Command: spec.Name, Args: map[string]string{}, Limit: p.limit}
		for name, value := range values {
			if *value != "" {
				req.Args[name] = *value
			}
		}
		if len(args) > 0 {
			if req.Args[words] != "" {
				return fmt.Errorf("give %q once: as words or with --%s", words, words)
			}
			req.Args[words] = strings.Join(args, " ")
		}
		lib, err := p.openLibrary(cmd.Context())
		if err != nil {
			return err
		}
		defer lib.Close()
		return p.answer(cmd, commands.NewRouter(lib, about()), req)
	}
	return cmd
}

func (p *program) answer(cmd *cobra.Command, router *commands.Router, req commands.Request) error {
	if p.format == "text" {
		limitForTerminal(&req)
	}
	res, err := router.Handle(cmd.Context(), req)
	if err != nil {
		return err
	}
	if p.format == "json" {
		err = writeJSON(p.stdout, res)
	} else {
		_, err = io.WriteString(p.stdout, renderText(res, p.colour()))
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
