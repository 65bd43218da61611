package bot_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/discordtest"
	"onrecord/commands"
	"onrecord/corpus"
)

// harbour is a router over an invented article in which eight people, one a paragraph,
// speak of lanterns.
func harbour(t testing.TB) *commands.Router {
	t.Helper()
	return router(t, harbourSource())
}

func harbourSource() corpus.Source {
	return source(article("lanterns", "Eight lanterns", "Harbour Post", strings.Join(lanternParagraphs(), "\n\n")))
}

func lanternParagraphs() []string {
	var body []string
	for i, name := range []string{"Ann Alder", "Ben Birch", "Cleo Cedar", "Dan Dorn", "Eve Elm", "Fay Fir", "Gus Gorse", "Hal Hazel"} {
		body = append(body, fmt.Sprintf("“Lantern number %d hangs over the %s quay,” said %s.", i+1, []string{"north", "south"}[i%2], name))
	}
	return body
}

// article is a line of JSON for an article.
func article(id, title, outlet, body string) string {
	return fmt.Sprintf(`{"id":%s,"title":%s,"date":"2020-05-06","params":{"outlet":%s,"url":"https://harbour.example/%s","form":"full"},"body":%s}`,
		quoted(id), quoted(title), quoted(outlet), id, quoted(body))
}

func source(articles ...string) corpus.Source {
	return corpus.Source{Name: "invented", FS: fstest.MapFS{"a.jsonl": {Data: []byte(strings.Join(articles, "\n"))}}}
}

// lanterns are the numbers of the lanterns on a page, in their order.
func lanterns(m *discordtest.Message) string {
	var found []string
	for _, n := range regexp.MustCompile(`number\W* (\d)`).FindAllStringSubmatch(m.Text(), -1) {
		found = append(found, n[1])
	}
	return strings.Join(found, " ")
}

// withID gives a button another custom_id.
func withID(id any) discordtest.From {
	return discordtest.From{Alter: func(p map[string]any) { p["data"].(map[string]any)["custom_id"] = id }}
}

func TestPagesTurnInPlace(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	for command, words := range map[string]map[string]any{
		"quote":   quote("lantern"),
		"ask":     {"question": "Where does the lantern hang?"},
		"article": {"article": "lanterns"},
	} {
		t.Run(command, func(t *testing.T) {
			in := srv.Slash(command, words)
			m := in.Reply()
			id, first := m.ID, lanterns(m)
			if canPress(m, "Previous") || !canPress(m, "Next") {
				t.Errorf("the first page has the buttons\n%s", m.Text())
			}
			seen := strings.Fields(first)
			for canPress(m, "Next") {
				m = in.Click("Next").Reply()
				seen = append(seen, strings.Fields(lanterns(m))...)
				if m.ID != id || m.Ephemeral {
					t.Error("the page was not turned in place")
				}
			}
			if len(seen) != 8 {
				t.Errorf("the pages show %v, want each of eight once", seen)
			}
			wantText(t, m, "7–8 of 8")
			for canPress(m, "Previous") {
				m = in.Click("Previous").Reply()
			}
			if lanterns(m) != first {
				t.Errorf("back on the first page there are %s, want %s", lanterns(m), first)
			}
		})
	}
	for name, in := range map[string]*discordtest.Interaction{
		"one result": srv.Slash("quote", quote("gorse")), "help": srv.Slash("help", nil), "sources": srv.Slash("sources", nil), "none": srv.Slash("quote", quote("zeppelin")),
	} {
		t.Run(name, func(t *testing.T) {
			if m := in.Reply(); canPress(m, "Previous") || canPress(m, "Next") {
				t.Errorf("there is nothing to turn to from\n%s", m.Text())
			}
		})
	}
	t.Run("in a direct message", func(t *testing.T) {
		asked := srv.Slash("quote", quote("lantern"), discordtest.From{In: discordgo.InteractionContextBotDM})
		id := asked.Reply().ID
		m := asked.Click("Next").Reply()
		wantText(t, m, "4–6 of 8")
		if m.ID != id {
			t.Error("the page was not turned in place")
		}
	})
}

func TestAnotherMemberTurnsAPageOfTheirOwn(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	asked := srv.Slash("quote", quote("lantern"))
	before := lanterns(asked.Reply())
	bobs := asked.Click("Next", discordtest.From{User: discordtest.Bob})
	m := bobs.Reply()
	wantPrivate(t, m, true)
	if m.ID == asked.Message().ID || lanterns(m) == before || !canPress(m, "Share") {
		t.Errorf("Bob sees\n%s", m.Text())
	}
	if now := lanterns(asked.Message()); now != before {
		t.Errorf("Bob turned Alice's page to %s", now)
	}
	id := m.ID
	if m = bobs.Click("Next").Reply(); m.ID != id {
		t.Error("Bob's own page was not turned in place")
	}
	wantText(t, m, "7–8 of 8")
	wantText(t, bobs.Click("Share").Reply(), "Shared by bob")
}

func TestButtonsOutliveTheBot(t *testing.T) {
	srv := discordtest.New(t)
	b := start(t, srv, harbour(t))
	asked := srv.Slash("quote", quote("lantern"))
	asked.Reply()
	second := lanterns(asked.Click("Next").Reply())
	wordy := srv.Slash("quote", quote("lantern "+strings.Repeat("lanterns ", 20))) // has no room in a button
	wordy.Reply()
	wantText(t, wordy.Click("Next").Reply(), "4–6 of 8")
	if err := b.end(); err != nil {
		t.Fatal(err)
	}
	srv.WaitFor("the end of its session", func() bool { return srv.Sessions() == 0 })

	srv.Advance(6 * time.Second) // max_concurrency: one identify in five seconds
	start(t, srv, harbour(t))
	wantText(t, asked.Click("Previous").Reply(), "1–3 of 8")
	if m := asked.Click("Next").Reply(); lanterns(m) != second {
		t.Errorf("after a restart, Next leads to %s, want %s", lanterns(m), second)
	}
	m := wordy.Click("Next").Reply()
	wantText(t, m, "This button has expired", "Please ask again")
	wantPrivate(t, m, true)
}

func TestAStrangeButton(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	asked := srv.Slash("quote", quote("lantern"))
	asked.Reply()
	for name, id := range map[string]any{
		"empty": "", "words": "delete everything", "unknown command": "2p3.6|shout|query=a", "older version": "1pt3.6~quote~query~a", "unknown key": "2k0", "null": nil, "long": strings.Repeat("é", 100),
	} {
		t.Run(name, func(t *testing.T) {
			wantPrivate(t, asked.Click("Next", withID(id)).Reply(), true)
		})
	}
	// The coverage was larger when these were made.
	for _, id := range []string{"2p3.999|quote|query=lantern", "2p3.999|article|article=lanterns", "2p3.8|ask|question=Where+does+the+lantern+hang%3F"} {
		t.Run(id, func(t *testing.T) {
			asked := srv.Slash("quote", quote("lantern"))
			asked.Reply()
			m := asked.Click("Next", withID(id)).Reply()
			wantText(t, m, "7–8 of 8")
			if canPress(m, "Next") {
				t.Error("it goes on after the last page")
			}
		})
	}
}

func TestManySourcesAreListedPageByPage(t *testing.T) {
	var lines []string
	for i := range 25 {
		lines = append(lines, article(fmt.Sprint("a", i), fmt.Sprint("Story ", i), fmt.Sprint("Outlet ", i), fmt.Sprintf("Words of story %d.", i)))
	}
	srv := discordtest.New(t)
	start(t, srv, router(t, source(lines...)))
	in := srv.Slash("sources", nil)
	m := in.Reply()
	seen := strings.Count(m.Text(), "• Story")
	for canPress(m, "Next") {
		m = in.Click("Next").Reply()
		seen += strings.Count(m.Text(), "• Story")
	}
	wantText(t, m, "21–25 of 25")
	if seen != 25 || strings.Contains(m.Text(), "Outlets") {
		t.Errorf("%d stories, the last page is\n%s", seen, m.Text())
	}
}

// TestPagesThatDoNotHoldAll turns pages that have room for fewer results than were asked
// for. None is left out forwards; backwards leads to the first page.
func TestPagesThatDoNotHoldAll(t *testing.T) {
	var body []string
	for i := range 8 {
		body = append(body, fmt.Sprintf("Lantern number %d is shown as %s, they say.", i+1, strings.Repeat("* ", []int{850, 850, 850, 100}[i%4])))
	}
	srv := discordtest.New(t)
	start(t, srv, router(t, source(article("stars", "Stars", "Harbour Post", strings.Join(body, "\n\n")))))
	in := srv.Slash("article", map[string]any{"article": "stars"})
	m := in.Reply()
	pages := []string{lanterns(m)}
	for canPress(m, "Next") {
		m = in.Click("Next").Reply()
		pages = append(pages, lanterns(m))
	}
	if got := strings.Join(pages, " "); got != "1 2 3 4 5 6 7 8" {
		t.Errorf("the pages show %v", pages)
	}
	if pages[0] != "1 2" {
		t.Errorf("all pages are full, and the test tests nothing: %q", pages)
	}
	for back := 0; canPress(m, "Previous") && back < 10; back++ {
		m = in.Click("Previous").Reply()
	}
	if lanterns(m) != pages[0] {
		t.Errorf("the first page shows %s, want %s", lanterns(m), pages[0])
	}
}

func TestMoreContext(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	asked := srv.Slash("quote", quote("lantern"))
	page := lanterns(asked.Reply())
	middle := strings.Fields(page)[1]
	in := asked.Click("Context 2", discordtest.From{User: discordtest.Bob})
	m := in.Reply()
	wantPrivate(t, m, true)
	wantText(t, m, "In context: Eight lanterns", "**“Lantern number "+middle)
	if got := lanterns(m); !strings.Contains(got, middle) || len(strings.Fields(got)) < 2 {
		t.Errorf("around lantern %s are the lanterns %s", middle, got)
	}
	if public := in.Click("Share").Reply(); !strings.HasPrefix(public.Content, "Shared by bob") || lanterns(public) != lanterns(m) {
		t.Errorf("what was shared is\n%s", public.Text())
	}
	if lanterns(asked.Message()) != page {
		t.Error("the page itself has changed")
	}
	if m := srv.Slash("quote", quote("gorse")).Reply(); !canPress(m, "More context") {
		t.Errorf("no context for the one excerpt in\n%s", m.Text())
	}
	if m := srv.Slash("article", map[string]any{"article": "lanterns"}).Reply(); canPress(m, "Context 1") {
		t.Error("an article's pages are context themselves")
	}
}

func TestEveryCommandCanBePrivate(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	for command, options := range map[string]map[string]any{
		"quote": quote("lantern"), "ask": {"question": "Where does the lantern hang?"}, "article": {"article": "lanterns"}, "sources": {}, "timeline": {"words": "lantern"},
	} {
		t.Run(command, func(t *testing.T) {
			m := srv.Slash(command, private(options)).Reply()
			wantPrivate(t, m, true)
			open := private(options)
			open["private"] = false
			o := srv.Slash(command, open).Reply()
			wantPrivate(t, o, false)
			if !canPress(m, "Share") || canPress(o, "Share") {
				t.Errorf("Share stands below a private answer: %v; below a public one: %v", canPress(m, "Share"), canPress(o, "Share"))
			}
		})
	}
	for name, in := range map[string]*discordtest.Interaction{
		"help":   srv.Slash("help", map[string]any{"private": false}),
		"errors": srv.Slash("quote", map[string]any{"query": "?!", "private": false}),
	} {
		t.Run(name, func(t *testing.T) {
			m := in.Reply()
			wantPrivate(t, m, true)
			if canPress(m, "Share") {
				t.Error("it can be shared")
			}
		})
	}
}

func TestSharingAPrivateAnswer(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	for name, words := range map[string]string{"short": "lantern", "with a note": "lanterm", "too long for a button": "lantern " + strings.Repeat("lanterns ", 20)} {
		t.Run(name, func(t *testing.T) {
			asked := srv.Slash("quote", private(quote(words)))
			notes := ""
			if name == "with a note" {
				notes = "Searched “Lantern” for “lanterm”."
			}
			wantText(t, asked.Reply(), notes)
			second := lanterns(asked.Click("Next").Reply()) // the page that is open is shared
			public := asked.Click("Share").Reply()
			wantPrivate(t, public, false)
			if lanterns(public) != second || public.Content != "Shared by alice" || !strings.Contains(public.Text(), notes) || canPress(public, "Share") || !canPress(public, "Previous") || !canPress(public, "Next") {
				t.Errorf("what was shared is\n%s", public.Text())
			}
		})
	}
}
