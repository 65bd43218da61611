package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/joho/godotenv"
	"github.com/spf13/cobra"

	"onrecord/commands"
	"onrecord/index"
)

// discordWithin is how long the doctor waits for Discord, over all that it asks.
const discordWithin = 5 * time.Second

func (p *program) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check settings, corpus, index and Discord, and say what to do",
		Long: fmt.Sprintf(`Check everything that the bot needs, and say what to do where something is wrong:
.env and the settings, the corpus, the folder of the index, the addresses to listen
on, and what Discord says about the token, about where it sends interactions, about
the commands that it has, and about this machine's clock.

A line begins with "ok" when all is well, with "--" for what is good to know, and
with "!!" for a fault and what to do about it. No line shows a token.

Nothing is written to Discord. An index that is missing or out of date is made, as
the bot would do at its start. Discord gets %d seconds to answer; without a network the
rest is checked all the same. A bot that is running is not disturbed.

The exit status is 0 when there is no fault, and 2 otherwise.`, discordWithin/time.Second),
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return (&doctor{program: p, within: discordWithin}).examine(cmd.Context())
		},
	}
}

// A doctor looks at one thing after the other, prints what it finds, and counts
// the faults.
type doctor struct {
	*program
	within time.Duration // for Discord
	faults int
}

// examine checks everything that can be checked.
func (d *doctor) examine(ctx context.Context) error {
	if d.checkEnvFile() {
		set, valid := d.checkSettings()
		d.checkCorpus(ctx, set)
		for _, l := range []struct{ name, address string }{{"LISTEN", set.listen}, {"ADMIN_LISTEN", set.admin}} {
			if l.address != "" && l.address != adminOff && checkAddress(l.address) == nil {
				d.checkListener(ctx, l.name, l.address)
			}
		}
		if valid {
			d.discord(ctx, set)
		} else {
			d.note("Discord", "was not asked: the settings have to be mended first")
		}
	} else {
		d.note("the rest", "was not checked: the settings stand in that file")
	}
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("check-up not finished: %w", ctx.Err())
	case d.faults == 1:
		return errors.New("1 fault; what to do stands behind the \"!!\"")
	case d.faults > 1:
		return fmt.Errorf("%d faults; what to do stands behind each \"!!\"", d.faults)
	}
	return nil
}

func (d *doctor) ok(what, format string, args ...any) { d.line("ok", what, format, args) }

func (d *doctor) note(what, format string, args ...any) { d.line("--", what, format, args) }

func (d *doctor) fault(what, format string, args ...any) {
	d.faults++
	d.line("!!", what, format, args)
}

// line prints a finding; what does not fit on one line, as the faults of a corpus,
// is indented below.
func (d *doctor) line(mark, what, format string, args []any) {
	first, rest, _ := strings.Cut(strings.TrimSpace(fmt.Sprintf(format, args...)), "\n")
	fmt.Fprintf(d.stdout, "%s  %s: %s\n", mark, what, printable(first))
	for line := range strings.Lines(rest) {
		fmt.Fprintf(d.stdout, "    %s\n", printable(strings.TrimSuffix(line, "\n")))
	}
}

// checkEnvFile reports whether the settings can be read.
func (d *doctor) checkEnvFile() bool {
	if err := loadEnvFile(); err != nil {
		d.fault(envFile, "%v", err)
		return false
	}
	info, err := os.Stat(envFile)
	if err != nil {
		d.ok(envFile, "there is none here; the settings come from the environment")
		return true
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 && os.Getenv("DISCORD_TOKEN") != "" {
		d.note(envFile, "was read, as other users of this machine can: chmod 600 %s keeps a token to yourself", envFile)
	} else {
		d.ok(envFile, "was read")
	}
	values, _ := godotenv.Read(envFile) // which was just read
	for _, name := range slices.Sorted(maps.Keys(values)) {
		switch near, known := nearestSetting(name); {
		case known:
		case near != "":
			d.fault(envFile, "there is no setting %s: did you mean %s?", name, near)
		default:
			d.note(envFile, "%s is no setting of onrecord", name)
		}
	}
	return true
}

// nearestSetting reports whether there is a setting of that name, and if not which one may
// be meant, as cobra does for commands.
func nearestSetting(name string) (near string, known bool) {
	names := &cobra.Command{}
	for _, s := range settingNames {
		if s.name == name {
			return "", true
		}
		names.AddCommand(&cobra.Command{Use: s.name, Run: func(*cobra.Command, []string) {}})
	}
	names.SuggestionsMinimumDistance = 2
	if near := names.SuggestionsFor(name); len(near) > 0 {
		return near[0], false
	}
	return "", false
}

// tokenForm is what Discord's tokens look like: the bot's id, a time and a signature.
var tokenForm = regexp.MustCompile(`^[\w-]{20,}\.[\w-]{5,}\.[\w-]{10,}$`)

// checkSettings reports whether all settings are valid; with a fault in some, the
// others still hold.
func (d *doctor) checkSettings() (set settings, valid bool) {
	set, err := d.settings()
	var joined interface{ Unwrap() []error }
	switch {
	case errors.As(err, &joined):
		for _, fault := range joined.Unwrap() {
			d.fault("settings", "%v", fault)
		}
		return set, false
	case err != nil:
		d.fault("settings", "%v", err)
		return set, false
	case set.token != "" && !tokenForm.MatchString(set.token):
		d.fault("settings", "DISCORD_TOKEN does not have a token's form, three parts with dots between them: copy it again from https://discord.com/developers/applications (Bot, Reset Token)")
	default:
		d.ok("settings", "all of them are valid")
	}
	return set, true
}

// checkCorpus loads the corpus, and checks that its index can be opened and kept, which is
// only known when it has been done.
func (d *doctor) checkCorpus(ctx context.Context, set settings) {
	c, err := loadCorpus(ctx, set, nil)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		d.fault("corpus", "%v", err)
		d.note("index", "was not looked at: it is made of the corpus")
		return
	}
	scope := c.Scope()
	d.ok("corpus", "%s, version %s", commands.ScopeText(scope), scope.Version)
	x, err := d.openIndex(ctx, set, c)
	if err == nil {
		err = x.Close()
	}
	var held *index.HeldError
	switch {
	case ctx.Err() != nil:
	case errors.As(err, &held):
		d.ok("index", "a bot is running on it: %s is held by %s", held.Dir, held.Holder)
	case err != nil:
		d.fault("index", "%v", err)
	case set.dataDir == "":
		d.ok("index", "is made in memory at every start; in the folder that DATA_DIR names, it would be kept")
	default:
		d.ok("index", "is kept in %s", set.indexDir())
	}
}

// checkListener tries to listen on an address.
func (d *doctor) checkListener(ctx context.Context, name, address string) {
	ln, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	var op *net.OpError
	switch {
	case err == nil:
		ln.Close()
		d.ok(name, "%s is free", address)
	case ctx.Err() != nil:
	case errors.Is(err, syscall.EADDRINUSE):
		d.note(name, "%s is in use: by the bot, if it is running; otherwise choose another port", address)
	case errors.As(err, &op):
		d.fault(name, "this user cannot listen there (%v): take an address of this machine, such as 127.0.0.1, and a port from 1024 on", op.Err)
	default:
		d.fault(name, "%v", err)
	}
}
