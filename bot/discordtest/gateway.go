package discordtest

import (
	"sync"
	"time"
)

// The gateway's two addresses: the one of GET /gateway, and the start of
// resume_gateway_url.
const (
	gatewayPath = "/gateway-stand-in"
	resumePath  = "/resume-stand-in/"
)

// Opcodes: topics/opcodes-and-status-codes, "Gateway Opcodes".
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opVoice          = 4
	opResume         = 6
	opReconnect      = 7
	opMembers        = 8
	opInvalidSession = 9
	opHello          = 10
	opACK            = 11
	opSoundboard     = 31
)

// fatalCodes forbid another connection: "Gateway Close Event Codes", column
// Reconnect.
var fatalCodes = []int{4004, 4010, 4011, 4012, 4013, 4014}

// gateway is the state of all sessions and connections. Its lock may be held
// when Server.mu is taken, never the other way round.
type gateway struct {
	opts Options

	mu       sync.Mutex
	closed   bool
	conns    map[*gatewayConn]bool
	sessions map[string]*session
	faults   []*GatewayFault
	noACK    bool
	fatal    int // the last fatal close code since Restarted
	lastID   int

	identified map[int]time.Time // by max_concurrency bucket
	starts     int               // identifies since startsAt
	startsAt   time.Time
	counts     Stats
	log        []*Connection
}

// A session outlives its connections until it ends or times out.
type session struct {
	id            string
	shard, shards int
	compress      bool
	seq           int64
	events        []event // sent and not acknowledged by a heartbeat
	conn          *gatewayConn
	lostAt        time.Time // when conn went
}

type event struct {
	seq int64
	item
}

// A Connection is one gateway connection, as it was seen from this side.
type Connection struct {
	At          time.Time // real time
	Ended       time.Time // zero while it lives
	ResumeURL   bool      // made at resume_gateway_url
	Identified  bool      // sent identify
	Resumed     bool      // sent resume
	BotClose    int       // code of the bot's close frame, 0 for none
	ServerClose int       // code that the server closed with, 0 for none
}

// maxConnections bounds the list of connections.
const maxConnections = 10000

// record opens the entry of a new connection; the lock is held.
func (g *gateway) record(resume bool) *Connection {
	c := &Connection{At: time.Now(), ResumeURL: resume}
	if len(g.log) < maxConnections {
		g.log = append(g.log, c)
	}
	return c
}

// Connections lists the gateway connections so far, oldest first: how far apart
// they were, and with which codes they ended.
func (s *Server) Connections() []Connection {
	s.gw.mu.Lock()
	defer s.gw.mu.Unlock()
	list := make([]Connection, len(s.gw.log))
	for i, c := range s.gw.log {
		list[i] = *c
	}
	return list
}

func (g *gateway) init(o Options) {
	g.opts = o
	g.conns, g.sessions, g.identified = map[*gatewayConn]bool{}, map[string]*session{}, map[int]time.Time{}
}

func (g *gateway) stats() Stats {
	g.mu.Lock()
	defer g.mu.Unlock()
	st := g.counts
	for _, ses := range g.sessions {
		if ses.conn != nil {
			st.Sessions++
		}
	}
	st.Open = len(g.conns)
	return st
}

// startLimit is the session start limit; it is renewed every 24 hours.
func (g *gateway) startLimit(now time.Time) (total, remaining int, reset time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if now.Sub(g.startsAt) > 24*time.Hour {
		g.starts, g.startsAt = 0, now
	}
	return g.opts.SessionStarts, max(g.opts.SessionStarts-g.starts, 0), 24*time.Hour - now.Sub(g.startsAt)
}

func (s *Server) gatewayURL() string { return "ws://" + s.Addr() + gatewayPath }

// closeAll cuts all connections at the server's end.
func (g *gateway) closeAll() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	for c := range g.conns {
		_ = c.ws.Close()
	}
}
