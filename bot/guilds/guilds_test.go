package guilds

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

const newsroom, harbour = "1155555555555555555", "1166666666666666666"

func tempPath(t testing.TB) string { return filepath.Join(t.TempDir(), "guilds.json") }

func mustOpen(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// reopen opens a store's file again, as the next run of the bot does.
func reopen(t testing.TB, s *Store) *Store {
	t.Helper()
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
		if len(s.all) != len(want) {
			t.Errorf("%d servers", len(s.all))
		}
		s = reopen(t, s)
	}
	if info, err := os.Stat(s.path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's mode is %v, %v", info.Mode(), err)
	}
	mustSet(t, s, newsroom, Settings{})
	if s = reopen(t, s); len(s.all) != len(want)-1 || bytes.Contains(mustRead(t, s.path), []byte(newsroom)) {
		t.Errorf("a server with the defaults has an entry: %s", mustRead(t, s.path))
	}
}

func TestNilStore(t *testing.T) {
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
				if p := s.Get(guild).Page; p < 0 || p > MaxPage {
					t.Errorf("%d excerpts", p)
				}
			}
		})
	}
	all.Wait()
	if s = reopen(t, s); len(s.all) != 8 {
		t.Errorf("%d servers were written", len(s.all))
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
	if len(s.all) != 1 || s.Get(newsroom).Page != 4 || s.Get(harbour).Page != 0 {
		t.Errorf("a failed write changed memory: %d servers", len(s.all))
	}
	if err := os.Rename(dir+".away", dir); err != nil {
		t.Fatal(err)
	}
	mustSet(t, s, harbour, Settings{Page: 5})
	if s = reopen(t, s); len(s.all) != 2 {
		t.Errorf("%d servers, when the folder is there again", len(s.all))
	}
}

// TestDamagedFiles, and those of a newer onrecord, are named and left alone.
func TestDamagedFiles(t *testing.T) {
	for name, data := range map[string]string{
		"empty":           "",
		"cut off":         `{"format":1,"servers":{"1155555555555555555":{"priv`,
		"no format":       `{"servers":{}}`,
		"no servers":      `{"format":1}`,
		"null":            `{"format":1,"servers":null}`,
		"unknown field":   `{"format":1,"servers":{},"members":{}}`,
		"unknown setting": `{"format":1,"servers":{"1":{"page":2,"name":"x"}}}`,
		"half a page":     `{"format":1,"servers":{"1":{"page":1.5}}}`,
		"newer":           `{"format":2,"servers":{"1":{"page":1}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			path := tempPath(t)
			if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := Open(path); err == nil || !strings.HasPrefix(err.Error(), "read "+path+": ") {
				t.Errorf("it says %v", err)
			}
			if got := string(mustRead(t, path)); got != data {
				t.Errorf("the file is now %s", got)
			}
		})
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
		again, err := json.Marshal(file{format, all})
		if err != nil {
			t.Fatal(err)
		}
		if same, err := decode(again); err != nil || !maps.Equal(same, all) {
			t.Errorf("%q is %+v, %v", data, all, err)
		}
	})
}
