package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
)

// deployed reads a file that operators copy.
func deployed(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile("../../" + name)
	must(t, err)
	return string(data)
}

// isSetting reports whether onrecord reads a variable of the environment.
func isSetting(name string) bool {
	return new(settings).variables().Lookup(name) != nil
}

// isCommand reports whether the program takes these arguments.
func isCommand(args ...string) bool {
	cmd, rest, err := new(program).root().Find(args)
	return err == nil && cmd.HasParent() && cmd.ParseFlags(rest) == nil && len(cmd.Flags().Args()) == 0
}

// unitKeys are what may stand in the sections of the units (systemd.unit, systemd.timer,
// systemd.service, systemd.exec, systemd.kill, systemd.resource-control).
var unitKeys = map[string]string{
	"Unit": "Description Documentation Wants After StartLimitIntervalSec StartLimitBurst",
	"Service": "Type ExecStart ExecReload EnvironmentFile Environment WorkingDirectory KillSignal TimeoutStartSec TimeoutStopSec Restart RestartSec RestartPreventExitStatus " +
		"Nice MemoryMax TasksMax DynamicUser User StateDirectory StateDirectoryMode UMask ProtectSystem ProtectHome PrivateTmp PrivateDevices PrivateUsers " +
		"ProtectProc ProcSubset ProtectClock ProtectControlGroups ProtectHostname ProtectKernelLogs ProtectKernelModules ProtectKernelTunables " +
		"NoNewPrivileges CapabilityBoundingSet AmbientCapabilities LockPersonality MemoryDenyWriteExecute RemoveIPC RestrictNamespaces " +
		"RestrictRealtime RestrictSUIDSGID RestrictAddressFamilies SystemCallArchitectures SystemCallFilter SystemCallErrorNumber",
	"Timer":   "OnCalendar RandomizedDelaySec Persistent",
	"Install": "WantedBy",
}

// unit reads a unit of systemd: the values of each key, of whichever section.
func unit(t *testing.T, name string) (text string, values map[string][]string) {
	t.Helper()
	text = deployed(t, "deploy/"+name)
	section, values := "", map[string][]string{}
	for i, line := range strings.Split(text, "\n") {
		key, value, isValue := strings.Cut(line, "=")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			section = strings.Trim(line, "[]")
		case !isValue || !slices.Contains(strings.Fields(unitKeys[section]), key):
			t.Errorf("%s: line %d is not of section %q: %s", name, i+1, section, line)
		default:
			values[key] = append(values[key], value)
		}
	}
	return text, values
}

// wantValues checks that keys have one value each, and that the program takes the arguments
// that it is started with.
func wantValues(t *testing.T, values map[string][]string, want map[string]string) {
	t.Helper()
	for key, want := range want {
		if got := values[key]; len(got) != 1 || got[0] != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	for _, command := range values["ExecStart"] {
		path, args, _ := strings.Cut(command, " ")
		if path != "/usr/local/bin/onrecord" || !isCommand(strings.Fields(args)...) {
			t.Errorf("there is no command %q", command)
		}
	}
}

func TestUnit(t *testing.T) {
	text, values := unit(t, "onrecord.service")
	wantValues(t, values, map[string]string{
		"ExecStart":       "/usr/local/bin/onrecord serve",
		"ExecReload":      "/bin/kill -HUP $MAINPID",
		"EnvironmentFile": "/etc/onrecord.env",
		"KillSignal":      "SIGTERM",
		"DynamicUser":     "yes",
		"User":            "onrecord",
		"ProtectSystem":   "strict",
		"NoNewPrivileges": "yes",
		"StateDirectory":  "onrecord onrecord/articles",
		"Environment":     "DATA_DIR=%S/onrecord", // in the folder that is kept
	})
	if !strings.Contains(text, "install -m 755 onrecord /usr/local/bin/\n") {
		t.Error("nobody is told to install the program where it is started")
	}
	if d, err := time.ParseDuration(values["TimeoutStopSec"][0] + "s"); err != nil || d < 6*time.Second {
		t.Errorf("TimeoutStopSec is %v, but closing takes up to 5 s", d)
	}
	for _, set := range values["Environment"] {
		if name, _, _ := strings.Cut(set, "="); !isSetting(name) {
			t.Errorf("there is no setting %s", name)
		}
	}
}

// TestImportUnits checks that what is imported each hour goes where the bot may read it, and
// that the import has no more rights than the bot, and not its token.
func TestImportUnits(t *testing.T) {
	text, values := unit(t, "onrecord-import.service")
	_, bots := unit(t, "onrecord.service")
	wantValues(t, values, map[string]string{
		"Type":      "oneshot",
		"ExecStart": "/usr/local/bin/onrecord import --sources /etc/onrecord.feeds --out %S/onrecord/articles --pause 5s",
	})
	own := strings.Fields("ExecStart ExecReload EnvironmentFile Environment KillSignal TimeoutStopSec Restart RestartSec StartLimitIntervalSec Description WantedBy")
	for key, want := range bots {
		if got := values[key]; !slices.Contains(own, key) && !slices.Equal(got, want) {
			t.Errorf("%s is %q, and the bot's %q", key, got, want)
		}
	}
	if values["EnvironmentFile"] != nil {
		t.Error("the import has the bot's token")
	}
	for _, told := range []string{
		"install -m 644 deploy/feeds.txt /etc/onrecord.feeds ", "CORPUS_DIR=builtin:/var/lib/onrecord/articles into /etc/onrecord.env",
		"install -m 644 deploy/onrecord-import.service deploy/onrecord-import.timer /etc/systemd/system/\n", "enable --now onrecord-import.timer\n",
	} {
		if !strings.Contains(text, told) {
			t.Errorf("nobody is told to %s", told)
		}
	}
	_, timer := unit(t, "onrecord-import.timer")
	wantValues(t, timer, map[string]string{"OnCalendar": "hourly", "RandomizedDelaySec": "15min", "Persistent": "yes", "WantedBy": "timers.target"})
	for line := range strings.Lines(deployed(t, "deploy/feeds.txt")) {
		if !strings.HasPrefix(line, "#") {
			t.Errorf("whoever copies deploy/feeds.txt fetches %s", line)
		}
	}
}

// TestUnitsAreVerified asks systemd itself, where it is there.
func TestUnitsAreVerified(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("there is no systemd-analyze; the units are checked by their keys only")
	}
	self, err := os.Executable()
	must(t, err)
	dir := t.TempDir()
	verify := func(name, text string) string {
		file := filepath.Join(dir, name)
		must(t, os.WriteFile(file, []byte(text), 0o644))
		out, _ := exec.CommandContext(t.Context(), analyze, "verify", file).CombinedOutput()
		return string(out)
	}
	for _, name := range []string{"onrecord.service", "onrecord-import.service", "onrecord-import.timer"} {
		// It wants the program to be where it says, and the service beside its timer.
		text := strings.Replace(deployed(t, "deploy/"+name), "ExecStart=/usr/local/bin/onrecord", "ExecStart="+self, 1)
		if out := verify(name, text); strings.Contains(out, name) {
			t.Errorf("systemd-analyze verify says\n%s", out)
		}
		if out := verify(name, text+"\n[Unit]\nDescribed=yes\n"); !strings.Contains(out, "Described") {
			t.Skipf("systemd-analyze does not find a wrong key here:\n%s", out)
		}
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
}

// A composeFile is what the test looks at of compose.yaml.
type composeFile struct {
	Services map[string]struct {
		Image       string
		Build       struct{ Context, Dockerfile string }
		EnvFile     any `yaml:"env_file"`
		Command     []string
		Environment map[string]string
		Profiles    []string
		Ports       []string
		Volumes     []string
		ReadOnly    bool     `yaml:"read_only"`
		CapDrop     []string `yaml:"cap_drop"`
		SecurityOpt []string `yaml:"security_opt"`
		MemLimit    string   `yaml:"mem_limit"`
		StopGrace   string   `yaml:"stop_grace_period"`
		HealthCheck struct {
			Test    []string
			Disable bool
		}
		Deploy struct{ Replicas int }
	}
	Volumes map[string]any
}

func TestCompose(t *testing.T) {
	text := deployed(t, "deploy/compose.yaml")
	var file composeFile
	must(t, yaml.Unmarshal([]byte(text), &file))
	if len(file.Services) != 4 {
		t.Fatalf("%d services", len(file.Services))
	}
	for name, s := range file.Services {
		if !s.ReadOnly || !slices.Equal(s.CapDrop, []string{"ALL"}) || !slices.Equal(s.SecurityOpt, []string{"no-new-privileges:true"}) || s.MemLimit == "" {
			t.Errorf("%s has more rights than it needs: %+v", name, s)
		}
		for _, v := range s.Volumes {
			if source, _, _ := strings.Cut(v, ":"); strings.HasPrefix(source, ".") {
				deployed(t, filepath.Join("deploy", source))
			} else if _, ok := file.Volumes[source]; !ok {
				t.Errorf("%s: there is no volume %s", name, source)
			}
		}
		if name == "proxy" || name == "feeds" {
			continue
		}
		if _, err := os.Stat(filepath.Join("../../deploy", s.Build.Context, s.Build.Dockerfile)); err != nil || s.EnvFile != "../.env" || s.StopGrace != "10s" {
			t.Errorf("%s: %v, %+v", name, err, s)
		}
		if c := s.HealthCheck.Test; len(c) < 3 || c[0] != "CMD" || c[1] != "/onrecord" || !isCommand(c[2:]...) {
			t.Errorf("%s: the health check is %q", name, c)
		}
		for variable := range s.Environment {
			if !isSetting(variable) {
				t.Errorf("%s: there is no setting %s", name, variable)
			}
		}
		if len(s.Ports) > 0 {
			t.Errorf("%s publishes %q past the proxy", name, s.Ports)
		}
	}
	bot, webhook, proxy := file.Services["bot"], file.Services["webhook"], file.Services["proxy"]
	if len(bot.Profiles) > 0 || bot.Deploy.Replicas > 1 || bot.Environment["DATA_DIR"] != "/data" || !slices.Contains(bot.Volumes, "data:/data") {
		t.Errorf("the bot: %+v", bot)
	}
	if listen, set := bot.Environment["LISTEN"]; !set || listen != "" {
		t.Error("the bot may listen instead of connecting")
	}
	if dir, set := webhook.Environment["DATA_DIR"]; !set || dir != "" || len(webhook.Volumes) > 0 || webhook.Deploy.Replicas < 2 || !slices.Equal(webhook.Profiles, []string{"webhook"}) {
		t.Errorf("the replicas: %+v", webhook)
	}
	feeds := file.Services["feeds"]
	if feeds.Build != bot.Build || fmt.Sprint(feeds.EnvFile) != "[]" || !isCommand(feeds.Command...) || !feeds.HealthCheck.Disable || !slices.Equal(feeds.Profiles, []string{"feeds"}) {
		t.Errorf("the import: %+v", feeds)
	}
	if told := "CORPUS_DIR=builtin:/data/articles"; !slices.Contains(feeds.Command, "/data/articles") || !slices.Contains(feeds.Volumes, "data:/data") || !strings.Contains(text, told) {
		t.Errorf("the import goes where the bot does not look: %+v", feeds)
	}
	caddy := deployed(t, "deploy/Caddyfile")
	if port := strings.TrimPrefix(webhook.Environment["LISTEN"], ":"); !strings.Contains(caddy, "name webhook\n") || !strings.Contains(caddy, "port "+port+"\n") {
		t.Errorf("the proxy does not know port %s of webhook:\n%s", port, caddy)
	}
	if !slices.Equal(proxy.Profiles, webhook.Profiles) || proxy.Environment["DOMAIN"] == "" || !strings.Contains(caddy, "{$DOMAIN}") {
		t.Errorf("the proxy: %+v", proxy)
	}
	for _, m := range regexp.MustCompile(`\$\{(\w+)`).FindAllStringSubmatch(text, -1) {
		if !strings.Contains(text, "#   "+m[1]+"=") {
			t.Errorf("nobody is told to set %s", m[1])
		}
	}
}

// dockerfile gives the instructions of the Dockerfile.
func dockerfile(t *testing.T) [][]string {
	t.Helper()
	var out [][]string
	for line := range strings.Lines(deployed(t, "deploy/Dockerfile")) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, strings.SplitN(line, " ", 2))
		}
	}
	return out
}

func TestDockerfile(t *testing.T) {
	var stages, final []string
	for _, in := range dockerfile(t) {
		if in[0] == "FROM" {
			stages, final = append(stages, in[1]), nil
			continue
		}
		final = append(final, strings.Join(in, " "))
	}
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(deployed(t, "go.mod"))[1]
	if want := []string{"golang:" + version + "-bookworm AS build", "scratch"}; !slices.Equal(stages, want) {
		t.Errorf("the stages are %q, want %q", stages, want)
	}
	for _, want := range []string{
		"COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/", // one of the places that crypto/x509 looks at
		"COPY --from=build /out/onrecord /onrecord",
		"VOLUME /data",
		"USER 65532:65532",
		`ENTRYPOINT ["/onrecord"]`,
	} {
		if !slices.Contains(final, want) {
			t.Errorf("the image lacks %q:\n%s", want, strings.Join(final, "\n"))
		}
	}
	health := regexp.MustCompile(`CMD \["/onrecord", "(\w+)"\]$`).FindStringSubmatch(strings.Join(final, "\n"))
	for _, in := range final {
		if strings.HasPrefix(in, "HEALTHCHECK") {
			health = regexp.MustCompile(`CMD \["/onrecord", "(\w+)"\]$`).FindStringSubmatch(in)
		}
		if strings.HasPrefix(in, "RUN") {
			t.Errorf("nothing can run in an empty image: %s", in)
		}
	}
	if health == nil || !isCommand(health[1]) {
		t.Errorf("the health check is %q", health)
	}
	flags := strings.NewReplacer("$VERSION", "$(VERSION)", "$COMMIT", "$(COMMIT)").Replace(buildFlags(t))
	if !strings.Contains(deployed(t, "Makefile"), "CGO_ENABLED=0 go build "+flags+" -o onrecord ./cmd/onrecord\n") {
		t.Errorf("the Makefile builds without %s", flags)
	}
}

// buildFlags are those with which the Dockerfile builds.
func buildFlags(t *testing.T) string {
	t.Helper()
	for _, in := range dockerfile(t) {
		if m := regexp.MustCompile(`^CGO_ENABLED=0 go build (.*) -o /out/onrecord \./cmd/onrecord$`).FindStringSubmatch(in[len(in)-1]); m != nil {
			return m[1]
		}
	}
	t.Fatal("the Dockerfile does not build without cgo")
	return ""
}

// TestDockerignore keeps out of images what is kept out of the repository.
func TestDockerignore(t *testing.T) {
	ignored := strings.Split(deployed(t, ".dockerignore"), "\n")
	for pattern := range strings.Lines(deployed(t, ".gitignore")) {
		want := strings.TrimSuffix(strings.TrimSpace(pattern), "/")
		if !strings.HasPrefix(want, "/") {
			want = "**/" + want // a name anywhere
		}
		if !slices.Contains(ignored, want) {
			t.Errorf(".dockerignore lacks %s", want)
		}
	}
}
