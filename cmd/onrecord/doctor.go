package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"onrecord/commands"
	"onrecord/corpus"
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
	within  time.Duration // for Discord
	faults  int
	running bool // a bot of this machine was found at work
}

// examine checks everything that can be checked.
func (d *doctor) examine(ctx context.Context) error {
	if d.envFile() {
		set, valid := d.checkSettings()
		if c := d.corpus(ctx, set); c != nil {
			d.index(ctx, set, c)
		}
		d.listeners(ctx, set)
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
		return fmt.Errorf("the check-up was not finished: %w", ctx.Err())
	case d.faults == 1:
		return errors.New("there is a fault; what to do stands behind the \"!!\"")
	case d.faults > 1:
		return fmt.Errorf("there are %d faults; what to do stands behind each \"!!\"", d.faults)
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
	lines := strings.Split(strings.TrimSpace(fmt.Sprintf(format, args...)), "\n")
	fmt.Fprintf(d.stdout, "%s  %s: %s\n", mark, what, printable(lines[0]))
	for _, line := range lines[1:] {
		fmt.Fprintf(d.stdout, "    %s\n", printable(line))
	}
}

// envFile reports whether the settings can be read.
func (d *doctor) envFile() bool {
	if err := loadEnvFile(); err != nil {
		d.fault(envFile, "%v", err)
		return false
	}
	info, err := os.Stat(envFile)
	switch {
	case err != nil:
		d.ok(envFile, "there is none here; the settings come from the environment")
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 && os.Getenv("DISCORD_TOKEN") != "":
		d.note(envFile, "was read, as other users of this machine can: chmod 600 %s keeps a token to yourself", envFile)
	default:
		d.ok(envFile, "was read")
	}
	return true
}

// checkSettings reports whether all settings are valid; with a fault in some, the
// others still hold.
func (d *doctor) checkSettings() (settings, bool) {
	set, err := d.settings()
	for _, fault := range each(err) {
		d.fault("settings", "%v", fault)
	}
	if err == nil {
		d.ok("settings", "all of them are valid")
	}
	return set, err == nil
}

// each returns the errors that were joined into one.
func each(err error) []error {
	var joined interface{ Unwrap() []error }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &joined):
		return joined.Unwrap()
	}
	return []error{err}
}

// corpus returns the corpus, or nil when it cannot be loaded.
func (d *doctor) corpus(ctx context.Context, set settings) *corpus.Corpus {
	c, err := loadCorpus(ctx, set)
	if err != nil {
		if ctx.Err() == nil {
			d.fault("corpus", "%v", err)
			d.note("index", "was not looked at: it is made of the corpus")
		}
		return nil
	}
	scope := c.Scope()
	d.ok("corpus", "%s, version %s", commands.Looked(scope), scope.Version)
	return c
}

// index checks that the index can be opened and kept, which is only known when it
// has been done.
func (d *doctor) index(ctx context.Context, set settings, c *corpus.Corpus) {
	opts := index.Options{Progress: d.progress(set), Log: d.logger(set)}
	var err error
	if opts.Thesaurus, err = readThesaurus(set.synonyms); err != nil {
		d.fault("synonyms", "%v", err)
		return
	}
	if set.dataDir == "" {
		d.ok("index", "is made anew in memory at every start; in the folder that DATA_DIR names, it would be kept")
		return
	}
	opts.Dir = set.indexDir()
	x, err := index.Open(ctx, c, opts)
	var held *index.HeldError
	switch {
	case errors.As(err, &held):
		d.running = true
		d.ok("index", "a bot is running on it: %s is held by %s", held.Dir, held.Holder)
	case ctx.Err() != nil:
		return
	case err != nil:
		d.fault("index", "it cannot be kept in %s (%v): make room or mend the folder, or leave DATA_DIR empty to keep it in memory", opts.Dir, err)
		return
	default:
		if err := x.Close(); err != nil {
			d.fault("index", "the one in %s cannot be closed (%v): remove the folder, and it is made anew", opts.Dir, err)
			return
		}
		d.ok("index", "is kept in %s", opts.Dir)
	}
	d.room(opts.Dir)
}

// roomFactor is how much room a reload of the corpus needs beside the index, in
// indexes: a build takes half as much again as what it makes (measured: 58 MB for
// an index of 38 MB), and the corpus may have grown.
const roomFactor = 2

// room checks that the index can be made anew beside the one that is searched.
func (d *doctor) room(dir string) {
	size, err := folderSize(dir)
	free, known := freeBytes(dir)
	switch {
	case err != nil:
		d.fault("room", "the folder %s cannot be read (%v): mend it, or remove it, and the index is made anew", dir, err)
	case !known:
		d.note("room", "the index has %s; how much is free in %s is not known", megabytes(size), dir)
	case free < roomFactor*size:
		d.fault("room", "%s are free in %s, where a reload of the corpus needs %s: make room", megabytes(free), dir, megabytes(roomFactor*size))
	default:
		d.ok("room", "the index has %s, and there is enough for another", megabytes(size))
	}
}

// folderSize is how many bytes the files in a folder have together.
func folderSize(dir string) (uint64, error) {
	var size uint64
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // a bot that is running has just replaced it
		}
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			size += uint64(info.Size())
		}
		return err
	})
	return size, err
}

// megabytes says how much that is, rounded up.
func megabytes(n uint64) string { return fmt.Sprintf("%d MB", (n+1_000_000-1)/1_000_000) }
