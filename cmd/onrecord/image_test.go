//go:build unix

package main

import (
	"context"
	"debug/elf"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// buildsImage has TestImage build the program as the Dockerfile does, which takes a
// minute when the packages it consists of have not been built like that before.
const buildsImage = "ONRECORD_TEST_IMAGE"

// putProgram makes dir/onrecord: the program as in the image, or else this process's
// program, of which TestMain makes onrecord, with the libraries it is linked with.
func putProgram(t *testing.T, dir string) {
	t.Helper()
	name := filepath.Join(dir, "onrecord")
	if os.Getenv(buildsImage) != "" {
		build := exec.CommandContext(t.Context(), "sh", "-c", "exec go build "+buildFlags(t)+" -o "+"'"+name+"'"+" .")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v:\n%s", err, out)
		}
		return
	}
	put := func(from, to string) {
		data, err := os.ReadFile(from)
		must(t, err)
		must(t, os.MkdirAll(filepath.Dir(to), 0o755))
		must(t, os.WriteFile(to, data, 0o755))
	}
	self, err := os.Executable()
	must(t, err)
	put(self, name)
	file, err := elf.Open(self)
	if err != nil {
		t.Skipf("the image was not tried: %v", err)
	}
	defer file.Close()
	libraries, err := file.ImportedLibraries()
	must(t, err)
	if section := file.Section(".interp"); section != nil && len(libraries) > 0 {
		loader, err := section.Data()
		must(t, err)
		path := strings.TrimRight(string(loader), "\x00")
		put(path, filepath.Join(dir, path))
	}
	maps, err := os.ReadFile("/proc/self/maps")
	must(t, err)
	for line := range strings.Lines(string(maps)) {
		if f := strings.Fields(line); len(f) == 6 && slices.Contains(libraries, filepath.Base(f[5])) {
			put(f[5], filepath.Join(dir, f[5]))
		}
	}
}

// TestImage runs the program as in the image: alone with the certificates in a folder
// that is the whole world, as nobody, and without anywhere to write.
func TestImage(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can change the root of a process; the image was not tried")
	}
	certificates := "/etc/ssl/certs/ca-certificates.crt"
	bundle, err := os.ReadFile(certificates)
	if err != nil {
		t.Skipf("the image was not tried: %v", err)
	}
	root := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(root, filepath.Dir(certificates)), 0o755))
	must(t, os.WriteFile(filepath.Join(root, certificates), bundle, 0o644))
	for dir := root; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		must(t, os.Chmod(dir, 0o755))
	}
	putProgram(t, root)
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"quote", "parker", "encryption"}, exitAnswered, "Andrew Parker"},
		{[]string{"health"}, exitFault, "ask bot how it is"},
		{[]string{}, exitFault, "no DISCORD_TOKEN"},
	} {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			if code, out := inImage(t, root, []string{"ADMIN_LISTEN=127.0.0.1:1"}, test.args...).end(); code != test.code || !strings.Contains(out, test.want) {
				t.Errorf("onrecord %q: exit status %d\n%s", test.args, code, out)
			}
		})
	}

	// A replica of compose.yaml, which needs no Discord, and its health check.
	replica := inImage(t, root, []string{"DISCORD_PUBLIC_KEY=" + strings.Repeat("1a", 32), "LISTEN=" + anyPort, "ADMIN_LISTEN=" + anyPort}, "serve")
	admin := []string{"ADMIN_LISTEN=" + listensFor(t, "metrics and health", &replica.out)}
	eventually(t, "a health check that is passed", func() bool {
		code, _ := inImage(t, root, admin, "health").end()
		return code == exitAnswered
	})
	if code, out := replica.end(); code != exitAnswered {
		t.Errorf("the replica ended with status %d\n%s", code, out)
	}
}

// An imageRun is the program at work as in an image.
type imageRun struct {
	cmd    *exec.Cmd
	out    safeBuffer
	cancel context.CancelFunc
}

// inImage starts the program with an image's root and, in its environment, settings.
func inImage(t *testing.T, root string, settings []string, args ...string) *imageRun {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), hang)
	r := &imageRun{cmd: exec.CommandContext(ctx, "/onrecord", args...), cancel: cancel}
	r.cmd.Dir, r.cmd.Env = "/", append([]string{}, settings...)
	r.cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: 65532, Gid: 65532}}
	r.cmd.Stdout, r.cmd.Stderr = &r.out, &r.out
	must(t, r.cmd.Start())
	return r
}

// end asks a bot to end, waits for the end, and gives the exit status and what was printed.
func (r *imageRun) end() (code int, out string) {
	defer r.cancel()
	if slices.Contains(r.cmd.Args, "serve") {
		_ = r.cmd.Process.Signal(syscall.SIGTERM) // it may have ended by itself
	}
	_ = r.cmd.Wait() // the status says it
	return r.cmd.ProcessState.ExitCode(), r.out.String()
}
