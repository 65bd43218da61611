package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
)

func newServer(t *testing.T) *Server {
	t.Helper()
	s, err := New("127.0.0.1:0", "/interactions", []byte(`{}`), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
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
	s := newServer(t)
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

// TestBotThatHasEnded is told to the page, and so is what is no interaction.
func TestBotThatHasEnded(t *testing.T) {
	s := newServer(t)
	_ = s.Hook().Close()
	for body, want := range map[string]int{`{"type":2}`: http.StatusBadGateway, "no JSON": http.StatusBadRequest, `"` + strings.Repeat("x", maxInteraction) + `"`: http.StatusBadRequest} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.Address()+"interactions", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if err := res.Body.Close(); err != nil || res.StatusCode != want {
			t.Errorf("%.20s is answered with %s, want %d", body, res.Status, want)
		}
	}
}
