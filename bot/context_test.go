package bot_test

import (
	"strings"
	"testing"

	"onrecord/bot/discordtest"
)

func TestMoreContext(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	asked := srv.Slash("quote", quote("lantern"))
	page := lanterns(asked.Reply())
	middle := strings.Fields(page)[1]
	in := asked.Click("Context 2", discordtest.From{User: discordtest.Bob})
	m := in.Reply()
	if !m.Ephemeral || !strings.Contains(m.Text(), "In context: Eight lanterns") || !canPress(m, "Share") {
		t.Errorf("the context is (private %v)\n%s", m.Ephemeral, m.Text())
	}
	if got := lanterns(m); !strings.Contains(got, middle) || len(strings.Fields(got)) < 2 {
		t.Errorf("around lantern %s are the lanterns %s", middle, got)
	}
	if !strings.Contains(m.Text(), "> **“Lantern number "+middle) {
		t.Errorf("the excerpt itself is not marked in\n%s", m.Text())
	}
	if public := shared(t, in.Click("Share")); !strings.HasPrefix(public.Content, "Shared by bob") || lanterns(public) != lanterns(m) {
		t.Errorf("what was shared is\n%s", public.Text())
	}
	if lanterns(asked.Message()) != page {
		t.Error("the page itself has changed")
	}
	// One excerpt alone; the nearest passages, when there is no answer; an article.
	if m := srv.Slash("quote", quote("gorse")).Reply(); !canPress(m, "More context") {
		t.Errorf("no context for\n%s", m.Text())
	}
	if m := srv.Slash("article", map[string]any{"article": "lanterns"}).Reply(); canPress(m, "Context 1") {
		t.Error("an article's pages are context themselves")
	}
}
