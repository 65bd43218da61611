package discordtest

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"path"
	"strconv"
	"time"
)

// A Fault goes wrong with REST requests, with new gateway connections, or with the
// network. For open connections there are methods, as [Server.CutGateway].
type Fault struct {
	// Route says which requests it hits: a method and a path without /api/v10,
	// in the manner of path.Match; or [RouteGateway]. Empty hits all of REST.
	Route string
	Times int // how many requests or connections it hits: 0 means one, a negative number all

	Delay  time.Duration // waits first; the client may go meanwhile
	Status int           // answers with this status, Header and Body
	Header http.Header
	Body   string
	After  bool // lets the request have its effect: only its answer is lost or late
	Hang   bool // never answers
	Drop   bool // closes the TCP connection without an answer
	NoHost bool // fails in the client's transport, as a failed look-up of the host

	// What else goes wrong with gateway connections ([RouteGateway]).
	NoHello      bool     // says nothing
	Frames       []string // comes before READY or RESUMED, as {"op":7,"d":null}; an Op 9 takes its place
	Silent       bool     // says nothing after Hello and Frames
	Close        int      // closes with this code in place of READY or RESUMED; 1006: breaks the connection
	RefuseResume bool     // answers a resume with Op 9 false

	s    *Server
	hits int
}

// Hits is how many requests the fault hit.
func (f *Fault) Hits() (n int) {
	f.s.locked(func() { n = f.hits })
	return n
}

// Remove ends the fault.
func (f *Fault) Remove() { f.s.locked(func() { f.Times = 0 }) }

// Fault injects a fault, which the returned pointer watches. Of several that match,
// the oldest goes first.
func (s *Server) Fault(f Fault) *Fault {
	f.s, f.Times = s, cmp.Or(f.Times, 1)
	s.locked(func() { s.faults = append(s.faults, &f) })
	return &f
}

// hit takes the first fault that matches, if one does, as it is now.
func (s *Server) hit(where string, noHost bool) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		ok, _ := path.Match(f.Route, where)
		ok = ok || f.Route == "" && where != RouteGateway
		if ok && f.Times != 0 && f.NoHost == noHost {
			f.Times = max(f.Times-1, -1)
			f.hits++
			taken := *f
			return &taken
		}
	}
	return nil
}

// serve serves a request with the fault that it meets.
func (f *Fault) serve(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	if f == nil {
		next(w, r)
		return
	}
	if f.After {
		next(httptest.NewRecorder(), r)
	}
	if f.Hang {
		<-r.Context().Done()
	}
	select {
	case <-time.After(f.Delay):
	case <-r.Context().Done():
	}
	switch {
	case r.Context().Err() != nil || f.Drop:
		panic(http.ErrAbortHandler)
	case f.Status == 0:
		next(w, r)
	default:
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		maps.Copy(w.Header(), f.Header)
		w.WriteHeader(f.Status)
		_, _ = io.WriteString(w, f.Body)
	}
}

// RateLimited is a 429 with Discord's JSON, for the scope user or global: topics/rate-limits.
func RateLimited(route, scope string, retryAfter time.Duration) Fault {
	h := http.Header{"X-Ratelimit-Scope": {scope}}
	h.Set("Retry-After", strconv.Itoa(int((retryAfter+time.Second-1)/time.Second)))
	return Fault{Route: route, Status: http.StatusTooManyRequests, Header: h, Body: fmt.Sprintf(
		`{"message":"You are being rate limited.","retry_after":%.3f,"global":%t,"code":0}`, retryAfter.Seconds(), scope == "global")}
}

// CloudflareLimited is a 429 from the proxy before Discord, in HTML.
func CloudflareLimited(route string, retryAfter time.Duration) Fault {
	f := Broken(route, http.StatusTooManyRequests)
	f.Header.Set("Retry-After", strconv.Itoa(int(retryAfter.Seconds())))
	return f
}

// Broken is an answer of the proxy when Discord is not there, in HTML.
func Broken(route string, status int) Fault {
	return Fault{Route: route, Status: status, Header: http.Header{"Content-Type": {"text/html"}},
		Body: fmt.Sprintf("<html><head><title>%d %s</title></head></html>\r\n", status, http.StatusText(status))}
}

// Refused is an error of Discord's with its JSON code, as 403 and 50001.
func Refused(route string, status, code int, message string) Fault {
	return Fault{Route: route, Status: status, Body: fmt.Sprintf(`{"message":%q,"code":%d}`, message, code)}
}
