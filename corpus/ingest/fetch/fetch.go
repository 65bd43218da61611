package fetch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Options say how to fetch. The zero value means the defaults.
type Options struct {
	UserAgent string        // default DefaultUserAgent; its first word is what robots.txt knows us by
	Timeout   time.Duration // for all of a fetch: redirects, robots.txt, waiting to try again; default two minutes
	MaxBytes  int64         // of a page, after decompression; default 16 MiB
	Pause     time.Duration // between two requests to one host; default one second
	MaxPause  time.Duration // the longest pause that a host may ask for; default 30 seconds
	Retries   int           // after 429 and 503; default 2, none if negative

	// AllowPrivate lifts the guard: any port, and private, loopback and link-local
	// addresses. It is for a newsroom's own network and must be asked for.
	AllowPrivate bool

	Resolver *net.Resolver // default the system's
	Log      *slog.Logger  // default none
}

// DefaultUserAgent says who asks, and what for.
const DefaultUserAgent = "onrecord/1 (imports press articles, to quote them word for word with their source; honours robots.txt)"

const (
	maxRedirects = 5
	maxAddress   = 2048 // bytes; what browsers and servers agree on
	// maxList is how long a sitemap may be, by its protocol: 50 MB.
	// (sitemaps.org, "Sitemap file location".)
	maxList = 52_428_800
)

// A Client fetches. It is safe for concurrent use.
type Client struct {
	opts   Options
	http   *http.Client
	robots robotsCache
	pace   pace
	log    *slog.Logger

	now   func() time.Time
	sleep func(context.Context, time.Duration) error // so that tests need not wait
}

// New returns a client.
func New(opts Options) *Client {
	opts.UserAgent = cmp.Or(opts.UserAgent, DefaultUserAgent)
	opts.Timeout = cmp.Or(opts.Timeout, 2*time.Minute)
	opts.MaxBytes = cmp.Or(opts.MaxBytes, 16<<20)
	opts.Pause = cmp.Or(opts.Pause, time.Second)
	opts.MaxPause = cmp.Or(opts.MaxPause, 30*time.Second)
	opts.Retries = max(0, cmp.Or(opts.Retries, 2))
	c := &Client{opts: opts, log: opts.Log, now: time.Now, sleep: sleep}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	dialer := &net.Dialer{Timeout: 15 * time.Second, Resolver: opts.Resolver}
	if !opts.AllowPrivate {
		dialer.Control = guard
	}
	c.http = &http.Client{
		Transport: &http.Transport{
			Proxy:                  nil, // a proxy would dial for us, past the guard
			DialContext:            dialer.DialContext,
			ForceAttemptHTTP2:      true,
			DisableCompression:     true, // bytes are counted after decompression, by us
			TLSHandshakeTimeout:    15 * time.Second,
			IdleConnTimeout:        30 * time.Second,
			MaxIdleConnsPerHost:    2,
			MaxResponseHeaderBytes: 64 << 10,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

// Close gives back the connections that are kept for later requests.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// A Page is what was fetched.
type Page struct {
	Asked       string // the address that was asked for
	Address     string // the one that answered, after redirects
	ContentType string // as the server says, or sniffed if it says nothing
	Body        []byte // decompressed

	Entry        Entry // what the feed or sitemap says that named the page
	Index, Total int   // which of how many pages of its source, from 1
}

// An Error is why an address could not be fetched.
type Error struct {
	Address string
	Err     error
}

func (e *Error) Error() string { return e.Address + ": " + e.Err.Error() }

func (e *Error) Unwrap() error { return e.Err }

// A StatusError is an answer other than 200.
type StatusError struct {
	Code  int
	After time.Duration // when the server wants to be asked again; 0 if it does not say
}

func (e *StatusError) Error() string {
	text := fmt.Sprintf("the server answers %d %s", e.Code, http.StatusText(e.Code))
	switch {
	case e.After > 0:
		return text + fmt.Sprintf("; try again in %v", e.After.Round(time.Second))
	case e.Code == http.StatusTooManyRequests || e.Code >= 500:
		return text + "; try again later"
	case e.Code == http.StatusUnauthorized || e.Code == http.StatusForbidden || e.Code == http.StatusPaymentRequired:
		return text + ": save the page from a browser and import the file"
	}
	return text
}

// ErrRobots is why a page is not fetched that the site asks robots to stay away from.
var ErrRobots = errors.New("the site's robots.txt asks not to fetch this; save the page from a browser and import the file")

// Fetch gets one page, feed or sitemap. Errors are of type [*Error].
func (c *Client) Fetch(ctx context.Context, address string) (*Page, error) {
	u, err := parseAddress(address, c.opts.AllowPrivate)
	if err != nil {
		return nil, &Error{address, err}
	}
	ctx, cancel := context.WithTimeoutCause(ctx, c.opts.Timeout, fmt.Errorf("it took longer than %v", c.opts.Timeout))
	defer cancel()
	p, err := c.follow(ctx, u)
	if err != nil {
		if cause := context.Cause(ctx); cause != nil && ctx.Err() != nil {
			err = cause
		}
		return nil, &Error{u.String(), err}
	}
	p.Asked = u.String()
	return p, nil
}

// follow goes after redirects; every address on the way is looked at like the first.
func (c *Client) follow(ctx context.Context, u *url.URL) (*Page, error) {
	seen := map[string]bool{}
	for range maxRedirects + 1 {
		if seen[u.String()] {
			return nil, errors.New("its redirects go in a circle")
		}
		seen[u.String()] = true
		delay, err := c.allowed(ctx, u)
		if err != nil {
			return nil, err
		}
		p, next, err := c.retry(ctx, u, delay)
		if err != nil || next == nil {
			return p, err
		}
		if u, err = parseAddress(next.String(), c.opts.AllowPrivate); err != nil {
			return nil, fmt.Errorf("it redirects to %s: %w", shown(next), err)
		}
	}
	return nil, fmt.Errorf("it has more than %d redirects", maxRedirects)
}

// retry asks again, when the server is only busy.
func (c *Client) retry(ctx context.Context, u *url.URL, delay time.Duration) (*Page, *url.URL, error) {
	for try := 0; ; try++ {
		if err := c.turn(ctx, u.Host, delay); err != nil {
			return nil, nil, err
		}
		p, next, err := c.get(ctx, u)
		var status *StatusError
		if !errors.As(err, &status) || status.Code != http.StatusTooManyRequests && status.Code != http.StatusServiceUnavailable || try >= c.opts.Retries {
			return p, next, err
		}
		wait := cmp.Or(status.After, time.Second<<min(try, 6))
		if wait > c.opts.MaxPause {
			return nil, nil, err
		}
		c.log.Debug("the server is busy", "host", u.Host, "status", status.Code, "wait", wait)
		if err := c.sleep(ctx, wait); err != nil {
			return nil, nil, err
		}
	}
}

// get makes one request. It returns a page, or where the server redirects to.
func (c *Client) get(ctx context.Context, u *url.URL) (*Page, *url.URL, error) {
	res, err := c.do(ctx, u, "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, text/plain;q=0.8")
	if err != nil {
		return nil, nil, err
	}
	defer res.Body.Close()
	if next, err := location(res); next != nil || err != nil {
		return nil, next, err
	}
	if res.StatusCode != http.StatusOK {
		return nil, nil, &StatusError{res.StatusCode, c.retryAfter(res)}
	}
	p := &Page{Address: u.String()}
	limit, err := limitOf(res.Header.Get("Content-Type"), c.opts.MaxBytes)
	if err != nil {
		return nil, nil, err
	}
	if p.Body, err = readBody(res, limit); err != nil {
		return nil, nil, err
	}
	if p.ContentType, err = contentType(res.Header.Get("Content-Type"), p.Body); err != nil {
		return nil, nil, err
	}
	return p, nil, nil
}

// do sends a request; whatever is wrong with the connection is the error.
func (c *Client) do(ctx context.Context, u *url.URL, accept string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", c.opts.UserAgent)
	req.Header.Set("Accept", accept)
	req.Header.Set("Accept-Encoding", "gzip")
	res, err := c.http.Do(req)
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err // the address is said already
	}
	return res, err
}

// location returns where a response redirects to, or nil.
func location(res *http.Response) (*url.URL, error) {
	switch res.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		next, err := res.Location()
		if err != nil {
			return nil, fmt.Errorf("it redirects to nowhere: %w", err)
		}
		return next, nil
	}
	return nil, nil
}

// retryAfter reads the header, in seconds or as a date. (RFC 9110, 10.2.3.)
func (c *Client) retryAfter(res *http.Response) time.Duration {
	v := res.Header.Get("Retry-After")
	if t, err := http.ParseTime(v); err == nil {
		return max(0, t.Sub(c.now()))
	}
	s, err := strconv.ParseUint(v, 10, 32)
	if errors.Is(err, strconv.ErrRange) {
		s, err = math.MaxUint32, nil
	}
	if err != nil {
		return 0
	}
	return time.Duration(s) * time.Second
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-t.C:
		return nil
	}
}
