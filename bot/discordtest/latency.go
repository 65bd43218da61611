package discordtest

import (
	"fmt"
	"slices"
	"time"
)

// Latencies sums up the times from an interaction's frame to its first answer,
// in real time.
type Latencies struct {
	Count         int
	P50, P99, Max time.Duration
}

func (l Latencies) String() string {
	return fmt.Sprintf("%d answers: p50 %v, p99 %v, max %v", l.Count, l.P50, l.P99, l.Max)
}

// Latencies gives the times of all interactions since the start or the last
// [Server.ResetLatencies].
func (s *Server) Latencies() Latencies {
	s.mu.Lock()
	all := slices.Clone(s.latencies)
	s.mu.Unlock()
	if len(all) == 0 {
		return Latencies{}
	}
	slices.Sort(all)
	last := len(all) - 1
	return Latencies{Count: len(all), P50: all[last*50/100], P99: all[last*99/100], Max: all[last]}
}

// ResetLatencies forgets the times so far, as after a warm-up.
func (s *Server) ResetLatencies() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.latencies = nil
}
