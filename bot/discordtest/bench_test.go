package discordtest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/discordtest"
)

// BenchmarkInteraction measures what the stand-in itself costs: a slash command
// by discordgo's gateway, answered with an embed by a plain HTTP client.
func BenchmarkInteraction(b *testing.B) {
	for _, checked := range []bool{true, false} {
		b.Run(fmt.Sprintf("openapi=%t", checked), func(b *testing.B) {
			srv := discordtest.NewWith(b, discordtest.Options{Keep: 1000, NoOpenAPI: !checked})
			client := srv.Client()
			data := map[string]any{"type": 4, "data": map[string]any{
				"embeds":           []any{map[string]any{"title": "Quotes", "description": "> a line of a quotation\n> and another", "footer": map[string]any{"text": "1 of 9"}}},
				"allowed_mentions": map[string]any{"parse": []any{}},
			}}
			body, err := json.Marshal(data)
			if err != nil {
				b.Fatal(err)
			}
			s := connect(b, srv, func(_ *discordgo.Session, i *discordgo.InteractionCreate) {
				req, _ := http.NewRequest("POST", "https://discord.com/api/v10/interactions/"+i.ID+"/"+i.Token+"/callback", bytes.NewReader(body))
				req.Header.Set("Content-Type", "application/json")
				req.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
				resp, err := client.Do(req)
				if err != nil {
					b.Error(err)
					return
				}
				_, _ = io.Copy(io.Discard, resp.Body)
				_ = resp.Body.Close()
			})
			if _, err := s.ApplicationCommandCreate(srv.ApplicationID(), "", quoteCommand); err != nil {
				b.Fatal(err)
			}
			const parallel = 32
			slots := make(chan struct{}, parallel)
			query := map[string]any{"query": "parker encryption"}
			b.ReportAllocs()
			for b.Loop() {
				slots <- struct{}{}
				in, err := srv.TrySlash("quote", query)
				if err != nil {
					b.Fatal(err)
				}
				go func() {
					ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
					defer cancel()
					if err := in.Answered(ctx); err != nil {
						b.Error(err)
					}
					<-slots
				}()
			}
			for range parallel {
				slots <- struct{}{}
			}
			l := srv.Latencies()
			b.ReportMetric(float64(l.P99.Microseconds()), "p99-µs")
			b.ReportMetric(float64(l.Count)/b.Elapsed().Seconds(), "answers/s")
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "MiB-held")
		})
	}
}
