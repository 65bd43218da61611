package bot_test

import (
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"onrecord/bot"
	"onrecord/bot/discordtest"
)

// BenchmarkInteractions asks at a steady rate, whatever the bot does with it, and reports
// how long the answers took, from the gateway's frame to the callback, and what of memory
// and goroutines there was before and after. Bot and stand-in share the machine.
//
//	ONRECORD_BENCH_RATE=1000 go test ./bot -run '^$' -bench Interactions -benchtime 100000x
//
// With -benchtime 1000000x it is a soak. On a machine that is busy otherwise, what it has
// no room for is refused, and counts as lost.
func BenchmarkInteractions(b *testing.B) {
	var l latencies
	srv := discordtest.New(b, discordtest.Options{Answered: l.add})
	bt := run(b, discordtest.Token, srv, builtin(b), quietly)
	srv.WaitReady()
	measureInteractions(b, srv, &l, 1000)
	if err := bt.end(); err != nil {
		b.Error(err)
	}
}

// BenchmarkWebhook is BenchmarkInteractions with signed requests, from when Discord sends
// one to the callback. Every one is a request of its own, so the default rate is lower.
func BenchmarkWebhook(b *testing.B) {
	var l latencies
	srv := discordtest.New(b, discordtest.Options{Answered: l.add})
	_, address := serveWebhook(b, srv, builtin(b), quietly)
	srv.UseEndpoint(address)
	measureInteractions(b, srv, &l, 500)
}

// latencies are the times from interactions to their answers.
type latencies struct {
	mu  sync.Mutex
	all []time.Duration
}

func (l *latencies) add(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, d)
}

func (l *latencies) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = nil
}

func (l *latencies) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.all)
}

func (l *latencies) percentile(p int) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.all) == 0 {
		return 0
	}
	slices.Sort(l.all)
	return l.all[(len(l.all)-1)*p/100]
}

func quietly(cfg *bot.Config) { cfg.Log = slog.New(slog.DiscardHandler) }

// measureInteractions asks so many times a second, if the environment names no other rate.
func measureInteractions(b *testing.B, srv *discordtest.Server, l *latencies, rate int) {
	if s := os.Getenv("ONRECORD_BENCH_RATE"); s != "" {
		var err error
		if rate, err = strconv.Atoi(s); err != nil || rate < 1 {
			b.Fatalf("ONRECORD_BENCH_RATE is %q", s)
		}
	}
	queries := []map[string]any{
		quote("parker encryption"), quote("dick status quo"), quote("hannigan dark spaces"), quote("terrorists tech companies"),
		quote("zuckerberg"), quote("spy chief monitoring"), quote("snowden"), quote("police chief terrorists"),
	}
	steadily := func(n int) {
		begin := time.Now()
		for i := range n {
			if due := begin.Add(time.Duration(i) * time.Second / time.Duration(rate)); time.Until(due) > time.Millisecond {
				time.Sleep(time.Until(due))
			}
			if _, err := srv.TrySlash("quote", queries[i%len(queries)]); err != nil {
				b.Fatal(err)
			}
		}
	}
	answered := func(n int) {
		for end := time.Now().Add(5 * time.Second); l.count() < n && time.Now().Before(end); { // what is not is lost
			time.Sleep(10 * time.Millisecond)
		}
	}
	warm := 5 * rate // for connections, caches, and what remembers a bounded number
	steadily(warm)
	answered(warm)
	l.forget()
	before := measure()
	b.ReportAllocs()
	b.ResetTimer()
	begin := time.Now()
	steadily(b.N)
	took := time.Since(begin)
	b.StopTimer()
	answered(b.N)
	lost := b.N - l.count()
	b.ReportMetric(float64(b.N)/took.Seconds(), "asked/s")
	b.ReportMetric(float64(lost), "lost")
	b.ReportMetric(float64(l.percentile(50).Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(l.percentile(99).Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(l.percentile(100).Microseconds())/1000, "max-ms")
	b.Logf("before %s\nafter  %s", before, measure())
}

type usage struct {
	heap       uint64 // bytes in use after a collection
	resident   string // of the process, stand-in and all
	goroutines int
}

func (u usage) String() string {
	return fmt.Sprintf("heap %.1f MiB, resident %s, %d goroutines", float64(u.heap)/(1<<20), u.resident, u.goroutines)
}

func measure() usage {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	u := usage{heap: m.HeapAlloc, goroutines: runtime.NumGoroutine(), resident: "unknown"}
	if data, err := os.ReadFile("/proc/self/statm"); err == nil {
		var size, pages int
		if _, err := fmt.Sscan(string(data), &size, &pages); err == nil {
			u.resident = fmt.Sprintf("%.1f MiB", float64(pages*os.Getpagesize())/(1<<20))
		}
	}
	return u
}
