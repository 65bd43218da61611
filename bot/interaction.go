package bot

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"onrecord/bot/guilds"
	"onrecord/commands"
)

// Types of interactions that the bot understands. (Discord's documentation,
// Interaction Type.)
const (
	typePing      = 1 // is there anybody? Only webhooks get it
	typeCommand   = 2 // a slash command, or an entry of a message's menu
	typeComponent = 3 // a button
	typeComplete  = 4 // an option that is being typed
)

// typeMenu is the type of a command that stands in the menu of a message.
// (Discord's documentation, Application Command Types.)
const typeMenu = 3

// maxMessage is how many characters of a message are looked at: no member can
// write more. (Discord's documentation, Message Content; 4,000 with Nitro.)
const maxMessage = 4000

// An interaction is something a member did that Discord wants answered. Only
// the fields that are used are read. (Discord's documentation, Interactions.)
type interaction struct {
	ID            string `json:"id"`
	ApplicationID string `json:"application_id"`
	Type          int    `json:"type"`
	Token         string `json:"token"`
	GuildID       string `json:"guild_id"` // the server; "" in a direct message
	Data          struct {
		Name     string              `json:"name"`
		Type     int                 `json:"type"` // of the command
		Options  []interactionOption `json:"options"`
		CustomID string              `json:"custom_id"`
		TargetID string              `json:"target_id"` // the message whose menu was used
		Resolved struct {
			Messages map[string]struct {
				Content string `json:"content"`
			} `json:"messages"`
		} `json:"resolved"`
	} `json:"data"`
	Member struct { // in a server
		Nick string `json:"nick"`
		User user   `json:"user"`
	} `json:"member"`
	User    user `json:"user"` // in a direct message
	Message struct {
		Embeds     []embed     `json:"embeds"`
		Components []component `json:"components"`
		Flags      int         `json:"flags"`
		Metadata   struct {
			User user `json:"user"`
		} `json:"interaction_metadata"`
	} `json:"message"` // whose component was used
}

type interactionOption struct {
	Name    string `json:"name"`
	Value   any    `json:"value"`
	Focused bool   `json:"focused"` // it is being typed
}

// A user is somebody on Discord.
type user struct {
	ID         string `json:"id"`
	Username   string `json:"username"`
	GlobalName string `json:"global_name"`

	nick string // in this server
}

// shownName is the name that other members see.
func (u *user) shownName() string { return cmp.Or(u.nick, u.GlobalName, u.Username, "a member") }

// who returns the member who did it.
func (in *interaction) who() user {
	if in.Member.User.ID != "" {
		u := in.Member.User
		u.nick = in.Member.Nick
		return u
	}
	return in.User
}

// ownsMessage reports whether the member pressed a button below an answer to
// themselves: one that they asked for, or that nobody else can see.
func (in *interaction) ownsMessage() bool {
	owner := in.Message.Metadata.User.ID
	return in.isPrivate() || owner != "" && owner == in.who().ID
}

// isPrivate reports whether the message is shown to one member alone.
func (in *interaction) isPrivate() bool { return in.Message.Flags&flagEphemeral != 0 }

// decodeInteraction reads an interaction and fails on one that cannot be
// answered.
func decodeInteraction(data []byte) (*interaction, error) {
	var in interaction
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, fmt.Errorf("bot: an interaction cannot be read: %w", err)
	}
	if !isSnowflake(in.ID) || in.Token == "" {
		return nil, errors.New("bot: an interaction without id or token cannot be answered")
	}
	return &in, nil
}

// isSnowflake reports whether s is an id as Discord makes them. Ids become part
// of addresses, so nothing else may pass.
func isSnowflake(s string) bool {
	_, err := strconv.ParseUint(s, 10, 64)
	return err == nil
}

// errUnknownKind is for what this version of the bot does not know.
var errUnknownKind = &commands.UserError{
	Msg:  "This bot does not know what to do with that",
	Hint: "It may have been updated: try the command again, or see /help.",
}

// buttonName is what the press of a button is called where commands are counted.
const buttonName = "button"

// command returns what the interaction is called in the log and in metrics.
func (in *interaction) command() string {
	if in.Type == typeComponent {
		return buttonName
	}
	return in.Data.Name
}

// request turns a slash command into a request, in a server that has set something.
func (in *interaction) request(set guilds.Settings) (commands.Request, error) {
	if in.Type != typeCommand {
		return commands.Request{}, errUnknownKind
	}
	req := commands.Request{Command: in.Data.Name, Args: map[string]string{}, Limit: pageOf(in.Data.Name, set)}
	for _, o := range in.Data.Options {
		if o.Name == privateOption {
			continue // ours, and not the command's
		}
		switch v := o.Value.(type) {
		case string:
			req.Args[o.Name] = v
		case bool:
			req.Args[o.Name] = strconv.FormatBool(v)
		case float64:
			req.Args[o.Name] = strconv.FormatFloat(v, 'f', -1, 64)
		default:
			return req, &commands.UserError{Msg: fmt.Sprintf("The option %q cannot be read", o.Name), Hint: "Try it without that option."}
		}
	}
	return req, nil
}

// menuRequest turns the entry of a message's menu into a request about the message.
func (in *interaction) menuRequest(menus []commands.Menu, set guilds.Settings) (commands.Request, error) {
	i := slices.IndexFunc(menus, func(m commands.Menu) bool { return m.Name == in.Data.Name })
	if i < 0 {
		return commands.Request{}, errUnknownKind
	}
	text := clip(in.Data.Resolved.Messages[in.Data.TargetID].Content, maxMessage)
	if strings.TrimSpace(visible(text)) == "" {
		return commands.Request{}, &commands.UserError{Msg: "There is no text in that message", Hint: "Pictures, files, embeds and stickers cannot be looked up. Try another message, or /quote."}
	}
	return commands.Request{Command: menus[i].Command, Args: map[string]string{menus[i].Arg: text}, Limit: pageOf(menus[i].Command, set)}, nil
}

// privateOption is the option of every slash command by which a member says who
// sees the answer.
const privateOption = "private"

// wantsPrivate reports whether the answer to a slash command is for the member alone:
// as they said, as the server has set, or as the command does by itself.
func (in *interaction) wantsPrivate(set guilds.Settings) bool {
	for _, o := range in.Data.Options {
		if v, ok := o.Value.(bool); ok && o.Name == privateOption {
			return v || alwaysPrivate[in.Data.Name]
		}
	}
	return set.Private || alwaysPrivate[in.Data.Name]
}

// pageOf returns how many results of a command one message shows in a server. What is
// set is about excerpts; lists of lines are as long everywhere.
func pageOf(command string, set guilds.Settings) int {
	if command == "sources" {
		return listSize
	}
	return cmp.Or(set.Page, pageSize)
}
