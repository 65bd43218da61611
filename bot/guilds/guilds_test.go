package guilds

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"go.etcd.io/bbolt"
	"go.uber.org/goleak"
)

// TestMain is the tests, or one of the processes that they start.
func TestMain(m *testing.M) {
	if run := children[os.Getenv("GUILDS_TEST_CHILD")]; run != nil {
		if err := run(os.Getenv("GUILDS_TEST_PATH")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m)
}

const newsroom, harbour = "1155555555555555555", "1166666666666666666"

func temp(t testing.TB) string { return filepath.Join(t.TempDir(), "data", "guilds.db") }

func mustOpen(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func mustSet(t testing.TB, s *Store, guild string, set Settings) {
	t.Helper()
	if err := s.Set(guild, set); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsSetIsThereAgain(t *testing.T) {
	path := temp(t)
	s := mustOpen(t, path)
	if got := s.Get(newsroom); got != (Settings{}) || s.Len() != 0 {
		t.Errorf("a new store has %+v and %d entries", got, s.Len())
	}
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
		if s.Len() != len(want) {
			t.Errorf("%d servers have something set, want %d", s.Len(), len(want))
		}
		if moved, damage := s.Moved(); moved != "" || damage != nil {
			t.Errorf("a sound file was moved to %q: %v", moved, damage)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = mustOpen(t, path)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read the file: %v, %v", info.Mode(), err)
	}
}

func TestTheDefaultsNeedNoEntry(t *testing.T) {
	path := temp(t)
	s := mustOpen(t, path)
	mustSet(t, s, newsroom, Settings{Private: true})
	mustSet(t, s, harbour, Settings{Page: 2})
	mustSet(t, s, newsroom, Settings{})
	if err := s.Forget(harbour); err != nil {
		t.Fatal(err)
	}
	if err := s.Forget(harbour); err != nil {
		t.Errorf("to forget what is not there: %v", err)
	}
	if s.Len() != 0 || s.Get(newsroom) != (Settings{}) || s.Get(harbour) != (Settings{}) {
		t.Error("servers are not forgotten")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s = mustOpen(t, path); s.Len() != 0 {
		t.Error("they come back")
	}
}

func TestServersThatTheBotHasLeftAreForgotten(t *testing.T) {
	path := temp(t)
	s := mustOpen(t, path)
	for i := range 100 {
		mustSet(t, s, strconv.Itoa(i+1), Settings{Page: 1 + i%MaxPage})
	}
	odd := func(guild string) bool { return strings.ContainsAny(guild[len(guild)-1:], "13579") }
	if gone, err := s.Retain(odd); gone != 50 || err != nil {
		t.Errorf("forgot %d servers, %v; want 50", gone, err)
	}
	if gone, err := s.Retain(odd); gone != 0 || err != nil {
		t.Errorf("then forgot %d servers, %v; want none", gone, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s = mustOpen(t, path); s.Len() != 50 || s.Get("2") != (Settings{}) || s.Get("99") == (Settings{}) {
		t.Errorf("%d servers are left", s.Len())
	}
}

func TestWhatNoServerCanSet(t *testing.T) {
	s := mustOpen(t, temp(t))
	for _, guild := range []string{"", "0", "-1", "+1", "01", "1.0", "x", " 1", "18446744073709551616", "1155555555555555555\n", strings.Repeat("1", 1<<20)} {
		if err := s.Set(guild, Settings{Private: true}); err == nil || len(err.Error()) > 200 {
			t.Errorf("server %.30q: %.300v", guild, err)
		}
		if s.Get(guild) != (Settings{}) {
			t.Errorf("server %.30q has something set", guild)
		}
	}
	for _, page := range []int{-1, 6, 256, 257} {
		if err := s.Set(newsroom, Settings{Page: page}); err == nil {
			t.Errorf("%d excerpts a page can be set", page)
		}
	}
	if s.Len() != 0 {
		t.Errorf("%d servers have something set", s.Len())
	}
}

func TestThereIsAnEndToServers(t *testing.T) {
	s := mustOpen(t, temp(t))
	s.limit = 2
	mustSet(t, s, newsroom, Settings{Page: 1})
	mustSet(t, s, harbour, Settings{Page: 1})
	if err := s.Set("1", Settings{Page: 1}); !errors.Is(err, ErrFull) {
		t.Errorf("a third server of two: %v", err)
	}
	mustSet(t, s, harbour, Settings{Page: 2})
	mustSet(t, s, newsroom, Settings{})
	mustSet(t, s, "1", Settings{Page: 1})
}

func TestAStoreThatIsNotThere(t *testing.T) {
	closed := mustOpen(t, temp(t))
	mustSet(t, closed, newsroom, Settings{Page: 4})
	for range 2 {
		if err := closed.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if closed.Get(newsroom).Page != 4 {
		t.Error("a closed store forgets")
	}
	for _, s := range []*Store{nil, closed} {
		if err := s.Set(harbour, Settings{Private: true}); err == nil || s.Get(harbour) != (Settings{}) {
			t.Errorf("setting: %v, and then %+v is set", err, s.Get(harbour))
		}
		if _, err := s.Retain(func(string) bool { return false }); err == nil {
			t.Error("Retain worked")
		}
	}
	var none *Store
	if none.Len() != 0 || none.Close() != nil {
		t.Error("a nil store is not empty")
	}
}

func TestManyAtOnce(t *testing.T) {
	s := mustOpen(t, temp(t))
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
					t.Errorf("%d excerpts a page, %d servers", p, s.Len())
				}
			}
		})
	}
	all.Wait()
}

func TestANewerFormatIsLeftAlone(t *testing.T) {
	path := temp(t)
	s := mustOpen(t, path)
	mustSet(t, s, newsroom, Settings{Page: 4})
	putBehind(t, s, bucketAbout, keyFormat, []byte("2"))
	before := readFile(t, path)
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "newer onrecord, in format 2") || !strings.Contains(err.Error(), "update") {
		t.Errorf("a newer format: %v", err)
	}
	if string(readFile(t, path)) != string(before) {
		t.Error("the file was changed")
	}
}

func TestAnotherProgramsDatabaseIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.db")
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte("accounts"))
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, path)
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "another program's") {
		t.Errorf("another program's database: %v", err)
	}
	if string(readFile(t, path)) != string(before) {
		t.Error("the file was changed")
	}
}

// putBehind closes the store and writes something into its file behind its back.
func putBehind(t *testing.T, s *Store, bucket, key, value []byte) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(s.path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(bucket).Put(key, value) })
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte{1, 0})
	f.Add([]byte{0, 5})
	f.Add([]byte{2, 6})
	f.Add([]byte{0, 0})
	f.Fuzz(func(t *testing.T, value []byte) {
		set, err := decode(value)
		if err != nil {
			return
		}
		if set.Validate() != nil || set == (Settings{}) || string(encode(set)) != string(value) {
			t.Errorf("%x is %+v, which is written %x", value, set, encode(set))
		}
	})
}

func BenchmarkGet(b *testing.B) {
	s := mustOpen(b, temp(b))
	mustSet(b, s, newsroom, Settings{Page: 4})
	b.ReportAllocs()
	for b.Loop() {
		s.Get(newsroom)
	}
}

func BenchmarkSet(b *testing.B) {
	s := mustOpen(b, temp(b))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		mustSet(b, s, newsroom, Settings{Page: 1 + i%MaxPage})
	}
}
