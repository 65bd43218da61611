package main

import (
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/joho/godotenv"

	"onrecord/bot"
	"onrecord/index/opensearch"
)

// envFile is read from the working directory when it is there. What stands in
// the environment itself goes before it.
const envFile = ".env"

// The operator's listener is on the machine itself by default: what it tells is not for the public.
const defaultAdmin, adminOff = "127.0.0.1:9464", "off"

type settings struct {
	bot       bot.Config // Shard is -1 where it is not set; its Log is that of all others, too
	shards    string     // as they are set; "auto": as Discord recommends
	listen    string     // where interactions come by requests
	corpusDir string     // as it is set
	paths     []string   // of it or, before it, of the flags
	named     bool       // the paths are not the default
	flagged   bool       // they are those of flags
	dataDir   string
	searchURL string // the addresses of the cluster that holds the coverage; "": there is none
	search    opensearch.Config
	synonyms  string // a file
	admin     string // an address, or adminOff
	format    string // of the log
	level     *slog.LevelVar
}

//go:embed help/env.example
var envExample string

// variables are the variables of the environment that set the settings. What .env.example says of one (the
// embedded file is its copy) is also what a wrong value is answered with.
func (s *settings) variables() *flag.FlagSet {
	vars := flag.NewFlagSet("", flag.ContinueOnError)
	add := func(name, form string, set func(value string) error) {
		doc, _, _ := strings.Cut(envExample, "\n"+name+"=")
		vars.Func(name, strings.TrimSpace(doc[strings.LastIndex(doc, "# ")+2:]), func(value string) error {
			if !regexp.MustCompile(`^(` + form + `)$`).MatchString(value) {
				return errors.New("not of its form")
			}
			return set(value)
		})
	}
	text := func(to *string) func(string) error {
		return func(value string) error { *to = value; return nil }
	}
	paths := func(to *string) func(string) error {
		return func(value string) (err error) { *to, err = atHome(value); return err }
	}
	number := func(to *int) func(string) error {
		return func(value string) (err error) { *to, err = strconv.Atoi(value); return err }
	}
	s.bot.Shard, s.search.Shards, s.search.Replicas = -1, 1, 1
	s.admin, s.level = defaultAdmin, new(slog.LevelVar)
	add("DISCORD_TOKEN", `(Bot )?[!-~]+`, text(&s.bot.Token))
	add("DISCORD_PUBLIC_KEY", `[[:xdigit:]]{64}`, text(&s.bot.PublicKey))
	add("LISTEN", address, text(&s.listen))
	add("GUILD_ID", `\d+`, text(&s.bot.Guild))
	add("SHARDS", `auto|`+fewFromOne, text(&s.shards))
	add("SHARD_ID", `\+?0|`+fewFromOne, number(&s.bot.Shard))
	add("SHARD_COUNT", fewFromOne, number(&s.bot.Of))
	add("CORPUS_DIR", anything, paths(&s.corpusDir))
	add("DATA_DIR", anything, paths(&s.dataDir))
	add("SEARCH_URL", `https?://[^@\s,]+(\s*,\s*https?://[^@\s,]+)*`, text(&s.searchURL))
	add("SEARCH_USER", anything, text(&s.search.User))
	add("SEARCH_PASSWORD", anything, text(&s.search.Password))
	add("SEARCH_API_KEY", anything, text(&s.search.APIKey))
	add("SEARCH_CA", anything, paths(&s.search.CAFile))
	add("SEARCH_INDEX", `[a-z0-9][a-z0-9-]*`, text(&s.search.Prefix))
	add("SEARCH_SHARDS", fewFromOne, number(&s.search.Shards))
	add("SEARCH_REPLICAS", `\d|10`, number(&s.search.Replicas))
	add("THESAURUS", anything, paths(&s.synonyms))
	add("RATE_USER", anything, s.bot.UserRate.Set)
	add("RATE_SERVER", anything, s.bot.ServerRate.Set)
	add("ADMIN_LISTEN", address+`|`+adminOff, text(&s.admin))
	add("LOG_FORMAT", `text|json`, text(&s.format))
	add("LOG_LEVEL", anything, func(value string) error { return s.level.UnmarshalText([]byte(value)) })
	return vars
}

// atHome returns a list of paths with the home folder for ~ at the start of each: no shell reads .env, and a
// folder of the name ~ is one to be deleted by mistake.
func atHome(list string) (string, error) {
	paths := filepath.SplitList(list)
	for i, path := range paths {
		if rest, ok := strings.CutPrefix(path, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
			home, err := os.UserHomeDir()
			if err != nil {
				return "", fmt.Errorf("find home folder: %w", err)
			}
			paths[i] = home + rest
		}
	}
	return strings.Join(paths, string(filepath.ListSeparator)), nil
}

// What the values look like of variables that do not take any.
const (
	anything   = `(?s:.*)`
	address    = `.*:(?:[0-5]?\d{1,4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])` // up to 65535
	fewFromOne = `\+?(?:[1-9]\d{0,2}|10[01]\d|102[0-4])`                             // more is a slip of the finger; a 0 before it would make it octal
)

var settingName = regexp.MustCompile(`[A-Z_]{6,}`)

// isAbout reports whether a sentence names one of some settings.
func isAbout(sentence string, names []string) bool {
	return slices.ContainsFunc(settingName.FindAllString(sentence, -1), func(name string) bool { return slices.Contains(names, name) })
}

// The settings that look-ups need, in articles on this machine alone or in a cluster, and those that
// loading and import need: all that say which coverage is meant, since an answer from another would
// be a wrong one.
var (
	clusterSettings = []string{"SEARCH_API_KEY", "SEARCH_CA", "SEARCH_INDEX", "SEARCH_PASSWORD", "SEARCH_URL", "SEARCH_USER"}
	localSettings   = []string{"CORPUS_DIR", "DATA_DIR", "THESAURUS"}
	searchSettings  = slices.Concat(localSettings, clusterSettings)
	loadSettings    = slices.Concat([]string{"CORPUS_DIR", "SEARCH_REPLICAS", "SEARCH_SHARDS"}, clusterSettings)
)

// settings reads the environment, .env and the flags, the flags going first. It names every
// fault of those that are needed at once; without names, of all.
func (p *program) settings(needed ...string) (settings, error) {
	file, lines, err := readEnvFile()
	switch {
	case err != nil:
		return settings{}, err
	case slices.Contains(p.corpora, ""):
		return settings{}, errors.New("--corpus is empty, as of a variable that is not set: . is the folder that you are in")
	case len(p.corpora) > 0 && slices.Equal(needed, searchSettings):
		needed = localSettings // what the flag names goes before the cluster
	}
	for name, value := range file {
		if _, set := os.LookupEnv(name); !set {
			_ = os.Setenv(name, value) // it fails for what is no name, which nobody reads
		}
	}
	var s settings
	var faults []error
	var faulty []string
	fault := func(about, text string) { // names which settings it is about, and says where in the file they are
		faulty = append(faulty, about)
		for _, name := range settingName.FindAllString(about, -1) {
			if at := lines[name]; at > 0 && os.Getenv(name) == file[name] && !strings.Contains(text, "("+name+": ") {
				text += fmt.Sprintf(" (%s: line %d of %s)", name, at, envFile)
			}
		}
		if len(needed) == 0 || isAbout(about, needed) {
			faults = append(faults, errors.New(text))
		}
	}
	vars := s.variables()
	vars.VisitAll(func(v *flag.Flag) {
		value := strings.TrimSpace(os.Getenv(v.Name))
		if value != "" && vars.Set(v.Name, value) != nil {
			fault(v.Name, v.Name+" should be: "+v.Usage) // not what it is, which may be a secret
		}
	})
	opts := &slog.HandlerOptions{Level: s.level}
	s.bot.Log = slog.New(slog.NewTextHandler(p.stderr, opts))
	if s.format == "json" {
		s.bot.Log = slog.New(slog.NewJSONHandler(p.stderr, opts))
	}
	s.bot.HTTP, s.bot.Settable = p.http, s.dataDir != ""
	s.bot.Shards, _ = strconv.Atoi(s.shards) // 0 for auto
	s.bot.Token = strings.TrimPrefix(s.bot.Token, "Bot ")
	s.paths, s.flagged = p.corpora, len(p.corpora) > 0
	if !s.flagged {
		s.paths = strings.FieldsFunc(s.corpusDir, func(r rune) bool { return r == filepath.ListSeparator })
	}
	if s.named = len(s.paths) > 0; !s.named {
		s.paths = []string{builtin}
	}
	broken := map[string]bool{
		"SHARD_ID and SHARD_COUNT: set both, SHARD_ID to a number below SHARD_COUNT":                     (s.bot.Shard >= 0) != (s.bot.Of > 0) || s.bot.Shard >= max(s.bot.Of, 1),
		"SHARDS is for one process, SHARD_ID and SHARD_COUNT are for several: set the one or the others": s.bot.Shards > 0 && s.bot.Of > 0,
		"DISCORD_PUBLIC_KEY and LISTEN: set both, or neither to use the gateway":                         (s.bot.PublicKey == "") != (s.listen == ""),
		"LISTEN and ADMIN_LISTEN: give them different addresses":                                         s.listen == s.admin && !strings.HasSuffix(s.admin, ":0"),
		"SEARCH_URL: set it to the cluster of SEARCH_USER, SEARCH_PASSWORD or SEARCH_API_KEY":            s.searchURL == "" && s.search.User+s.search.Password+s.search.APIKey != "",
		"SEARCH_USER and SEARCH_PASSWORD: set both, or neither":                                          (s.search.User == "") != (s.search.Password == "") && s.search.APIKey == "",
	}
	for _, advice := range slices.Sorted(maps.Keys(broken)) {
		if broken[advice] && !isAbout(advice, faulty) { // else it may follow from what is wrong already
			fault(advice, advice)
		}
	}
	return s, errors.Join(faults...)
}

// fromCluster reports whether questions are answered from a cluster: a flag that names articles goes before it.
func (s *settings) fromCluster() bool { return s.searchURL != "" && !s.flagged }

// readEnvFile returns what envFile sets, nil if there is none, and in which line. Its errors
// never tell what stands in the file: it may be the token.
func readEnvFile() (values map[string]string, lines map[string]int, err error) {
	data, err := os.ReadFile(envFile)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, nil, nil
	case err != nil:
		return nil, nil, fmt.Errorf("read %s: %w", envFile, errors.Unwrap(err))
	}
	text := strings.TrimPrefix(string(data), "\ufeff") + "\n" // a last line without an end would not be checked
	lines = map[string]int{}
	part, first := "", 1 // lines that cannot be read without those that follow
	for n, line := range slices.Collect(strings.Lines(text)) {
		part += line
		if names, err := godotenv.Unmarshal(part); err == nil {
			for name := range names {
				lines[name] = first
			}
			part, first = "", n+2
		}
	}
	if values, err = godotenv.Unmarshal(text); err != nil {
		return nil, nil, fmt.Errorf("read %s: line %d is not of the form NAME=value, in UTF-8, and with "+
			"quotation marks in pairs: compare it with .env.example", envFile, first)
	}
	return values, lines, nil
}
