package gateway

import (
	"context"
	"sync"
	"time"

	"onrecord/bot/rest"
)

// identifies sees to it that not more sessions are begun than Discord allows: in each
// of max_concurrency groups of shards one every five seconds. (Discord's documentation,
// Gateway, "Sharding: Max Concurrency".) Other processes that use the same token are
// not known here; Discord refuses what is too much of theirs with Op 9.
type identifies struct {
	mu             sync.Mutex
	maxConcurrency int // as Discord said last
	groups         map[int]*group
}

// A group is one that may begin one session at a time.
type group struct {
	turn chan struct{} // holds one while somebody has the turn
	last time.Time     // of the last identify; changed by whoever has the turn
}

// allow notes what Discord says of max_concurrency.
func (i *identifies) allow(maxConcurrency int) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.maxConcurrency = maxConcurrency
}

// group returns the group that a shard belongs to.
func (i *identifies) group(shard int) *group {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.groups == nil {
		i.groups = map[int]*group{}
	}
	n := shard % max(i.maxConcurrency, 1)
	if i.groups[n] == nil {
		i.groups[n] = &group{turn: make(chan struct{}, 1)}
	}
	return i.groups[n]
}

// take waits for the turn, and until the last identify is gap ago. It is to be given
// back.
func (g *group) take(ctx context.Context, gap time.Duration) error {
	select {
	case g.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if g.last.IsZero() {
		return nil
	}
	if err := rest.Sleep(ctx, gap-time.Since(g.last)); err != nil {
		g.giveBack()
		return err
	}
	return nil
}

// used notes that a session was begun.
func (g *group) used() { g.last = time.Now() }

func (g *group) giveBack() { <-g.turn }
