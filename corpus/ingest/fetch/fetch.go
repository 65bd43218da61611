package fetch

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Options say how to fetch. The zero value means the defaults.
type Options struct {
	Timeout  time.Duration // for all of a fetch: redirects, robots.txt, waiting to try again; default two minutes
	MaxBytes int64         // of a page, after decompression; default 16 MiB
	Pause    time.Duration // between two requests to one host; default one second

	// AllowPrivate lifts the guard: any port, and private, loopback and link-local
	// addresses. It is for a newsroom's own network and must be asked for.
	AllowPrivate bool

	Resolver *net.Resolver // default the system's
}

// userAgent says who asks, and what for; its first word is what robots.txt knows us by.
const userAgent = "onrecord/1 (imports press articles, to quote them word for word with their source; honours robots.txt)"

const (
	maxRedirects = 5
	maxRetries   = 2                // after 429 and 503
	maxPause     = 30 * time.Second // the longest that a host may ask for
	maxAddress   = 2048             // bytes; what browsers and servers agree on
	// maxList is how long a sitemap may be, by its protocol: 50 MB.
	// (sitemaps.org, "Sitemap file location".)
	maxList = 52_428_800
)

// A Client fetches one page after the other.
type Client struct {
	opts  Options
	http  *http.Client
	hosts map[string]*host // by scheme and host

	now   func() time.Time
	sleep func(context.Context, time.Duration) error // so that tests need not wait
}

// New returns a client.
func New(opts Options) *Client {
	opts.Timeout = cmp.Or(opts.Timeout, 2*time.Minute)
	opts.MaxBytes = cmp.Or(opts.MaxBytes, 16<<20)
	opts.Pause = cmp.Or(opts.Pause, time.Second)
	c := &Client{opts: opts, hosts: map[string]*host{}, now: time.Now, sleep: sleep}
	dialer := &net.Dialer{Timeout: 15 * time.Second, Resolver: opts.Resolver}
	if !opts.AllowPrivate {
		dialer.Control = guard
	}
	transport := &http.Transport{
		Proxy:                  nil, // a proxy would dial for us, past the guard
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    15 * time.Second,
		IdleConnTimeout:        30 * time.Second,
		MaxIdleConnsPerHost:    2,
		MaxResponseHeaderBytes: 64 << 10,
	}
	c.http = &http.Client{Transport: transport, CheckRedirect: c.redirected}
	return c
}

// Close gives back the connections that are kept for later requests.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// A Page is what was fetched.
type Page struct {
	Address     string // the one that answered, after redirects
	ContentType string // as the server says, or sniffed if it says nothing
	Body        []byte // decompressed
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
	u, err := parseAddress(address)
	if err != nil {
		return nil, &Error{address, err}
	}
	ctx, cancel := context.WithTimeoutCause(ctx, c.opts.Timeout, fmt.Errorf("it took longer than %v", c.opts.Timeout))
	defer cancel()
	p, err := c.retry(ctx, u)
	if err != nil {
		if ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		return nil, &Error{u.String(), err}
	}
	return p, nil
}

// errRedirect is why a redirect is not followed.
var errRedirect = errors.New("it redirects")

// redirected looks at every address on the way like at the first.
func (c *Client) redirected(req *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return fmt.Errorf("%w more than %d times", errRedirect, maxRedirects)
	}
	u, err := parseAddress(req.URL.String())
	if err != nil {
		return fmt.Errorf("%w to %.200s: %w", errRedirect, req.URL.Redacted(), err)
	}
	req.URL = u
	if via[0].URL.Path == robotsPath {
		return nil // its own rules are not known yet
	}
	return c.admit(req.Context(), u)
}

// retry asks again, when the server is only busy.
func (c *Client) retry(ctx context.Context, u *url.URL) (p *Page, err error) {
	for try := 0; ; try++ {
		if err := c.admit(ctx, u); err != nil {
			return nil, err
		}
		p, err = c.get(ctx, u)
		status, refused := errors.AsType[*StatusError](err)
		if !refused || status.Code != http.StatusTooManyRequests && status.Code != http.StatusServiceUnavailable || try >= maxRetries {
			return p, err
		}
		wait := cmp.Or(status.After, time.Second<<try)
		if wait > maxPause {
			return nil, err
		}
		if err := c.sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// importable are the types of what can be imported: text, and what may be a compressed
// sitemap or is called nothing.
var importable = regexp.MustCompile(`^(?:text/.*|application/(?:(?:.*\+)?(?:xml|json)|(?:x-)?gzip|octet-stream))?$`)

// get makes one request.
func (c *Client) get(ctx context.Context, u *url.URL) (*Page, error) {
	res, err := c.do(ctx, u, "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "+
		"application/feed+json, application/xml;q=0.9, text/xml;q=0.9, text/plain;q=0.8")
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, &StatusError{res.StatusCode, c.retryAfter(res)}
	}
	p := &Page{Address: res.Request.URL.String(), ContentType: res.Header.Get("Content-Type")}
	kind, _, _ := mime.ParseMediaType(p.ContentType) // none if there is a fault in it
	limit, known := int64(maxList), importable.MatchString(kind)
	if kind == "" || strings.HasSuffix(kind, "html") || strings.HasSuffix(kind, "xhtml+xml") {
		limit = c.opts.MaxBytes
	}
	if known {
		if p.Body, err = readBody(res, limit); err != nil {
			return nil, err
		}
	}
	if kind == "" || strings.HasSuffix(kind, "gzip") || kind == "application/octet-stream" {
		kind, _, _ = mime.ParseMediaType(http.DetectContentType(p.Body)) // without the charset, which is a guess
		p.ContentType, known = kind, strings.HasPrefix(kind, "text/")
	}
	if !known {
		return nil, fmt.Errorf("it is of type %s: neither a page nor a feed nor a sitemap", kind)
	}
	return p, nil
}

// readBody reads a response to its end, or fails if that is more than limit bytes after
// decompression.
func readBody(res *http.Response, limit int64) ([]byte, error) {
	if encoding := res.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return nil, fmt.Errorf("it is compressed with %.40q, which was not asked for", encoding)
	}
	body, err := readCapped(res.Body, limit)
	if err != nil || !bytes.HasPrefix(body, []byte{0x1f, 0x8b, 8}) {
		return body, err
	}
	z, err := gzip.NewReader(bytes.NewReader(body)) // a compressed sitemap
	if err != nil {
		return nil, fmt.Errorf("its compression is broken: %w", err)
	}
	return readCapped(z, limit)
}

func readCapped(r io.Reader, limit int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case int64(len(body)) > limit:
		return nil, fmt.Errorf("it is longer than %d bytes", limit)
	case err != nil:
		return nil, fmt.Errorf("it cannot be read to its end: %w", err)
	}
	return body, nil
}

// do sends a request; whatever is wrong with the connection is the error.
func (c *Client) do(ctx context.Context, u *url.URL, accept string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", userAgent)
	req.Header.Set("Accept", accept)
	res, err := c.http.Do(req)
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		err = wrapped.Err // the address is said already
	}
	return res, err
}

// retryAfter reads the header, in seconds or as a date. (RFC 9110, 10.2.3.)
func (c *Client) retryAfter(res *http.Response) time.Duration {
	v := res.Header.Get("Retry-After")
	if t, err := http.ParseTime(v); err == nil {
		return max(0, t.Sub(c.now()))
	}
	s, _ := strconv.ParseUint(v, 10, 32) // the largest number if it is too large, and 0 if it is none
	return time.Duration(s) * time.Second
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(d):
		return nil
	}
}
