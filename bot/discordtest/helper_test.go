package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// recorder is a test that keeps its errors to itself, for tests of what the
// server reports.
type recorder struct {
	testing.TB
	mu     sync.Mutex
	errors []string
}

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

func (r *recorder) said(text string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Contains(strings.Join(r.errors, "\n"), text)
}

// quiet starts a server whose violations are no errors of the test.
func quiet(t testing.TB, o Options) (*Server, *recorder) {
	r := &recorder{TB: t}
	return NewWith(r, o), r
}

// answer is a REST answer.
type answer struct {
	status int
	code   int
	body   string
}

func (a answer) String() string { return fmt.Sprintf("%d %d %s", a.status, a.code, a.body) }

// call makes a request as a good bot does; header lines "Key: value" change it,
// "Key:" takes the header away.
func call(t testing.TB, s *Server, method, path, body string, header ...string) answer {
	t.Helper()
	r, err := http.NewRequest(method, "https://discord.com/api/v10"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("User-Agent", "DiscordBot (https://example.org, 1.0)")
	r.Header.Set("Authorization", "Bot "+s.Token())
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, line := range header {
		key, value, _ := strings.Cut(line, ":")
		if value = strings.TrimSpace(value); value == "" {
			r.Header[key] = nil
		} else {
			r.Header.Set(key, value)
		}
	}
	resp, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	a := answer{status: resp.StatusCode, body: string(data)}
	var e struct{ Code int }
	if json.Unmarshal(data, &e) == nil {
		a.code = e.Code
	}
	return a
}

// peer is a gateway client that does only what a test tells it.
type peer struct {
	t  testing.TB
	ws *websocket.Conn
}

func dial(t testing.TB, s *Server, address string) *peer {
	t.Helper()
	ws, _, err := s.Dialer().Dial(address+"?v=10&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.Close() })
	return &peer{t, ws}
}

func (p *peer) send(format string, args ...any) {
	p.t.Helper()
	if err := p.ws.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, format, args...)); err != nil {
		p.t.Fatal(err)
	}
}

// frame is one received frame, or the close code.
type frame struct {
	Op    int
	S     int64
	T     string
	D     json.RawMessage
	close int
}

func (p *peer) next() frame {
	p.t.Helper()
	_ = p.ws.SetReadDeadline(time.Now().Add(5 * time.Second))
	_, data, err := p.ws.ReadMessage()
	if err != nil {
		if ce := new(websocket.CloseError); errors.As(err, &ce) {
			return frame{Op: -1, close: ce.Code}
		}
		p.t.Fatalf("next frame: %v", err)
	}
	var f frame
	if err := json.Unmarshal(data, &f); err != nil {
		p.t.Fatal(err)
	}
	return f
}

func (p *peer) want(op int, name string) frame {
	p.t.Helper()
	f := p.next()
	if f.Op != op || f.T != name {
		p.t.Fatalf("got op %d %s (close %d), want op %d %s", f.Op, f.T, f.close, op, name)
	}
	return f
}

func (p *peer) wantClose(code int) {
	p.t.Helper()
	if f := p.next(); f.close != code {
		p.t.Fatalf("got %+v, want a close with %d", f, code)
	}
}

const identifyFormat = `{"op":2,"d":{"token":%q,"intents":%s,"properties":{"os":"linux","browser":"x","device":"x"}%s}}`

type readyData struct {
	SessionID string `json:"session_id"`
	ResumeURL string `json:"resume_gateway_url"`
	Guilds    []struct{ ID string }
}

// ready connects and identifies.
func ready(t testing.TB, s *Server) (*peer, readyData) {
	t.Helper()
	p := dial(t, s, s.gatewayURL())
	p.want(opHello, "")
	p.send(identifyFormat, s.Token(), "0", "")
	var d readyData
	if err := json.Unmarshal(p.want(opDispatch, "READY").D, &d); err != nil {
		t.Fatal(err)
	}
	return p, d
}

// register puts commands with the bodies.
func register(t testing.TB, s *Server, commands ...string) {
	t.Helper()
	if a := call(t, s, "PUT", "/applications/"+s.ApplicationID()+"/commands", "["+strings.Join(commands, ",")+"]"); a.status != 200 {
		t.Fatal(a)
	}
}

const quote = `{"name":"quote","description":"d","options":[
	{"type":3,"name":"query","description":"d","required":true,"max_length":50},
	{"type":3,"name":"outlet","description":"d","autocomplete":true},
	{"type":4,"name":"limit","description":"d","min_value":1,"max_value":9},
	{"type":3,"name":"order","description":"d","choices":[{"name":"Newest","value":"new"},{"name":"Best","value":"best"}]},
	{"type":6,"name":"who","description":"d"},{"type":5,"name":"private","description":"d"}]}`

// ask uses /quote; where is the callback's path.
func ask(t testing.TB, s *Server) (in *Interaction, where string) {
	t.Helper()
	in, err := s.TrySlash("quote", map[string]any{"query": "x"})
	if err != nil {
		t.Fatal(err)
	}
	return in, in.callbackPath()
}

func (in *Interaction) callbackPath() string {
	return "/interactions/" + in.ID + "/" + in.Token + "/callback"
}

func (in *Interaction) webhookPath() string {
	return "/webhooks/" + in.srv.ApplicationID() + "/" + in.Token
}

const quietMentions = `"allowed_mentions":{"parse":[]}`
