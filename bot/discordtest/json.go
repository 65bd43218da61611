package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth bounds the nesting of a body; no body of Discord's comes near it.
const maxDepth = 64

// errDuplicate marks a key that stands twice in one object. Discord would keep
// one of the two; which one, nobody should rely on.
var errDuplicate = errors.New("duplicate key")

// parseJSON reads one JSON value as encoding/json does with UseNumber, but
// refuses what hides mistakes: duplicate keys, lone surrogates, invalid UTF-8
// and anything after the value.
func parseJSON(data []byte) (any, error) {
	p := jsonParser{in: data}
	v, err := p.value(0)
	if err == nil {
		p.space()
		if p.at < len(p.in) {
			err = errors.New("data after the value")
		}
	}
	if err != nil {
		return nil, fmt.Errorf("byte %d: %w", p.at, err)
	}
	return v, nil
}

type jsonParser struct {
	in []byte
	at int
}

func (p *jsonParser) space() {
	for p.at < len(p.in) {
		switch p.in[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// peek is the next byte after white space, 0 at the end.
func (p *jsonParser) peek() byte {
	p.space()
	if p.at >= len(p.in) {
		return 0
	}
	return p.in[p.at]
}

func (p *jsonParser) value(depth int) (any, error) {
	if depth > maxDepth {
		return nil, errors.New("nested too deeply")
	}
	switch c := p.peek(); {
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.array(depth)
	case c == '"':
		return p.string()
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	case c == 't':
		return true, p.word("true")
	case c == 'f':
		return false, p.word("false")
	case c == 'n':
		return nil, p.word("null")
	case c == 0 && p.at >= len(p.in):
		return nil, errors.New("unexpected end")
	default:
		return nil, fmt.Errorf("unexpected %q", c)
	}
}

func (p *jsonParser) word(w string) error {
	if len(p.in)-p.at < len(w) || string(p.in[p.at:p.at+len(w)]) != w {
		return fmt.Errorf("expected %s", w)
	}
	p.at += len(w)
	return nil
}

func (p *jsonParser) object(depth int) (any, error) {
	p.at++ // {
	m := map[string]any{}
	if p.peek() == '}' {
		p.at++
		return m, nil
	}
	for {
		if p.peek() != '"' {
			return nil, errors.New("expected a key")
		}
		key, err := p.string()
		if err != nil {
			return nil, err
		}
		if _, twice := m[key]; twice {
			return nil, fmt.Errorf("%w %q", errDuplicate, key)
		}
		if p.peek() != ':' {
			return nil, errors.New("expected a colon")
		}
		p.at++
		if m[key], err = p.value(depth + 1); err != nil {
			return nil, err
		}
		switch p.peek() {
		case ',':
			p.at++
		case '}':
			p.at++
			return m, nil
		default:
			return nil, errors.New("expected a comma or }")
		}
	}
}

func (p *jsonParser) array(depth int) (any, error) {
	p.at++ // [
	list := []any{}
	if p.peek() == ']' {
		p.at++
		return list, nil
	}
	for {
		v, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
		switch p.peek() {
		case ',':
			p.at++
		case ']':
			p.at++
			return list, nil
		default:
			return nil, errors.New("expected a comma or ]")
		}
	}
}

// number keeps the digits, so that a 64-bit id is not rounded.
func (p *jsonParser) number() (any, error) {
	start := p.at
	for p.at < len(p.in) {
		switch c := p.in[p.at]; {
		case c >= '0' && c <= '9', c == '-', c == '+', c == '.', c == 'e', c == 'E':
			p.at++
			continue
		}
		break
	}
	if !json.Valid(p.in[start:p.at]) {
		return nil, errors.New("malformed number")
	}
	return json.Number(p.in[start:p.at]), nil
}

func (p *jsonParser) string() (string, error) {
	p.at++ // "
	start := p.at
	for p.at < len(p.in) { // the common case: nothing escaped
		switch c := p.in[p.at]; {
		case c == '"':
			s := string(p.in[start:p.at])
			p.at++
			if !utf8.ValidString(s) {
				return "", errors.New("invalid UTF-8")
			}
			return s, nil
		case c == '\\':
			return p.escaped(start)
		case c < ' ':
			return "", errors.New("control character in a string")
		}
		p.at++
	}
	return "", errors.New("string without an end")
}

// escaped goes on from the first backslash of the string that began at start.
func (p *jsonParser) escaped(start int) (string, error) {
	b := append([]byte(nil), p.in[start:p.at]...)
	for p.at < len(p.in) {
		c := p.in[p.at]
		p.at++
		switch {
		case c == '"':
			if !utf8.Valid(b) {
				return "", errors.New("invalid UTF-8")
			}
			return string(b), nil
		case c < ' ':
			return "", errors.New("control character in a string")
		case c != '\\':
			b = append(b, c)
			continue
		}
		if p.at >= len(p.in) {
			break
		}
		c = p.in[p.at]
		p.at++
		switch c {
		case '"', '\\', '/':
			b = append(b, c)
		case 'b':
			b = append(b, '\b')
		case 'f':
			b = append(b, '\f')
		case 'n':
			b = append(b, '\n')
		case 'r':
			b = append(b, '\r')
		case 't':
			b = append(b, '\t')
		case 'u':
			r, err := p.hex()
			if err != nil {
				return "", err
			}
			if utf16.IsSurrogate(r) {
				if p.word(`\u`) != nil {
					return "", errors.New("lone surrogate")
				}
				low, err := p.hex()
				if err != nil {
					return "", err
				}
				if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
					return "", errors.New("lone surrogate")
				}
			}
			b = utf8.AppendRune(b, r)
		default:
			return "", fmt.Errorf("unknown escape \\%c", c)
		}
	}
	return "", errors.New("string without an end")
}

func (p *jsonParser) hex() (rune, error) {
	if len(p.in)-p.at < 4 {
		return 0, errors.New("short escape")
	}
	n, err := strconv.ParseUint(string(p.in[p.at:p.at+4]), 16, 32)
	if err != nil {
		return 0, errors.New("malformed escape")
	}
	p.at += 4
	return rune(n), nil
}
