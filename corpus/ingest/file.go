package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"os"
	"path/filepath"
	"strings"
)

// MaxSource bounds a file, in bytes.
const MaxSource = 32 << 20

// readFile reads the file name, which the draft calls source. What kind of page it holds
// is told by its content, and by its name where the content does not say.
func readFile(name, source string) (*Draft, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, fmt.Errorf("it cannot be read: %w", pathCause(err))
	case !info.Mode().IsRegular(): // opening a pipe waits for somebody who writes to it
		return nil, errors.New("it is not a file but a pipe, a device or the like")
	case info.Size() > MaxSource:
		return nil, fmt.Errorf("it is longer than %d MB: that is no article", MaxSource>>20)
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("it cannot be read: %w", pathCause(err))
	}
	ending := strings.ToLower(filepath.Ext(name))
	if (ending == ".md" || ending == ".markdown") && bytes.HasPrefix(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), []byte("---")) {
		return nil, errors.New("it has front matter: it is an article already, put it into the corpus as it is")
	}
	return Page(source, raw, pageEndings[ending])
}

// Page makes a draft of a page's bytes. The content type is that of HTTP, "" if it
// is not known.
func Page(source string, raw []byte, contentType string) (*Draft, error) {
	kind, _, _ := mime.ParseMediaType(contentType)                                // none if there is a fault in it
	if kind == "text/html" || kind == "application/xhtml+xml" || looksHTML(raw) { // servers say text/plain and application/xml of it too
		return HTML(source, raw, contentType)
	}
	return Text(source, raw)
}

var htmlStart = lazily(`(?is)^(?:\x{feff}|\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype html|html|head|body)\b`)

// looksHTML reports whether the bytes begin as a page of HTML does.
func looksHTML(raw []byte) bool { return htmlStart().Match(raw[:min(len(raw), 1024)]) }
