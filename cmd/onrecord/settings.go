package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/joho/godotenv"

	"onrecord/bot"
)

// envFile is read from the working directory when it is there. What stands in
// the environment itself goes before it.
const envFile = ".env"

// A setting is one variable of the environment that onrecord reads.
type setting struct {
	name string
	doc  string // one sentence for .env.example
}

// settingNames are all settings; .env.example is held equal to them by a test.
var settingNames = []setting{
	{"DISCORD_TOKEN", "The bot's token from Discord's developer portal; without one, onrecord opens a local console."},
	{"DISCORD_PUBLIC_KEY", "The application's public key: interactions then come as signed requests to LISTEN, not by the gateway."},
	{"LISTEN", "Where to take those requests, as :8080; Discord must reach /interactions there by HTTPS."},
	{"GUILD_ID", "Register the commands in this one server only, where they show at once (for development)."},
	{"SHARDS", "How many gateway shards this process runs: a number, or auto for as many as Discord recommends (the default)."},
	{"SHARD_ID", "With SHARD_COUNT, the one shard that this process runs, from 0 (for several processes)."},
	{"SHARD_COUNT", "How many shards the processes run together."},
	{"CORPUS_DIR", "Folders or files with articles, separated as in PATH; \"builtin\" is the built-in coverage, the default."},
	{"DATA_DIR", "Folder in which the index is kept from one run to the next; empty: in memory."},
	{"THESAURUS", "File with more synonyms for searches: a line a group, single words separated by commas."},
	{"RATE_USER", "How much one member may ask, as 20/1m: 20 in a minute; off: no limit."},
	{"RATE_SERVER", "How much the members of one server may ask together, in the same form."},
	{"ADMIN_LISTEN", "Where /healthz, /readyz and /metrics are; 127.0.0.1:9464 by default; off: nowhere."},
	{"LOG_FORMAT", "text or json."},
	{"LOG_LEVEL", "debug, info, warn or error."},
}

// settings are the values that a run goes by.
type settings struct {
	token          string
	publicKey      string // interactions come by requests to listen
	listen         string
	guild          string
	shards         int // 0: as many as Discord recommends
	shard          int
	shardCount     int // 0: all shards run here
	paths          []string
	dataDir        string
	synonyms       string // a file
	userRate       bot.Rate
	serverRate     bot.Rate
	admin          string // an address, or adminOff
	adminByDefault bool
	json           bool
	level          slog.Level
}

// The operator's listener is on the machine itself by default: what it tells is not for
// the public.
const (
	defaultAdmin = "127.0.0.1:9464"
	adminOff     = "off"
)

// indexDir is where the index is kept; "" means in memory.
func (s *settings) indexDir() string {
	if s.dataDir == "" {
		return ""
	}
	return filepath.Join(s.dataDir, "index")
}

func (s *settings) corpora() []string {
	if len(s.paths) == 0 {
		return []string{builtin}
	}
	return s.paths
}

// watched are the paths at which articles can change.
func (s *settings) watched() []string {
	return slices.DeleteFunc(slices.Clone(s.corpora()), func(path string) bool { return path == builtin })
}

// settings reads the environment, .env and the flags, the flags going first. It
// names every fault at once and never repeats a value: one may be a secret.
func (p *program) settings() (settings, error) {
	if err := loadEnvFile(); err != nil {
		return settings{}, err
	}
	var faults []error
	text := func(name string, check func(value string) error) string {
		value := env(name)
		if value == "" {
			return ""
		}
		if err := check(value); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", name, err))
		}
		return value
	}
	set := settings{
		token:          strings.TrimSpace(strings.TrimPrefix(text("DISCORD_TOKEN", checkToken), "Bot ")),
		publicKey:      text("DISCORD_PUBLIC_KEY", checkKey),
		listen:         text("LISTEN", checkAddress),
		guild:          text("GUILD_ID", checkID),
		paths:          p.corpora,
		dataDir:        os.Getenv("DATA_DIR"),
		synonyms:       os.Getenv("THESAURUS"),
		admin:          cmp.Or(text("ADMIN_LISTEN", checkAdmin), defaultAdmin),
		adminByDefault: env("ADMIN_LISTEN") == "",
		json: text("LOG_FORMAT", func(value string) error {
			if value != "text" && value != "json" {
				return errors.New("must be text or json")
			}
			return nil
		}) == "json",
	}
	text("LOG_LEVEL", func(value string) error {
		if set.level.UnmarshalText([]byte(value)) != nil {
			return errors.New("must be debug, info, warn or error")
		}
		return nil
	})
	text("RATE_USER", func(value string) (err error) {
		set.userRate, err = bot.ParseRate(value)
		return err
	})
	text("RATE_SERVER", func(value string) (err error) {
		set.serverRate, err = bot.ParseRate(value)
		return err
	})
	if len(set.paths) == 0 {
		for _, path := range filepath.SplitList(os.Getenv("CORPUS_DIR")) {
			if path != "" {
				set.paths = append(set.paths, path)
			}
		}
	}
	number := func(name string, least int) (n int) {
		text(name, func(value string) (err error) {
			if n, err = strconv.Atoi(value); err != nil || n < least || n > maxShards {
				return fmt.Errorf("must be a number from %d to %d", least, maxShards)
			}
			return nil
		})
		return n
	}
	if env("SHARDS") != "auto" {
		set.shards = number("SHARDS", 1)
	}
	set.shard, set.shardCount = number("SHARD_ID", 0), number("SHARD_COUNT", 1)
	if faults == nil { // in single settings
		faults = set.conflicts()
	}
	return set, errors.Join(faults...)
}

// conflicts are settings that need others, or exclude them.
func (s *settings) conflicts() (faults []error) {
	one, several := env("SHARDS") != "", env("SHARD_ID")+env("SHARD_COUNT") != ""
	switch {
	case s.publicKey != "" && (one || several):
		faults = append(faults, errors.New("SHARDS, SHARD_ID and SHARD_COUNT: are for the gateway, which is not used with DISCORD_PUBLIC_KEY: leave them empty"))
	case one && several:
		faults = append(faults, errors.New("SHARDS: is for one process, SHARD_ID and SHARD_COUNT are for several: set the one or the others"))
	case several && (env("SHARD_ID") == "" || s.shard >= s.shardCount):
		faults = append(faults, errors.New("SHARD_ID and SHARD_COUNT: set both, SHARD_ID to a number from 0 to one less than SHARD_COUNT"))
	}
	switch {
	case s.publicKey == "" && s.listen != "":
		faults = append(faults, errors.New("LISTEN: is for interactions that Discord sends as requests, and needs DISCORD_PUBLIC_KEY: set that too, or leave LISTEN empty"))
	case s.publicKey != "" && s.listen == "":
		faults = append(faults, errors.New("DISCORD_PUBLIC_KEY: needs LISTEN, the address at which to take interactions, as :8080; or leave it empty to use the gateway"))
	}
	return faults
}

// env returns a setting without the white space around it.
func env(name string) string { return strings.TrimSpace(os.Getenv(name)) }

// maxShards bounds the shards of a bot. The largest bots of Discord have some
// thousands.
const maxShards = 16_384

func checkToken(value string) error {
	if strings.ContainsFunc(strings.TrimPrefix(value, "Bot "), func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("has white space, control characters or other characters in it that no token has: copy it again from https://discord.com/developers/applications")
	}
	return nil
}

func checkKey(value string) error {
	if _, err := bot.ParsePublicKey(value); err != nil {
		return errors.New("must be 64 hexadecimal digits: copy it from https://discord.com/developers/applications (General Information)")
	}
	return nil
}

// checkGuild checks the id of a server that is called name.
func checkGuild(name, id string) error {
	if err := checkID(id); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func checkID(id string) error {
	if strings.ContainsFunc(id, func(r rune) bool { return r < '0' || r > '9' }) {
		return errors.New("must be a server's id, a number: copy it from the server's menu in Discord's developer mode")
	}
	return nil
}

func checkAdmin(value string) error {
	if value == adminOff {
		return nil
	}
	return checkAddress(value)
}

// checkAddress checks an address to listen on.
func checkAddress(address string) error {
	_, port, err := net.SplitHostPort(address)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return errors.New("must be a host and a port, as 127.0.0.1:8080, or a port alone, as :8080")
	}
	return nil
}

// loadEnvFile puts the lines of envFile into the environment, where they are not
// set yet. Its errors never tell what stands in the file: it may be the token.
func loadEnvFile() error {
	err := godotenv.Load(envFile)
	var file *fs.PathError
	switch {
	case err == nil || errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.As(err, &file):
		return fmt.Errorf("read %s: %w", envFile, file.Err)
	}
	return fmt.Errorf("read %s: not made of lines of the form NAME=value in UTF-8, without a byte order mark: compare it with .env.example", envFile)
}

func (p *program) logger(set settings) *slog.Logger {
	opts := &slog.HandlerOptions{Level: set.level}
	if set.json {
		return slog.New(slog.NewJSONHandler(p.stderr, opts))
	}
	return slog.New(slog.NewTextHandler(p.stderr, opts))
}
