package preview

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
)

// newServer serves a page to a bot.
func newServer(t *testing.T, bot http.HandlerFunc) *Server {
	t.Helper()
	s, err := New("127.0.0.1:0", []byte(`{}`), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, bot) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return s
}

// send makes a request of the bot's to Discord.
func send(t *testing.T, s *Server, method, path, body string) (status int, said []byte) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, "https://discord.com/api/v9"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	res, err := s.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	said, err = io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, said
}

// TestAnswersReachThePage sends what a bot sends, and reads what the page gets.
func TestAnswersReachThePage(t *testing.T) {
	s := newServer(t, http.NotFound)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.Address()+"events", nil)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	events := bufio.NewScanner(stream.Body)
	for events.Scan() && events.Text() != "" { // the first event is the time to wait
	}
	for _, tt := range []struct {
		name, method, path, body string
		status                   int
		kind                     string // "": the page gets nothing
	}{
		{"something else", http.MethodGet, "/users/@me", "", http.StatusNotFound, ""},
		{"a command registered", http.MethodPut, "/applications/1/commands", "[]", http.StatusNotFound, ""},
		{"first response", http.MethodPost, "/interactions/7/tok/callback", "{\"type\":4,\n\"data\":{}}", http.StatusNoContent, "response"},
		{"edit", http.MethodPatch, "/webhooks/1/tok/messages/@original", `{"content":"x"}`, http.StatusOK, "edit"},
		{"followup", http.MethodPost, "/webhooks/1/tok", `{"content":"x"}`, http.StatusOK, "followup"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			status, said := send(t, s, tt.method, tt.path, tt.body)
			if status != tt.status || tt.status == http.StatusOK && !json.Valid(said) {
				t.Errorf("it is answered with %d %s", status, said)
			}
			if tt.kind == "" {
				return
			}
			if !events.Scan() {
				t.Fatal("the page's stream has ended: ", events.Err())
			}
			var got answer
			if err := json.Unmarshal([]byte(strings.TrimPrefix(events.Text(), "data: ")), &got); err != nil || got.Kind != tt.kind || got.Token != "tok" {
				t.Errorf("the page gets %q (%v)", events.Text(), err)
			}
			events.Scan() // the blank line behind it
		})
	}
}

// TestPageThatDoesNotRead is cut off, and keeps nobody waiting.
func TestPageThatDoesNotRead(t *testing.T) {
	var p pages
	unread := make(chan []byte, maxUnread)
	p.open = map[chan []byte]bool{unread: true}
	for range maxUnread + 2 {
		p.send(answer{Token: "tok", Kind: "edit", Body: json.RawMessage(`{}`)})
	}
	if len(p.open) != 0 || len(unread) != maxUnread {
		t.Errorf("%d pages are open, and %d answers wait", len(p.open), len(unread))
	}
}

// TestInteractionsAreSigned, whatever stands in them, and the page reads what the bot makes of
// them.
func TestInteractionsAreSigned(t *testing.T) {
	var s *Server
	s = newServer(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		signature, _ := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
		key, _ := hex.DecodeString(s.PublicKey())
		if err != nil || !ed25519.Verify(key, append([]byte(r.Header.Get("X-Signature-Timestamp")), body...), signature) {
			t.Errorf("%.20s is not signed (%v)", body, err)
		}
		if w.WriteHeader(http.StatusAccepted); len(body) > maxInteraction {
			t.Errorf("the bot gets %d bytes", len(body))
		}
	})
	for _, body := range []string{`{"type":2}`, "no JSON", `"` + strings.Repeat("x", 2*maxInteraction) + `"`} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.Address()+"interactions", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if err := res.Body.Close(); err != nil || res.StatusCode != http.StatusAccepted {
			t.Errorf("%.20s is answered with %s", body, res.Status)
		}
	}
}
