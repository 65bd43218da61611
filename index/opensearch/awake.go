package opensearch

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// A node that hangs keeps its connections, and whichever node is asked goes on sending it a
// part of the searches, until the others leave it out half a minute later. So once a search
// has taken too long, the nodes that answer are found out, and their copies of the shards
// are searched.

// An awake is what is known of nodes that hang.
type awake struct {
	nodes  atomic.Pointer[string] // ids of those that answer, while others do not; nil: all do
	mu     chan struct{}          // held while looked is used, and filled
	looked time.Time
}

// lookAgain is for how long the nodes that answer are believed to do so.
const lookAgain = 5 * time.Second

func newAwake() *awake { return &awake{mu: make(chan struct{}, 1)} }

// preference has the nodes that answer be searched while others do not, else some copies.
func (a *awake) preference(copies string) string {
	if nodes := a.nodes.Load(); nodes != nil {
		return "_prefer_nodes:" + *nodes
	}
	return copies
}

// lookAround finds out which nodes answer: when one did not, and from time to time until all do.
func (c *Cluster) lookAround(ctx context.Context, hangs bool) {
	a := c.awake
	if !hangs && a.nodes.Load() == nil {
		return
	}
	select {
	case a.mu <- struct{}{}: // who comes meanwhile waits for what is found out
		defer func() { <-a.mu }()
	case <-ctx.Done():
		return
	}
	known := lookAgain
	if hangs {
		known = c.config.Timeout / 2
	}
	if time.Since(a.looked) < known {
		return
	}
	var answer struct {
		Counts struct{ Failed int } `json:"_nodes"`
		Nodes  map[string]struct{}
	}
	r := request{method: http.MethodGet, most: c.config.Timeout / 2}
	r.path = fmt.Sprintf("/_nodes/http?timeout=%dms&filter_path=_nodes.failed,nodes.*.name", c.config.Timeout.Milliseconds()/8)
	var err error
	for range c.config.Addresses { // the first one that is asked may be the one that hangs
		if err = c.once(ctx, &r, &answer); !isSlow(err) {
			break
		}
	}
	a.looked = time.Now()
	a.nodes.Store(nil)
	if err != nil {
		c.config.Log.Warn("it cannot be found out which of the cluster's nodes hang", "err", err)
	} else if answer.Counts.Failed > 0 && len(answer.Nodes) <= mostPreferred {
		nodes := strings.Join(slices.Collect(maps.Keys(answer.Nodes)), ",")
		a.nodes.Store(&nodes)
	}
}

// mostPreferred is how many ids of nodes an address has room for.
const mostPreferred = 100
