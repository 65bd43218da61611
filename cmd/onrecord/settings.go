package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/joho/godotenv"
	"github.com/spf13/cobra"

	"onrecord/bot"
	"onrecord/index/opensearch"
)

// envFile is read from the working directory when it is there. What stands in
// the environment itself goes before it.
const envFile = ".env"

// The operator's listener is on the machine itself by default: what it tells is not for
// the public.
const (
	defaultAdmin = "127.0.0.1:9464"
	adminOff     = "off"
)

// mostShards bounds what is a slip of the finger: a process has a connection for each.
const mostShards = 1024

// settings are the values that a run goes by.
type settings struct {
	bot       bot.Config // Shard is -1 where it is not set
	listen    string     // where interactions come by requests
	paths     []string
	named     bool // the paths are not the default
	dataDir   string
	searchURL string // the addresses of the cluster that holds the coverage; "": there is none
	search    opensearch.Config
	synonyms  string // a file
	admin     string // an address, or adminOff
	format    string // of the log
	level     slog.Level
}

// variables are the variables of the environment that set the settings, with the docs that
// .env.example has (a test holds it equal). A doc is also what a wrong value is answered with.
func (s *settings) variables() *flag.FlagSet {
	vars := flag.NewFlagSet("", flag.ContinueOnError)
	text := func(name string, to *string, form, doc string) {
		vars.Func(name, doc, func(value string) error {
			if !regexp.MustCompile(`^(?:` + form + `)$`).MatchString(value) {
				return errors.New("wrong form")
			}
			*to = value
			return nil
		})
	}
	rate := func(name string, to *bot.Rate, doc string) {
		vars.Func(name, doc, func(value string) (err error) {
			*to, err = bot.ParseRate(value)
			return err
		})
	}
	const address = `.*:\d+`
	text("DISCORD_TOKEN", &s.bot.Token, `(Bot )?[!-~]+`, "The bot's token, copied from "+
		"https://discord.com/developers/applications (Bot, Reset Token); without one, onrecord opens a local console.")
	text("DISCORD_PUBLIC_KEY", &s.bot.PublicKey, `[[:xdigit:]]{64}`, "The application's public key, 64 hexadecimal "+
		"digits: interactions then come as signed requests to LISTEN, not by the gateway.")
	text("LISTEN", &s.listen, address, "Where to take those requests, a host and a port, or a port alone, as :8080; "+
		"Discord must reach /interactions there by HTTPS.")
	text("GUILD_ID", &s.bot.Guild, `\d+`, "A server's id, a number: register the commands in this one server only, "+
		"where they show at once (for development).")
	vars.Func("SHARDS", "How many gateway shards this process runs: a number, or auto for as many as Discord "+
		"recommends (the default).", func(value string) (err error) {
		if value != "auto" {
			s.bot.Shards, err = numberBetween(1, mostShards, value)
		}
		return err
	})
	vars.IntVar(&s.bot.Shard, "SHARD_ID", -1, "With SHARD_COUNT, the one shard that this process runs, a number from 0 "+
		"(for several processes).")
	vars.IntVar(&s.bot.Of, "SHARD_COUNT", 0, "How many shards the processes run together.")
	vars.Func("CORPUS_DIR", "Folders or files with articles, separated as in PATH; \"builtin\" is the built-in "+
		"coverage, the default.", func(value string) error {
		s.paths = strings.FieldsFunc(value, func(r rune) bool { return r == filepath.ListSeparator })
		return nil
	})
	vars.StringVar(&s.dataDir, "DATA_DIR", "", "Folder in which the index is kept from one run to the next; "+
		"empty: in memory.")
	text("SEARCH_URL", &s.searchURL, `https?://[^@\s,]+(\s*,\s*https?://[^@\s,]+)*`, "Addresses of an OpenSearch cluster that holds the articles "+
		"instead, as https://one:9200,https://two:9200, without a password; see onrecord load --help.")
	vars.StringVar(&s.search.User, "SEARCH_USER", "", "The user of that cluster.")
	vars.StringVar(&s.search.Password, "SEARCH_PASSWORD", "", "The user's password.")
	vars.StringVar(&s.search.APIKey, "SEARCH_API_KEY", "", "Or a key instead of both.")
	vars.StringVar(&s.search.CAFile, "SEARCH_CA", "", "File with the certificate that the cluster's are signed with, if it is one of your own.")
	text("SEARCH_INDEX", &s.search.Prefix, `[a-z0-9][a-z0-9-]*`, "The name of the index there, small letters, digits and hyphens; onrecord by default.")
	number := func(name string, to *int, from, most int, doc string) {
		vars.Func(name, doc, func(value string) (err error) {
			*to, err = numberBetween(from, most, value)
			return err
		})
	}
	s.search.Shards, s.search.Replicas = 1, 1
	number("SEARCH_SHARDS", &s.search.Shards, 1, mostShards, "How many shards the next load gives the index, 1 by default: one for every 30 GB or so.")
	number("SEARCH_REPLICAS", &s.search.Replicas, 0, 10, "How many copies of each shard it gives it, 1 by default; 0 with a single node.")
	vars.StringVar(&s.synonyms, "THESAURUS", "", "File with more synonyms for searches: a line a group, single words "+
		"separated by commas.")
	rate("RATE_USER", &s.bot.UserRate, "How much one member may ask, as 20/1m: 20 in a minute; off: no limit.")
	rate("RATE_SERVER", &s.bot.ServerRate, "How much the members of one server may ask together, as 120/1m; off: no limit.")
	text("ADMIN_LISTEN", &s.admin, address+"|"+adminOff, "Where /healthz, /readyz and /metrics are, a host and a port; "+
		defaultAdmin+" by default; off: nowhere.")
	text("LOG_FORMAT", &s.format, `text|json`, "text or json.")
	vars.TextVar(&s.level, "LOG_LEVEL", slog.LevelInfo, "debug, info, warn or error.")
	return vars
}

func numberBetween(from, most int, value string) (int, error) {
	n, err := strconv.Atoi(value)
	if err == nil && (n < from || n > most) {
		err = errors.New("out of range")
	}
	return n, err
}

// settings reads the environment, .env and the flags, the flags going first. It
// names every fault at once and never repeats a value: one may be a secret.
func (p *program) settings() (settings, error) {
	file, err := readEnvFile()
	if err != nil {
		return settings{}, err
	}
	for name, value := range file {
		if _, set := os.LookupEnv(name); !set {
			_ = os.Setenv(name, value) // it fails for what is no name, which nobody reads
		}
	}
	var s settings
	var faults []error
	vars := s.variables()
	vars.VisitAll(func(v *flag.Flag) {
		value := strings.TrimSpace(os.Getenv(v.Name))
		if value != "" && vars.Set(v.Name, value) != nil {
			faults = append(faults, fmt.Errorf("%s should be: %s", v.Name, v.Usage))
		}
	})
	switch {
	case faults != nil: // in single settings
	case (s.bot.Shard >= 0) != (s.bot.Of > 0) || s.bot.Shard >= max(s.bot.Of, 1):
		faults = append(faults, errors.New("SHARD_ID and SHARD_COUNT: set both, SHARD_ID to a number below SHARD_COUNT"))
	case (s.bot.PublicKey == "") != (s.listen == ""):
		faults = append(faults, errors.New("DISCORD_PUBLIC_KEY and LISTEN: set both, or neither to use the gateway"))
	}
	s.bot.Token = strings.TrimPrefix(s.bot.Token, "Bot ")
	s.admin = cmp.Or(s.admin, defaultAdmin)
	if len(p.corpora) > 0 {
		s.paths = p.corpora
	}
	if s.named = len(s.paths) > 0; !s.named {
		s.paths = []string{builtin}
	}
	return s, errors.Join(faults...)
}

// withSettings is what a command does that goes by the settings.
func (p *program) withSettings(run func(context.Context, settings) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, _ []string) error {
		set, err := p.settings()
		if err != nil {
			return err
		}
		return run(cmd.Context(), set)
	}
}

// readEnvFile returns what envFile sets; nil if there is none. Its errors never tell what stands
// in the file: it may be the token.
func readEnvFile() (map[string]string, error) {
	data, err := os.ReadFile(envFile)
	file, failed := errors.AsType[*fs.PathError](err)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case failed:
		return nil, fmt.Errorf("read %s: %w", envFile, file.Err)
	}
	text := string(data) + "\n" // a last line without an end would not be checked
	values, err := godotenv.Unmarshal(text)
	if err == nil {
		return values, nil
	}
	sound, end := 0, 0 // lines that can be read without what follows
	for n, line := range slices.Collect(strings.Lines(text)) {
		end += len(line)
		if _, err := godotenv.Unmarshal(text[:end]); err == nil {
			sound = n + 1
		}
	}
	return nil, fmt.Errorf("read %s: line %d is not of the form NAME=value, in UTF-8, without a byte order mark and with "+
		"quotation marks in pairs: compare it with .env.example", envFile, sound+1)
}

func (p *program) logger(set settings) *slog.Logger {
	opts := &slog.HandlerOptions{Level: set.level}
	if set.format == "json" {
		return slog.New(slog.NewJSONHandler(p.stderr, opts))
	}
	return slog.New(slog.NewTextHandler(p.stderr, opts))
}
