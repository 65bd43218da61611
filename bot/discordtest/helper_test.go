package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// recorder is a test that keeps its errors to itself.
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

// quiet starts a server whose violations are no errors of the test.
func quiet(t testing.TB, o Options) *Server { return New(&recorder{TB: t}, o) }

// violations are those so far that no test allows.
func violations(s *Server) []string {
	r, ok := s.tb.(*recorder)
	if !ok {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.errors)
}

// checkRules checks that exactly the rules were broken since the last check.
func checkRules(t *testing.T, s *Server, want ...string) {
	t.Helper()
	var got []string
	for _, v := range violations(s) {
		rule, _, _ := strings.Cut(strings.TrimPrefix(v, "discordtest: "), ":")
		got = append(got, rule)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("violations %v, want of %v", violations(s), want)
	}
}

// answer is a REST answer.
type answer struct {
	status, code int
	body         string
}

// call makes a request as a good bot does; header lines "Key: value" change it.
func call(t testing.TB, s *Server, method, path, body string, header ...string) answer {
	t.Helper()
	r, err := http.NewRequest(method, "https://discord.com/api/v9"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range append([]string{"User-Agent: DiscordBot (https://example.org, 1.0)", "Authorization: Bot " + Token, "Content-Type: application/json"}, header...) {
		key, value, _ := strings.Cut(line, ": ")
		r.Header.Set(key, value)
	}
	resp, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var e struct{ Code int }
	_ = json.Unmarshal(data, &e)
	return answer{resp.StatusCode, e.Code, string(data)}
}

// peer is a gateway client that does only what a test tells it.
type peer struct {
	t  testing.TB
	s  *Server
	ws *websocket.Conn
}

func dial(t testing.TB, s *Server) *peer {
	t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial(gatewayURL(s), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.Close() })
	return &peer{t, s, ws}
}

func gatewayURL(s *Server) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gw.url + "/?v=9&encoding=json"
}

func (p *peer) send(format string, args ...any) {
	p.t.Helper()
	if err := p.ws.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, format, args...)); err != nil {
		p.t.Fatal(err)
	}
}

// identify sends an identify with more fields.
func (p *peer) identify(more string) {
	p.t.Helper()
	p.send(`{"op":2,"d":{"token":"Bot %s","intents":0,"properties":{}%s}}`, Token, more)
}

func (p *peer) resume(session string, seq int) {
	p.t.Helper()
	p.send(`{"op":6,"d":{"token":%q,"session_id":%q,"seq":%d}}`, Token, session, seq)
}

// next describes the next frame: its opcode and event, or how the connection
// ended.
func (p *peer) next() (what string, d json.RawMessage) {
	_ = p.ws.SetReadDeadline(time.Now().Add(patience))
	_, data, err := p.ws.ReadMessage()
	if err != nil {
		if ce := new(websocket.CloseError); errors.As(err, &ce) && ce.Code != websocket.CloseAbnormalClosure {
			return fmt.Sprint("close ", ce.Code), nil
		}
		return "cut", nil
	}
	var f struct {
		Op int
		T  string
		D  json.RawMessage
	}
	if err := json.Unmarshal(data, &f); err != nil {
		p.t.Fatal(err)
	}
	return strings.TrimSpace(fmt.Sprint("op", f.Op, " ", f.T)), f.D
}

// want checks what the next frames are and returns the data of the last.
func (p *peer) want(all ...string) (d json.RawMessage) {
	p.t.Helper()
	for _, want := range all {
		var got string
		if got, d = p.next(); got != want {
			p.t.Fatalf("got %s %s, want %s", got, d, want)
		}
	}
	return d
}

// ready connects and identifies.
func ready(t testing.TB, s *Server) (p *peer, session string) {
	t.Helper()
	p = dial(t, s)
	p.want("op10")
	p.identify("")
	var d struct {
		SessionID string `json:"session_id"`
	}
	if err := json.Unmarshal(p.want("op0 READY"), &d); err != nil {
		t.Fatal(err)
	}
	return p, d.SessionID
}

const quote = `{"name":"quote","description":"d","options":[
	{"type":3,"name":"query","description":"d","required":true},
	{"type":3,"name":"outlet","description":"d","autocomplete":true}]}`

// register puts commands.
func register(t testing.TB, s *Server, commands ...string) {
	t.Helper()
	if a := call(t, s, "PUT", "/applications/"+ApplicationID+"/commands", "["+strings.Join(commands, ",")+"]"); a.status != 200 {
		t.Fatal(a)
	}
}

func ask(s *Server) *Interaction { return s.Slash("quote", map[string]any{"query": "x"}) }

func (in *Interaction) callbackPath() string {
	return "/interactions/" + in.ID + "/" + in.Token + "/callback"
}

func (in *Interaction) webhookPath() string {
	return "/webhooks/" + ApplicationID + "/" + in.Token
}

const noPings = `"allowed_mentions":{"parse":[]}`

func x(n int) string { return strings.Repeat("x", n) }

func many(n int, f func(i int) string) string {
	list := make([]string, n)
	for i := range list {
		list[i] = f(i)
	}
	return strings.Join(list, ",")
}
