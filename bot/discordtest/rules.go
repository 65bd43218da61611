package discordtest

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"
)

// The rules that hold where Discord's OpenAPI description is not at hand, and
// those that it lacks. Limits are those of resources/message ("Embed Limits"),
// components/reference and interactions/application-commands.

// A form gathers what is wrong with one body. Discord counts code points, and
// trims white space before it counts.
type form []string

func (f *form) failf(format string, args ...any) { *f = append(*f, fmt.Sprintf(format, args...)) }

func (f *form) text(path, s string, least, most int) {
	if n := utf8.RuneCountInString(strings.TrimSpace(s)); n < least || n > most {
		f.failf("%s: has %d characters, must be between %d and %d in length", path, n, least, most)
	}
}

func (f *form) count(path string, n, most int) {
	if n > most {
		f.failf("%s: has %d elements, must be %d or fewer in length", path, n, most)
	}
}

func (f *form) link(path, address string, most int) {
	if address == "" {
		return
	}
	f.text(path, address, 1, most)
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsAny(address, " \t\r\n<>\"`") {
		f.failf("%s: not a well formed http or https address", path)
	}
}

// err is Discord's refusal, nil for a form without faults.
func (f form) err() error {
	if len(f) == 0 {
		return nil
	}
	return badForm(strings.Join(f, "\n"))
}

func badForm(detail string) *refusal {
	return &refusal{status: 400, code: 50035, message: "Invalid Form Body", rule: RuleForm, detail: detail}
}

// Flags of messages: resources/message, "Message Flags".
const (
	flagSuppressEmbeds        = 1 << 2
	flagEphemeral             = 1 << 6
	flagLoading               = 1 << 7
	flagSuppressNotifications = 1 << 12
	replyFlags                = flagSuppressEmbeds | flagEphemeral | flagSuppressNotifications // what a new message takes
)

// message judges a whole message: for an edit, what it would become. A message
// takes only the flags.
func (f *form) message(m *messageBody, flags int) {
	f.text("content", deref(m.Content), 0, 2000)
	f.count("embeds", len(m.Embeds), 10)
	total := 0
	for i, e := range m.Embeds {
		total += f.embed(fmt.Sprint("embeds.", i), e)
	}
	if total > 6000 {
		f.failf("embeds: have %d characters, all together may have 6000", total)
	}
	f.rows(m.Components)
	if extra := m.Flags &^ flags; extra != 0 {
		f.failf("flags: %d cannot be set here, only those of %d", extra, flags)
	}
}

// embed judges one embed and adds up what counts for the 6,000.
func (f *form) embed(path string, e Embed) (size int) {
	f.text(path+".title", e.Title, 0, 256)
	f.text(path+".description", e.Description, 0, 4096)
	f.text(path+".footer.text", e.Footer.Text, 0, 2048)
	f.link(path+".url", e.URL, 2048)
	size = length(e.Title, e.Description, e.Footer.Text)
	if size == 0 {
		f.failf("%s.description: this field is required", path)
	}
	return size
}

// Types of components that the stand-in knows: rows of buttons.
const (
	typeRow    = 1
	typeButton = 2
	styleLink  = 5
)

func (f *form) rows(rows []Component) {
	f.count("components", len(rows), 5)
	ids := map[string]bool{}
	for i, row := range rows {
		path := fmt.Sprint("components.", i)
		if row.Type != typeRow || len(row.Components) == 0 {
			f.failf("%s: is not a row with buttons; the stand-in knows no other components", path)
		}
		f.count(path+".components", len(row.Components), 5)
		for j, b := range row.Components {
			f.button(fmt.Sprint(path, ".components.", j), b)
			if b.CustomID != "" && ids[b.CustomID] {
				f.failf("%s: custom id cannot be duplicated", path)
			}
			ids[b.CustomID] = true
		}
	}
}

func (f *form) button(path string, b Component) {
	if b.Type != typeButton || b.Style < 1 || b.Style > styleLink {
		f.failf("%s: is of type %d and style %d, not a button", path, b.Type, b.Style)
		return
	}
	f.text(path+".label", b.Label, 0, 80)
	if strings.TrimSpace(b.Label) == "" && b.Emoji == nil {
		f.failf("%s: a label or an emoji is required", path)
	}
	if b.Style == styleLink {
		f.text(path+".url", b.URL, 1, 512)
		f.link(path+".url", b.URL, 512)
	} else {
		f.text(path+".custom_id", b.CustomID, 1, 100)
	}
	if (b.Style == styleLink) != (b.CustomID == "") || (b.Style == styleLink) != (b.URL != "") {
		f.failf("%s: a link has an address, any other button a custom id", path)
	}
}

// pings is our own rule: nothing that the bot says may ping anyone. Without the
// field, everything in the content pings.
func (m *messageBody) pings() bool {
	a := m.AllowedMentions
	return a == nil || a.Parse == nil || len(*a.Parse) > 0 || len(a.Users) > 0 || len(a.Roles) > 0 || a.RepliedUser
}

// commandName: application-commands, "Application Command Naming".
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

func (f *form) name(path, name string) {
	if !commandName.MatchString(name) || strings.ToLower(name) != name {
		f.failf("%s: %q is not a command's name", path, name)
	}
}

// commands judges the commands of one scope.
func (f *form) commands(list []*Command) {
	taken := map[string]bool{}
	for i, c := range list {
		path := fmt.Sprint(i)
		switch c.Type {
		case discordgo.ChatApplicationCommand:
			f.name(path+".name", c.Name)
			f.text(path+".description", c.Description, 1, 100)
		case discordgo.MessageApplicationCommand:
			f.text(path+".name", c.Name, 1, 32)
			f.text(path+".description", c.Description, 0, 0)
			f.count(path+".options", len(c.Options), 0)
		}
		if key := fmt.Sprint(c.Type, c.Name); taken[key] {
			f.failf("%s.name: application command names must be unique", path)
		} else {
			taken[key] = true
		}
		f.options(path, c.Options)
		if n := length(c.Name, c.Description) + optionsSize(c.Options); n > 8000 {
			f.failf("%s: has %d characters, a command may have 8000", path, n)
		}
	}
}

func (f *form) options(path string, options []*discordgo.ApplicationCommandOption) {
	f.count(path+".options", len(options), 25)
	taken, optional := map[string]bool{}, false
	for i, o := range options {
		path := fmt.Sprint(path, ".options.", i)
		f.name(path+".name", o.Name)
		f.text(path+".description", o.Description, 1, 100)
		if taken[o.Name] {
			f.failf("%s.name: option name already exists", path)
		}
		taken[o.Name] = true
		if o.Required && optional {
			f.failf("%s: required options must be placed before non-required options", path)
		}
		optional = optional || !o.Required
		if o.Autocomplete && len(o.Choices) > 0 {
			f.failf("%s: autocomplete excludes choices", path)
		}
		f.choices(path+".choices", o.Choices, o.Type)
		f.options(path, o.Options)
	}
}

// choices judges the choices of an option, and those of an autocomplete answer.
func (f *form) choices(path string, choices []*Choice, kind discordgo.ApplicationCommandOptionType) {
	f.count(path, len(choices), 25)
	for i, c := range choices {
		f.text(fmt.Sprint(path, ".", i, ".name"), c.Name, 1, 100)
		s, isString := c.Value.(string)
		_, isNumber := c.Value.(float64)
		switch {
		case kind == discordgo.ApplicationCommandOptionString && isString:
			f.text(fmt.Sprint(path, ".", i, ".value"), s, 1, 100)
		case kind != discordgo.ApplicationCommandOptionInteger && kind != discordgo.ApplicationCommandOptionNumber || !isNumber:
			f.failf("%s.%d.value: %v does not fit an option of type %d", path, i, c.Value, kind)
		}
	}
}

func length(parts ...string) int { return utf8.RuneCountInString(strings.Join(parts, "")) }

// optionsSize adds up names, descriptions and values of options and choices.
func optionsSize(options []*discordgo.ApplicationCommandOption) (n int) {
	for _, o := range options {
		n += length(o.Name, o.Description) + optionsSize(o.Options)
		for _, c := range o.Choices {
			n += length(c.Name, fmt.Sprint(c.Value))
		}
	}
	return n
}
