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
	broken := srv.Fault(discordtest.Refused("GET /users/@me/guilds", 403, 50001, "Missing Access"))
	broken2 := srv.Fault(discordtest.Refused("GET /users/@me/guilds", 403, 50001, "Missing Access"))
	startConfig(t, srv, store) // whose first looks fail: nobody is forgotten
	for broken.Hits()+broken2.Hits() < 2 {
		time.Sleep(time.Millisecond)
	}
	if store.Len() != 2 {
		t.Fatalf("%d servers are left after a look that failed", store.Len())
	}
	broken.Remove()
	broken2.Remove()
	startConfig(t, advanced(srv), store)
	for deadline := time.Now().Add(5 * time.Second); store.Len() != 1; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("what a server that the bot has left had set is still there")
		}
	}
	if store.Get(newsroom).Page != 2 {
		t.Error("the wrong server was forgotten")
	}
}

// advanced lets the time pass that has to lie between two sessions.
func advanced(srv *discordtest.Server) *discordtest.Server {
	srv.Advance(6 * time.Second)
	return srv
}
