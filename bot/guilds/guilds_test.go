package guilds

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"
)

// TestMain runs the tests, or is the other process of [TestOneProcessAtATime].
func TestMain(m *testing.M) {
	if path := os.Getenv("GUILDS_TEST_HOLD"); path != "" {
		if err := hold(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m)
}

// hold keeps the file until its standard input ends.
func hold(path string) error {
	s, err := Open(path)
	if err != nil {
		return err
	}
	fmt.Println("open")
	_, err = io.Copy(io.Discard, os.Stdin)
	return errors.Join(err, s.Set(newsroom, Settings{Page: 2}), s.Close())
}

const newsroom, harbour = "1155555555555555555", "1166666666666666666"

func tempPath(t testing.TB) string { return filepath.Join(t.TempDir(), "guilds.json") }

func mustOpen(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// reopen closes a store and opens its file again, as the next run of the bot does.
func reopen(t testing.TB, s *Store) *Store {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return mustOpen(t, s.path)
}

func mustSet(t testing.TB, s *Store, guild string, set Settings) {
	t.Helper()
	if err := s.Set(guild, set); err != nil {
		t.Fatal(err)
	}
}

func mustRead(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSettingsSurviveARestart(t *testing.T) {
	s := mustOpen(t, tempPath(t))
	want := map[string]Settings{newsroom: {Private: true}, harbour: {Page: 5}, "1": {Private: true, Page: 1}, "18446744073709551615": {Page: 3}}
	for guild, set := range want {
		mustSet(t, s, guild, Settings{Page: 4})
		mustSet(t, s, guild, set)
	}
	for range 2 {
		for guild, set := range want {
			if got := s.Get(guild); got != set {
				t.Errorf("server %s has %+v, want %+v", guild, got, set)
			}
		}
		if moved, damage := s.Moved(); s.Len() != len(want) || moved != "" || damage != nil {
			t.Errorf("%d servers, moved to %q: %v", s.Len(), moved, damage)
		}
		s = reopen(t, s)
	}
	if info, err := os.Stat(s.path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's mode is %v, %v", info.Mode(), err)
	}
	mustSet(t, s, newsroom, Settings{})
	if s = reopen(t, s); s.Len() != len(want)-1 || bytes.Contains(mustRead(t, s.path), []byte(newsroom)) {
		t.Errorf("a server with the defaults has an entry: %s", mustRead(t, s.path))
	}
}

func TestRetain(t *testing.T) {
	s := mustOpen(t, tempPath(t))
	for i := range 10 {
		mustSet(t, s, strconv.Itoa(i+1), Settings{Page: 1 + i%MaxPage})
	}
	isSmall := func(guild string) bool { return len(guild) == 1 && guild < "6" }
	for _, want := range []int{5, 0} {
		if gone, err := s.Retain(isSmall); gone != want || err != nil {
			t.Errorf("forgot %d servers, %v; want %d", gone, err, want)
		}
	}
	if s = reopen(t, s); s.Len() != 5 || s.Get("10") != (Settings{}) || s.Get("5") == (Settings{}) {
		t.Errorf("%d servers are left", s.Len())
	}
}

func TestImpossibleSettings(t *testing.T) {
	s := mustOpen(t, tempPath(t))
	for _, guild := range []string{"", "0", "-1", "+1", "01", "1.0", "x", " 1", "18446744073709551616", newsroom + "\n", strings.Repeat("1", 1<<20)} {
		if err := s.Set(guild, Settings{Private: true}); err == nil || len(err.Error()) > 200 || s.Get(guild) != (Settings{}) {
			t.Errorf("server %.30q: %.300v", guild, err)
		}
	}
	for _, page := range []int{-1, MaxPage + 1} {
		if err := s.Set(newsroom, Settings{Page: page}); err == nil {
			t.Errorf("%d excerpts a message can be set", page)
		}
	}
}

func TestServersAreBounded(t *testing.T) {
	all := table{}
	for i := range maxServers {
		all[1<<63+uint64(i)] = Settings{Private: true, Page: MaxPage}
	}
	path := tempPath(t)
	if err := os.WriteFile(path, encode(all), 0o600); err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, path)
	if s.Len() != maxServers {
		t.Fatalf("%d servers were read: %v", s.Len(), s.damage)
	}
	if err := s.Set("1", Settings{Page: 1}); err == nil || !strings.Contains(err.Error(), "no room") || s.Get("1") != (Settings{}) {
		t.Errorf("one server too many: %v", err)
	}
	if gone, err := s.Retain(func(guild string) bool { return guild != strconv.FormatUint(1<<63, 10) }); gone != 1 || err != nil {
		t.Fatalf("forgot %d servers, %v", gone, err)
	}
	mustSet(t, s, "1", Settings{Page: 1})
}

func TestClosedAndNilStores(t *testing.T) {
	s := mustOpen(t, tempPath(t))
	mustSet(t, s, newsroom, Settings{Page: 4})
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Set(newsroom, Settings{Page: 5}); err == nil || s.Get(newsroom).Page != 4 {
		t.Errorf("after Close: %v, %+v", err, s.Get(newsroom))
	}
	var none *Store
	if none.Get(newsroom) != (Settings{}) {
		t.Error("a nil store has settings")
	}
}

func TestConcurrentUse(t *testing.T) {
	s := mustOpen(t, tempPath(t))
	var all sync.WaitGroup
	for i := range 8 {
		guild := strconv.Itoa(i + 1)
		all.Go(func() {
			for n := range 20 {
				set := Settings{Private: n%2 == 0, Page: 1 + (n+i)%MaxPage}
				if err := s.Set(guild, set); err != nil || s.Get(guild) != set {
					t.Errorf("%v: %+v, want %+v", err, s.Get(guild), set)
				}
			}
		})
		all.Go(func() {
			for range 1000 {
				if p := s.Get(guild).Page; p < 0 || p > MaxPage || s.Len() > 8 {
					t.Errorf("%d excerpts, %d servers", p, s.Len())
				}
			}
		})
	}
	all.Wait()
	if s = reopen(t, s); s.Len() != 8 {
		t.Errorf("%d servers were written", s.Len())
	}
}

func TestOneProcessAtATime(t *testing.T) {
	path := tempPath(t)
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "GUILDS_TEST_HOLD="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "open\n" {
		t.Fatalf("the other process says %q, %v", line, err)
	}
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), path+": another process uses it") {
		t.Errorf("while another process has the file: %v", err)
	}
	in.Close()
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, path)
	if s.Get(newsroom).Page != 2 {
		t.Error("what the other process set is not there")
	}
	if _, err := Open(path); err == nil {
		t.Error("the same process opened it twice")
	}
}

// TestFailedWrite takes the folder away for a while, as a disk may go.
func TestFailedWrite(t *testing.T) {
	s := mustOpen(t, tempPath(t))
	mustSet(t, s, newsroom, Settings{Page: 4})
	dir := filepath.Dir(s.path)
	if err := os.Rename(dir, dir+".away"); err != nil {
		t.Fatal(err)
	}
	if err := s.Set(harbour, Settings{Page: 5}); err == nil {
		t.Error("a folder that is not there was written to")
	}
	if s.Len() != 1 || s.Get(newsroom).Page != 4 || s.Get(harbour).Page != 0 {
		t.Errorf("a failed write changed memory: %d servers", s.Len())
	}
	if err := os.Rename(dir+".away", dir); err != nil {
		t.Fatal(err)
	}
	mustSet(t, s, harbour, Settings{Page: 5})
	if s = reopen(t, s); s.Len() != 2 {
		t.Errorf("%d servers, when the folder is there again", s.Len())
	}
}

func TestDamagedFilesAreMovedAside(t *testing.T) {
	for name, data := range map[string]string{
		"empty":           "",
		"cut off":         `{"format":1,"servers":{"1155555555555555555":{"priv`,
		"two files":       `{"format":1,"servers":{}}{"format":1,"servers":{}}`,
		"no format":       `{"servers":{}}`,
		"no servers":      `{"format":1}`,
		"null":            `{"format":1,"servers":null}`,
		"unknown field":   `{"format":1,"servers":{},"members":{}}`,
		"unknown setting": `{"format":1,"servers":{"1":{"page":2,"name":"x"}}}`,
		"duplicate field": `{"format":1,"servers":{"2":{"page":1}},"servers":{"1":{"page":1}}}`,
		"duplicate id":    `{"format":1,"servers":{"1":{"page":1},"1":{"page":2}}}`,
		"same id twice":   `{"format":1,"servers":{"01":{"page":1},"1":{"page":1}}}`,
		"id 0":            `{"format":1,"servers":{"0":{"page":1}}}`,
		"odd id":          `{"format":1,"servers":{"newsroom":{"page":1}}}`,
		"page 6":          `{"format":1,"servers":{"1":{"page":6}}}`,
		"half a page":     `{"format":1,"servers":{"1":{"page":1.5}}}`,
		"defaults":        `{"format":1,"servers":{"1":{}}}`,
		"too large":       `{"format":1,"servers":{}}` + strings.Repeat(" ", maxFile),
	} {
		t.Run(name, func(t *testing.T) {
			path := tempPath(t)
			for i := range 2 {
				if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
					t.Fatal(err)
				}
				s := mustOpen(t, path)
				moved, damage := s.Moved()
				if !strings.HasPrefix(moved, path+".damaged-") || damage == nil || s.Len() != 0 {
					t.Fatalf("moved to %q (%v), %d servers", moved, damage, s.Len())
				}
				if string(mustRead(t, moved)) != data {
					t.Error("the file that was moved aside is another")
				}
				if all, err := filepath.Glob(path + ".damaged-*"); len(all) != i+1 || err != nil {
					t.Errorf("moved aside are %q, %v", all, err)
				}
				mustSet(t, s, newsroom, Settings{Private: true})
				if s = reopen(t, s); !s.Get(newsroom).Private || s.damage != nil {
					t.Errorf("the fresh file is damaged, too: %v", s.damage)
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func TestNewerFilesAreLeftAlone(t *testing.T) {
	for _, data := range []string{
		`{"format":2,"servers":{"1":{"page":1}}}`,
		`{"since":"2031","servers":[{"id":1}],"format":3}`,
	} {
		path := tempPath(t)
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path); err == nil || !strings.Contains(err.Error(), path+": a newer onrecord") {
			t.Errorf("a newer format: %v", err)
		}
		if got := string(mustRead(t, path)); got != data {
			t.Errorf("the file is now %s", got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"format":1,"servers":{"1155555555555555555":{"private":true,"page":4}}}`))
	f.Add([]byte(`{"format": 1, "servers": {"1": {"page": 2}}}`))
	f.Add([]byte(`{"format":2}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		all, err := decode(data)
		if err != nil {
			return
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, data); err != nil || compact.String() != string(encode(all)) {
			t.Errorf("%q is %+v, %v", data, all, err)
		}
		for id, set := range all {
			if _, err := parseID(strconv.FormatUint(id, 10)); err != nil || set == (Settings{}) || set.Page < 0 || set.Page > MaxPage {
				t.Errorf("%q has %d: %+v", data, id, set)
			}
		}
	})
}
