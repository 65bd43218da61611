package gateway

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/url"
	"sync"
	"time"

	"onrecord/bot/rest"
)

// longestPause bounds what a pause may be: the day in which sessions are counted.
const longestPause = 24 * time.Hour

// A shard is one part of the bot's servers, and its connection.
type shard struct {
	g      *Gateway
	id, of int
	log    *slog.Logger

	// Of the session; used by the shard's own goroutine.
	session   string // "" when there is none to resume
	resumeURL string
	seq       int64
	resumes   int // in a row that came to nothing although Discord was there
	broken    int // connections in a row that ended with a frame that made no sense

	mu     sync.Mutex
	status Status
}

func newShard(g *Gateway, id, of int) *shard {
	s := &shard{g: g, id: id, of: of, log: g.cfg.Log, status: Status{ID: id, Since: time.Now()}}
	if of > 1 {
		s.log = s.log.With("shard", id)
	}
	return s
}

func (s *shard) now() Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.status
}

func (s *shard) note(change func(*Status)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.status.Ready
	change(&s.status)
	if s.status.Ready != was {
		s.status.Since = time.Now()
	}
}

// An ending is how a connection came to its end.
type ending struct {
	err error
	// newSession says that the session is over with it.
	newSession bool
	// broken says that a frame made no sense.
	broken bool
	// pause is what Discord wants to pass before the next connection.
	pause time.Duration
}

// run keeps the shard connected until ctx ends, or something cannot heal.
func (s *shard) run(ctx context.Context) error {
	t := &s.g.cfg.Times
	for wait := time.Duration(0); ctx.Err() == nil; {
		began := time.Now()
		end := s.connect(ctx)
		s.note(func(st *Status) { st.Ready = false })
		var lasting *FatalError
		switch {
		case errors.Is(end.err, ErrToken), errors.As(end.err, &lasting):
			return end.err
		case ctx.Err() != nil:
			continue
		}
		s.judge(end)
		// A connection that was good is replaced at once, or nearly: Discord may have
		// cut those of thousands of bots. One that was not is given time.
		if time.Since(began) >= t.Healthy || wait == 0 {
			wait = t.FirstWait / 4
		} else {
			wait = min(2*wait, t.LastWait)
		}
		pause := max(wait/2+rand.N(wait/2+1), end.pause, wantedPause(end.err))
		s.log.Warn("not connected to Discord", "err", end.err, "resume", s.session != "", "again in", pause.Round(time.Millisecond))
		_ = rest.Sleep(ctx, pause)
	}
	return nil
}

// maxResumes is how many resumes in a row may come to nothing while Discord's HTTP API
// answers: then the session, or its address, is taken for dead.
const maxResumes = 5

// judge gives a session up that is over, or as good as that.
func (s *shard) judge(end ending) {
	if end.broken { // what makes no sense will make none when it is replayed
		s.broken++
	}
	if end.newSession || s.broken > 1 || s.resumes >= maxResumes {
		s.session, s.broken, s.resumes = "", 0, 0
	}
}

// resumeAskWithin bounds the question before a resume: an answer that is slow is no
// reason to be away for longer.
const resumeAskWithin = 2 * time.Second

// connect makes one connection and keeps it until it ends.
func (s *shard) connect(ctx context.Context) ending {
	if s.session != "" {
		asking, cancel := context.WithTimeout(ctx, resumeAskWithin)
		_, err := s.g.ask(asking)
		cancel()
		switch {
		case errors.Is(err, ErrToken):
			return ending{err: err}
		case err == nil: // else Discord's HTTP API is out of order, and the gateway may not be
			s.resumes++ // until it comes to something
		}
		return s.hold(ctx, s.resumeURL, func() {})
	}
	group := s.g.identifies.group(s.id)
	if err := group.take(ctx, s.g.cfg.Times.IdentifyGap); err != nil {
		return ending{err: err}
	}
	var once sync.Once
	giveBack := func() { once.Do(group.giveBack) }
	defer giveBack()
	facts, err := s.g.ask(ctx)
	if err != nil {
		return ending{err: err}
	}
	// Each of the other processes may begin a session at the same moment.
	if limit := facts.SessionStartLimit; limit.Remaining <= max(s.g.cfg.Of-1, 0) {
		after := min(time.Duration(limit.ResetAfter)*time.Millisecond, longestPause)
		return ending{err: fmt.Errorf("no more sessions may be begun today: %d of %d are left", limit.Remaining, limit.Total), pause: max(after, time.Second)}
	}
	return s.hold(ctx, facts.URL, func() {
		group.used()
		giveBack()
	})
}

// hold dials and keeps the connection; identified is called when a session has been
// asked for.
func (s *shard) hold(ctx context.Context, address string, identified func()) ending {
	u, err := url.Parse(address)
	if err != nil {
		return ending{err: fmt.Errorf("the gateway's address makes no sense: %w", err), newSession: true}
	}
	if here := net.ParseIP(u.Hostname()); u.Scheme != "wss" && !here.IsLoopback() { // the token is sent there
		return ending{err: fmt.Errorf("the gateway's address %.100q is not encrypted", address), newSession: true}
	}
	u.RawQuery = "v=10&encoding=json"
	if u.Path == "" {
		u.Path = "/"
	}
	ready, cancel := context.WithTimeout(ctx, s.g.cfg.Times.Ready)
	defer cancel()
	s.note(func(st *Status) { st.Connects++ })
	ws, res, err := s.g.dialer.DialContext(ready, u.String(), nil)
	if err != nil {
		if res != nil {
			err = fmt.Errorf("%w (%s)", err, res.Status)
		}
		return ending{err: fmt.Errorf("the gateway cannot be reached: %w", err)}
	}
	c := &connection{shard: s, ws: ws, identified: identified}
	return c.live(ctx)
}
