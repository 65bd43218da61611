package bot

import (
	"testing"
	"time"

	"onrecord/bot/discordtest"
	"onrecord/bot/guilds"
)

// TestWhatAServerHasSetGoesWithIt has settings of two servers, one of which the bot has
// left. What cannot be known is not forgotten.
func TestWhatAServerHasSetGoesWithIt(t *testing.T) {
	srv := discordtest.New(t)
	store := openGuilds(t)
	const left = "1155555555555555999"
	for _, guild := range []string{newsroom, left} {
		if err := store.Set(guild, guilds.Settings{Page: 2}); err != nil {
			t.Fatal(err)
		}
	}
	const list = "GET /users/@me/guilds"
	empty := srv.Fault(discordtest.Fault{Route: list, Status: 200, Body: "[]", Times: 5})
	broken := srv.Fault(discordtest.Fault{Route: list, Status: 403, Body: `{"code":50001,"message":"Missing Access"}`, Times: -1})
	startConfig(t, srv, store, 5*time.Millisecond)
	for empty.Hits() < 5 || broken.Hits() < 5 {
		time.Sleep(time.Millisecond)
	}
	if store.Len() != 2 {
		t.Fatalf("%d servers are left after looks that told nothing", store.Len())
	}
	broken.Remove()
	for deadline := time.Now().Add(5 * time.Second); store.Len() != 1; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("what a server that the bot has left had set is still there")
		}
	}
	if store.Get(newsroom).Page != 2 {
		t.Error("the wrong server was forgotten")
	}
}
