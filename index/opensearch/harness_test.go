package opensearch

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// The nodes of a real OpenSearch, which all tests share.
type nodes struct {
	script string
	dir    string
	urls   []string
}

var (
	start   sync.Once
	shared  *nodes
	missing string // why there are none
)

func TestMain(m *testing.M) {
	code := m.Run()
	if shared != nil {
		if _, err := shared.run("stop", shared.dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
		_ = os.RemoveAll(shared.dir)
	}
	os.Exit(code)
}

// cluster returns the nodes, and starts them first. Without them the test is skipped.
func cluster(t *testing.T) *nodes {
	t.Helper()
	start.Do(func() {
		script, err := filepath.Abs("../../../shared/engine/engine.sh")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(script); err != nil {
			missing = "../shared/engine, which starts an OpenSearch, is missing"
			return
		}
		for _, tool := range []string{"bash", "mvn", "java", "curl"} {
			if _, err := exec.LookPath(tool); err != nil {
				missing = tool + ", which OpenSearch needs, is missing"
				return
			}
		}
		dir, err := os.MkdirTemp("", "onrecord-opensearch")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(dir, 0o755); err != nil { // for the server's own user
			t.Fatal(err)
		}
		n := &nodes{script: script, dir: dir}
		out, err := n.run("start", dir, "3")
		if err != nil {
			t.Fatal(err)
		}
		n.urls = strings.Fields(out)
		shared = n
	})
	if shared == nil {
		if missing == "" {
			t.Fatal("OpenSearch did not start")
		}
		if os.Getenv("CI") != "" && !strings.Contains(missing, "shared") {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	return shared
}

// run has the script do something.
func (n *nodes) run(args ...string) (string, error) {
	cmd := exec.Command("bash", append([]string{n.script}, args...)...)
	// A node that hangs is soon left out by the others.
	cmd.Env = append(os.Environ(), "ENGINE_YML="+strings.Join([]string{
		"cluster.fault_detection.follower_check.timeout: 4s", "cluster.fault_detection.follower_check.retry_count: 1",
		"cluster.fault_detection.leader_check.timeout: 4s", "cluster.fault_detection.leader_check.retry_count: 1",
	}, "\n"))
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("engine.sh %s: %w", strings.Join(args, " "), err)
	}
	return string(out), nil
}

// do has it kill, pause, resume or revive a node: 1, 2 or 3.
func (n *nodes) do(t *testing.T, what string, node int) {
	t.Helper()
	if _, err := n.run(what, n.dir, strconv.Itoa(node)); err != nil {
		t.Fatal(err)
	}
}

var prefixes atomic.Int64

// open returns a cluster with a prefix of its own.
func open(t *testing.T, change ...func(*Config)) *Cluster {
	t.Helper()
	config := Config{Addresses: cluster(t).urls, Prefix: fmt.Sprint("test", prefixes.Add(1)), Shards: 2, Timeout: 20 * time.Second}
	for _, f := range change {
		f(&config)
	}
	c, err := Open(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := c.write(ctx, "DELETE", "/"+config.Prefix+"-*", nil, nil); err != nil {
			t.Error(err)
		}
		c.Close()
	})
	return c
}
