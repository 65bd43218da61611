package guilds

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// filled makes a sound file with so many servers and returns its bytes.
func filled(t *testing.T, servers int) []byte {
	t.Helper()
	path := temp(t)
	s := mustOpen(t, path)
	changes := map[id]Settings{}
	for i := range servers {
		changes[id(i+1)<<22] = Settings{Page: 1 + i%MaxPage}
	}
	if err := s.change(changes); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return readFile(t, path)
}

func TestADamagedFileIsMovedAside(t *testing.T) {
	sound := filled(t, 500)
	zeroed := bytes.Clone(sound)
	clear(zeroed[2*4096:])
	for name, file := range map[string][]byte{
		"text":              []byte("GUILD_ID=1155555555555555555\n"),
		"junk":              junk(1 << 16),
		"zeros":             make([]byte, 1<<16),
		"cut off":           sound[:len(sound)/2],
		"only the metas":    sound[:2*4096],
		"one page":          sound[:4096],
		"one byte":          sound[:1],
		"metas over zeros":  zeroed,
		"metas over a hole": append(bytes.Clone(sound[:2*4096]), junk(1<<15)...),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "guilds.db")
			for i := range 2 { // the second at the same second, maybe
				if err := os.WriteFile(path, file, 0o600); err != nil {
					t.Fatal(err)
				}
				s := mustOpen(t, path)
				moved, damage := s.Moved()
				if moved == "" || damage == nil || !strings.HasPrefix(moved, path+".damaged-") || s.Len() != 0 {
					t.Fatalf("moved to %q (%v), %d servers", moved, damage, s.Len())
				}
				if got := readFile(t, moved); !bytes.Equal(got, file) {
					t.Errorf("what was moved aside has %d bytes, want the %d that it had", len(got), len(file))
				}
				mustSet(t, s, newsroom, Settings{Private: true})
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
				if s = mustOpen(t, path); !s.Get(newsroom).Private {
					t.Error("the fresh file keeps nothing")
				}
				if moved, _ := s.Moved(); moved != "" {
					t.Error("the fresh file is damaged, too")
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
				if all, _ := filepath.Glob(path + ".damaged-*"); len(all) != i+1 {
					t.Errorf("there are %q", all)
				}
			}
		})
	}
}

func junk(n int) []byte {
	b := make([]byte, n)
	rng := rand.NewChaCha8([32]byte{7})
	_, _ = rng.Read(b)
	return b
}

func TestAnEntryThatCannotBe(t *testing.T) {
	key := id(1).key()
	for _, entry := range [][2][]byte{
		{key, {}}, {key, {1}}, {key, {1, 0, 0}}, {key, {2, 1}}, {key, {0, 6}}, {key, {0, 0}},
		{make([]byte, 8), {1, 0}}, {[]byte("1155555"), {1, 0}}, {[]byte("1155555555555555555"), {1, 0}},
	} {
		s := mustOpen(t, temp(t))
		mustSet(t, s, newsroom, Settings{Page: 4})
		putBehind(t, s, bucketServers, entry[0], entry[1])
		if s = mustOpen(t, s.path); s.damage == nil || s.Len() != 0 {
			t.Errorf("%x → %x: %d servers, %v", entry[0], entry[1], s.Len(), s.damage)
		}
	}
	s := mustOpen(t, temp(t))
	mustSet(t, s, newsroom, Settings{Page: 4})
	putBehind(t, s, bucketAbout, keyFormat, []byte("one"))
	if s = mustOpen(t, s.path); s.damage == nil {
		t.Error("a format of one")
	}
}

// TestDamageAnywhere damages a file here and there. It cannot always be found, but
// what is read must be settings that can be, and all must work then.
func TestDamageAnywhere(t *testing.T) {
	sound := filled(t, 500)
	path := filepath.Join(t.TempDir(), "guilds.db")
	rng := rand.New(rand.NewPCG(1, 2))
	found, rounds := 0, 150
	if testing.Short() {
		rounds = 30
	}
	for range rounds {
		file := bytes.Clone(sound)
		at := rng.IntN(len(file) - 64)
		for i := range 1 + rng.IntN(64) {
			file[at+i] = byte(rng.Uint32())
		}
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(path)
		if err != nil {
			if !strings.Contains(err.Error(), "newer onrecord") && !strings.Contains(err.Error(), "another program's") {
				t.Errorf("damage at %d: %v", at, err)
			}
			continue
		}
		for _, set := range s.all {
			if set.Validate() != nil {
				t.Errorf("damage at %d: %+v", at, set)
			}
		}
		if s.damage != nil {
			found++
		}
		mustSet(t, s, newsroom, Settings{Private: true})
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if again := mustOpen(t, path); again.damage != nil || !again.Get(newsroom).Private {
			t.Errorf("damage at %d was handed on: %v", at, again.damage)
		} else if err := again.Close(); err != nil {
			t.Error(err)
		}
	}
	if found == 0 || found == rounds {
		t.Errorf("damage was found %d times of %d: the test tests nothing", found, rounds)
	}
}

// TestAFileThatIsCutOffWhileItIsUsed changes the file under a running store: bbolt
// falls over that, and the bot must not.
func TestAFileThatIsCutOffWhileItIsUsed(t *testing.T) {
	s := mustOpen(t, temp(t))
	mustSet(t, s, newsroom, Settings{Page: 4})
	if err := os.Truncate(s.path, 4096); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.Set(newsroom, Settings{Page: 5}); err == nil || !strings.Contains(err.Error(), "restart onrecord") {
			t.Errorf("a change of what is cut off: %v", err)
		}
	}
	if s.Get(newsroom).Page != 4 || s.Get(harbour).Page != 0 {
		t.Error("memory has changed")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	// The next process moves it aside. This one has it in its memory still, so it is
	// tried with a copy.
	copied := temp(t) + ".copy"
	if err := errors.Join(os.MkdirAll(filepath.Dir(copied), 0o700), os.WriteFile(copied, readFile(t, s.path), 0o600)); err != nil {
		t.Fatal(err)
	}
	if s = mustOpen(t, copied); s.damage == nil {
		t.Error("the file is sound")
	}
	mustSet(t, s, newsroom, Settings{Page: 5})
}

func TestAnotherStoreInTheSameProcess(t *testing.T) {
	path := temp(t)
	s := mustOpen(t, path)
	mustSet(t, s, newsroom, Settings{Page: 4})
	var held *HeldError
	if _, err := Open(path); !errors.As(err, &held) || held.Path != path || !strings.Contains(err.Error(), "another onrecord uses") {
		t.Errorf("a second store: %v", err)
	}
	mustSet(t, s, newsroom, Settings{Page: 5})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, path)
}

func TestAPlaceThatCannotBe(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, filepath.Join(file, "guilds.db")} {
		if s, err := Open(path); err == nil {
			t.Errorf("%s: opened %v", path, s)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 1 {
		t.Errorf("there is more in the folder now: %v, %v", entries, err)
	}
	empty := filepath.Join(dir, "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if s := mustOpen(t, empty); s.damage != nil {
		t.Errorf("an empty file is %v", s.damage)
	}
}
