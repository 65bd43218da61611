//go:build linux || darwin

package guilds

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func init() { children["full"] = fillDisk }

// room limits how large a file this process may make: to a program that is as if the
// disk were full.
func room(bytes uint64) error {
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &l); err != nil {
		return err
	}
	l.Cur = min(bytes, l.Max)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &l)
}

const unlimited = ^uint64(0)

// fillDisk runs out of room in every way that there is.
func fillDisk(path string) error {
	s, err := Open(path)
	if err != nil {
		return err
	}
	// There is not even room to begin.
	for _, bytes := range []uint64{0, 4096, 8192, 12288} {
		if err := room(bytes); err != nil {
			return err
		}
		err := s.Set(newsroom, Settings{Page: 4})
		if err == nil || !strings.Contains(err.Error(), "disk has room") || s.Len() != 0 {
			return fmt.Errorf("with room for %d bytes: %w", bytes, err)
		}
		if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 { // the lock
			return fmt.Errorf("there are left %v, %w", left, err)
		}
	}
	if err := room(unlimited); err != nil {
		return err
	}
	if err := s.Set(newsroom, Settings{Page: 4}); err != nil {
		return err
	}
	if err := room(40 << 10); err != nil {
		return err
	}
	batch := func(from int) map[id]Settings {
		changes := map[id]Settings{}
		for i := range 100 {
			changes[id(from+i)] = Settings{Private: true}
		}
		return changes
	}
	n := 0
	for ; err == nil && n < 1_000_000; n += 100 {
		err = s.change(batch(n + 1))
	}
	n -= 100 // the last failed
	if err == nil || !strings.Contains(err.Error(), "disk has room") {
		return fmt.Errorf("%d servers have room in 40 kB: %w", n, err)
	}
	for range 3 {
		if s.Len() != n+1 || s.Get(newsroom).Page != 4 || s.Get(fmt.Sprint(n+1)) != (Settings{}) {
			return fmt.Errorf("after a failed write there are %d servers and %+v, want %d", s.Len(), s.Get(newsroom), n+1)
		}
		if err := s.change(batch(n + 1)); err == nil {
			return fmt.Errorf("a full disk has room")
		}
	}
	// A restart in between changes nothing.
	if err := s.Close(); err != nil {
		return err
	}
	if s, err = Open(path); err != nil {
		return err
	}
	if err := s.change(batch(n + 1)); err == nil || s.Len() != n+1 {
		return fmt.Errorf("after a restart a full disk has room, and %d servers", s.Len())
	}
	if err := room(unlimited); err != nil {
		return err
	}
	if err := s.change(batch(n + 1)); err != nil {
		return fmt.Errorf("when there is room again: %w", err)
	}
	if err := s.Set(harbour, Settings{Page: 5}); err != nil {
		return err
	}
	fmt.Println(s.Len())
	return s.Close()
}

func TestAFullDisk(t *testing.T) {
	path := temp(t)
	cmd, out, _ := child(t, "full", path)
	var want string
	for out.Scan() {
		want = out.Text()
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, path)
	if got := fmt.Sprint(s.Len()); got != want || s.damage != nil || s.Get(newsroom).Page != 4 || s.Get(harbour).Page != 5 {
		t.Errorf("%s servers, want %s (%v)", got, want, s.damage)
	}
}
