package guilds

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// children are what the processes do that the tests start.
var children = map[string]func(path string) error{
	"hold":  hold,
	"write": writeForEver,
}

// child starts this program again, to do something else than the tests.
func child(t *testing.T, what, path string) (*exec.Cmd, *bufio.Scanner, io.Closer) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "GUILDS_TEST_CHILD="+what, "GUILDS_TEST_PATH="+path)
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
	return cmd, bufio.NewScanner(out), in
}

// hold keeps the file open until its standard input ends.
func hold(path string) error {
	s, err := Open(path)
	if err != nil {
		return err
	}
	if err := s.Set(newsroom, Settings{Page: 2}); err != nil {
		return err
	}
	fmt.Println("open")
	_, err = io.Copy(io.Discard, os.Stdin)
	return errors.Join(err, s.Close())
}

func TestASecondProcess(t *testing.T) {
	path := temp(t)
	cmd, out, in := child(t, "hold", path)
	if !out.Scan() {
		t.Fatal("the other process did not open the file")
	}
	began := time.Now()
	var held *HeldError
	if _, err := Open(path); !errors.As(err, &held) || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "DATA_DIR") {
		t.Errorf("while another process has it: %v", err)
	}
	if waited := time.Since(began); waited > 10*lockWait {
		t.Errorf("that took %v to find out", waited)
	}
	in.Close()
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	if s := mustOpen(t, path); s.Get(newsroom).Page != 2 {
		t.Error("what the other process set is not there")
	}
}

// writeForEver sets one thing after the other and says so when it is set.
func writeForEver(path string) error {
	s, err := Open(path)
	if err != nil {
		return err
	}
	for n := 1; ; n++ {
		if err := s.Set(newsroom, nth(n)); err != nil {
			return err
		}
		if err := s.Set(strconv.Itoa(n), Settings{Private: true}); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

func nth(n int) Settings { return Settings{Private: n/MaxPage%2 == 0, Page: 1 + n%MaxPage} }

// TestKilledWhileWriting kills a process in the middle of its work: what it said to be
// set is there, and of what it was at, all or nothing.
func TestKilledWhileWriting(t *testing.T) {
	path := temp(t)
	for round := range 5 {
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
		cmd, out, _ := child(t, "write", path)
		for range 5 + 7*round {
			if !out.Scan() {
				t.Fatal("the other process ended by itself")
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		last := out.Text()
		for out.Scan() {
			last = out.Text()
		}
		if err := cmd.Wait(); err == nil {
			t.Fatal("it was not killed")
		}
		n, err := strconv.Atoi(last)
		if err != nil {
			t.Fatal(err)
		}
		s := mustOpen(t, path)
		if s.damage != nil {
			t.Fatalf("the file is damaged: %v", s.damage)
		}
		if got := s.Get(newsroom); got != nth(n) && got != nth(n+1) {
			t.Errorf("%+v is set, want %+v or %+v", got, nth(n), nth(n+1))
		}
		if got := s.Len() - 1; got != n && got != n+1 {
			t.Errorf("%d servers were written, want %d or one more", got, n)
		}
		for i := range n {
			if !s.Get(strconv.Itoa(i + 1)).Private {
				t.Errorf("server %d is lost", i+1)
			}
		}
		mustSet(t, s, harbour, Settings{Page: 3})
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
