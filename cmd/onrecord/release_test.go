package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// buildsRelease has TestReleaseIsReproducible build what is released, which takes some minutes
// when the packages it consists of have not been built like that before.
const buildsRelease = "ONRECORD_TEST_RELEASE"

// TestReleaseIsReproducible builds the release of the last commit two times, in two folders
// and as two users might, and compares every byte.
func TestReleaseIsReproducible(t *testing.T) {
	if os.Getenv(buildsRelease) == "" {
		t.Skip(buildsRelease + " is not set; the release was not built")
	}
	root, err := filepath.Abs("../..")
	must(t, err)
	command := func(dir, name string, args ...string) *exec.Cmd {
		cmd := exec.CommandContext(t.Context(), name, args...)
		cmd.Dir = dir
		return cmd
	}
	output := func(cmd *exec.Cmd) string {
		t.Helper()
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", cmd, err, out)
		}
		return string(out)
	}
	var dists []string
	for _, f := range []struct{ dir, umask, zone string }{{"a", "022", "UTC"}, {"another folder/with a longer name", "077", "Pacific/Auckland"}} {
		dir := filepath.Join(t.TempDir(), f.dir)
		output(command(root, "git", "clone", "--quiet", "--shared", root, dir))
		build := command(dir, "sh", "-c", "umask "+f.umask+" && make --silent release PLATFORMS=linux/amd64")
		build.Env = append(os.Environ(), "TZ="+f.zone, "TMPDIR="+t.TempDir())
		output(build)
		dists = append(dists, filepath.Join(dir, "dist"))
	}
	released, err := filepath.Glob(filepath.Join(dists[0], "[A-Zo]*"))
	must(t, err)
	sums := deployedAt(t, filepath.Join(dists[0], "SHA256SUMS"))
	if len(released) != 4 || strings.Count(sums, "\n") != 3 {
		t.Errorf("released are %q, and summed up\n%s", released, sums)
	}
	for _, name := range released {
		data := deployedAt(t, name)
		if other := deployedAt(t, filepath.Join(dists[1], filepath.Base(name))); data != other {
			t.Errorf("%s is another one in another folder", filepath.Base(name))
		}
		sum := sha256.Sum256([]byte(data))
		if line := hex.EncodeToString(sum[:]) + "  " + filepath.Base(name) + "\n"; filepath.Base(name) != "SHA256SUMS" && !strings.Contains(sums, line) {
			t.Errorf("SHA256SUMS lacks %s", line)
		}
		if strings.HasSuffix(name, ".cdx.json") {
			checkModules(t, name)
		}
	}
	archives, err := filepath.Glob(filepath.Join(dists[0], "*_linux_amd64.tar.gz"))
	must(t, err)
	unpacked := t.TempDir()
	output(command(unpacked, "tar", "-xzf", archives[0], "--strip-components=1"))
	for _, name := range []string{"LICENSE", "README.md", ".env.example", "docs/install.md", "deploy/onrecord.service"} {
		deployedAt(t, filepath.Join(unpacked, name))
	}
	if out := output(command(unpacked, "./onrecord", "quote", "parker", "encryption")); !strings.Contains(out, "Andrew Parker") {
		t.Errorf("the program that is released says\n%s", out)
	}
	program := []byte(deployedAt(t, filepath.Join(unpacked, "onrecord")))
	for _, private := range []string{unpacked, root, filepath.Dir(dists[1]), os.Getenv("HOME") + "/go/"} {
		if bytes.Contains(program, []byte(private)) {
			t.Errorf("the program tells of the folder %s", private)
		}
	}
}

// deployedAt reads a file.
func deployedAt(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	must(t, err)
	return string(data)
}

// checkModules checks that a list of what is in a program is one, and has no time in it.
func checkModules(t *testing.T, name string) {
	t.Helper()
	var list struct {
		BomFormat  string
		Metadata   struct{ Timestamp string }
		Components []struct{ Name, Version string }
	}
	must(t, json.Unmarshal([]byte(deployedAt(t, name)), &list))
	names := map[string]bool{}
	for _, c := range list.Components {
		names[c.Name] = c.Version != ""
	}
	for _, want := range []string{"std", "github.com/bwmarrin/discordgo", "github.com/blevesearch/bleve/v2"} {
		if !names[want] {
			t.Errorf("%s lacks %s", filepath.Base(name), want)
		}
	}
	if list.BomFormat != "CycloneDX" || list.Metadata.Timestamp != "" {
		t.Errorf("%s is of %q, and of %q", filepath.Base(name), list.BomFormat, list.Metadata.Timestamp)
	}
}
