package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagFault says in our words what is wrong with the flags of a command.
func (p *program) flagFault(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	help := "see " + cmd.CommandPath() + " --help"
	switch {
	case errors.As(err, &unknown):
		flag, typed := flagTyped(unknown)
		if hint := p.dashHint(cmd, typed); hint != "" {
			return fmt.Errorf("there is no flag %s\n%s", printable(flag), hint)
		}
		return fmt.Errorf("there is no flag %s; %s", printable(flag), help)
	case errors.As(err, &missing):
		return fmt.Errorf("--%s needs a value; %s", missing.GetFlag().Name, help)
	case errors.As(err, &invalid):
		want := map[string]string{"int": "a whole number", "bool": "true or false", "duration": "a time such as 2s or 500ms"}[invalid.GetFlag().Value.Type()]
		if want != "" {
			return fmt.Errorf("--%s must be %s, not %q", invalid.GetFlag().Name, want, invalid.GetValue())
		}
	}
	return fmt.Errorf("%s; %s", printable(err.Error()), help)
}

// flagTyped returns the flag that does not exist, and how the argument begins
// that it stands in.
func flagTyped(e *pflag.NotExistError) (flag, typed string) {
	if group := e.GetSpecifiedShortnames(); group != "" {
		return "-" + e.GetSpecifiedName(), "-" + group
	}
	return "--" + e.GetSpecifiedName(), "--" + e.GetSpecifiedName()
}

// takesWords is the annotation of commands whose arguments are words.
const takesWords = "words"

// dashHint returns how to write the same command with what looks like a flag
// taken as a word; "" when the command takes no words.
func (p *program) dashHint(cmd *cobra.Command, typed string) string {
	name := slices.Index(p.args, cmd.Name())
	if cmd.Annotations[takesWords] == "" || name < 0 {
		return ""
	}
	at := slices.IndexFunc(p.args[name:], func(arg string) bool { return arg == typed || strings.HasPrefix(arg, typed+"=") })
	if at < 0 {
		return ""
	}
	at += name
	words := make([]string, 0, len(p.args)+1)
	for _, arg := range slices.Insert(slices.Clone(p.args), at, "--") {
		words = append(words, shellWord(arg))
	}
	return "to search for words that begin with a dash write: onrecord " + strings.Join(words, " ")
}

// shellWord writes an argument as it is typed in a shell.
func shellWord(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_=.,:/@%+", r)
	}
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !plain(r) }) {
		return s
	}
	return "'" + strings.ReplaceAll(printable(s), "'", `'\''`) + "'"
}
