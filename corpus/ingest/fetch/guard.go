package fetch

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"syscall"
	"unicode"

	"code.dny.dev/ssrf"
)

// ErrGuard is why an address is not dialled.
var ErrGuard = errors.New("it leads to an address within a private network, to a special one, " +
	"or to a port that is not asked (only 80 and 443 are), and --allow-private was not given")

// guardian knows the registries of special addresses: private, loopback, link-local,
// multicast, mapped, NAT64, documentation and the rest.
var guardian = ssrf.New(ssrf.WithPorts(80, 443))

// guard is called for each address before it is dialled, after the name has been
// looked up, so that neither a redirect nor a name that changes leads past it.
func guard(network, address string, conn syscall.RawConn) error {
	if err := guardian.Safe(network, address, conn); err != nil {
		return fmt.Errorf("%w (%w)", ErrGuard, err)
	}
	return nil
}

// parseAddress reads an address and says what is wrong with it. Where it leads is for the
// guard to judge.
func parseAddress(s string) (*url.URL, error) {
	if len(s) > maxAddress {
		return nil, fmt.Errorf("the address is longer than %d bytes", maxAddress)
	}
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }) {
		return nil, errors.New("the address has spaces or control characters in it")
	}
	u, err := url.Parse(s)
	if err != nil {
		return nil, fmt.Errorf("this is no address: %w", errors.Unwrap(err)) // it is said already which
	}
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, errors.New("only http and https addresses are fetched")
	case u.User != nil:
		return nil, errors.New("addresses with a user name or password in them are not fetched: take it out")
	case u.Hostname() == "":
		return nil, errors.New("the address names no host")
	}
	u.Host = strings.ToLower(u.Host)
	u.Fragment, u.RawFragment = "", ""
	u.Path = cmp.Or(u.Path, "/")
	return u, nil
}
