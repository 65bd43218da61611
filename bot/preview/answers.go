package preview

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"time"
)

// An answer is what the bot asks of Discord for an interaction: its first response, a change
// of it, or another message.
type answer struct {
	Token string          `json:"token"` // the interaction's
	Kind  string          `json:"kind"`  // response, edit or followup
	Body  json.RawMessage `json:"body"`
}

// answerPaths are the requests by which a bot answers, with the interaction's token. (Discord's
// documentation, Receiving and Responding to Interactions, "Endpoints".)
var answerPaths = []struct {
	method, kind string
	path         *regexp.Regexp
}{
	{http.MethodPost, "response", regexp.MustCompile(`/interactions/\d+/([^/]+)/callback$`)},
	{http.MethodPatch, "edit", regexp.MustCompile(`/webhooks/\d+/([^/]+)/messages/@original$`)},
	{http.MethodPost, "followup", regexp.MustCompile(`/webhooks/\d+/([^/]+)$`)},
}

// RoundTrip takes the bot's requests to Discord; it is an [http.RoundTripper].
func (s *Server) RoundTrip(req *http.Request) (*http.Response, error) {
	defer req.Body.Close()
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, fmt.Errorf("read answer: %w", err)
	}
	status, said := http.StatusNotFound, `{"message":"404: Not Found","code":0}`
	for _, p := range answerPaths {
		found := p.path.FindStringSubmatch(req.URL.Path)
		if found == nil || p.method != req.Method {
			continue
		}
		s.pages.send(answer{found[1], p.kind, body})
		if status, said = http.StatusOK, `{"id":"1"}`; p.kind == "response" {
			status, said = http.StatusNoContent, ""
		}
		break
	}
	return &http.Response{
		StatusCode: status, ProtoMajor: 1, ProtoMinor: 1, Request: req,
		Header: http.Header{"Content-Type": {"application/json"}},
		Body:   io.NopCloser(strings.NewReader(said)),
	}, nil
}

// maxUnread is how many answers wait for a page that does not read; it is cut off then, and
// its browser connects again.
const maxUnread = 64

const pageReadsWithin = 10 * time.Second

// pages are the open ones. Each gets every answer, and knows which are its own by the token.
type pages struct {
	mu   sync.Mutex
	open map[chan []byte]bool
}

func (p *pages) send(a answer) {
	b, err := json.Marshal(a) // on one line
	if err != nil {
		return // no JSON: discordgo sends none such
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for page := range p.open {
		select {
		case page <- b:
		default:
			delete(p.open, page)
			close(page)
		}
	}
}

// serve sends a page its answers, as server-sent events, until it goes away or ctx ends.
func (p *pages) serve(ctx context.Context, w http.ResponseWriter, r *http.Request) {
	answers := make(chan []byte, maxUnread)
	p.mu.Lock()
	p.open[answers] = true
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.open, answers)
	}()
	out := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	event := "retry: 500"
	for {
		_ = out.SetWriteDeadline(time.Now().Add(pageReadsWithin)) // of this event; the stream stays open
		if _, err := fmt.Fprintf(w, "%s\n\n", event); err != nil || out.Flush() != nil {
			return
		}
		select {
		case a, ok := <-answers:
			if !ok {
				return
			}
			event = "data: " + string(a)
		case <-r.Context().Done():
			return
		case <-ctx.Done():
			return
		}
	}
}
