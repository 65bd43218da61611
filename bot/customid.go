package bot

import (
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"onrecord/commands"
)

// maxCustomID is how long a custom_id may be. (Discord's documentation,
// Component Reference, "Custom ID": 1 to 100 characters.)
const maxCustomID = 100

// An action is what a button of ours does with the request it carries.
type action byte

const (
	actPage      action = 'p' // shows the answer in place of the message, or privately to somebody else
	actPrivate   action = 'q' // shows the answer to the member who pressed, alone
	actShare     action = 's' // shows the answer to everybody
	actShareAsIs action = 'm' // shows the message it stands below to everybody; carries no request
)

// A control is what a button carries: the request that it makes, so that it works
// as long as the message stands there, whatever became of the bot meanwhile.
type control struct {
	action  action
	request commands.Request
	trail   trail
}

// A custom_id is a version, an action, how the rest is written, and the rest: the
// numbers of the request and of the trail, the command, and the names and values
// of its arguments, in order of the names. Bump the version when any of this
// changes: old buttons are then refused instead of misread.
const customIDVersion = '1'

// Ways of writing the rest; the shorter one is taken.
const (
	asText   = 't' // plain words stay readable
	asBase64 = 'b' // shorter for other scripts than Latin
	asKey    = 'k' // what is too long lies in a [shelf] under this key
)

// separator stands between the parts of the rest. No member can type it, and a
// value that has it all the same is not written into a custom_id.
const separator = "\x1f"

// encodeControl writes a control as a custom_id. It reports false when there is no
// room for it.
func encodeControl(c control) (string, bool) {
	if c.action == actShareAsIs {
		return string([]byte{customIDVersion, byte(actShareAsIs)}), true
	}
	rest, ok := c.plain()
	if !ok || len(rest) > 3*maxCustomID { // no way of writing makes it a third
		return "", false
	}
	head := string([]byte{customIDVersion, byte(c.action)})
	id := head + string(asText) + escapeControl(rest)
	if other := head + string(asBase64) + base64.RawURLEncoding.EncodeToString([]byte(rest)); len(other) < len(id) {
		id = other
	}
	return id, len(id) <= maxCustomID
}

// plain writes what the control carries; it reports false for what could not be
// read again.
func (c *control) plain() (string, bool) {
	numbers := []int{c.request.Limit, c.request.Offset}
	for _, p := range c.trail {
		numbers = append(numbers, p.start, p.size)
	}
	written := make([]string, len(numbers))
	for i, n := range numbers {
		if n < 0 {
			return "", false
		}
		written[i] = strconv.FormatInt(int64(n), 36)
	}
	parts := []string{strings.Join(written, "."), c.request.Command}
	for _, name := range slices.Sorted(maps.Keys(c.request.Args)) {
		parts = append(parts, name, c.request.Args[name])
	}
	rest := strings.Join(parts, separator)
	return rest, strings.Count(rest, separator) == len(parts)-1
}

// decodeControl reads a custom_id that [encodeControl] has written, and nothing
// else: what comes in may be anything.
func decodeControl(id string) (control, error) {
	bad := fmt.Errorf("a custom_id that is none of ours: %.100q", id)
	if len(id) < 2 || len(id) > maxCustomID || id[0] != customIDVersion {
		return control{}, bad
	}
	c := control{action: action(id[1])}
	if c.action == actShareAsIs && len(id) == 2 {
		return c, nil
	}
	if c.action != actPage && c.action != actPrivate && c.action != actShare || len(id) < 3 {
		return control{}, bad
	}
	var rest string
	var err error
	switch id[2] {
	case asText:
		rest, err = unescapeControl(id[3:])
	case asBase64:
		var b []byte
		b, err = base64.RawURLEncoding.DecodeString(id[3:])
		rest = string(b)
	default:
		err = bad
	}
	if err != nil || !c.read(rest) {
		return control{}, bad
	}
	// Every control has one custom_id: leading zeros, arguments twice or out of
	// order and the like are somebody else's work.
	if again, ok := encodeControl(c); !ok || again != id {
		return control{}, bad
	}
	return c, nil
}

// read reads what plain has written.
func (c *control) read(rest string) bool {
	parts := strings.Split(rest, separator)
	if len(parts)%2 != 0 {
		return false
	}
	var numbers []int
	for _, s := range strings.Split(parts[0], ".") {
		n, err := strconv.ParseUint(s, 36, 31)
		if err != nil {
			return false
		}
		numbers = append(numbers, int(n))
	}
	if len(numbers)%2 != 0 {
		return false
	}
	c.request = commands.Request{Command: parts[1], Args: map[string]string{}, Limit: numbers[0], Offset: numbers[1]}
	for i := 2; i < len(numbers); i += 2 {
		c.trail = append(c.trail, shortPage{numbers[i], numbers[i+1]})
	}
	for i := 2; i < len(parts); i += 2 {
		c.request.Args[parts[i]] = parts[i+1]
	}
	return true
}

// escapeControl writes a text with printable ASCII only: a custom_id must come
// back as it was given.
func escapeControl(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == separator[0]:
			b.WriteByte('~')
		case c == ' ':
			b.WriteByte('+')
		case c > ' ' && c < 0x7f && !strings.ContainsRune("~+%", rune(c)):
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func unescapeControl(s string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '~':
			b.WriteString(separator)
		case '+':
			b.WriteByte(' ')
		case '%':
			if i+2 >= len(s) {
				return "", strconv.ErrSyntax
			}
			c, err := strconv.ParseUint(s[i+1:i+3], 16, 8)
			if err != nil {
				return "", err
			}
			b.WriteByte(byte(c))
			i += 2
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), nil
}
