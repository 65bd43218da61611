package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/index"
	"onrecord/index/opensearch/opensearchtest"
)

// A holding is coverage of some articles, without a cluster.
type holding struct {
	index.Loading
	ids   []string
	asked int
}

func (h *holding) Held(context.Context) (map[string]index.Revision, error) {
	h.asked++
	held := map[string]index.Revision{}
	for _, id := range h.ids {
		held[id] = index.Revision{Hash: "another", Documents: 1}
	}
	return held, nil
}

func (h *holding) Write(context.Context, map[string]index.Revision, []index.Addition) error {
	return nil
}

func (h *holding) Finish(context.Context, *index.Coverage, []corpus.Identity) error { return nil }

// TestMostArticlesStay loads two articles over others, and lists what is there once.
func TestMostArticlesStay(t *testing.T) {
	var articles []*corpus.Article
	for _, id := range []string{"ferry", "quay"} {
		a, err := corpus.New(id, corpus.Meta{Title: id, Form: corpus.Full}, "The ferry is late.")
		must(t, err)
		articles = append(articles, a)
	}
	c, err := corpus.NewCorpus(articles)
	must(t, err)
	for held, want := range map[string]string{
		"":                     "",
		"ferry quay":           "",
		"ferry gone":           "",
		"ferry gone lost":      "of 3 articles in the cluster 1 would be left: look at CORPUS_DIR, or give --shrink",
		"gone":                 "of 1 article in the cluster 0 would be left",
		"ferry quay gone lost": "",
	} {
		t.Run(held, func(t *testing.T) {
			h := &holding{ids: strings.Fields(held)}
			err := index.Load(t.Context(), c, guarded{h, c}, nil, nil)
			if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) || h.asked != 1 {
				t.Errorf("%v after %d lists, want %q", err, h.asked, want)
			}
		})
	}
}

// TestACluster loads the built-in coverage into one, and asks there as in memory; then the
// cluster goes, and comes back.
func TestACluster(t *testing.T) {
	n, err := opensearchtest.Start(1)
	opensearchtest.Need(t, err)
	t.Cleanup(func() { must(t, n.Stop()) })
	t.Chdir(t.TempDir())
	ask := func(want int, args ...string) string {
		t.Helper()
		var out, log bytes.Buffer
		if code := run(t.Context(), args, strings.NewReader(""), &out, &log); code != want {
			t.Errorf("%q ends with %d, want %d:\n%s%s", args, code, want, out.String(), log.String())
		}
		return out.String() + log.String()
	}
	questions := [][]string{
		{"quote", "parker", "encryption"},
		{"verify", "we do not have population-scale monitoring", "--speaker", "parker"},
		{"who", "plot and communicate out of the reach of any authorities"},
		{"timeline", "terrorism", "--speaker", "parker"},
		{"timeline", "--speaker", "dick"},
		{"compare", "encryption"},
		{"sources"}, {"about"},
		{"article", "social networks should report"},
		{"quote", "--outlet", "guardian", "--format", "json", "status quo"},
		{"quote", "--speaker", "hanigan", "terrorists"},
	}
	var want []string
	for _, q := range questions {
		want = append(want, ask(exitAnswered, q...))
	}
	t.Setenv("SEARCH_URL", n.URLs[0])
	t.Setenv("SEARCH_REPLICAS", "0")
	if got := ask(exitFault, "quote", "parker"); !strings.Contains(got, "no coverage is loaded: run onrecord load") {
		t.Errorf("before it is loaded it says %q", got)
	}
	if got := ask(exitAnswered, "load", "--corpus", "builtin"); !strings.Contains(got, "The cluster has 5 articles of 5 outlets") || !strings.Contains(got, "57 passages sent") {
		t.Errorf("load says %q", got)
	}
	if got := ask(exitAnswered, "load", "--corpus", "builtin"); !strings.Contains(got, "; 0 passages sent") {
		t.Errorf("load again says %q", got)
	}
	must(t, os.Mkdir("few", 0o755))
	must(t, os.WriteFile("few/one.md", []byte("---\ntitle: One\nparams:\n  outlet: Gull\n  form: full\n---\nThe quay is closed.\n"), 0o644))
	if got := ask(exitFault, "load", "--corpus", "few"); !strings.Contains(got, "of 5 articles in the cluster 0 would be left") {
		t.Errorf("load of something else says %q", got)
	}
	for i, q := range questions {
		if got := ask(exitAnswered, q...); got != want[i] {
			t.Errorf("%q: the cluster says\n%s\nwant\n%s", q, got, want[i])
		}
	}

	p := &program{stderr: io.Discard}
	set, err := p.settings()
	must(t, err)
	lib, err := set.open(t.Context(), true)
	must(t, err)
	defer func() { must(t, lib.Close()) }()
	router := commands.NewRouter(lib, about())
	handle := func() error {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		_, err := router.Handle(ctx, commands.Request{Command: "quote", Args: map[string]string{"query": "parker"}})
		return err
	}
	must(t, handle())
	n.Do(t, "kill", 1)
	if err := handle(); err == nil || !strings.Contains(err.Error(), "the coverage cannot be reached") {
		t.Errorf("without the cluster: %v", err)
	}
	n.Do(t, "revive", 1)
	for handle() != nil {
		if t.Context().Err() != nil {
			t.Fatal("it does not come back")
		}
	}
}
