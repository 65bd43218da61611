package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/text"
	"onrecord/index"
	"onrecord/index/opensearch"
)

// openCluster returns the cluster that the settings name. It need not be reached.
func (set settings) openCluster() (*opensearch.Cluster, error) {
	config := set.search
	config.Addresses = strings.FieldsFunc(set.searchURL, func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
	config.Log = set.bot.Log
	cluster, err := opensearch.Open(config)
	if err != nil {
		return nil, fmt.Errorf("SEARCH_CA or SEARCH_URL: %w", err)
	}
	return cluster, nil
}

func (p *program) loadCommand() *cobra.Command {
	var shrink bool
	cmd := p.command("load", func(ctx context.Context, set settings) error { return p.load(ctx, set, shrink) }, loadSettings...)
	cmd.Flags().BoolVar(&shrink, "shrink", false, "load even if most of the articles in the cluster are not among those of CORPUS_DIR, and leave it")
	return cmd
}

// A guarded is what a cluster holds, which is not to lose most of its articles: a folder that
// was left out by mistake is likelier.
type guarded struct {
	index.Loading
	corpus *corpus.Corpus
}

// Held fails where most of the articles would leave the cluster.
func (g guarded) Held(ctx context.Context) (map[string]index.Revision, error) {
	held, err := g.Loading.Held(ctx)
	if err != nil {
		return nil, err
	}
	stay := 0
	for id := range held {
		if _, stays := g.corpus.Article(id); stays {
			stay++
		}
	}
	if 2*stay < len(held) {
		return nil, fmt.Errorf("of %s in the cluster %d would be left: look at CORPUS_DIR, or give --shrink", text.Count(len(held), "article"), stay)
	}
	return held, nil
}

func (p *program) load(ctx context.Context, set settings, shrink bool) (err error) {
	if set.searchURL == "" {
		return errors.New("load: SEARCH_URL names no cluster: set it, or leave loading out, since articles in memory need none")
	}
	if !set.named {
		return errors.New("load: say which articles, by CORPUS_DIR or --corpus (builtin is the built-in coverage): what is not among them leaves the cluster")
	}
	c, err := loadCorpus(ctx, set, nil)
	if err != nil {
		return err
	}
	cluster, err := set.openCluster()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cluster.Close()) }()
	present, err := cluster.Present(ctx)
	if err != nil {
		return fmt.Errorf("load coverage: %w", err)
	}
	if present != nil && !shrink {
		present = guarded{present, c}
	}
	began, sent := time.Now(), 0
	shown := every(time.Second, func(done, total int) {
		rate := float64(done) / time.Since(began).Seconds()
		fmt.Fprintf(p.stderr, "sent %d of %s, %.0f a second\n", done, text.Count(total, "passage"), rate)
	})
	err = index.Load(ctx, c, present, cluster.Beside, func(done, total int) {
		sent = done
		shown(done, total)
	})
	switch {
	case err != nil && sent > 0:
		return fmt.Errorf("%w: what was sent stays: run it again to go on", err)
	case err != nil:
		return err
	}
	scope := c.Scope()
	fmt.Fprintf(p.stdout, "The cluster has %s, version %s; %s sent.\n", commands.ScopeText(scope), scope.Version, text.Count(sent, "passage"))
	return nil
}
