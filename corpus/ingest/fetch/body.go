package fetch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
)

// kinds are the types of what can be imported, and whether a sitemap may be of it.
var kinds = map[string]bool{
	"text/html": false, "application/xhtml+xml": false, "text/plain": true,
	"application/rss+xml": true, "application/atom+xml": true, "application/rdf+xml": true,
	"application/xml": true, "text/xml": true,
	"application/feed+json": true, "application/json": true,
	// A compressed sitemap, which is looked into.
	"application/gzip": true, "application/x-gzip": true, "application/octet-stream": true,
}

// limitOf returns how many bytes of a type are read, or why none are.
func limitOf(header string, maxBytes int64) (int64, error) {
	kind, _, err := mime.ParseMediaType(header)
	if header == "" || err != nil && kind == "" {
		return maxBytes, nil // sniffed when it is there
	}
	list, known := kinds[kind]
	switch {
	case !known:
		return 0, fmt.Errorf("it is of type %s: neither a page nor a feed nor a sitemap", kind)
	case list:
		return max(maxBytes, maxList), nil
	}
	return maxBytes, nil
}

// contentType returns the type of a body, with the server's parameters.
func contentType(header string, body []byte) (string, error) {
	kind, _, err := mime.ParseMediaType(header)
	switch {
	case header != "" && (err == nil || kind != "") && kind != "application/gzip" && kind != "application/x-gzip" && kind != "application/octet-stream":
		return header, nil
	}
	sniffed := http.DetectContentType(body)
	if kind, _, _ := mime.ParseMediaType(sniffed); !strings.HasPrefix(kind, "text/") {
		return "", fmt.Errorf("it is of type %s: neither a page nor a feed nor a sitemap", kind)
	}
	if header == "" {
		// DetectContentType always says UTF-8; nobody has said so.
		sniffed, _, _ = strings.Cut(sniffed, ";")
	}
	return sniffed, nil
}

// readBody reads a response to its end, decompressed, or fails if that is more than
// limit bytes, before or after.
func readBody(res *http.Response, limit int64) ([]byte, error) {
	if res.ContentLength > limit {
		return nil, tooLong(limit)
	}
	r := io.LimitReader(res.Body, limit+1)
	switch enc := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding"))); enc {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("its compression is broken: %w", err)
		}
		r = z
	default:
		return nil, fmt.Errorf("it is compressed with %.40q, which was not asked for", enc)
	}
	body, err := readCapped(r, limit)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(body, []byte{0x1f, 0x8b, 8}) { // a compressed sitemap
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil, fmt.Errorf("its compression is broken: %w", err)
		}
		return readCapped(z, limit)
	}
	return body, nil
}

func readCapped(r io.Reader, limit int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case int64(len(body)) > limit:
		return nil, tooLong(limit)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, fmt.Errorf("it breaks off: %w", err)
	case err != nil:
		return nil, fmt.Errorf("it cannot be read to its end: %w", err)
	}
	return body, nil
}

func tooLong(limit int64) error {
	return fmt.Errorf("it is longer than %d bytes", limit)
}
