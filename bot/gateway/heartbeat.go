package gateway

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"onrecord/bot/rest"
)

// beats are the heartbeats of a connection.
type beats struct {
	cancel context.CancelFunc
	done   sync.WaitGroup

	mu     sync.Mutex
	sentAt time.Time // of the last one without an acknowledgement; zero: all have one
	heard  time.Time // when the last acknowledgement came, or Hello
}

// stop ends them.
func (b *beats) stop() {
	if b.cancel != nil {
		b.cancel()
	}
	b.done.Wait()
}

var errZombie = errors.New("Discord acknowledges no heartbeats any more")

// beginBeats sends a heartbeat every interval, the first after a random part of one.
// When none has been acknowledged for two intervals, nobody is there any more: the
// connection is closed, the session kept. (Discord's documentation, Gateway, "Sending
// Heartbeats".)
func (c *connection) beginBeats(ctx context.Context, interval time.Duration) {
	ctx, c.beats.cancel = context.WithCancel(ctx)
	c.beats.heard = time.Now()
	c.beats.done.Go(func() {
		for wait := time.Duration(rand.Float64() * float64(interval)); ; wait = interval {
			if rest.Sleep(ctx, wait) != nil {
				return
			}
			c.beats.mu.Lock()
			deaf := time.Since(c.beats.heard) >= 2*interval
			c.beats.mu.Unlock()
			if deaf {
				c.close(closeResume, errZombie)
				return
			}
			if err := c.beat(); err != nil {
				c.close(closeResume, err)
				return
			}
		}
	})
}

// beat sends a heartbeat: the last sequence number, or null.
func (c *connection) beat() error {
	c.beats.mu.Lock()
	if c.beats.sentAt.IsZero() {
		c.beats.sentAt = time.Now()
	}
	c.beats.mu.Unlock()
	var last *int64
	if n := c.seen.Load(); n > 0 {
		last = &n
	}
	return c.write(opHeartbeat, last)
}

// acknowledged notes that Discord is there.
func (c *connection) acknowledged() {
	c.beats.mu.Lock()
	now := time.Now()
	var took time.Duration
	if !c.beats.sentAt.IsZero() {
		took = now.Sub(c.beats.sentAt)
	}
	c.beats.sentAt, c.beats.heard = time.Time{}, now
	c.beats.mu.Unlock()
	if took > 0 {
		c.note(func(st *Status) { st.Latency = took })
	}
}
