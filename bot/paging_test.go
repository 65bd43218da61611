package bot_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"onrecord/bot/discordtest"
	"onrecord/commands"
	"onrecord/corpus"
)

// harbour is a router over an invented article in which eight people, one a
// paragraph, speak of lanterns.
func harbour(t testing.TB) *commands.Router {
	t.Helper()
	return router(t, harbourSource())
}

func harbourSource() corpus.Source {
	var body []string
	for i, name := range []string{"Ann Alder", "Ben Birch", "Cleo Cedar", "Dan Dorn", "Eve Elm", "Fay Fir", "Gus Gorse", "Hal Hazel"} {
		body = append(body, fmt.Sprintf("“Lantern number %d hangs over the %s quay,” said %s.", i+1, []string{"north", "south"}[i%2], name))
	}
	jsonl := `{"id":"lanterns","title":"Eight lanterns","date":"2020-05-06","params":{"outlet":"Harbour Post","url":"https://harbour.example/lanterns","form":"full"},"body":` +
		quoted(strings.Join(body, "\n\n")) + `}`
	return corpus.Source{Name: "harbour", FS: fstest.MapFS{"h.jsonl": {Data: []byte(jsonl)}}}
}

// lanterns are the numbers of the lanterns on a page, in their order.
func lanterns(m *discordtest.Message) string {
	var found []string
	for _, n := range regexp.MustCompile(`number\W* (\d)`).FindAllStringSubmatch(m.Text(), -1) {
		found = append(found, n[1])
	}
	return strings.Join(found, " ")
}

// canPress reports whether the message has the button and it can be pressed.
func canPress(m *discordtest.Message, label string) bool {
	b, ok := m.Button(label)
	return ok && !b.Disabled
}

func TestPagesTurnInPlace(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	for command, words := range map[string]map[string]any{
		"quote":   quote("lantern"),
		"ask":     {"question": "Where does the lantern hang?"},
		"article": {"article": "lanterns"},
	} {
		in := srv.Slash(command, words)
		m := in.Reply()
		id, first := m.ID, lanterns(m)
		if canPress(m, "Previous") || !canPress(m, "Next") {
			t.Errorf("/%s: the first page has the buttons %v", command, m.All())
		}
		var seen []string
		seen = append(seen, strings.Fields(first)...)
		for canPress(m, "Next") {
			m = in.Click("Next").Reply()
			seen = append(seen, strings.Fields(lanterns(m))...)
			if m.ID != id || m.Ephemeral {
				t.Errorf("/%s: the page was not turned in place", command)
			}
		}
		if strings.Count(strings.Join(seen, ""), "") != 9 {
			t.Errorf("/%s: the pages show %v, want each of eight once", command, seen)
		}
		if !strings.Contains(m.Text(), "7–8 of 8") || canPress(m, "Next") {
			t.Errorf("/%s: the last page is\n%s", command, m.Text())
		}
		for canPress(m, "Previous") {
			m = in.Click("Previous").Reply()
		}
		if lanterns(m) != first {
			t.Errorf("/%s: back on the first page there are %s, want %s", command, lanterns(m), first)
		}
	}
}

func TestNoButtonsWhereThereIsOnePage(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	for _, in := range []*discordtest.Interaction{srv.Slash("quote", quote("gorse")), srv.Slash("help", nil), srv.Slash("sources", nil), srv.Slash("quote", quote("zeppelin"))} {
		if m := in.Reply(); canPress(m, "Previous") || canPress(m, "Next") {
			t.Errorf("there is nothing to turn to from\n%s", m.Text())
		}
	}
}

func TestAnotherMemberTurnsAPageOfTheirOwn(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	asked := srv.Slash("quote", quote("lantern"))
	before := lanterns(asked.Reply())
	bobs := asked.Click("Next", discordtest.From{User: discordtest.Bob})
	m := bobs.Reply()
	if !m.Ephemeral || m.ID == asked.Message().ID || lanterns(m) == before {
		t.Errorf("Bob sees (private %v)\n%s", m.Ephemeral, m.Text())
	}
	if now := lanterns(asked.Message()); now != before {
		t.Errorf("Bob turned Alice's page to %s", now)
	}
	id := m.ID
	if m = bobs.Click("Next").Reply(); m.ID != id || !strings.Contains(m.Text(), "7–8 of 8") {
		t.Errorf("Bob's own buttons lead to\n%s", m.Text())
	}
}

func TestButtonsOutliveTheBot(t *testing.T) {
	srv := discordtest.New(t)
	b := start(t, srv, harbour(t))
	asked := srv.Slash("quote", quote("lantern"))
	asked.Reply()
	second := lanterns(asked.Click("Next").Reply())
	// So many words that they have no room in the button itself.
	wordy := srv.Slash("quote", quote("lantern "+strings.Repeat("lanterns ", 20)))
	wordy.Reply()
	if m := wordy.Click("Next").Reply(); lanterns(m) == "" {
		t.Errorf("a long question's next page is\n%s", m.Text())
	}
	if err := b.end(); err != nil {
		t.Fatal(err)
	}
	b.done <- nil // for the cleanup
	srv.WaitFor("the end of its session", func(s discordtest.Stats) bool { return s.Sessions == 0 })

	srv.Advance(6 * time.Second) // max_concurrency: one identify in five seconds
	start(t, srv, harbour(t))
	if m := asked.Click("Previous").Reply(); !strings.Contains(m.Text(), "1–3 of 8") {
		t.Errorf("after a restart, Previous leads to\n%s", m.Text())
	}
	if m := asked.Click("Next").Reply(); lanterns(m) != second {
		t.Errorf("after a restart, Next leads to %s, want %s", lanterns(m), second)
	}
	m := wordy.Click("Next").Reply()
	if !m.Ephemeral || !strings.Contains(m.Text(), "Please ask again") {
		t.Errorf("a button that was forgotten says (private %v)\n%s", m.Ephemeral, m.Text())
	}
}

func TestAButtonOfAStrangerIsRefusedPolitely(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	asked := srv.Slash("quote", quote("lantern"))
	asked.Reply()
	for _, id := range []any{"", "delete everything", "1pt3.6~shout~query~a", "1pt3.zzzz~quote~query~lantern", "1pk0", nil, strings.Repeat("é", 100)} {
		in := asked.Click("Next", discordtest.From{Alter: func(p map[string]any) { p["data"].(map[string]any)["custom_id"] = id }})
		if m := in.Reply(); !m.Ephemeral && !strings.Contains(m.Text(), "of 8") {
			t.Errorf("custom_id %v: (private %v)\n%s", id, m.Ephemeral, m.Text())
		}
	}
}

// TestAPageBeyondTheEnd presses a button that was made when the coverage was larger.
func TestAPageBeyondTheEnd(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	for _, id := range []string{"1pt3.zz~quote~query~lantern", "1pt3.zz~article~article~lanterns", "1pt3.8~ask~question~Where+does+the+lantern+hang?"} {
		asked := srv.Slash("quote", quote("lantern"))
		asked.Reply()
		m := asked.Click("Next", discordtest.From{Alter: func(p map[string]any) { p["data"].(map[string]any)["custom_id"] = id }}).Reply()
		if !strings.Contains(m.Text(), "7–8 of 8") || canPress(m, "Next") {
			t.Errorf("%s leads to\n%s", id, m.Text())
		}
	}
}

func TestManySourcesAreListedPageByPage(t *testing.T) {
	var lines []string
	for i := range 25 {
		lines = append(lines, fmt.Sprintf(`{"id":"a%d","title":"Story %d","date":"2020-05-06","params":{"outlet":"Outlet %d"},"body":"Words of story %d."}`, i, i, i, i))
	}
	srv := discordtest.New(t)
	start(t, srv, router(t, corpus.Source{Name: "many", FS: fstest.MapFS{"m.jsonl": {Data: []byte(strings.Join(lines, "\n"))}}}))
	in := srv.Slash("sources", nil)
	m := in.Reply()
	seen := strings.Count(m.Text(), "• Story")
	for canPress(m, "Next") {
		m = in.Click("Next").Reply()
		seen += strings.Count(m.Text(), "• Story")
	}
	if seen != 25 || !strings.Contains(m.Text(), "21–25 of 25") || strings.Contains(m.Text(), "Outlets") {
		t.Errorf("%d stories, the last page is\n%s", seen, m.Text())
	}
}

// TestPagesThatDoNotHoldAll turns pages on which fewer results fit than were asked
// for: every mark needs a backslash, which doubles the length.
func TestPagesThatDoNotHoldAll(t *testing.T) {
	var body []string
	for i := range 8 {
		length := []int{850, 850, 850, 100}[i%4]
		body = append(body, fmt.Sprintf("Lantern number %d is shown as %s, they say.", i+1, strings.Repeat("*", length)))
	}
	jsonl := `{"id":"stars","title":"Stars","date":"2020-05-06","params":{"outlet":"Harbour Post","form":"full"},"body":` + quoted(strings.Join(body, "\n\n")) + `}`
	srv := discordtest.New(t)
	start(t, srv, router(t, corpus.Source{Name: "stars", FS: fstest.MapFS{"s.jsonl": {Data: []byte(jsonl)}}}))
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
		t.Errorf("all pages are full, and the test tests nothing: %v", pages)
	}
	for i := len(pages) - 2; i >= 0; i-- {
		if m = in.Click("Previous").Reply(); lanterns(m) != pages[i] {
			t.Errorf("back to page %d there are %s, want %s", i+1, lanterns(m), pages[i])
		}
	}
	if canPress(m, "Previous") {
		t.Error("there is a page before the first")
	}
}
