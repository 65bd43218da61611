package bot_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"onrecord/bot/discordtest"
	"onrecord/corpus"
)

// hostile are pieces that random articles and arguments are made of.
var hostile = []string{
	"@everyone", "<@1>", "<@&1>", "<#1>", "</quote:1>", "<t:0:R>", "**", "__", "~~", "||", "`", "```", "> ", ">>> ", "# ", "- ", "1. ",
	"[x](https://evil.example)", "https://evil.example/" + strings.Repeat("a", 300), "\u202e", "\u200b", "\u2028", "\ufeff", "\u0000", "\u0007", "\x1b[31m",
	"👨‍👩‍👧‍👦", "e\u0301\u0302\u0303", "ﷺ", "漢字", "שלום", "\\", "\"", "“", "”", "’", "lantern", "quay", "said Mara Quill.", "Mara Quill said: “", "no", "not", "1,000",
	strings.Repeat("lantern", 300), strings.Repeat("lantern ", 200), "\n\n", ". ", " ", " ", " ",
}

func randomText(r *rand.Rand, pieces int) string {
	var b strings.Builder
	for range pieces {
		b.WriteString(hostile[r.IntN(len(hostile))])
	}
	return b.String()
}

// TestAllBodiesPass answers every command about random hostile articles, with random
// hostile arguments: the stand-in holds each body against Discord's OpenAPI description,
// where that is at hand, and against rules of its own that are stricter.
func TestAllBodiesPass(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 77))
		files := fstest.MapFS{}
		for i := range 3 {
			body := strings.ReplaceAll("Lantern quay, "+randomText(r, 400)+".", "\x00", "")
			jsonl := fmt.Sprintf(`{"id":"a%d","title":%s,"date":"2020-01-0%d","params":{"outlet":%s,"author":%s,"url":"https://harbour.example/%d","form":"full"},"body":%s}`,
				i, quoted("T"+oneLine(randomText(r, 20))), i+1, quoted("O"+oneLine(randomText(r, 5))), quoted("A"+oneLine(randomText(r, 5))), i, quoted(body))
			files[fmt.Sprintf("a%d.jsonl", i)] = &fstest.MapFile{Data: []byte(jsonl)}
		}
		srv := discordtest.New(t)
		b := run(t, srv.Token(), srv, router(t, corpus.Source{Name: "random", FS: files}))
		srv.WaitReady()
		for i := range 12 {
			text := clipped("lantern "+randomText(r, 1+r.IntN(30)), 5900)
			asked := []*discordtest.Interaction{
				srv.Slash("quote", map[string]any{"query": text, "private": i%2 == 0}),
				srv.Slash("ask", map[string]any{"question": text + "?"}),
				srv.Slash("verify", map[string]any{"quote": text, "speaker": "quill"}),
				srv.Slash("who", map[string]any{"words": text}),
				srv.Slash("compare", map[string]any{"words": text}),
				srv.Slash("timeline", map[string]any{"speaker": clipped(text, 100)}),
				srv.Slash("article", map[string]any{"article": fmt.Sprintf("a%d", i%3)}),
				srv.Slash("sources", nil),
				srv.MessageCommand("Check this quote", clipped(text, 1900)),
				srv.MessageCommand("Find in coverage", clipped(text, 1900)),
			}
			srv.Autocomplete("quote", "speaker", clipped(text, 90)).Choices()
			for _, in := range asked {
				in.Reply()
				for _, label := range []string{"Next", "Context 1", "More context"} {
					if canPress(in.Message(), label) {
						in.Click(label).Reply()
					}
				}
			}
		}
		if err := b.end(); err != nil {
			t.Error(err)
		}
		if strings.Contains(b.log.String(), "level=ERROR") {
			t.Errorf("seed %d: the bot logged errors:\n%s", seed, b.log)
		}
	}
}

// oneLine takes line breaks out of what a field may not have.
func oneLine(s string) string {
	return strings.NewReplacer("\n", " ", "\x00", "", "\u2028", "").Replace(s)
}

// clipped keeps at most n bytes, whole characters.
func clipped(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
