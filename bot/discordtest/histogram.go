package discordtest

import (
	"fmt"
	"math"
	"time"
)

// histogram counts durations in buckets that grow by 2 %, so that a soak of any
// length needs the same memory.
type histogram struct {
	buckets [1024]uint64
	count   uint64
	max     time.Duration
}

const (
	bucketGrowth = 1.02
	bucketBase   = float64(time.Microsecond)
)

func (h *histogram) add(d time.Duration) {
	i := 0
	if d > time.Microsecond {
		i = min(int(math.Log(float64(d)/bucketBase)/math.Log(bucketGrowth))+1, len(h.buckets)-1)
	}
	h.buckets[i]++
	h.count++
	h.max = max(h.max, d)
}

// quantile is the upper edge of the bucket in which the share q is reached.
func (h *histogram) quantile(q float64) time.Duration {
	rank := uint64(math.Ceil(q * float64(h.count)))
	seen := uint64(0)
	for i, n := range h.buckets {
		if seen += n; n > 0 && seen >= rank {
			return min(time.Duration(bucketBase*math.Pow(bucketGrowth, float64(i))), h.max)
		}
	}
	return h.max
}

// Latencies sums up the times from an interaction's gateway frame to its first
// answer, in real time. The quantiles are exact to 2 %.
type Latencies struct {
	Count              int
	P50, P90, P99, Max time.Duration
}

func (l Latencies) String() string {
	return fmt.Sprintf("%d answers: p50 %v, p90 %v, p99 %v, max %v", l.Count, l.P50, l.P90, l.P99, l.Max)
}

// Latencies gives the times of all interactions since the start or the last
// [Server.ResetLatencies].
func (s *Server) Latencies() Latencies {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := &s.latency
	return Latencies{Count: int(h.count), P50: h.quantile(.5), P90: h.quantile(.9), P99: h.quantile(.99), Max: h.max}
}

// ResetLatencies forgets the times so far, as after a warm-up.
func (s *Server) ResetLatencies() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.latency = histogram{}
}
