package opensearch

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/corpus"
	"onrecord/index"
	"onrecord/index/opensearch/opensearchtest"
)

// All tests share the nodes of one OpenSearch.
var (
	running *opensearchtest.Nodes // nil until a test needs them
	start   = sync.OnceValue(func() (err error) {
		running, err = opensearchtest.Start(3)
		return err
	})
)

func TestMain(m *testing.M) {
	code := m.Run()
	if running != nil {
		if err := running.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

// cluster returns the nodes, and starts them first. Without them the test is skipped.
func cluster(t *testing.T) *opensearchtest.Nodes {
	t.Helper()
	opensearchtest.Need(t, start())
	return running
}

var opened atomic.Int64

// open returns a cluster with a prefix of its own.
func open(t *testing.T, change ...func(*Config)) *Cluster {
	t.Helper()
	config := Config{Addresses: cluster(t).URLs, Prefix: fmt.Sprint("test", opened.Add(1)), Shards: 2, Timeout: 10 * time.Second}
	for _, f := range change {
		f(&config)
	}
	c := openAs(t, config)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := c.write(ctx, http.MethodDelete, "/"+config.Prefix+"-*", nil, nil); err != nil {
			t.Error(err)
		}
	})
	return c
}

func openAs(t *testing.T, config Config) *Cluster {
	t.Helper()
	c, err := Open(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// through is another client of a cluster, which reaches it by another address.
func through(t *testing.T, c *Cluster, address string) *Cluster {
	t.Helper()
	config := c.config
	config.Addresses = []string{address}
	return openAs(t, config)
}

// green waits until all three nodes are there, and all copies of all shards.
func green(t *testing.T) {
	t.Helper()
	c := open(t)
	var health struct{ Status string }
	for health.Status != "green" {
		path := "/_cluster/health?wait_for_nodes=3&wait_for_status=green&timeout=5s"
		if err := c.write(t.Context(), http.MethodGet, path, nil, &health); err != nil && !isRefused(err, http.StatusRequestTimeout) {
			t.Log(err)
		}
	}
}

// proxy forwards to a node, but for what handle answers itself.
func proxy(t *testing.T, handle func(w http.ResponseWriter, r *http.Request) (done bool)) http.Handler {
	t.Helper()
	node, err := url.Parse(cluster(t).URLs[0])
	if err != nil {
		t.Fatal(err)
	}
	forward := httputil.NewSingleHostReverseProxy(node)
	forward.ErrorLog = log.New(io.Discard, "", 0) // of requests that are given up
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !handle(w, r) {
			forward.ServeHTTP(w, r)
		}
	})
}

// additions are articles of one passage: ids and texts in turn.
func additions(idsAndTexts ...string) (out []index.Addition) {
	for pair := range slices.Chunk(idsAndTexts, 2) {
		out = append(out, index.Addition{Documents: []index.Document{{Article: pair[0], Hash: "1", Outlet: "Echo", Date: "2021-03-31", Text: join(index.Terms(pair[1]))}}})
	}
	return out
}

// has is a plan for a word.
func has(word string) *index.Plan {
	return &index.Plan{Must: []index.Clause{{{Field: index.Text, Term: index.Terms(word)[0], Boost: 1}}}, Limit: 1000}
}

// finds looks how many passages have a word.
func finds(t *testing.T, c *Cluster, word string, want int) {
	t.Helper()
	found, err := c.Candidates(t.Context(), has(word))
	if err != nil || found.Total != want || len(found.Passages) != want {
		t.Errorf("%d passages of %d have %q (%v), want %d", len(found.Passages), found.Total, word, err, want)
	}
}

// ferries are a corpus of so many articles.
func ferries(t *testing.T, n int) *corpus.Corpus {
	t.Helper()
	var articles []*corpus.Article
	for i := range n {
		a, err := corpus.New(fmt.Sprintf("ferry%03d", i), corpus.Meta{Title: "Ferry", Outlet: "Echo", Form: corpus.Full},
			fmt.Sprintf("Ferry %d of %d was late.", i, n))
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	c, err := corpus.NewCorpus(articles)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
