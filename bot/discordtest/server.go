package discordtest

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"
)

// Options change a server from its defaults; the zero value means the defaults.
type Options struct {
	// Token is the bot's token, without the word "Bot".
	Token string
	// ApplicationID is the application's id, and the id of its bot user.
	ApplicationID string
	// Guilds are the servers that the bot has joined; by default one.
	Guilds []Guild

	// OpenAPI is the path of Discord's OpenAPI description. By default
	// shared/discord/openapi.json is looked for from the working directory
	// upwards, and the check is left out where it is missing. NoOpenAPI leaves
	// it out in any case, for soak tests.
	OpenAPI   string
	NoOpenAPI bool

	// Keep bounds how many interactions are remembered, oldest forgotten first
	// and unknown from then on; 0 remembers all.
	Keep int

	// Frozen stops the server's clock: it moves only by [Server.Advance].
	Frozen bool
	// Timeout bounds, in real time, how long Reply, Choices and WaitReady wait.
	// The default is 10 seconds.
	Timeout time.Duration

	// HeartbeatInterval is what Hello asks for; the default is 41.25 seconds,
	// as Discord's.
	HeartbeatInterval time.Duration
	// SessionTimeout is how long a session without a connection can be resumed;
	// the default is 3 minutes.
	SessionTimeout time.Duration
	// MaxConcurrency and SessionStarts are the session_start_limit that
	// GET /gateway/bot gives out; the defaults are 1 and 1,000.
	MaxConcurrency int
	SessionStarts  int
	// Shards is the number of shards that GET /gateway/bot recommends.
	Shards int
}

func (o Options) withDefaults() Options {
	if o.Token == "" {
		o.Token = "MTE0NDQ0NDQ0NDQ0NDQ0NDQ0NA.stand-in.not-a-secret"
	}
	if o.ApplicationID == "" {
		o.ApplicationID = "1144444444444444444"
	}
	if len(o.Guilds) == 0 {
		o.Guilds = []Guild{{ID: "1155555555555555555", Name: "Newsroom"}}
	}
	if o.Timeout == 0 {
		o.Timeout = 10 * time.Second
	}
	if o.HeartbeatInterval == 0 {
		o.HeartbeatInterval = 41250 * time.Millisecond
	}
	if o.SessionTimeout == 0 {
		o.SessionTimeout = 3 * time.Minute
	}
	o.MaxConcurrency = max(o.MaxConcurrency, 1)
	if o.SessionStarts == 0 {
		o.SessionStarts = 1000
	}
	o.Shards = max(o.Shards, 1)
	return o
}

// A Server is a stand-in for Discord on a loopback address. Its methods may be
// called from several goroutines.
type Server struct {
	opts    Options
	tb      testing.TB
	ln      net.Listener
	http    *http.Server
	base    *http.Transport
	api     *openAPI
	key     ed25519.PrivateKey
	ctx     context.Context // ends with Close
	stop    context.CancelFunc
	running sync.WaitGroup
	once    sync.Once

	mu         sync.Mutex
	closed     bool
	clock      clock
	lastID     uint64
	token      string // empty after RevokeToken
	violations []Violation
	expected   []expectation
	faults     []*fault
	commands   map[string]*scope
	byID       map[string]*Interaction
	order      []*Interaction // oldest first, only with Options.Keep
	requests   requestCounts
	gw         gateway
	endpoint   string
	latency    histogram
}

// New starts a server with the default options and closes it at the test's
// end. Every violation that the test did not expect is an error of the test.
func New(tb testing.TB) *Server {
	tb.Helper()
	return NewWith(tb, Options{})
}

// NewWith is New with options.
func NewWith(tb testing.TB, o Options) *Server {
	tb.Helper()
	o = o.withDefaults()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatalf("discordtest: %v", err)
	}
	s := &Server{
		opts: o, tb: tb, ln: ln, token: o.Token,
		commands: map[string]*scope{}, byID: map[string]*Interaction{},
		base: &http.Transport{MaxIdleConnsPerHost: 256, DisableCompression: true},
		key:  ed25519.NewKeyFromSeed([]byte("discordtest: a seed of 32 bytes.")),
	}
	s.requests.byRoute = map[*route]int{}
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.clock.start(o.Frozen)
	s.gw.init(o)
	if !o.NoOpenAPI {
		s.api = loadOpenAPI(tb, o.OpenAPI)
	}
	s.http = &http.Server{
		Handler: s, ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:    log.New(io.Discard, "", 0),
		BaseContext: func(net.Listener) context.Context { return s.ctx },
	}
	s.running.Go(func() {
		if err := s.http.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
			tb.Errorf("discordtest: %v", err)
		}
	})
	tb.Cleanup(s.Close)
	return s
}

// Close ends all connections and waits for the server's goroutines. It reports
// interactions that were left without an answer and expected violations that
// did not happen. It runs by itself at the test's end; calling it again does
// nothing.
func (s *Server) Close() {
	s.once.Do(func() {
		s.checkUnanswered()
		s.mu.Lock()
		s.closed = true
		s.mu.Unlock()
		s.stop()
		_ = s.http.Close()
		s.gw.closeAll()
		s.running.Wait()
		s.base.CloseIdleConnections()
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, e := range s.expected {
			if e.hits == 0 {
				s.tb.Errorf("discordtest: expected a violation of %q, there was none", e.text)
			}
		}
	})
}

// enter counts a goroutine that Close waits for; false means too late.
func (s *Server) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.running.Add(1)
	}
	return !s.closed
}

// Token is the bot's token, without the word "Bot".
func (s *Server) Token() string { return s.opts.Token }

// RevokeToken makes the token invalid, as a reset in Discord's portal does:
// REST answers 401, identify and resume close with 4004, and connected
// sessions are closed with 4004.
func (s *Server) RevokeToken() {
	s.mu.Lock()
	s.token = ""
	s.mu.Unlock()
	s.CloseGateway(4004, "Authentication failed.")
}

// ApplicationID is the application's id.
func (s *Server) ApplicationID() string { return s.opts.ApplicationID }

// Addr is the address that the server listens on.
func (s *Server) Addr() string { return s.ln.Addr().String() }

// Now is the server's time: deadlines are measured by it.
func (s *Server) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.clock.now()
}

// Advance moves the server's clock, so that deadlines pass without waiting.
// The bot's own clock is not touched.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	s.clock.offset += d
	s.mu.Unlock()
}

// clock is real time plus what tests have added, or only that.
type clock struct {
	base   time.Time // set when frozen
	offset time.Duration
}

func (c *clock) start(frozen bool) {
	if frozen {
		c.base = time.Now()
	}
}

func (c *clock) now() time.Time {
	if c.base.IsZero() {
		return time.Now().Add(c.offset)
	}
	return c.base.Add(c.offset)
}

// discordEpoch: reference, "Snowflakes".
const discordEpoch = 1420070400000

// newID makes a snowflake greater than all before; s.mu is held.
func (s *Server) newID() string {
	id := uint64(s.clock.now().UnixMilli()-discordEpoch) << 22
	s.lastID = max(s.lastID+1, id)
	return strconv.FormatUint(s.lastID, 10)
}

// Stats are counts since the server's start.
type Stats struct {
	Requests      int // REST requests
	Refused       int // REST requests answered with a status from 400 on, without those of faults
	Invalid       int // 401, 403 and 429, those of faults too: 10,000 in 10 minutes ban an address
	Connections   int // gateway connections
	Identifies    int // identify payloads
	Resumes       int // resume payloads
	Resumed       int // sessions resumed
	ResumedAtMain int // resumes that did not use resume_gateway_url
	Heartbeats    int // heartbeats received
	Dispatches    int // events sent
	Interactions  int // interactions created
	Answered      int // interactions with a first answer
	Remembered    int // interactions in memory
	Sessions      int // sessions with a connection, now
	Open          int // gateway connections, now
}

// Stats gives the counts.
func (s *Server) Stats() Stats {
	st := s.gw.stats()
	s.mu.Lock()
	defer s.mu.Unlock()
	st.Requests, st.Refused, st.Invalid = s.requests.all, s.requests.refused, s.requests.invalid
	st.Interactions, st.Answered, st.Remembered = s.requests.interactions, s.requests.answered, len(s.byID)
	return st
}

type requestCounts struct {
	all, refused, invalid, interactions, answered int
	invalidFrom                                   time.Time
	invalidNow                                    int
	second                                        int64
	inSecond                                      int
	byRoute                                       map[*route]int
}

// A User is a member who uses the bot.
type User struct{ ID, Name string }

// Some members to write tests with.
var (
	Alice = User{ID: "1100000000000000001", Name: "alice"}
	Bob   = User{ID: "1100000000000000002", Name: "bob"}
)

func (s *Server) errorf(format string, args ...any) error {
	return fmt.Errorf("discordtest: "+format, args...)
}
