package discordtest

import (
	"strings"
)

// A bodyKind says in which place a message stands in a request; the places
// differ in the fields and flags that they take.
type bodyKind int

const (
	bodyReply    bodyKind = iota // callback type 4, follow-up
	bodyUpdate                   // callback type 7
	bodyEdit                     // PATCH of a message
	bodyDeferred                 // callback type 5
)

// flagsFor are the flags that each place takes: receiving-and-responding,
// "Interaction Callback Data Structure", and resources/message, "Edit Message".
var flagsFor = map[bodyKind]int64{
	bodyReply:    flagSuppressEmbeds | flagEphemeral | flagSuppressNotifications | flagComponentsV2,
	bodyUpdate:   flagSuppressEmbeds | flagComponentsV2,
	bodyEdit:     flagSuppressEmbeds | flagComponentsV2,
	bodyDeferred: flagEphemeral,
}

var mentionsRule = object(map[string]rule{
	"parse":        nullable(list(0, 3, mentionType)),
	"users":        nullable(list(0, 100, snowflake)),
	"roles":        nullable(list(0, 100, snowflake)),
	"replied_user": nullable(boolean),
})

func mentionType(f *form, v any) {
	switch v {
	case "roles", "users", "everyone":
	default:
		f.fail("BASE_TYPE_CHOICES", "Value must be one of ('roles', 'users', 'everyone').")
	}
}

var embedRule = object(map[string]rule{
	"type":        nullable(embedType),
	"title":       nullable(text(0, maxTitle)),
	"description": nullable(text(0, maxDescription)),
	"url":         nullable(link(maxURL, "http", "https")),
	"timestamp":   nullable(timestamp),
	"color":       nullable(integer(0, 0xFFFFFF)),
	"footer":      nullable(object(map[string]rule{"text": text(1, maxFooter), "icon_url": nullable(link(maxURL, "http", "https"))}, "text")),
	"author": nullable(object(map[string]rule{"name": text(1, maxAuthor), "url": nullable(link(maxURL, "http", "https")),
		"icon_url": nullable(link(maxURL, "http", "https"))}, "name")),
	"image":     nullable(object(map[string]rule{"url": link(maxURL, "http", "https")}, "url")),
	"thumbnail": nullable(object(map[string]rule{"url": link(maxURL, "http", "https")}, "url")),
	"fields": nullable(list(0, maxFields, object(map[string]rule{
		"name": text(1, maxFieldName), "value": text(1, maxFieldValue), "inline": nullable(boolean)}, "name", "value"))),
})

func embedType(f *form, v any) {
	if v != "rich" {
		f.fail("BASE_TYPE_CHOICES", "Value must be one of ('rich').")
	}
}

// message checks the fields of a message in a body. v2 says that the message
// is made of Components V2, by this body's flag or by the edited message's.
func (f *form) message(kind bodyKind, m map[string]any, v2 bool) {
	fields := map[string]rule{
		"content": nullable(text(0, maxContent)),
		"embeds":  nullable(func(f *form, v any) { list(0, maxEmbeds, embedRule)(f, v); f.embeds(v) }),
		"components": nullable(func(f *form, v any) {
			f.components(v, v2)
		}),
		"allowed_mentions": nullable(mentionsRule),
		"attachments":      unsupported,
		"flags":            nullable(func(f *form, v any) { f.flags(v, flagsFor[kind]) }),
	}
	switch kind {
	case bodyUpdate:
		fields["tts"] = nullable(mustBeEmpty) // discordgo writes it always
	case bodyReply:
		fields["tts"] = nullable(boolean)
		fields["poll"] = unsupported
	case bodyDeferred:
		fields = map[string]rule{
			"flags": fields["flags"], "tts": nullable(mustBeEmpty), "content": nullable(mustBeEmpty),
			"embeds": nullable(mustBeEmpty), "components": nullable(mustBeEmpty), "allowed_mentions": nullable(mentionsRule),
		}
	}
	object(fields)(f, m)
	if kind != bodyDeferred {
		f.mentions(m["allowed_mentions"])
	}
}

// mustBeEmpty is for the fields that a deferred answer ignores: a client that
// fills them expects something to be shown, and nothing will be.
func mustBeEmpty(f *form, v any) {
	switch v := v.(type) {
	case string:
		if v == "" {
			return
		}
	case []any:
		if len(v) == 0 {
			return
		}
	case bool:
		if !v {
			return
		}
	}
	f.fail("BASE_TYPE_CHOICES", "a deferred answer takes nothing but the ephemeral flag")
}

func (f *form) flags(v any, allowed int64) {
	before := len(f.errs)
	integer(0, 1<<31-1)(f, v)
	if len(f.errs) > before {
		return
	}
	if extra := integerOf(map[string]any{"flags": v}, "flags") &^ allowed; extra != 0 {
		f.fail("BITFIELD_INVALID", "flags %d cannot be set here, only those of %d", extra, allowed)
	}
}

// mentions applies our own rule: nothing that the bot says may ping anyone
// (resources/message, "Allowed Mentions Object": without the field, everything
// in the content pings).
func (f *form) mentions(v any) {
	m, ok := v.(map[string]any)
	parse, listed := m["parse"].([]any)
	switch {
	case !ok || !listed:
		f.own = append(f.own, f.where()+": allowed_mentions with an empty parse list is missing")
	case len(parse) > 0 || len(listOf(m, "users")) > 0 || len(listOf(m, "roles")) > 0 || m["replied_user"] == true:
		f.own = append(f.own, f.where()+": allowed_mentions lets the message ping")
	}
}

// embeds applies what concerns all embeds together, and emptiness.
func (f *form) embeds(v any) {
	items, _ := v.([]any)
	total := 0
	for i, item := range items {
		e, ok := item.(map[string]any)
		if !ok {
			continue
		}
		size, shows := embedSize(e)
		total += size
		if !shows {
			f.path = append(f.path, itoa(i), "description")
			f.fail("BASE_TYPE_REQUIRED", "This field is required")
			f.path = f.path[:len(f.path)-2]
		}
	}
	if total > maxEmbedTotal {
		f.fail("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of %d", maxEmbedTotal)
	}
}

// embedSize adds up what counts for the 6,000 ("Embed Limits": title,
// description, field.name, field.value, footer.text and author.name), and says
// whether the embed shows anything at all.
func embedSize(e map[string]any) (size int, shows bool) {
	add := func(s string) {
		size += length(s)
		shows = shows || strings.TrimSpace(s) != ""
	}
	add(stringOf(e, "title"))
	add(stringOf(e, "description"))
	for _, fld := range objectsOf(e, "fields") {
		add(stringOf(fld, "name"))
		add(stringOf(fld, "value"))
	}
	for key, part := range map[string]string{"footer": "text", "author": "name"} {
		if m, ok := e[key].(map[string]any); ok {
			add(stringOf(m, part))
		}
	}
	return size, shows || e["image"] != nil || e["thumbnail"] != nil
}

// emptyMessage says that nothing of a message would be seen: error 50006.
func emptyMessage(m map[string]any) bool {
	return strings.TrimSpace(stringOf(m, "content")) == "" && len(listOf(m, "embeds")) == 0 && len(listOf(m, "components")) == 0
}
