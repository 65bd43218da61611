package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

// MaxSource bounds a source, in bytes. A long magazine article has 100,000; the longest pages
// of the press, live blogs with their scripts in them, have two or three million.
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
		return nil, errLong
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("it cannot be read: %w", pathCause(err))
	}
	ending := strings.ToLower(filepath.Ext(name))
	if ending == ".md" && expression("front matter").Match(raw) {
		return nil, errors.New("it has front matter: it is an article already, put it into the corpus as it is")
	}
	return Page(source, raw, pageEndings[ending])
}

// Page makes a draft of a page's bytes. The content type is that of HTTP, "" if it
// is not known.
func Page(source string, raw []byte, contentType string) (*Draft, error) {
	kind, _, _ := mime.ParseMediaType(contentType) // none if there is a fault in it
	if expression("encoded mail").Match(raw[:min(len(raw), 1024)]) {
		return nil, errors.New("it is a mail, or a page saved as one (MHTML), in which the text is encoded: " +
			"open it, and save it as HTML or as text")
	}
	begins := expression("start of HTML").Match(raw[:min(len(raw), 1024)])
	if begins || kind == "text/html" || kind == "application/xhtml+xml" { // servers say text/plain and application/xml of it too
		return HTML(source, raw, contentType)
	}
	return Text(source, raw)
}

var errLong = fmt.Errorf("it is longer than %d MB: that is no article", MaxSource>>20)

// decode returns the text of some bytes. Those that are UTF-8 are UTF-8, whatever the page
// and its server call them: that no other text looks like it is a matter of arithmetic,
// and declarations are wrong every day. Others are what they are declared to be, and
// else Windows-1252, as the WHATWG's encoding standard has it.
func decode(raw []byte, contentType string) (string, []Doubt, error) {
	if len(raw) > MaxSource {
		return "", nil, errLong
	}
	if utf8.Valid(raw) {
		return strings.TrimPrefix(string(raw), "\ufeff"), nil, nil
	}
	e, name, _ := charset.DetermineEncoding(raw, contentType)
	isMultibyte := func(r rune) bool { return r >= utf8.RuneSelf }
	if name == "utf-8" && !bytes.ContainsFunc(bytes.ToValidUTF8(raw, nil), isMultibyte) {
		e = charmap.Windows1252 // declared, but not one character of it
	}
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return "", nil, fmt.Errorf("its characters cannot be decoded: %w", err)
	}
	text := strings.TrimPrefix(strings.ToValidUTF8(string(out), "\ufffd"), "\ufeff")
	if n := strings.Count(text, "\ufffd"); n > 0 {
		return text, []Doubt{{Why: fmt.Sprintf("%d characters could not be decoded; they stand as \ufffd", n)}}, nil
	}
	return text, nil, nil
}

// countControls counts the characters that no text has: NUL, and the controls that are
// neither white space nor the escape of a terminal's log.
func countControls(text string) int {
	n := 0
	for _, r := range text {
		if r < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1b\x1a", r) {
			n++
		}
	}
	return n
}
