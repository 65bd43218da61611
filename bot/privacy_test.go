package bot_test

import (
	"os"
	"strings"
	"testing"

	"onrecord/bot/discordtest"
)

// TestTheLogHoldsNoWordsAndNoMembers holds the bot to what PRIVACY.md says of its log:
// at no level what was asked, and never who asked.
func TestTheLogHoldsNoWordsAndNoMembers(t *testing.T) {
	srv := discordtest.New(t)
	b := start(t, srv, tiny(t))
	const word = "xylograph"
	srv.Slash("quote", quote(word)).Reply()
	srv.Slash("quote", map[string]any{"query": "ferry", "from": word}).Reply() // is an error
	srv.Slash("quote", quote(strings.Repeat(word+" ", 30))).Reply()            // has no room in a button
	srv.Slash("verify", map[string]any{"quote": word + " runs again in winter"}).Reply()
	srv.Autocomplete("quote", "speaker", word).Choices()
	srv.MessageCommand("Find in coverage", word).Reply()
	srv.Slash("quote", map[string]any{"query": "ferry", "private": true}).Reply()
	if err := b.end(); err != nil {
		t.Fatal(err)
	}
	b.done <- nil // for the cleanup
	log := b.log.String()
	if n := strings.Count(log, "answered"); n < 6 {
		t.Errorf("only %d answers are in the log, so it proves nothing:\n%s", n, log)
	}
	for _, secret := range []string{word, "ferry", "winter", discordtest.Alice.ID, discordtest.Alice.Name, discordtest.Bob.ID} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %q:\n%s", secret, log)
		}
	}
	privacy, err := os.ReadFile("../PRIVACY.md")
	if err != nil || !strings.Contains(string(privacy), "are not logged at any level") {
		t.Errorf("PRIVACY.md does not say so: %v", err)
	}
}
