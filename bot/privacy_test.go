package bot_test

import (
	"log/slog"
	"os"
	"regexp"
	"strings"
	"testing"

	"onrecord/bot/discordtest"
)

// TestNobodysWordsAreLogged uses everything that members can use, with words, names and
// ids that nothing else has, and looks for them in the log, at every level.
func TestNobodysWordsAreLogged(t *testing.T) {
	srv := discordtest.New(t)
	b := run(t, discordtest.Token, srv, harbour(t))
	srv.WaitReady()
	member := discordtest.From{User: discordtest.User{ID: "1199999999999999991", Name: "zebedee"}, Channel: "1188888888888888881"}
	const secret = "xylophone"
	srv.Slash("quote", private(quote("lantern "+secret)), member).Reply()
	srv.Slash("ask", map[string]any{"question": "Where is the lantern of " + secret + "?"}, member).Reply()
	srv.Slash("verify", map[string]any{"quote": "Lantern number one hangs over the " + secret + " quay"}, member).Reply()
	srv.Slash("quote", map[string]any{"query": "lantern", "from": secret}, member).Reply()
	srv.Slash("article", map[string]any{"article": secret}, member).Reply()
	srv.Autocomplete("quote", "speaker", secret, member).Choices()
	srv.MessageCommand("Check this quote", "> the "+secret+" quay", member).Reply()
	srv.MessageCommand("Find in coverage", secret, member).Reply()
	open := srv.Slash("quote", quote("lantern"), member)
	open.Reply()
	open.Click("Next", member).Reply()
	open.Click("Context 1", member).Reply()
	hidden := srv.Slash("quote", private(quote("lantern")), member)
	hidden.Reply()
	hidden.Click("Share", member).Reply()
	// What goes wrong is logged, but not with the words.
	fault := srv.Fault(discordtest.Fault{Route: discordtest.RouteCallback, Status: 400,
		Body: `{"code":50035,"message":"Invalid Form Body","errors":{"data":{"content":{"_errors":[{"code":"BAD","message":"The value \"` + secret + `\" is bad."}]}}}}`})
	lost := srv.Slash("quote", quote("lantern "+secret), member)
	b.waitLog("an answer was lost")
	srv.AllowViolation(discordtest.RuleUnknown)
	srv.SendFrame(`{"op":0,"s":1,"t":"INTERACTION_CREATE","d":{"id":"1","type":2,"token":"no","data":{"name":"quote","options":[{"name":"query","value":"` + secret + `"}]}}}`)
	b.waitLog("an answer came too late") // Discord knows no such token
	if err := b.end(); err != nil {
		t.Error(err)
	}
	log := b.log.String()
	for what, text := range map[string]string{
		"a member's words": secret, "a member's id": member.User.ID, "a member's name": member.User.Name, "a channel": member.Channel,
		"a server": newsroom, "an interaction's token": lost.Token, "the bot's token": discordtest.Token, "an article": "hangs over",
	} {
		if strings.Contains(strings.ToLower(log), strings.ToLower(text)) {
			t.Errorf("%s is in the log:\n%s", what, log)
		}
	}
	privacy, err := os.ReadFile("../PRIVACY.md")
	if err != nil || !strings.Contains(string(privacy), "are not logged at any level") {
		t.Errorf("PRIVACY.md does not say so: %v", err)
	}
	if fault.Hits() == 0 || !strings.Contains(log, slog.LevelDebug.String()) || !regexp.MustCompile(`interaction=\d+ command=quote`).MatchString(log) {
		t.Errorf("the log says too little to prove anything:\n%s", log)
	}
}
