package bot

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"
	lru "github.com/hashicorp/golang-lru/v2"

	"onrecord/bot/guilds"
	"onrecord/commands"
	"onrecord/corpus"
)

// maxCustomID is how long a custom_id may be. (Discord's documentation, Component
// Reference, "Custom ID": 1 to 100 characters.)
const maxCustomID = 100

type action byte

const (
	actPage    action = 'p' // shows the answer in place of the message, or privately to another member
	actPrivate action = 'q' // shows the answer to the member who pressed, alone
	actCite    action = 'c' // shows the citations of what the answer quotes to the member who pressed
	actShare   action = 's' // shows the message it stands below to everybody; carries no request
	actCached  action = 'k' // stands for a longer custom_id that is kept in memory
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
	if err != nil || !slices.Contains([]action{actPage, actPrivate, actCite}, c.action) || c.encode() != id {
		return control{}, errUnknown
	}
	return c, nil
}

// maxRowButtons is how many buttons stand in a row. (Discord's documentation, Component
// Reference.)
const maxRowButtons = 5

// maxCached is how many controls are kept that are too long for a custom_id; a request can
// hold 24 kB.
const maxCached = 2000

// errExpired is what a member reads whose button leads nowhere any more.
var errExpired = &commands.UserError{
	Msg:  "This button has expired",
	Hint: "Its question is too long to stand in the button itself, and the bot has been restarted or has had much to do since. Please ask again.",
}

// buttons make the controls below answers and read them. One with too long a custom_id lies
// in a bounded memory, under a key made of it.
type buttons struct{ cache *lru.Cache[string, control] }

func newButtons() *buttons {
	cache, _ := lru.New[string, control](maxCached) // fails for no size alone
	return &buttons{cache}
}

func (b *buttons) customID(c control) string {
	id := c.encode()
	if len(id) <= maxCustomID {
		return id
	}
	key := cachedPrefix + corpus.Hash(id, 18)
	b.cache.Add(key, c)
	return key
}

const cachedPrefix = customIDVersion + string(actCached)

// read returns what a custom_id stands for. The error is fit for the member.
func (b *buttons) read(id string) (control, error) {
	if !strings.HasPrefix(id, cachedPrefix) {
		return decodeControl(id)
	}
	if c, ok := b.cache.Get(id); ok {
		return c, nil
	}
	return control{}, errExpired
}

// components are the components below an answer: one row to turn pages, share and cite, and
// below it one button for each excerpt that the message shows.
func (b *buttons) components(res *commands.Response, p *page, canShare bool) []discordgo.MessageComponent {
	req := res.Request // the shortest that gives the response again
	if res.Again != nil {
		req = *res.Again
	}
	var main []discordgo.MessageComponent
	next, last := req.Offset+p.shown, p.shown <= 0 || req.Offset+p.shown >= res.Total
	if req.Offset > 0 || !last {
		// Previous on the first page and Next on the last stay where they are, so that the
		// other one does not move under the finger.
		main = append(main,
			b.pageButton("Previous", req, max(0, req.Offset-max(req.Limit, 1)), req.Offset > 0),
			b.pageButton("Next", req, next, !last))
	}
	if canShare && !alwaysPrivate[req.Command] {
		main = append(main, discordgo.Button{Label: "Share", Style: discordgo.PrimaryButton, CustomID: b.customID(control{action: actShare})})
	}
	if canCite(res, p) {
		main = append(main, discordgo.Button{Label: "Cite", Style: discordgo.SecondaryButton, CustomID: b.customID(control{actCite, req})})
	}
	return rows(main, b.contextButtons(res.Request.Command, p.quoted))
}

func (b *buttons) pageButton(label string, req commands.Request, offset int, can bool) discordgo.Button {
	req.Offset = offset
	return discordgo.Button{Label: label, Style: discordgo.SecondaryButton, CustomID: b.customID(control{actPage, req}), Disabled: !can}
}

// contextButtons are the buttons that show what stands around each excerpt. Where the page
// before and after shows just that, there are none.
func (b *buttons) contextButtons(command string, quoted []commands.Block) []discordgo.MessageComponent {
	if command == "article" || command == "context" {
		return nil
	}
	var out []discordgo.MessageComponent
	seen := map[string]bool{}
	for i := range quoted {
		label := "More context"
		if len(quoted) > 1 {
			label = fmt.Sprintf("Context %d", i+1)
		}
		req := quoted[i].Context
		req.Limit = guilds.DefaultPage
		id := b.customID(control{action: actPrivate, request: req})
		if !seen[id] { // Discord refuses two buttons with the same custom_id
			out = append(out, discordgo.Button{Label: label, Style: discordgo.SecondaryButton, CustomID: id})
		}
		seen[id] = true
	}
	return out
}

// rows returns rows of buttons. No page shows more excerpts than a row has room for.
func rows(groups ...[]discordgo.MessageComponent) []discordgo.MessageComponent {
	out := []discordgo.MessageComponent{}
	for _, group := range groups {
		if len(group) > 0 {
			out = append(out, discordgo.ActionsRow{Components: group[:min(len(group), maxRowButtons)]})
		}
	}
	return out
}

// withoutShare returns a message's rows of buttons, as discordgo decodes them, without the
// button that shares.
func withoutShare(components []discordgo.MessageComponent) []discordgo.MessageComponent {
	var groups [][]discordgo.MessageComponent
	for _, c := range components {
		if row, ok := c.(*discordgo.ActionsRow); ok {
			groups = append(groups, slices.DeleteFunc(row.Components, func(c discordgo.MessageComponent) bool {
				b, ok := c.(*discordgo.Button)
				return !ok || b.CustomID == customIDVersion+string(actShare)
			}))
		}
	}
	return rows(groups...)
}
