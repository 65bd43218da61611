package bot

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/guilds"
	"onrecord/commands"
	"onrecord/corpus/text"
)

// errUnknown is for what this version of the bot has not offered or written.
var errUnknown = &commands.UserError{
	Msg:  "This bot does not know what to do with that",
	Hint: "It may have been updated: try the command again, or see /help.",
}

// errConfined is for what cannot be shared.
var errConfined = &commands.UserError{
	Msg:  "This server shows the answers of apps that it has not added to you alone",
	Hint: "Its managers can allow others with the permission Use External Apps, or add the bot.",
}

// readInteraction reads an interaction as Discord sends it. discordgo refuses one with a message
// that has a component which it does not know, as other bots' messages may: those are left out.
func readInteraction(from io.Reader, i *discordgo.Interaction) error {
	raw, _ := io.ReadAll(from) // what is cut short is no JSON
	err := json.Unmarshal(raw, i)
	if err != nil { // a member's text cannot hold the name: its quotation marks have backslashes
		err = json.Unmarshal(bytes.ReplaceAll(raw, []byte(`"components":`), []byte(`"":`)), i)
	}
	return err
}

// nameOf returns what was asked for, as it is counted; what is no command is a button.
func nameOf(i *discordgo.Interaction) string {
	if data, ok := i.Data.(discordgo.ApplicationCommandInteractionData); ok {
		return data.Name
	}
	return "button"
}

// memberOf returns who did it, and the name that other members see.
func memberOf(i *discordgo.Interaction) (id, shown string) {
	user := cmp.Or(i.User, &discordgo.User{})
	shown = user.DisplayName()
	if i.Member != nil && i.Member.User != nil {
		user, shown = i.Member.User, i.Member.DisplayName()
	}
	return user.ID, cmp.Or(shown, "a member")
}

// homeOf returns the server in which an interaction was made if it has added the bot: its
// settings hold there. In direct messages, and where members use a bot that they have
// installed for themselves, it is "". (Discord's documentation, "Authorizing Integration
// Owners Object".)
func homeOf(i *discordgo.Interaction) string {
	if i.AuthorizingIntegrationOwners[discordgo.ApplicationIntegrationGuildInstall] != i.GuildID {
		return ""
	}
	return i.GuildID
}

// isConfined reports whether a server that has not added the bot lets its answers be seen by
// the member who asked alone. Discord then hides them by itself.
func isConfined(i *discordgo.Interaction) bool {
	const needed = discordgo.PermissionUseExternalApps | discordgo.PermissionSendMessages
	return i.GuildID != homeOf(i) && i.AppPermissions&needed != needed
}

func isPrivate(i *discordgo.Interaction) bool {
	return i.Message != nil && i.Message.Flags&discordgo.MessageFlagsEphemeral != 0
}

func ownsMessage(i *discordgo.Interaction) bool {
	id, _ := memberOf(i)
	m := i.Message
	return isPrivate(i) || m != nil && m.InteractionMetadata != nil && m.InteractionMetadata.User != nil && m.InteractionMetadata.User.ID == id
}

// The kinds of answers.
const (
	newAnswer   = discordgo.InteractionResponseChannelMessageWithSource
	inPlace     = discordgo.InteractionResponseUpdateMessage // of the message whose button was pressed
	suggestions = discordgo.InteractionApplicationCommandAutocompleteResult
)

// A plan is how an interaction is going to be answered.
type plan struct {
	control  // what is asked for, as a button has it; of a command without an action
	kind     discordgo.InteractionResponseType
	private  bool // the answer is for the member alone
	confined bool // and cannot be shared
}

// deferral returns the first answer that says that there will be one. Who will see the
// answer, and whether it takes a message's place, is settled with it.
func (p *plan) deferral() *discordgo.InteractionResponse {
	if p.kind == inPlace {
		return &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredMessageUpdate}
	}
	later := &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource}
	if p.private {
		later.Data = &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral}
	}
	return later
}

// planFor decodes an interaction. Its error is fit for the member.
func (d *dispatcher) planFor(i *discordgo.Interaction) (plan, error) {
	switch data := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		if slices.Contains(data.Options, nil) {
			return plan{}, errUnknown
		}
		if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
			return plan{kind: suggestions}, nil
		}
		set := d.cfg.Guilds.Get(homeOf(i))
		req, err := d.decode(data)
		req.Limit = pageOf(req.Command, set)
		confined := isConfined(i)
		return plan{kind: newAnswer, private: confined || wantsPrivate(data, set), confined: confined, control: control{request: req}}, err
	case discordgo.MessageComponentInteractionData:
		c, err := d.buttons.read(data.CustomID)
		p := plan{kind: newAnswer, private: true, confined: isConfined(i), control: c}
		switch {
		case c.action == actShare && p.confined:
			return p, errConfined
		case c.action == actShare:
			p.private = false
		case c.action == actPage && ownsMessage(i): // no member turns the page that others are reading
			p.kind, p.private = inPlace, isPrivate(i)
		}
		return p, err
	}
	return plan{}, errUnknown
}

// decode turns a slash command, or an entry of a message's menu, into a request. The router
// looks at what the options are.
func (d *dispatcher) decode(data discordgo.ApplicationCommandInteractionData) (commands.Request, error) {
	req := commands.Request{Command: data.Name, Args: map[string]string{}}
	if data.CommandType != discordgo.MessageApplicationCommand {
		for _, o := range data.Options {
			if o.Name != privateOption { // which is ours, and not the command's
				req.Args[o.Name] = fmt.Sprint(o.Value)
			}
		}
		return req, nil
	}
	specs := d.router.Specs()
	i := slices.IndexFunc(specs, func(s commands.Spec) bool { return s.Menu != "" && s.Menu == data.Name })
	if i < 0 {
		return commands.Request{}, errUnknown
	}
	resolved := cmp.Or(data.Resolved, &discordgo.ApplicationCommandInteractionDataResolved{})
	m := cmp.Or(resolved.Messages[data.TargetID], &discordgo.Message{})
	for _, forwarded := range m.MessageSnapshots { // by a message without words of its own
		m = cmp.Or(forwarded.Message, m)
	}
	if strings.TrimSpace(text.StripInvisible(m.Content)) == "" {
		return commands.Request{}, &commands.UserError{Msg: "There is no text in that message", Hint: "Pictures, files, embeds and stickers cannot be looked up. Try another message, or /quote."}
	}
	req.Command, req.Args[specs[i].Options[0].Name] = specs[i].Name, m.Content
	return req, nil
}

// privateOption is the option of every slash command by which a member says who sees the
// answer.
const privateOption = "private"

// alwaysPrivate are the commands whose answers concern the member who asked alone.
var alwaysPrivate = map[string]bool{"help": true, "about": true, configName: true}

// wantsPrivate reports whether the answer is for the member alone: as the menu of a
// message has it, as they said, as the server has set, or as the command does by itself.
func wantsPrivate(data discordgo.ApplicationCommandInteractionData, set guilds.Settings) bool {
	private := set.Private
	for _, o := range data.Options {
		if v, ok := o.Value.(bool); ok && o.Name == privateOption {
			private = v
		}
	}
	return private || alwaysPrivate[data.Name] || data.CommandType == discordgo.MessageApplicationCommand
}

// pageOf returns how many results of a command one message shows in a server. What is set
// is about excerpts; lists of lines are as long everywhere.
func pageOf(command string, set guilds.Settings) int {
	if command == "sources" {
		return listSize
	}
	return cmp.Or(set.Page, guilds.DefaultPage)
}
