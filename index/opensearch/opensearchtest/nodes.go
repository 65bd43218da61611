// Package opensearchtest starts a real OpenSearch for tests, where ../shared has one.
package opensearchtest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Nodes are those of one cluster, on this machine.
type Nodes struct {
	URLs        []string
	script, dir string
}

// errMissing is why tests are skipped.
var errMissing = errors.New("no OpenSearch can be started")

// Start starts a cluster of so many nodes, for tests of a package that lies two folders deep.
func Start(count int) (*Nodes, error) {
	script, err := filepath.Abs("../../../shared/engine/engine.sh")
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(script); err != nil {
		return nil, fmt.Errorf("%w: ../shared/engine is missing", errMissing)
	}
	for _, tool := range []string{"bash", "mvn", "java", "curl"} {
		if _, err := exec.LookPath(tool); err != nil && os.Getenv("CI") == "" {
			return nil, fmt.Errorf("%w: %s is missing", errMissing, tool)
		}
	}
	dir, err := os.MkdirTemp("", "onrecord-opensearch")
	if err != nil {
		return nil, err
	}
	n := &Nodes{script: script, dir: dir}
	err = os.Chmod(dir, 0o755) // for the server's own user
	if err == nil {
		n.URLs, err = n.run("start", count)
	}
	if err != nil {
		return nil, errors.Join(err, n.Stop())
	}
	return n, nil
}

// Need skips a test that cannot have a cluster, and ends one whose cluster does not start.
func Need(t testing.TB, err error) {
	t.Helper()
	switch {
	case errors.Is(err, errMissing):
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
}

// Do has the script kill, pause, resume or revive a node: 1, 2 or 3.
func (n *Nodes) Do(t testing.TB, what string, node int) {
	t.Helper()
	_, err := n.run(what, node)
	Need(t, err)
}

// Stop ends all nodes and removes what they keep.
func (n *Nodes) Stop() error {
	_, err := n.run("stop")
	return errors.Join(err, os.RemoveAll(n.dir))
}

// run has the script do something, and returns the words that it prints.
func (n *Nodes) run(what string, number ...int) ([]string, error) {
	args := []string{n.script, what, n.dir}
	for _, i := range number {
		args = append(args, strconv.Itoa(i))
	}
	out, err := exec.Command("bash", args...).Output()
	if err != nil {
		return nil, fmt.Errorf("engine.sh %s: %w", what, err)
	}
	return strings.Fields(string(out)), nil
}
