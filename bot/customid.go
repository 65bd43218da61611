package bot

import (
	"fmt"
	"net/url"
	"strings"

	"onrecord/commands"
)

// maxCustomID is how long a custom_id may be. (Discord's documentation, Component
// Reference, "Custom ID": 1 to 100 characters.)
const maxCustomID = 100

type action byte

const (
	actPage    action = 'p' // shows the answer in place of the message, or privately to another member
	actPrivate action = 'q' // shows the answer to the member who pressed, alone
	actShare   action = 's' // shows the message it stands below to everybody; carries no request
	actKept    action = 'k' // stands for a longer custom_id that is kept in memory
)

// A control is what a button carries: the request that it makes, so that it works as long
// as the message stands there, whatever became of the bot meanwhile.
type control struct {
	action  action
	request commands.Request
}

// A custom_id is a version, an action, limit and offset, the command, and the arguments
// as the query of an address: "2p3.6|quote|query=parker+encryption". Bump the version when
// this changes: old buttons are then refused instead of misread.
const customIDVersion = "2"

func (c control) encode() string {
	id := customIDVersion + string(c.action)
	if c.action == actShare {
		return id
	}
	args := url.Values{}
	for name, value := range c.request.Args {
		args.Set(name, value)
	}
	return fmt.Sprintf("%s%d.%d|%s|%s", id, c.request.Limit, c.request.Offset, c.request.Command, args.Encode())
}

// decodeControl reads what [control.encode] has written, and nothing else: what comes in
// may be anything. The error is fit for the member.
func decodeControl(id string) (control, error) {
	c := control{action: actShare}
	if id == c.encode() {
		return c, nil
	}
	rest := ""
	_, err := fmt.Sscanf(id, customIDVersion+"%c%d.%d|%s", &c.action, &c.request.Limit, &c.request.Offset, &rest)
	command, query, _ := strings.Cut(rest, "|")
	args, _ := url.ParseQuery(query)
	c.request.Command, c.request.Args = command, map[string]string{}
	for name := range args {
		c.request.Args[name] = args.Get(name)
	}
	// Every control has one custom_id: leading zeros, arguments twice or out of order and
	// the like are not ours.
	if err != nil || c.action != actPage && c.action != actPrivate || c.request.Limit < 0 || c.request.Offset < 0 || c.encode() != id {
		return control{}, errStrange
	}
	return c, nil
}
