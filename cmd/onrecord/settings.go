package main

import (
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

// settings are the values that a run goes by.
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

// variables are the variables of the environment that set the settings, with the docs that
// .env.example has (a test holds it equal). A doc is also what a wrong value is answered with.
func (s *settings) variables() *flag.FlagSet {
	vars := flag.NewFlagSet("", flag.ContinueOnError)
	vars.StringVar(&s.bot.Token, "DISCORD_TOKEN", "", "The bot's token, copied from "+
		"https://discord.com/developers/applications (Bot, Reset Token); without one, onrecord opens a local console.")
	vars.StringVar(&s.bot.PublicKey, "DISCORD_PUBLIC_KEY", "", "The application's public key, 64 hexadecimal "+
		"digits: interactions then come as signed requests to LISTEN, not by the gateway.")
	vars.StringVar(&s.listen, "LISTEN", "", "Where to take those requests, a host and a port, or a port alone, as :8080; "+
		"Discord must reach /interactions there by HTTPS.")
	vars.StringVar(&s.bot.Guild, "GUILD_ID", "", "A server's id, a number: register the commands in this one server only, "+
		"where they show at once (for development).")
	vars.StringVar(&s.shards, "SHARDS", "", "How many gateway shards this process runs: a number, or auto for as many as Discord "+
		"recommends (the default).")
	vars.IntVar(&s.bot.Shard, "SHARD_ID", -1, "With SHARD_COUNT, the one shard that this process runs, a number from 0 "+
		"(for several processes).")
	vars.IntVar(&s.bot.Of, "SHARD_COUNT", 0, "How many shards the processes run together.")
	vars.StringVar(&s.corpusDir, "CORPUS_DIR", "", "Folders or files with articles, separated as in PATH; \"builtin\" is the built-in "+
		"coverage, the default.")
	vars.StringVar(&s.dataDir, "DATA_DIR", "", "Folder in which the index is kept from one run to the next; empty: in memory.")
	vars.StringVar(&s.searchURL, "SEARCH_URL", "", "Addresses of an OpenSearch cluster that holds the articles "+
		"instead, as https://one:9200,https://two:9200, without a password; see onrecord load --help.")
	vars.StringVar(&s.search.User, "SEARCH_USER", "", "The user of that cluster.")
	vars.StringVar(&s.search.Password, "SEARCH_PASSWORD", "", "The user's password.")
	vars.StringVar(&s.search.APIKey, "SEARCH_API_KEY", "", "Or a key instead of both.")
	vars.StringVar(&s.search.CAFile, "SEARCH_CA", "", "File with the certificate that the cluster's are signed with, if it is one of your own.")
	vars.StringVar(&s.search.Prefix, "SEARCH_INDEX", "", "The name of the index there, small letters, digits and hyphens; onrecord by default.")
	vars.IntVar(&s.search.Shards, "SEARCH_SHARDS", 1, "How many shards the next load gives the index, 1 by default: one for every 30 GB or so.")
	vars.IntVar(&s.search.Replicas, "SEARCH_REPLICAS", 1, "How many copies of each shard the next load gives the index, 1 by default; 0 with a single node.")
	vars.StringVar(&s.synonyms, "THESAURUS", "", "File with more synonyms for searches: a line a group, single words "+
		"separated by commas.")
	vars.Func("RATE_USER", "How much one member may ask, as 20/1m: 20 in a minute; off: no limit.", s.bot.UserRate.Set)
	vars.Func("RATE_SERVER", "How much the members of one server may ask together, as 120/1m; off: no limit.", s.bot.ServerRate.Set)
	vars.StringVar(&s.admin, "ADMIN_LISTEN", defaultAdmin, "Where /healthz, /readyz and /metrics are, a host and a port; "+
		defaultAdmin+" by default; off: nowhere.")
	vars.StringVar(&s.format, "LOG_FORMAT", "text", "text or json.")
	s.level = new(slog.LevelVar)
	vars.TextVar(s.level, "LOG_LEVEL", new(slog.LevelVar), "debug, info, warn or error.")
	return vars
}

// forms are what the values look like of variables that do not take any.
var forms = map[string]*regexp.Regexp{
	"DISCORD_TOKEN":      regexp.MustCompile(`^(Bot )?[!-~]+$`),
	"DISCORD_PUBLIC_KEY": regexp.MustCompile(`^[[:xdigit:]]{64}$`),
	"LISTEN":             regexp.MustCompile(`^` + address + `$`),
	"GUILD_ID":           regexp.MustCompile(`^\d+$`),
	"SHARDS":             regexp.MustCompile(`^(auto|` + fewFromOne + `)$`),
	"SHARD_ID":           regexp.MustCompile(`^(\+?0|` + fewFromOne + `)$`),
	"SHARD_COUNT":        regexp.MustCompile(`^` + fewFromOne + `$`),
	"SEARCH_URL":         regexp.MustCompile(`^https?://[^@\s,]+(\s*,\s*https?://[^@\s,]+)*$`),
	"SEARCH_INDEX":       regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`),
	"SEARCH_SHARDS":      regexp.MustCompile(`^` + fewFromOne + `$`),
	"SEARCH_REPLICAS":    regexp.MustCompile(`^(\d|10)$`),
	"ADMIN_LISTEN":       regexp.MustCompile(`^(` + address + `|` + adminOff + `)$`),
	"LOG_FORMAT":         regexp.MustCompile(`^(text|json)$`),
}

const (
	address    = `.*:(?:[0-5]?\d{1,4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])` // up to 65535
	fewFromOne = `\+?(?:[1-9]\d{0,2}|10[01]\d|102[0-4])`                             // more is a slip of the finger; a 0 before it would make it octal
)

var settingName = regexp.MustCompile(`[A-Z_]{6,}`)

// isAbout reports whether a sentence names one of some settings.
func isAbout(sentence string, names []string) bool {
	return slices.ContainsFunc(settingName.FindAllString(sentence, -1), func(name string) bool { return slices.Contains(names, name) })
}

// The settings that look-ups need, and loading and import: all that say which coverage is meant,
// since an answer from another would be a wrong one.
var (
	coverageSettings = []string{"CORPUS_DIR", "SEARCH_API_KEY", "SEARCH_CA", "SEARCH_INDEX", "SEARCH_PASSWORD", "SEARCH_URL", "SEARCH_USER"}
	searchSettings   = slices.Concat(coverageSettings, []string{"DATA_DIR", "THESAURUS"})
	loadSettings     = slices.Concat(coverageSettings, []string{"SEARCH_REPLICAS", "SEARCH_SHARDS"})
)

// settings reads the environment, .env and the flags, the flags going first. It names every
// fault of those that are needed at once; without names, of all.
func (p *program) settings(needed ...string) (settings, error) {
	file, lines, err := readEnvFile()
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
		value, form := strings.TrimSpace(os.Getenv(v.Name)), forms[v.Name]
		if value != "" && (form != nil && !form.MatchString(value) || vars.Set(v.Name, value) != nil) {
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
	text := string(data) + "\n" // a last line without an end would not be checked
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
		return nil, nil, fmt.Errorf("read %s: line %d is not of the form NAME=value, in UTF-8, without a byte order mark and with "+
			"quotation marks in pairs: compare it with .env.example", envFile, first)
	}
	return values, lines, nil
}
