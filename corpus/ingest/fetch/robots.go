package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

const (
	// maxRobots is how much of a robots.txt is read. (RFC 9309, 2.5: at least 500 KiB.)
	maxRobots = 512 << 10
	// robotsHosts bounds what is remembered, and robotsAge for how long (RFC 9309,
	// 2.4: a day); what could not be read is asked for again sooner.
	robotsHosts  = 1000
	robotsAge    = 24 * time.Hour
	robotsRetry  = 5 * time.Minute
	robotsAccept = "text/plain"
)

// A robotsCache holds the rules of the hosts that were asked last.
type robotsCache struct {
	mu    sync.Mutex
	known map[string]*rules
}

// rules are one host's, once they have been read.
type rules struct {
	read  sync.Mutex // held while they are
	until time.Time
	data  *robotstxt.RobotsData // nil: everything is allowed
	err   error                 // why nothing is allowed now
}

func (c *robotsCache) of(host string) *rules {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r := c.known[host]; r != nil {
		return r
	}
	if len(c.known) >= robotsHosts || c.known == nil {
		c.known = map[string]*rules{}
	}
	r := &rules{}
	c.known[host] = r
	return r
}

// allowed reports, as an error, whether the site's robots.txt asks us to stay away
// from an address, and how long to pause between two requests.
func (c *Client) allowed(ctx context.Context, u *url.URL) (pause time.Duration, err error) {
	data, err := c.robotsOf(ctx, u)
	if err != nil || data == nil {
		return c.opts.Pause, err
	}
	agent, _, _ := strings.Cut(c.opts.UserAgent, "/")
	group := data.FindGroup(agent)
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if path != "/robots.txt" && !group.Test(path) {
		return 0, ErrRobots
	}
	return min(max(c.opts.Pause, group.CrawlDelay), max(c.opts.MaxPause, c.opts.Pause)), nil
}

func (c *Client) robotsOf(ctx context.Context, u *url.URL) (*robotstxt.RobotsData, error) {
	r := c.robots.of(u.Scheme + "://" + u.Host)
	r.read.Lock()
	defer r.read.Unlock()
	if c.now().Before(r.until) {
		return r.data, r.err
	}
	data, err := c.readRobots(ctx, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"})
	if ctx.Err() != nil {
		return nil, context.Cause(ctx) // says nothing about the host
	}
	r.data, r.err, r.until = data, err, c.now().Add(robotsAge)
	if err != nil {
		r.until = c.now().Add(robotsRetry)
	}
	return data, err
}

// readRobots reads the rules. A host that says that it has none allows everything;
// one that cannot answer allows nothing for now. (RFC 9309, 2.3.1.)
func (c *Client) readRobots(ctx context.Context, u *url.URL) (*robotstxt.RobotsData, error) {
	for hops := 0; u != nil && hops <= maxRedirects; hops++ {
		if err := c.turn(ctx, u.Host, 0); err != nil {
			return nil, err
		}
		data, next, err := c.askRobots(ctx, u)
		if err != nil || next == nil {
			return data, err
		}
		// Where it leads nowhere that we go to, there is none. (RFC 9309, 2.3.1.2.)
		u, _ = parseAddress(next.String(), c.opts.AllowPrivate)
	}
	return nil, nil
}

func (c *Client) askRobots(ctx context.Context, u *url.URL) (*robotstxt.RobotsData, *url.URL, error) {
	res, err := c.do(ctx, u, robotsAccept)
	if err != nil {
		if errors.Is(err, ErrGuard) {
			return nil, nil, err
		}
		return nil, nil, fmt.Errorf("the host cannot be reached: %w", err)
	}
	defer res.Body.Close()
	if next, err := location(res); next != nil && err == nil {
		return nil, next, nil
	}
	switch {
	case res.StatusCode >= 500 || res.StatusCode == http.StatusTooManyRequests:
		return nil, nil, fmt.Errorf("the site's robots.txt cannot be read, so nothing is fetched from it for now: %w", &StatusError{res.StatusCode, c.retryAfter(res)})
	case res.StatusCode >= 300:
		return nil, nil, nil
	}
	body, err := readBody(res, maxRobots)
	if err != nil {
		return nil, nil, fmt.Errorf("the site's robots.txt cannot be read to its end, so nothing is fetched from it for now: %w", err)
	}
	data, err := robotstxt.FromBytes(plainRules(body))
	if err != nil {
		return nil, nil, fmt.Errorf("the site's robots.txt cannot be read, so nothing is fetched from it: %w", err)
	}
	return data, nil, nil
}

// plainRules returns the lines that are rules: what can be read of a robots.txt holds,
// even if something else in it cannot (RFC 9309, 2.2), while the library then reads
// nothing of it.
func plainRules(body []byte) []byte {
	var out bytes.Buffer
	agent := false
	for line := range bytes.Lines(bytes.TrimPrefix(body, []byte("\ufeff"))) {
		line, _, _ = bytes.Cut(line, []byte("#"))
		key, value, ok := strings.Cut(strings.ToValidUTF8(string(line), ""), ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch {
		case !ok:
			continue
		case key == "user-agent" && value != "":
			agent = true
		case key == "allow" || key == "disallow":
			if !agent {
				continue
			}
		case key == "crawl-delay":
			if s, err := strconv.ParseFloat(value, 64); err != nil || !agent || !(s >= 0 && s <= 86400) {
				continue
			}
		case key == "sitemap" && value != "":
		default:
			continue
		}
		fmt.Fprintf(&out, "%s: %s\n", key, value)
	}
	return out.Bytes()
}

// Discover returns the sitemaps that a site's robots.txt names.
func (c *Client) Discover(ctx context.Context, address string) ([]string, error) {
	u, err := parseAddress(address, c.opts.AllowPrivate)
	if err != nil {
		return nil, &Error{address, err}
	}
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	data, err := c.robotsOf(ctx, u)
	if err != nil {
		return nil, &Error{u.String(), err}
	}
	if data == nil {
		return nil, nil
	}
	return data.Sitemaps, nil
}

// pace keeps the times at which each host may be asked next.
type pace struct {
	mu   sync.Mutex
	next map[string]time.Time
}

// turn waits until a host may be asked, and keeps the others waiting meanwhile.
func (c *Client) turn(ctx context.Context, host string, pause time.Duration) error {
	now := c.now()
	c.pace.mu.Lock()
	if c.pace.next == nil {
		c.pace.next = map[string]time.Time{}
	}
	if len(c.pace.next) > robotsHosts {
		for h, t := range c.pace.next {
			if t.Before(now) {
				delete(c.pace.next, h)
			}
		}
	}
	at := c.pace.next[host]
	if at.Before(now) {
		at = now
	}
	c.pace.next[host] = at.Add(pause)
	c.pace.mu.Unlock()
	return c.sleep(ctx, at.Sub(now))
}
