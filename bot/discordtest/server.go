package discordtest

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Options change a server from its defaults; the zero value means the defaults.
type Options struct {
	Guilds            []string      // the ids of those that the bot has joined; by default one
	HeartbeatInterval time.Duration // by default 41.25 seconds

	// What GET /gateway/bot gives out; the defaults are 1,000 and 1.
	SessionStarts, Shards int

	// Answered, for benchmarks of the bot, is called with the time that an interaction waited
	// for its reply. The interaction is forgotten then, so that memory does not grow with their
	// number, and of a body is checked only what it needs to be shown.
	Answered func(time.Duration)
}

const (
	Token         = "MTE0NDQ0NDQ0NDQ0NDQ0NDQ0NA.stand-in.not-a-secret" // without the word "Bot"
	ApplicationID = "1144444444444444444"
	// patience is how long, in real time, tests wait for the bot: longer than a busy machine needs.
	patience = time.Minute
)

// A Server is a stand-in for Discord. Its methods may be called from several
// goroutines. Deadlines go by what tests add to its clock; heartbeats go by real
// time, because the bot's do.
type Server struct {
	opts    Options
	tb      testing.TB
	rest    *httptest.Server
	client  *http.Transport
	schemas *schemas
	key     ed25519.PrivateKey
	ctx     context.Context // ends with Close
	stop    context.CancelFunc
	running sync.WaitGroup

	judging sync.Mutex // guards what follows, with mu or without it
	allowed []string

	mu           sync.Mutex
	offset       time.Duration // what tests have added to the clock
	lastID       uint64
	revoked      bool
	faults       []*Fault
	commands     map[string][]*discordgo.ApplicationCommand // by guild; "" has the global ones
	interactions map[string]*Interaction
	counts       map[string]int // by route, and of the gateway
	gw           gateway
	endpoint     *string
	noOpenAPI    bool // bodies are judged by rules.json alone, or not at all
}

// New starts a server and closes it at the test's end. Every violation that the
// test does not allow is an error of the test.
func New(tb testing.TB, options ...Options) *Server {
	tb.Helper()
	o := append(options, Options{})[0]
	if len(o.Guilds) == 0 {
		o.Guilds = []string{"1155555555555555555"}
	}
	o.HeartbeatInterval = cmp.Or(o.HeartbeatInterval, 41250*time.Millisecond)
	o.SessionStarts, o.Shards = cmp.Or(o.SessionStarts, 1000), cmp.Or(o.Shards, 1)
	schemas, err := loadSchemas()
	if err != nil {
		tb.Fatalf("discordtest: read the schemas: %v", err)
	}
	s := &Server{
		opts: o, tb: tb, schemas: schemas, noOpenAPI: o.Answered != nil || !schemas.openAPI,
		commands: map[string][]*discordgo.ApplicationCommand{}, interactions: map[string]*Interaction{}, counts: map[string]int{},
		client: &http.Transport{MaxIdleConnsPerHost: 256, DisableCompression: true},
		key:    ed25519.NewKeyFromSeed([]byte("discordtest: a seed of 32 bytes.")),
		gw:     gateway{conns: map[*conn]bool{}, sessions: map[string]*session{}},
	}
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.rest = s.listen(s.newMux().ServeHTTP)
	s.StartGateway()
	tb.Cleanup(s.Close)
	return s
}

// listen starts an HTTP server on a port of its own.
func (s *Server) listen(handler http.HandlerFunc) *httptest.Server {
	srv := httptest.NewUnstartedServer(handler)
	srv.Config.BaseContext = func(net.Listener) context.Context { return s.ctx }
	srv.Start()
	return srv
}

// Close ends all connections and waits for the server's goroutines. It reports
// interactions without an answer. It runs by itself at the test's end.
func (s *Server) Close() {
	s.locked(s.checkUnanswered)
	s.stop()
	s.client.CloseIdleConnections()
	s.rest.Close()
	s.StopGateway()
	s.running.Wait()
}

// locked does something under the lock.
func (s *Server) locked(do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do()
}

// RevokeToken makes the token invalid, as a reset in Discord's portal does.
func (s *Server) RevokeToken() {
	s.locked(func() { s.revoked = true })
	s.CloseGateway(4004)
}

// Now is the server's time, as it tells it to the bot.
func (s *Server) Now() (t time.Time) {
	s.locked(func() { t = s.now() })
	return t
}

// now is Now where s.mu is held.
func (s *Server) now() time.Time { return time.Now().Add(s.offset) }

// Advance moves the server's clock, so that deadlines pass without waiting.
func (s *Server) Advance(d time.Duration) { s.locked(func() { s.offset += d }) }

// newID makes a snowflake greater than all before: reference, "Snowflakes"; s.mu is held.
func (s *Server) newID() string {
	const epoch = 1420070400000
	s.lastID = max(s.lastID+1, uint64(s.now().UnixMilli()-epoch)<<22)
	return strconv.FormatUint(s.lastID, 10)
}

// encode is for what can always be encoded.
func (s *Server) encode(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		s.tb.Errorf("discordtest: encode %T: %v", v, err)
	}
	return data
}

// Sessions are how many sessions have a connection now.
func (s *Server) Sessions() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, ses := range s.gw.sessions {
		if ses.conn != nil {
			n++
		}
	}
	return n
}

// await asks so, without the lock, until it says yes, but not for ever.
func (s *Server) await(so func() bool) bool {
	for end := time.Now().Add(patience); !so(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) || s.ctx.Err() != nil {
			return false
		}
	}
	return true
}

// WaitReady waits until a bot has a session; none in time is the test's end.
func (s *Server) WaitReady() {
	s.tb.Helper()
	s.WaitFor("a bot to connect", func() bool { return s.Sessions() > 0 })
}

// WaitFor waits until something is so; too long is the test's end.
func (s *Server) WaitFor(what string, so func() bool) {
	s.tb.Helper()
	if !s.await(so) {
		s.tb.Fatalf("discordtest: there is never %s", what)
	}
}
