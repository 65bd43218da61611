package bot_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"onrecord/bot/discordtest"
	"onrecord/corpus"
)

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
	jsonl := `{"id":"h","title":` + quoted("@everyone **quay** "+strings.Repeat("title ", 300)) + `,"params":{"outlet":` + quoted("[Evil](https://evil.example) @here "+strings.Repeat("o", 500)) +
		`,"url":"https://evil.example/a)(b?c=` + strings.Repeat("x", 3000) + `"},"body":` + quoted(strings.Join(paragraphs, "\n\n")) + `}`
	srv := discordtest.New(t)
	start(t, srv, router(t, corpus.Source{Name: "hostile", FS: fstest.MapFS{"h.jsonl": {Data: []byte(jsonl)}}}))

	for i := range len(paragraphs) {
		word := "quay" + string(rune('1'+i))
		if i == 5 {
			word = strings.Repeat("quay6", 200) // as much of the long word as a query may hold
		}
		checkHarmless(t, srv.Slash("quote", quote(word)).Reply())
	}
	checkHarmless(t, srv.Slash("article", map[string]any{"article": "h"}).Reply())
	checkHarmless(t, srv.Slash("sources", nil).Reply())
	for _, typed := range []string{"@everyone <@1> [x](https://evil.example)", rtl + "quay", strings.Repeat("quay ", 1000), "🙂 quay1 \x00"} {
		checkHarmless(t, srv.Slash("quote", quote(typed)).Reply())
		checkHarmless(t, srv.Slash("quote", map[string]any{"query": "quay1", "from": typed}).Reply())
		checkHarmless(t, srv.Slash("article", map[string]any{"article": typed}).Reply())
	}
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\x07", `\u0007`, "\x1b", `\u001b`, "\x00", `\u0000`).Replace(s) + `"`
}

// active finds Markdown and mentions that would take effect: the mark without a
// backslash before it. Bold and our own links are looked at apart.
var active = regexp.MustCompile("(?:^|[^\\\\])(?:@|<[@#a:t]|`|~~|\\|\\||__|\\[click|\\[Evil|\\[x\\])|(?m:^> (?:#|-|\\+|\\d+\\.))")

func checkHarmless(t *testing.T, m *discordtest.Message) {
	t.Helper()
	var shown []string // as Markdown; a footer is plain text
	for _, e := range m.Embeds {
		shown = append(shown, e.Title, e.Description)
	}
	shown = append(shown, m.Content)
	for _, s := range shown {
		if found := active.FindString(s); found != "" {
			t.Errorf("%q takes effect in\n%s", found, s)
		}
		if strings.ContainsAny(s, "\u202e\u2066\u200b\x1b\x07\x00") {
			t.Errorf("something invisible is left in\n%q", s)
		}
		for _, link := range regexp.MustCompile(`\]\(([^)]*)\)`).FindAllStringSubmatch(s, -1) {
			if strings.HasPrefix(link[1], "https://evil.example/a") && len(link[1]) > 600 {
				t.Errorf("an address of %d characters", len(link[1]))
			}
		}
	}
}
