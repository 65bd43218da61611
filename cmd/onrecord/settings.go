package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"unicode/utf8"

	"github.com/joho/godotenv"

	"onrecord/bot"
	"onrecord/commands"
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
	{"CORPUS_DIR", "Folders or files with articles, parted as in PATH; \"builtin\" is the built-in coverage, the default."},
	{"DATA_DIR", "Folder in which the index is kept from one run to the next; empty: in memory."},
	{"THESAURUS", "File with more synonyms for searches: a line a group, single words parted by commas."},
	{"RATE_USER", "How much one member may ask, as 20/1m: 20 in a minute; off: no limit."},
	{"RATE_SERVER", "How much the members of one server may ask together, likewise."},
	{"ADMIN_LISTEN", "Where /healthz, /readyz and /metrics are; 127.0.0.1:9464 by default; off: nowhere."},
	{"LOG_FORMAT", "text or json."},
	{"LOG_LEVEL", "debug, info, warn or error."},
}

// settings are the values that a run goes by.
type settings struct {
	token      string
	publicKey  string // interactions come by requests to listen
	listen     string
	guild      string
	shards     int // 0: as many as Discord recommends
	shard      int
	shardCount int // 0: all shards run here
	paths      []string
	dataDir    string
	synonyms   string // a file
	userRate   bot.Rate
	serverRate bot.Rate
	admin      string // an address, or adminOff
	// adminByDefault says that nobody has chosen admin.
	adminByDefault bool
	json           bool
	level          slog.Level
}

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

// settings reads the environment, .env and the flags, the flags going first. It
// names every fault at once and never repeats a value: one may be a secret.
func (p *program) settings() (settings, error) {
	if err := loadEnvFile(); err != nil {
		return settings{}, err
	}
	set := settings{
		token:    strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(os.Getenv("DISCORD_TOKEN")), "Bot ")),
		guild:    strings.TrimSpace(os.Getenv("GUILD_ID")),
		dataDir:  os.Getenv("DATA_DIR"),
		synonyms: os.Getenv("THESAURUS"),
		paths:    p.corpora,
	}
	if len(set.paths) == 0 {
		for _, path := range filepath.SplitList(os.Getenv("CORPUS_DIR")) {
			if path != "" {
				set.paths = append(set.paths, path)
			}
		}
	}
	var faults []error
	if strings.ContainsFunc(set.token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		faults = append(faults, errors.New("DISCORD_TOKEN has white space, control characters or other characters in it that no token has: copy it anew from https://discord.com/developers/applications"))
	}
	if err := checkGuild("GUILD_ID", set.guild); err != nil {
		faults = append(faults, err)
	}
	faults = append(faults, set.readWebhook(), set.readShards(), set.readRates(), set.readAdmin())
	switch f := os.Getenv("LOG_FORMAT"); f {
	case "", "text":
	case "json":
		set.json = true
	default:
		faults = append(faults, errors.New("LOG_FORMAT must be text or json"))
	}
	if level := os.Getenv("LOG_LEVEL"); level != "" {
		if err := set.level.UnmarshalText([]byte(level)); err != nil {
			faults = append(faults, errors.New("LOG_LEVEL must be debug, info, warn or error"))
		}
	}
	return set, errors.Join(faults...)
}

// checkGuild checks the id of a server that is called name.
func checkGuild(name, id string) error {
	if strings.ContainsFunc(id, func(r rune) bool { return r < '0' || r > '9' }) {
		return fmt.Errorf("%s must be a server's id, a number: copy it from the server's menu in Discord's developer mode", name)
	}
	return nil
}

// loadEnvFile puts the lines of envFile into the environment, where they are not
// set yet. Its errors never tell what stands in the file: it may be the token.
func loadEnvFile() error {
	data, err := os.ReadFile(envFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		return fmt.Errorf("the file %s cannot be read: %w", envFile, err)
	}
	switch {
	case bytes.HasPrefix(data, []byte("\ufeff")):
		return fmt.Errorf("the file %s begins with a byte order mark: save it in UTF-8 without one", envFile)
	case !utf8.Valid(data):
		return fmt.Errorf("the file %s is not UTF-8: save it in UTF-8", envFile)
	}
	values, err := godotenv.UnmarshalBytes(data)
	for name, value := range values {
		if _, set := os.LookupEnv(name); !set && err == nil {
			err = os.Setenv(name, value)
		}
	}
	if err != nil { // which quotes the file
		return fmt.Errorf("the file %s is not made of lines of the form NAME=value: compare it with .env.example", envFile)
	}
	return nil
}

func (p *program) logger(set settings) *slog.Logger {
	opts := &slog.HandlerOptions{Level: set.level}
	if set.json {
		return slog.New(slog.NewJSONHandler(p.stderr, opts))
	}
	return slog.New(slog.NewTextHandler(p.stderr, opts))
}

// version and commit say what the binary was built from where the build sets them
// (Makefile, deploy/Dockerfile); elsewhere the Go tool may have noted it.
var version, commit string

// about tells what this binary was built from.
func about() commands.About {
	a := commands.About{Version: cmp.Or(version, "devel"), Commit: commit}
	if version != "" && commit != "" {
		return a
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return a
	}
	if v := info.Main.Version; version == "" && v != "" && v != "(devel)" {
		a.Version = v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && commit == "" && len(s.Value) >= 12 {
			a.Commit = s.Value[:12]
		}
	}
	return a
}
