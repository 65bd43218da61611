package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

// MaxText bounds a source of plain text, in bytes: a long magazine article has 100,000.
// MaxHTML bounds a page: the longest of the press, live blogs with their scripts in
// them, have two or three million.
const (
	MaxText = 8 << 20
	MaxHTML = 16 << 20
)

var (
	errEmpty   = errors.New("there is no text in it")
	errBinary  = errors.New("it is not text: save the page as text or as HTML")
	errNotHTML = errors.New("this is no page but binary data, such as a picture or an archive")
)

// decode returns the text of some bytes. Those that are UTF-8 are UTF-8, whatever the page
// and its server call them: that no other text looks like it is a matter of arithmetic,
// and declarations are wrong every day. Others are what they are declared to be, and
// else Windows-1252, as the WHATWG's encoding standard has it.
func decode(raw []byte, contentType string) (string, []Doubt, error) {
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

// decodeText is decode for plain text.
func decodeText(raw []byte) (string, []Doubt, error) {
	if len(raw) > MaxText {
		return "", nil, fmt.Errorf("it is longer than %d MB: that is no article", MaxText>>20)
	}
	text, doubts, err := decode(raw, "")
	switch {
	case err != nil:
		return "", nil, err
	case countControls(text) > 0:
		return "", nil, errBinary
	case strings.TrimSpace(text) == "":
		return "", nil, errEmpty
	}
	return text, doubts, nil
}

// decodeHTML is decode for a page, which may have a few characters that no text has.
func decodeHTML(raw []byte, contentType string) (string, []Doubt, error) {
	if len(raw) > MaxHTML {
		return "", nil, fmt.Errorf("the page has more than %d MB: that is no article", MaxHTML>>20)
	}
	text, doubts, err := decode(raw, contentType)
	if n := countControls(text); n > 8 && n > len(text)/50 {
		return "", nil, errNotHTML
	}
	return text, doubts, err
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
