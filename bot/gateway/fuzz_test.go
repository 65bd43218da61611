package gateway

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

// FuzzFrames sends whatever comes in as frames of Discord's. None may end in a panic,
// and the last sequence number is one that a frame had.
func FuzzFrames(f *testing.F) {
	for _, seed := range []string{
		`{"op":10,"d":{"heartbeat_interval":41250}}` + "\n" + `{"op":0,"s":1,"t":"READY","d":{"session_id":"a","resume_gateway_url":"ws://127.0.0.1"}}` + "\n" + `{"op":0,"s":2,"t":"INTERACTION_CREATE","d":{}}`,
		`{"op":10,"d":{"heartbeat_interval":-1}}`, `{"op":10}`, `{"op":9}`, `{"op":9,"d":true}`, `{"op":9,"d":{"a":1}}`, `{"op":7}`, `{"op":1}`, `{"op":11}` + "\n" + `{"op":11}`,
		`{"op":0,"s":9223372036854775807,"t":"X","d":null}`, `{"op":0,"s":-1}`, `{"op":0,"s":null,"t":"READY"}`, `[]`, `null`, `""`, "\xff", `{"op":1e9}`, `{"op":10,"d":{"heartbeat_interval":1e308}}`,
	} {
		f.Add(seed)
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer ws.Close()
		for err == nil {
			_, _, err = ws.ReadMessage()
		}
	}))
	f.Cleanup(srv.Close)
	g, err := New(Config{Token: "t", HTTP: srv.Client(), Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Handle: func(string, json.RawMessage) {}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, frames string) {
		ws, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(srv.URL, "http"), nil)
		if err != nil {
			t.Skip(err) // no more ports for a moment
		}
		defer ws.Close()
		c := &connection{shard: newShard(g, 0, 1), ws: ws, identified: func() {}}
		defer c.beats.stop()
		for _, frame := range strings.Split(frames, "\n") {
			if err := c.take(t.Context(), []byte(frame)); err != nil {
				break
			}
		}
		if c.seq < 0 || c.seq != c.seen.Load() || c.session != "" && c.resumeURL == "" {
			t.Errorf("seq %d, seen %d, session %q at %q", c.seq, c.seen.Load(), c.session, c.resumeURL)
		}
	})
}
