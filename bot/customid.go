package bot

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"onrecord/commands"
)

// maxCustomID is how long a custom_id may be. (Discord's documentation, Component
// Reference, "Custom ID": 1 to 100 characters.)
const maxCustomID = 100

// An action is what a button of ours does with the request that it carries.
type action byte

const (
	actPage    action = 'p' // shows the answer in place of the message, or privately to another member
	actPrivate action = 'q' // shows the answer to the member who pressed, alone
	actShare   action = 's' // shows the message it stands below to everybody; carries no request
)

// A control is what a button carries: the request that it makes, so that it works as long
// as the message stands there, whatever became of the bot meanwhile.
type control struct {
	action  action
	request commands.Request
}

// A custom_id is a version, an action, and the request: limit and offset, the command,
// and the names and values of its arguments in order of the names. Bump the version when
// this changes: old buttons are then refused instead of misread.
const customIDVersion = "2"

// inControl escapes what parts the request's fields.
var inControl = strings.NewReplacer("%", "%25", "|", "%7C", "=", "%3D")

// encode writes a control, however long it becomes. It reports false for what Discord
// might not give back as it was.
func (c control) encode() (string, bool) {
	fields := []string{
		strconv.FormatInt(int64(c.request.Limit), 36) + "." + strconv.FormatInt(int64(c.request.Offset), 36),
		c.request.Command,
	}
	if c.action == actShare {
		fields = []string{""}
	}
	for _, name := range slices.Sorted(maps.Keys(c.request.Args)) {
		fields = append(fields, inControl.Replace(name)+"="+inControl.Replace(c.request.Args[name]))
	}
	id := customIDVersion + string(c.action) + strings.Join(fields, "|")
	strange := strings.ContainsFunc(id, func(r rune) bool { return !unicode.IsPrint(r) || r == unicode.ReplacementChar })
	return id, !strange && !strings.HasSuffix(id, " ")
}

var errControl = errors.New("a custom_id that is none of ours")

// decodeControl reads what [control.encode] has written, and nothing else: what comes in
// may be anything.
func decodeControl(id string) (control, error) {
	rest, ok := strings.CutPrefix(id, customIDVersion)
	if !ok || rest == "" || !strings.ContainsRune("pqs", rune(rest[0])) {
		return control{}, errControl
	}
	c := control{action: action(rest[0])}
	if c.action == actShare {
		if len(rest) > 1 {
			return control{}, errControl
		}
		return c, nil
	}
	fields := strings.Split(rest[1:], "|")
	limit, offset, _ := strings.Cut(fields[0], ".")
	from, err1 := strconv.ParseUint(limit, 36, 31)
	by, err2 := strconv.ParseUint(offset, 36, 31)
	if err1 != nil || err2 != nil || len(fields) < 2 {
		return control{}, errControl
	}
	c.request = commands.Request{Command: fields[1], Args: map[string]string{}, Limit: int(from), Offset: int(by)}
	for _, f := range fields[2:] {
		name, value, _ := strings.Cut(f, "=")
		name, err1 := url.PathUnescape(name)
		value, err2 := url.PathUnescape(value)
		if err1 != nil || err2 != nil {
			return control{}, errControl
		}
		c.request.Args[name] = value
	}
	// Every control has one custom_id: leading zeros, arguments twice or out of order and
	// the like are not ours.
	if again, ok := c.encode(); !ok || again != id {
		return control{}, errControl
	}
	return c, nil
}

// key is a custom_id for a control that is kept in memory.
func (c control) key() string {
	id, _ := c.encode()
	sum := sha256.Sum256([]byte(id))
	return customIDVersion + string(keptMark) + base64.RawURLEncoding.EncodeToString(sum[:18])
}

// keptMark stands where a custom_id has its action.
const keptMark = 'k'
