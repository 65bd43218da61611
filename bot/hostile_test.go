package bot_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"onrecord/bot/discordtest"
	"onrecord/corpus/effort"
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

// oneLine takes out what a field may not have.
func oneLine(s string) string {
	return strings.NewReplacer("\n", " ", "\x00", "", "\u2028", "").Replace(s)
}

// clipped keeps at most n bytes, whole characters.
func clipped(s string, n int) string { return strings.ToValidUTF8(s[:min(n, len(s))], "") }

// quoted is a string in JSON.
func quoted(s string) string {
	b, _ := json.Marshal(s) // fails for no string
	return string(b)
}

// TestAllBodiesPass answers every command about random hostile articles, with random
// hostile arguments: the stand-in holds each body against Discord's OpenAPI description,
// where that is at hand, and against rules of its own that are stricter.
func TestAllBodiesPass(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 77))
			var articles []string
			for i := range 3 {
				articles = append(articles, article(fmt.Sprint("a", i), "T"+oneLine(randomText(r, 20)), "O"+oneLine(randomText(r, 5)),
					strings.ReplaceAll("Lantern quay, "+randomText(r, 200)+".", "\x00", "")))
			}
			srv := discordtest.New(t)
			start(t, srv, router(t, source(articles...)))
			for i := range effort.Rounds(4) {
				text := clipped("lantern "+randomText(r, 1+r.IntN(30)), 5900)
				asked := []*discordtest.Interaction{
					srv.Slash("quote", map[string]any{"query": text, "private": i%2 == 0}),
					srv.Slash("ask", map[string]any{"question": text + "?"}),
					srv.Slash("verify", map[string]any{"quote": text, "speaker": "quill"}),
					srv.Slash("who", map[string]any{"words": text}),
					srv.Slash("compare", map[string]any{"words": text}),
					srv.Slash("timeline", map[string]any{"speaker": clipped(text, 100)}),
					srv.Slash("article", map[string]any{"article": fmt.Sprint("a", i%3)}),
					srv.Slash("sources", nil),
					srv.MessageCommand("Check this quote", clipped(text, 1900)),
					srv.MessageCommand("Find in coverage", clipped(text, 1900)),
				}
				srv.Autocomplete("quote", "speaker", clipped(text, 90)).Choices()
				for _, in := range asked {
					checkUnpinging(t, in.Reply())
					for _, label := range []string{"Next", "Context 1", "More context", "Share"} {
						if canPress(in.Message(), label) {
							checkUnpinging(t, in.Click(label).Reply())
						}
					}
					if canPress(in.Message(), "Cite") {
						checkFences(t, in.Click("Cite").Reply())
					}
				}
			}
		})
	}
}

// TestHostileArticle lets an article try everything that text can do to a reply.
func TestHostileArticle(t *testing.T) {
	const rtl, zws = "\u202e", "\u200b"
	paragraphs := []string{
		`Mayor Ann Hostile said: "@everyone @here <@1> <@&2> <#3> please ping quay1 now."`,
		"# Heading quay2 **bold** __under__ ~~gone~~ ||spoiler|| `code` ```block``` > quote",
		"- quay3 list\n1. item quay3\n+ more",
		"[click here quay4](https://evil.example) <https://evil.example> https://evil.example :smile: <a:x:1> <t:0>",
		"quay5 " + rtl + "txet desrever" + zws + "\u2066isolated",
		strings.Repeat("quay6", 2000),
		"quay7 " + strings.Repeat("é̂🙂", 3000),
		`"` + strings.Repeat("quay8 ", 3000) + `," said Hostile.`,
		"quay9 \x07\x1b[31mred\x00 end\\",
	}
	srv := discordtest.New(t)
	hostile := article("h", "@everyone **quay** "+strings.Repeat("title ", 300), "[Evil](https://evil.example) @here "+strings.Repeat("o", 500), strings.Join(paragraphs, "\n\n"))
	start(t, srv, router(t, source(strings.Replace(hostile, "https://harbour.example/h", "https://evil.example/a)(b?c="+strings.Repeat("x", 3000), 1))))
	for i := range paragraphs {
		word := fmt.Sprint("quay", i+1)
		t.Run(word, func(t *testing.T) {
			if i == 5 {
				word = strings.Repeat("quay6", 200) // as much of the long word as a query may hold
			}
			checkHarmless(t, srv.Slash("quote", quote(word)).Reply())
		})
	}
	checkHarmless(t, srv.Slash("article", map[string]any{"article": "h"}).Reply())
	checkHarmless(t, srv.Slash("sources", nil).Reply())
	checkHarmless(t, srv.Slash("quote", quote(strings.Repeat("@everyone <@1> ", 60))).Reply())
}

// TestHostileMessages lets messages try everything: there is always an answer.
func TestHostileMessages(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, builtin(t))
	const rtl, zws = "\u202e", "\u200b"
	for _, message := range []string{
		strings.Repeat("encryption and terrorism. ", 400), // 10,000 characters
		strings.Repeat("x", 10_000),
		strings.Repeat("🎉", 5000),
		strings.Repeat("> ", 2000) + "encryption",
		"```go\nfunc main() { encryption() }\n```" + strings.Repeat("`", 501),
		rtl + "noitpyrcne" + zws + " encryption \u2066isolated",
		"@everyone @here <@1> <@&2> <#3> </quote:4> <t:5:R> encryption @everyone",
		"هل قال باركر شيئا عن التشفير؟",
		strings.Repeat("[encryption](https://evil.example) ", 200),
		strings.Repeat("é̂", 4000),
		"\"\"\"\"“”“”«»",
		strings.Repeat("“", 100) + "encryption" + strings.Repeat("”", 100),
		strings.Repeat("\"", 200),
		"“a “b “we do not have «encryption» and” c” d”" + strings.Repeat("'", 99),
		"*we ~~do** not~ `have | > # population-scale_monitoring__ or ||anything like that",
		"a\x00b\x07c \x1b[31m encryption",
		strings.Repeat("\n", 3000) + "encryption",
	} {
		t.Run(clipped(message, 20), func(t *testing.T) {
			found := srv.MessageCommand("Find in coverage", message).Reply()
			wantPrivate(t, found, true)
			checkHarmless(t, found)
			checked := srv.MessageCommand("Check this quote", message).Reply()
			wantPrivate(t, checked, true)
			checkUnpinging(t, checked)
		})
	}
	t.Run("unknown menu", func(t *testing.T) {
		in := srv.MessageCommand("Find in coverage", "encryption", discordtest.From{Alter: func(p map[string]any) { p["data"].(map[string]any)["name"] = "Make coffee" }})
		wantText(t, in.Reply(), "does not know what to do")
	})
}

// TestAddressesThatDiscordRefuses: an answer does without them. Discord refuses the whole message
// for an embed's address whose host has no dot.
func TestAddressesThatDiscordRefuses(t *testing.T) {
	srv := discordtest.New(t)
	addresses := []string{"http://newsroom/ferry.html", "http://newsroom:8080/x.y", "http://[::1]/a.b", "http://localhost?a.b", "https://harbour.example/a|b"}
	var articles []string
	for i, address := range addresses {
		a := article(fmt.Sprint("a", i), "Ferries", "Post", fmt.Sprintf("“Ferry number%d is late,” said Ann Field.", i))
		articles = append(articles, strings.Replace(a, fmt.Sprint("https://harbour.example/a", i), address, 1))
	}
	start(t, srv, router(t, source(articles...)))
	for i, address := range addresses {
		t.Run(address, func(t *testing.T) {
			asked := srv.Slash("quote", quote(fmt.Sprint("number", i)))
			m := asked.Reply()
			wantText(t, m, "Ann Field")
			if got := m.Embeds[0].URL; got != "" {
				t.Errorf("Discord is sent %s", got)
			}
			wantText(t, asked.Click("Cite").Reply(), "Ann Field")
			wantText(t, srv.Slash("article", map[string]any{"article": fmt.Sprint("a", i)}).Reply(), "Ann Field")
			wantText(t, srv.Slash("verify", map[string]any{"quote": fmt.Sprintf("Ferry number%d is late", i)}).Reply(), "Ann Field")
		})
	}
}

// TestNamesOfMembersAreNoInvites: what is shared has a member's name above it.
func TestNamesOfMembersAreNoInvites(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	asked := srv.Slash("quote", private(quote("lantern")))
	asked.Reply()
	for name, want := range map[string]string{
		"discord.gg/harbour": `Shared by discord.gg\/harbour`, "Sam (they/them)": `Shared by Sam \(they\/them\)`,
		"\u202e@everyone": `Shared by \@everyone`, strings.Repeat("/", 2000): "Shared by " + strings.Repeat(`\/`, 989) + "…",
	} {
		t.Run(clipped(name, 20), func(t *testing.T) {
			m := asked.Click("Share", discordtest.From{Alter: func(p map[string]any) { p["member"].(map[string]any)["nick"] = name }}).Reply()
			if m.Content != want {
				t.Errorf("it says %q, want %q", m.Content, want)
			}
		})
	}
}

// TestMessagesOfOtherKinds uses the menu of messages that have their words elsewhere, and of one
// that answers another bot's, with components that discordgo does not know.
func TestMessagesOfOtherKinds(t *testing.T) {
	strange := []any{map[string]any{"type": 17, "id": 1, "components": []any{map[string]any{"type": 99, "id": 2}}}}
	forwarded := func(message any) []any { return []any{map[string]any{"message": message}} }
	for name, test := range map[string]struct {
		content, field string
		value          any
		want           string
	}{
		"components":              {`lanterns and "components":`, "components", strange, "Harbour Post"},
		"an answer to components": {"lanterns", "referenced_message", map[string]any{"id": "1", "components": strange}, "Harbour Post"},
		"forwarded":               {"", "message_snapshots", forwarded(map[string]any{"content": "lanterns", "components": strange}), "Harbour Post"},
		"forwarded picture":       {"", "message_snapshots", forwarded(map[string]any{"content": ""}), "no text in that message"},
		"forwarded nothing":       {"", "message_snapshots", forwarded(nil), "no text in that message"},
		"never sent":              {"", "content", 7, "does not know what to do"},
	} {
		t.Run(name, func(t *testing.T) {
			srv := discordtest.New(t)
			_, address := serveWebhook(t, srv, harbour(t))
			from := discordtest.From{Alter: func(p map[string]any) {
				for _, m := range p["data"].(map[string]any)["resolved"].(map[string]any)["messages"].(map[string]any) {
					m.(map[string]any)[test.field] = test.value
				}
			}}
			start(t, srv, harbour(t))
			wantText(t, srv.MessageCommand("Find in coverage", test.content, from).Reply(), test.want)
			if name != "never sent" {
				srv.UseEndpoint(address)
				wantText(t, srv.MessageCommand("Find in coverage", test.content, from).Reply(), test.want)
			}
		})
	}
}

// active finds Markdown and mentions that would take effect: the mark without a backslash
// before it. Bold is ours; a "-#" of ours begins the last line.
var active = regexp.MustCompile("(?:^|[^\\\\])(?:@|<[@#a:t]|`|~~|\\|\\||__|\\[click|\\[Evil|\\[x\\])|(?m:^(?:#|- |\\+|\\d+\\.|>))")

// checkHarmless finds what takes effect in a message. Footers are plain text.
func checkHarmless(t *testing.T, m *discordtest.Message) {
	t.Helper()
	shown := []string{m.Content}
	for _, e := range m.Embeds {
		shown = append(shown, e.Title, e.Description)
	}
	for _, s := range shown {
		if found := active.FindString(s); found != "" {
			t.Errorf("%q takes effect in\n%s", found, s)
		}
		if strings.ContainsAny(s, "\u202e\u2066\u200b\x1b\x07\x00") {
			t.Errorf("something invisible is left in\n%q", s)
		}
	}
}

var mention = regexp.MustCompile(`(^|[^\\])(@|<[@#a:t])`)

// checkUnpinging is checkHarmless for answers that may strike words through.
func checkUnpinging(t *testing.T, m *discordtest.Message) {
	t.Helper()
	for _, e := range m.Embeds {
		if s := m.Content + "\n" + e.Title + "\n" + e.Description; mention.MatchString(s) {
			t.Errorf("a mention in\n%s", s)
		}
	}
}

// checkFences finds what stands outside of the blocks of code that citations stand in.
func checkFences(t *testing.T, m *discordtest.Message) {
	t.Helper()
	wantPrivate(t, m, true)
	for i, e := range m.Embeds {
		parts := strings.Split(e.Description, "```")
		if last := i == len(m.Embeds)-1 && strings.HasPrefix(e.Description, "-# There is no room"); !last && len(parts) != 5 && len(parts) != 3 {
			t.Errorf("%d fences in\n%s", len(parts)-1, e.Description)
		}
		for outside := 0; outside < len(parts); outside += 2 {
			if s := parts[outside]; s != "" && s != "\nAs Markdown:\n" && !strings.HasPrefix(s, "-# ") {
				t.Errorf("%q stands outside of the fences in\n%s", s, e.Description)
			}
		}
	}
}
