package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// MaxText bounds a source of plain text, in bytes. A long magazine article has
// 100,000; what is longer than this is a dump, no page.
const MaxText = 8 << 20

var (
	errEmpty  = errors.New("there is no text in it")
	errBinary = errors.New("it is not text: save the page as text or as HTML")
)

// decodeText returns the text in UTF-8. A byte order mark decides; otherwise text
// is UTF-8 if it can be, and else Windows-1252, as the WHATWG's encoding standard
// has it for pages that do not say.
func decodeText(raw []byte) (string, error) {
	if len(raw) > MaxText {
		return "", fmt.Errorf("it is longer than %d MB: that is no article", MaxText>>20)
	}
	var enc encoding.Encoding
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		enc = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		enc = unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	}
	if enc == nil && !utf8.Valid(raw) {
		if hasControls(raw) { // before it is decoded: afterwards everything is text
			return "", errBinary
		}
		enc = charmap.Windows1252
	}
	text := string(raw)
	if enc != nil {
		decoded, err := enc.NewDecoder().Bytes(raw)
		if err != nil {
			return "", fmt.Errorf("its characters cannot be read: %w", err)
		}
		text = string(decoded)
	}
	switch {
	case hasControls([]byte(text)):
		return "", errBinary
	case strings.TrimSpace(text) == "":
		return "", errEmpty
	}
	return text, nil
}

// hasControls looks for bytes that no text has: NUL, and the controls that are
// neither white space nor the escape of a terminal's log.
func hasControls(raw []byte) bool {
	return bytes.ContainsFunc(raw, func(r rune) bool {
		return r < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1b\x1a", r)
	})
}
