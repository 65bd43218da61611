package opensearch

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"sync"
	"time"

	"onrecord/corpus"
	"onrecord/index"
)

//go:embed mapping.json
var mappingJSON []byte

// mapping is what an index is made of.
var mapping = func() (m struct{ Settings, Mappings object }) {
	if err := json.Unmarshal(mappingJSON, &m); err != nil {
		panic(err) // it is embedded
	}
	return m
}()

// mappingVersion is counted up with every change of how something is indexed.
var mappingVersion = mapping.Mappings["_meta"].(map[string]any)["version"].(string) + "." + index.Version

// A meta is what an index says of itself.
type meta struct {
	Version  string `json:"version"`            // of the mapping
	Coverage string `json:"coverage,omitempty"` // its version, once all of it is there
}

// errEmpty is what is said until coverage has been loaded.
var errEmpty = errors.New("no coverage is loaded: run onrecord load")

// meta returns the name of the index that is searched, or being built, and what it says of
// itself.
func (c *Cluster) meta(ctx context.Context) (name string, m meta, err error) {
	var answer map[string]struct {
		Mappings struct {
			Meta meta `json:"_meta"`
		}
	}
	err = c.read(ctx, http.MethodGet, "/"+c.target+"/_mapping?filter_path=*.mappings._meta", nil, &answer)
	if isRefused(err, http.StatusNotFound) {
		return "", m, errEmpty
	}
	for name, one := range answer {
		return name, one.Mappings.Meta, nil
	}
	return "", m, err
}

// Version is the [index.Shared]'s. It fails where this program cannot search the coverage, so
// that what reads by way of [index.Follow] never does.
func (c *Cluster) Version(ctx context.Context) (version string, err error) {
	defer wrap(&err, "look up version of coverage")
	_, m, err := c.meta(ctx)
	if err == nil && m.Version != mappingVersion {
		err = fmt.Errorf("the coverage in the cluster is of version %q and this program searches %q: run onrecord load", m.Version, mappingVersion)
	}
	return m.Coverage, err
}

// A Build is a state of the coverage that is written to: the one that is searched, or one
// that will be. Several goroutines may write to it.
type Build struct {
	cluster *Cluster
	index   string
	known   sync.Map // words of the dictionary
}

// Present returns the coverage that is searched at present, for a few changes; nil if there is
// none that this program can search.
func (c *Cluster) Present(ctx context.Context) (index.Loading, error) {
	name, m, err := c.meta(ctx)
	switch {
	case errors.Is(err, errEmpty), err == nil && m.Version != mappingVersion:
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("look for coverage: %w", err)
	}
	return &Build{cluster: c, index: name}, nil
}

// Beside begins coverage beside that which is searched, or takes up what an earlier load of
// the same version left.
func (c *Cluster) Beside(ctx context.Context, version string) (build index.Loading, err error) {
	defer wrap(&err, "begin build")
	present, m, err := c.meta(ctx)
	if err != nil && !errors.Is(err, errEmpty) {
		return nil, err
	}
	name := c.buildName(version)
	if name == present && m.Coverage != version { // changes have made other coverage of it
		name = c.buildName(version + " again")
	}
	building := *c
	building.target = name + "-load"
	settings := maps.Clone(mapping.Settings)
	settings["index.number_of_shards"], settings["index.number_of_replicas"] = max(1, c.config.Shards), c.config.Replicas
	mappings := maps.Clone(mapping.Mappings)
	mappings["_meta"] = meta{Version: mappingVersion}
	err = c.write(ctx, http.MethodPut, "/"+name, object{"settings": settings, "mappings": mappings,
		"aliases": object{building.target: object{}}}, nil)
	if isRefused(err, http.StatusBadRequest) && strings.Contains(err.Error(), "resource_already_exists_exception") {
		err = building.refresh(ctx)
	}
	if err != nil {
		return nil, err
	}
	return &Build{cluster: &building, index: name}, nil
}

// buildBytes is how long the hash in an index's name is.
const buildBytes = 8

func (c *Cluster) buildName(version string) string {
	sum := sha256.Sum256([]byte(mappingVersion + " " + version))
	return c.config.Prefix + "-" + hex.EncodeToString(sum[:buildBytes])
}

// Held is [Cluster.Held], of the build.
func (b *Build) Held(ctx context.Context) (map[string]index.Revision, error) {
	return b.cluster.Held(ctx)
}

// Write is [Cluster.Write], but what is written is not found before Finish.
func (b *Build) Write(ctx context.Context, remove map[string]index.Revision, add []index.Addition) (err error) {
	defer wrap(&err, "write to cluster")
	return b.cluster.change(ctx, &b.known, remove, add)
}

// Finish adds the people, those first who say most, and has the build be searched if as much
// is there as is expected. All other builds are deleted then.
func (b *Build) Finish(ctx context.Context, expected *index.Coverage, everybody []corpus.Identity) error {
	for _, step := range []func() error{
		func() error { return b.cluster.refresh(ctx) },
		func() error { return b.writePeople(ctx, everybody) },
		func() error { return b.cluster.refresh(ctx) },
		func() error { return b.verify(ctx, expected, len(everybody)) },
		func() error { return b.publish(ctx, expected.Version) },
		func() error { return b.removeOthers(ctx) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("finish build: %w", err)
		}
	}
	return nil
}

// writePeople writes who is not held as they are.
func (b *Build) writePeople(ctx context.Context, everybody []corpus.Identity) error {
	held := map[int]string{}
	_, err := b.cluster.scan(ctx, term("type", people), []string{"rank", "hash"}, 0, everything, func(h hit) error {
		var rank int
		var hash string
		err := h.values(&rank, &hash)
		held[rank] = hash
		return err
	})
	if err != nil {
		return err
	}
	var l items
	for rank := range everybody {
		l.addPerson(rank, &everybody[rank], held[rank])
		delete(held, rank)
		if len(l.list) >= 1000 {
			if err := b.cluster.bulk(ctx, &l); err != nil {
				return err
			}
		}
	}
	for rank := range held {
		l.add(fmt.Sprintf("person %d", rank), remove, personID(rank), personID(rank), nil)
	}
	return b.cluster.bulk(ctx, &l)
}

// verify compares what is held with what is expected.
func (b *Build) verify(ctx context.Context, expected *index.Coverage, everybody int) error {
	held, err := b.cluster.Coverage(ctx)
	if err != nil {
		return err
	}
	n, err := b.cluster.counts(ctx, people, "type", []string{people})
	if err != nil {
		return err
	}
	for _, of := range []struct {
		what           string
		held, expected int64
	}{
		{"articles", int64(held.Articles), int64(expected.Articles)},
		{"passages", int64(held.Passages), int64(expected.Passages)},
		{"bytes of articles", held.Bytes, expected.Bytes},
		{"people", int64(n[0]), int64(everybody)},
	} {
		if of.held != of.expected {
			return fmt.Errorf("the index %s has %d %s and should have %d: delete it and load again", b.index, of.held, of.what, of.expected)
		}
	}
	return nil
}

// publish has the build be searched in place of what was before, at one stroke.
func (b *Build) publish(ctx context.Context, version string) error {
	c := b.cluster
	done := meta{Version: mappingVersion, Coverage: version}
	err := c.write(ctx, http.MethodPut, "/"+c.target+"/_mapping", object{"_meta": done}, nil)
	if err != nil {
		return err
	}
	alias := c.config.Prefix
	return c.write(ctx, http.MethodPost, "/_aliases", object{"actions": []object{
		{"remove": object{"index": alias + "-*", "alias": alias, "must_exist": false}},
		{"add": object{"index": b.index, "alias": alias}},
	}}, nil)
}

// removeOthers deletes all other builds: the one that was searched before, once no search can be
// under way on it, and those of loads that were given up. One program loads at a time.
func (b *Build) removeOthers(ctx context.Context) error {
	c := b.cluster
	var found map[string]struct{}
	if err := c.read(ctx, http.MethodGet, "/"+c.config.Prefix+"-*/_settings/index.uuid", nil, &found); err != nil {
		return err
	}
	var others []string
	for name := range found {
		hash, err := hex.DecodeString(strings.TrimPrefix(name, c.config.Prefix+"-"))
		isBuild := err == nil && len(hash) == buildBytes // not that of a longer prefix
		if isBuild && name != b.index {
			others = append(others, name)
		}
	}
	if len(others) == 0 {
		return nil
	}
	select {
	case <-time.After(c.config.Timeout):
	case <-ctx.Done():
		return ctx.Err()
	}
	return c.write(ctx, http.MethodDelete, "/"+strings.Join(others, ",")+"?ignore_unavailable=true", nil, nil)
}
