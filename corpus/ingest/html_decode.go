package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// MaxHTML is the longest page that is read, in bytes. The longest press pages,
// live blogs with their scripts in them, have two or three million.
const MaxHTML = 16 << 20

// What a page may cost. The extraction's time grows, in parts, with the square of the
// number of links, and with that of paragraphs times the text, so that these are
// what has to be bounded, not the bytes. A live blog of a whole day has 20,000 tags
// and half a megabyte of text.
const (
	maxTags = 40_000
	maxText = 1 << 20 // bytes of text that a reader sees
	// An unclosed <b> is opened again in every paragraph that follows: n of them
	// before m paragraphs are n·m elements. (HTML Standard, 13.2.4.3, "the list of
	// active formatting elements".)
	maxReopened = 500_000
	maxNodes    = 400_000
)

var metaCharset = lazily(`(?i)<meta[^>]{1,200}charset\s*=\s*["']?\s*([a-z0-9_:-]{2,40})`)

// decodeHTML returns a page's text. Bytes that are UTF-8 are UTF-8, whatever the
// page and its server call them: that no other text looks like it is a matter of
// arithmetic, and declarations are wrong every day.
func decodeHTML(raw []byte, contentType string) (string, []Doubt, error) {
	if len(raw) > MaxHTML {
		return "", nil, fmt.Errorf("the page has more than %d MB: that is no article", MaxHTML>>20)
	}
	if e := utf16Of(raw); e != nil {
		return decodeAs(raw, e)
	}
	if utf8.Valid(raw) {
		if isBinary(string(raw)) {
			return "", nil, errNotHTML
		}
		return string(bytes.TrimPrefix(raw, []byte("\ufeff"))), nil, nil
	}
	e, name, certain := charset.DetermineEncoding(raw, contentType)
	if !certain {
		// The library looks at the first 1,024 bytes, as browsers do at first.
		if m := metaCharset.FindSubmatch(raw[:min(len(raw), 1<<16)]); m != nil {
			if late, lateName := charset.Lookup(string(m[1])); late != nil {
				e, name = late, lateName
			}
		}
	}
	if name == "utf-8" && !hasMultibyte(raw) {
		e = charmap.Windows1252 // declared, but not one character of it
	}
	return decodeAs(raw, e)
}

func decodeAs(raw []byte, e encoding.Encoding) (string, []Doubt, error) {
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return "", nil, fmt.Errorf("the page's characters cannot be decoded: %w", err)
	}
	text := strings.TrimPrefix(strings.ToValidUTF8(string(out), "\ufffd"), "\ufeff")
	if isBinary(text) {
		return "", nil, errNotHTML
	}
	if n := strings.Count(text, "\ufffd"); n > 0 {
		return text, []Doubt{{Why: fmt.Sprintf("%d characters could not be decoded; they stand as \ufffd", n)}}, nil
	}
	return text, nil, nil
}

var errNotHTML = errors.New("this is no page but binary data, such as a picture or an archive")

// isBinary reports whether more than one character in fifty is a control character
// that no text has.
func isBinary(text string) bool {
	n := 0
	for _, r := range text {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' {
			n++
		}
	}
	return n > 8 && n > len(text)/50
}

// utf16Of returns the encoding of UTF-16, by its byte order mark or, as its English
// is valid UTF-8 with a NUL beside each letter, by those. Else it returns nil.
func utf16Of(raw []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	head := raw[:min(len(raw), 1024)]
	var even, odd int
	for i, c := range head {
		if c == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	switch {
	case odd > len(head)*2/5 && even == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case even > len(head)*2/5 && odd == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// hasMultibyte reports whether there is one valid character of two bytes or more.
func hasMultibyte(raw []byte) bool {
	for len(raw) > 0 {
		_, n := utf8.DecodeRune(raw)
		if n > 1 {
			return true
		}
		raw = raw[n:]
	}
	return false
}

// parseHTML parses a page after it has looked at what that will cost.
func parseHTML(text string) (*html.Node, error) {
	if err := weigh(text); err != nil {
		return nil, err
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("the page cannot be parsed (it may be nested too deeply): %w", err)
	}
	nodes := 0
	for range doc.Descendants() {
		if nodes++; nodes > maxNodes {
			return nil, fmt.Errorf("the page has more than %d elements: that is no article", maxNodes)
		}
	}
	return doc, nil
}

func weigh(text string) error {
	z := html.NewTokenizer(strings.NewReader(text))
	tags, open, reopened := 0, 0, 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return nil // the end: a tokenizer refuses nothing else
		case html.StartTagToken:
			name, _ := z.TagName()
			if isFormatting(atom.Lookup(name)) {
				open++
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if isFormatting(atom.Lookup(name)) {
				open = max(0, open-1)
			}
		default:
			continue
		}
		tags++
		reopened += open
		if tags > maxTags {
			return fmt.Errorf("the page has more than %d tags: that is no article", maxTags)
		}
		if reopened > maxReopened {
			return errors.New("the page leaves so many tags like <b> open that it cannot be read: save it as plain text")
		}
	}
}

func isFormatting(a atom.Atom) bool {
	switch a {
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr,
		atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return true
	}
	return false
}
