// Package opensearch keeps coverage on an OpenSearch cluster, for what one machine does not hold.
// A [Cluster] is an [index.Engine] and an [index.Store] over one index of the cluster, which
// an alias points to; a [Build] fills another, and has the alias point to that once it is
// complete. Several bots read one cluster, and one program loads it. OpenSearch is to be of
// version 2.15 or newer.
package opensearch

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"regexp"
	"time"

	"github.com/opensearch-project/opensearch-go/v4"

	"onrecord/corpus"
)

// Config says where a cluster is, and how coverage is kept there.
type Config struct {
	Addresses      []string // of some of its nodes: https://search.example:9200, without a password
	User, Password string
	APIKey         string // instead of user and password
	CAFile         string // certificates to trust besides the system's, PEM
	Prefix         string // the alias, and what the indexes' names begin with; default "onrecord"
	Shards         int    // of the next build; default 1
	Replicas       int    // copies of each shard besides itself
	// Timeout is how long one node has to answer when something is read, before another is
	// asked; default 3 s. Where something is written it has ten times as long.
	Timeout time.Duration
	Log     *slog.Logger // nil discards it
}

// A Cluster is coverage on a cluster. It holds no connection that must be there: while the
// cluster is away its methods fail with [corpus.ErrAway], and once it is back they do not.
type Cluster struct {
	config    Config
	target    string // the alias, or that of an index that is being built
	client    *opensearch.Client
	transport *http.Transport
	awake     *awake
	bulks     chan struct{} // one for each bulk request that is under way
}

// Open prepares a cluster. It asks the cluster nothing.
func Open(config Config) (c *Cluster, err error) {
	defer wrap(&err, "open cluster")
	config.Prefix = cmp.Or(config.Prefix, "onrecord")
	config.Timeout = cmp.Or(config.Timeout, 3*time.Second)
	if config.Log == nil {
		config.Log = slog.New(slog.DiscardHandler)
	}
	if err := config.check(); err != nil {
		return nil, err
	}
	c = &Cluster{config: config, target: config.Prefix, awake: newAwake(), bulks: make(chan struct{}, bulksAtOnce)}
	if c.transport, err = config.transport(); err != nil {
		return nil, err
	}
	if c.client, err = config.client(c.transport); err != nil {
		return nil, err
	}
	return c, nil
}

var prefixes = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

func (c *Config) check() error {
	if len(c.Addresses) == 0 {
		return errors.New("no address is given")
	}
	if !prefixes.MatchString(c.Prefix) {
		return fmt.Errorf("%q cannot be the name of an index: it has small letters, digits and hyphens", c.Prefix)
	}
	if c.APIKey != "" && c.User != "" {
		return errors.New("there are both a key and a user: one of them is enough")
	}
	return nil
}

// transport trusts the certificates of the system and of CAFile. It speaks no HTTP/2, with
// which a request that is given up would leave the next ones on the same connection.
func (c *Config) transport() (*http.Transport, error) {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.DialContext = (&net.Dialer{Timeout: c.Timeout, KeepAlive: 30 * time.Second}).DialContext
	t.ForceAttemptHTTP2 = false
	t.MaxIdleConnsPerHost = 32
	t.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	if c.CAFile == "" {
		return t, nil
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool() // there is none where nothing but the program is
	}
	pem, err := os.ReadFile(c.CAFile)
	if err != nil {
		return nil, fmt.Errorf("read certificates: %w", err)
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("read certificates: there is none in %s", c.CAFile)
	}
	t.TLSClientConfig.RootCAs = pool
	return t, nil
}

// client asks one node after the other while they refuse, and leaves out those that do not
// answer until they have answered a health check.
func (c *Config) client(t http.RoundTripper) (*opensearch.Client, error) {
	config := opensearch.Config{
		Addresses: c.Addresses, Username: c.User, Password: c.Password, Transport: t,
		MaxRetries: 2 * max(2, len(c.Addresses)),
		// 500 is the answer to a search of which a node died that had a part of it.
		RetryOnStatus: []int{500, 502, 503, 504}, RetryBackoff: backoff,
		// Back soon: a node is also left out because a member who waited for it gave up.
		ResurrectTimeoutInitial: time.Second, ResurrectTimeoutMax: 10 * time.Second, MinimumResurrectTimeout: 250 * time.Millisecond,
		HealthCheckTimeout: c.Timeout,
	}
	if c.APIKey != "" {
		config.Header = http.Header{"Authorization": {"ApiKey " + c.APIKey}}
	}
	return opensearch.NewClient(config)
}

// backoff is how long to wait before something is tried again: little while there are other
// nodes, longer once all of them are too busy.
func backoff(attempt int) time.Duration {
	return min(5*time.Millisecond<<min(attempt, 10), time.Second)
}

// Close gives up the connections. The coverage stays.
func (c *Cluster) Close() error {
	err := c.client.Close()
	c.transport.CloseIdleConnections()
	return err
}

// object is a JSON object.
type object map[string]any

// A request is what is asked of the cluster. It can be made twice.
type request struct {
	method, path string
	body         []byte        // JSON, or lines of it
	most         time.Duration // how long one node has
	copies       string        // of a search: those who have the same here search the same copies
}

// GetRequest is the library's interface.
func (r *request) GetRequest(method string) (*http.Request, error) {
	req, err := http.NewRequest(method, r.path, bytes.NewReader(r.body))
	if err != nil {
		return nil, err
	}
	req.Header = http.Header{"Content-Type": {"application/json"}}
	return req, nil
}

// read asks for something that a node has to find soon.
func (c *Cluster) read(ctx context.Context, method, path string, body, answer any) error {
	return c.do(ctx, request{method: method, path: path, most: c.config.Timeout}, body, answer)
}

// write has something done that takes a while.
func (c *Cluster) write(ctx context.Context, method, path string, body, answer any) error {
	return c.do(ctx, request{method: method, path: path, most: 10 * c.config.Timeout}, body, answer)
}

// do makes a request with a body (nil, lines as bytes, or what JSON is made of) and reads the
// answer. It makes it again as long as a node takes too long, or dies while it answers: the
// library asks another one then.
func (c *Cluster) do(ctx context.Context, r request, body, answer any) (err error) {
	switch b := body.(type) {
	case nil:
	case []byte:
		r.body = b
	default:
		if r.body, err = json.Marshal(body); err != nil {
			return err
		}
	}
	path := r.path
	for try := 0; ; try++ {
		c.lookAround(ctx, try > 0)
		if r.copies != "" {
			r.path = path + "&preference=" + c.awake.preference(r.copies)
		}
		err := c.once(ctx, &r, answer)
		again := isSlow(err) || errors.Is(err, opensearch.ErrReadBody)
		if !again || ctx.Err() != nil || try > len(c.config.Addresses) {
			return err
		}
	}
}

// once makes a request once. Where time is short, a node has half of it.
func (c *Cluster) once(ctx context.Context, r *request, answer any) error {
	most := r.most
	if deadline, ok := ctx.Deadline(); ok {
		most = min(most, time.Until(deadline)/2)
	}
	soon, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	res, err := c.client.Do(soon, r.method, r, answer) //nolint:staticcheck // the other way takes no answer of any type
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case errors.Is(err, opensearch.ErrJSONUnmarshalBody):
		return err
	case err != nil:
		return fmt.Errorf("%w: %w", corpus.ErrAway, err)
	case res.IsError():
		return refusal(res, r.copies != "")
	}
	return nil
}

func isSlow(err error) bool {
	var slow net.Error
	return errors.As(err, &slow) && slow.Timeout()
}

// A refusal is why the cluster did not do something. That of a search may have the words of a
// member in its reason, which are for no log.
func refusal(res *opensearch.Response, search bool) error {
	why := opensearch.ParseError(res)
	if search {
		kind := "of an unknown kind"
		if refused, ok := errors.AsType[*opensearch.StructError](why); ok {
			kind = refused.Err.Type
		}
		why = fmt.Errorf("a search is refused: status %d, %s", res.StatusCode, kind)
	}
	switch res.StatusCode {
	case http.StatusUnauthorized:
		return errors.New("the cluster does not know this user: check user, password or key")
	case http.StatusForbidden:
		return fmt.Errorf("the cluster does not allow this user to do this: %w", why)
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return fmt.Errorf("%w: %w", corpus.ErrAway, why)
	}
	return why
}

// wrap says what could not be done.
func wrap(err *error, doing string) {
	if *err != nil {
		*err = fmt.Errorf("%s: %w", doing, *err)
	}
}

// isRefused reports whether the cluster answered so.
func isRefused(err error, status int) bool {
	var refused *opensearch.StructError
	return errors.As(err, &refused) && refused.Status == status
}
