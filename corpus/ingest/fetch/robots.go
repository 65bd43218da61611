package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"

	"github.com/temoto/robotstxt"
	"golang.org/x/time/rate"
)

const (
	robotsPath = "/robots.txt"
	// maxRobots is how much of a robots.txt is read. (RFC 9309, 2.5: at least 500 KiB.)
	maxRobots = 512 << 10
)

// A host is what is known of one that was asked for something. A client is there for one import,
// and asks each host for its robots.txt once.
type host struct {
	rules *robotstxt.Group // nil: everything is allowed
	err   error            // why nothing is allowed now
	pace  *rate.Limiter
}

// admit waits until the host of an address may be asked. It fails if the site's
// robots.txt asks us to stay away from that address.
func (c *Client) admit(ctx context.Context, u *url.URL) error {
	site := &url.URL{Scheme: u.Scheme, Host: u.Host}
	h := c.hosts[site.String()]
	if h == nil {
		rules, err := c.readRobots(ctx, site.JoinPath(robotsPath))
		if ctx.Err() != nil {
			return context.Cause(ctx) // says nothing about the host
		}
		pause := c.opts.Pause
		if rules != nil {
			pause = min(max(pause, rules.CrawlDelay), max(pause, maxPause))
		}
		h = &host{rules, err, rate.NewLimiter(rate.Every(pause), 1)}
		c.hosts[site.String()] = h
	}
	switch path := u.RequestURI(); {
	case h.err != nil:
		return h.err
	case h.rules != nil && path != robotsPath && !h.rules.Test(path):
		return ErrRobots
	}
	now := c.now()
	return c.sleep(ctx, h.pace.ReserveN(now, 1).DelayFrom(now))
}

// readRobots reads the rules. A host that says that it has none allows everything;
// one that cannot answer allows nothing for now. (RFC 9309, 2.3.1.)
func (c *Client) readRobots(ctx context.Context, u *url.URL) (*robotstxt.Group, error) {
	const unread = "read robots.txt, without which nothing is fetched for now: %w"
	res, err := c.do(ctx, u, "text/plain")
	switch {
	case errors.Is(err, errRedirect): // leading nowhere that we go is as good as none (2.3.1.2)
		return nil, nil
	case errors.Is(err, ErrGuard):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("the host cannot be reached: %w", err)
	}
	defer res.Body.Close()
	switch {
	case res.StatusCode >= 500 || res.StatusCode == http.StatusTooManyRequests:
		return nil, fmt.Errorf(unread, &StatusError{res.StatusCode, c.retryAfter(res)})
	case res.StatusCode >= 300:
		return nil, nil
	}
	body, err := readBody(res, maxRobots)
	if err != nil {
		return nil, fmt.Errorf(unread, err)
	}
	data, err := robotstxt.FromBytes(plainRules(body))
	if err != nil {
		return nil, fmt.Errorf(unread, err)
	}
	return data.FindGroup(userAgent), nil
}

// ruleLine is a line of a robots.txt that the library can read.
var ruleLine = regexp.MustCompile(`(?im)^[ \t]*(?:user-agent[ \t]*:[ \t]*[^\s#]` +
	`|(?:dis)?allow[ \t]*:|crawl-delay[ \t]*:[ \t]*\d{1,5}(?:\.\d+)?[ \t\r]*(?:#|$)).*$`)

// plainRules returns the lines that are rules: what can be read of a robots.txt holds,
// even if something else in it cannot (RFC 9309, 2.2), while the library then reads
// nothing of it.
func plainRules(body []byte) []byte {
	lines := ruleLine.FindAll(bytes.ToValidUTF8(bytes.TrimPrefix(body, []byte("\ufeff")), nil), -1)
	first := slices.IndexFunc(lines, func(l []byte) bool {
		return bytes.HasPrefix(bytes.ToLower(bytes.TrimSpace(l)), []byte("user-agent"))
	})
	if first < 0 {
		return nil
	}
	return bytes.Join(lines[first:], []byte("\n"))
}
