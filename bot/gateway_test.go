package bot

import (
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/time/rate"
)

// TestABurstOfReconnects lets a thousand shards lose their sessions at once: they identify
// one in five seconds (Discord's documentation, "Session Start Limit Object"), and none
// before the day's limit is lifted.
func TestABurstOfReconnects(t *testing.T) {
	for name, limit := range map[string]discordgo.SessionInformation{
		"sessions left": {Total: 2000, Remaining: 1500},
		"none left":     {Total: 1000, Remaining: 0, ResetAfter: int(time.Hour / time.Millisecond)},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				g := &gateway{cfg: &Config{Log: slog.New(slog.DiscardHandler)}, identifies: rate.NewLimiter(rate.Every(usualTimes.identify), 1)}
				began := time.Now()
				var mu sync.Mutex
				var at []time.Duration
				var shards sync.WaitGroup
				for range 1000 {
					shards.Go(func() {
						if err := g.waitToIdentify(t.Context(), limit); err != nil {
							t.Error(err)
						}
						mu.Lock()
						defer mu.Unlock()
						at = append(at, time.Since(began))
					})
				}
				shards.Wait()
				slices.Sort(at)
				if first := time.Duration(limit.ResetAfter) * time.Millisecond; limit.Remaining == 0 && at[0] < first {
					t.Errorf("the first identifies after %v, want %v", at[0], first)
				}
				for i := 1; i < len(at); i++ {
					if gap := at[i] - at[i-1]; gap < 5*time.Second-time.Millisecond {
						t.Fatalf("number %d identifies %v after the one before", i, gap)
					}
				}
			})
		})
	}
}
