package discordtest

import (
	"encoding/json"
	"strconv"
	"strings"
)

func itoa(i int) string { return strconv.Itoa(i) }

// Types of components: components/reference, "Component Types".
const (
	typeRow       = 1
	typeButton    = 2
	typeSelect    = 3
	typeUsers     = 5
	typeRoles     = 6
	typeMentions  = 7
	typeChannels  = 8
	typeSection   = 9
	typeText      = 10
	typeThumbnail = 11
	typeGallery   = 12
	typeSeparator = 14
	typeContainer = 17
)

// componentCheck walks the components of one message.
type componentCheck struct {
	*form
	v2        bool
	count     int
	text      int
	customIDs map[string]bool
	ids       map[int64]bool
}

// components checks a message's list of components.
func (f *form) components(v any, v2 bool) {
	c := componentCheck{form: f, v2: v2, customIDs: map[string]bool{}, ids: map[int64]bool{}}
	allowed, most := []int64{typeRow}, maxRows
	if v2 {
		allowed = []int64{typeRow, typeSection, typeText, typeGallery, typeSeparator, typeContainer}
		most = maxComponents
	}
	list(0, most, c.one(allowed...))(f, v)
	if c.count > maxComponents {
		f.fail("BASE_TYPE_MAX_LENGTH", "the message has %d components, nested ones included; must be %d or fewer", c.count, maxComponents)
	}
	if c.text > maxDisplayText {
		f.fail("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "The displayable text size exceeds maximum size of %d", maxDisplayText)
	}
}

// one is the rule for a component of one of the types.
func (c *componentCheck) one(allowed ...int64) rule {
	return func(f *form, v any) {
		m, ok := v.(map[string]any)
		if !ok {
			f.fail("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
			return
		}
		kind := integerOf(m, "type")
		before := len(f.errs)
		f.in("type", func() { choice(allowed...)(f, m["type"]) })
		if len(f.errs) > before {
			return
		}
		c.count++
		if m["id"] != nil {
			if id := integerOf(m, "id"); id != 0 && c.ids[id] {
				f.in("id", func() { f.fail("COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated") })
			} else {
				c.ids[id] = true
			}
		}
		fields, required := c.fields(kind)
		fields["type"] = func(*form, any) {}
		fields["id"] = nullable(integer(0, 1<<31-1))
		object(fields, required...)(f, m)
		c.whole(kind, m)
	}
}

func (c *componentCheck) fields(kind int64) (fields map[string]rule, required []string) {
	switch kind {
	case typeRow:
		return map[string]rule{"components": list(1, maxRowButtons, c.one(typeButton, typeSelect, typeUsers, typeRoles, typeMentions, typeChannels))}, []string{"components"}
	case typeButton:
		return map[string]rule{
			"style": choice(1, 2, 3, 4, 5, 6), "label": nullable(text(0, maxLabel)), "emoji": nullable(emojiRule), "disabled": nullable(boolean),
			"custom_id": nullable(c.customID), "url": nullable(link(maxButtonURL, "http", "https", "discord")), "sku_id": nullable(snowflake),
		}, []string{"style"}
	case typeSection:
		return map[string]rule{"components": list(1, 3, c.one(typeText)), "accessory": c.one(typeButton, typeThumbnail)}, []string{"components", "accessory"}
	case typeText:
		return map[string]rule{"content": text(1, maxDisplayText)}, []string{"content"}
	case typeThumbnail:
		return map[string]rule{"media": mediaRule, "description": nullable(text(0, 1024)), "spoiler": nullable(boolean)}, []string{"media"}
	case typeGallery:
		return map[string]rule{"items": list(1, maxGalleryItems, object(map[string]rule{
			"media": mediaRule, "description": nullable(text(0, 1024)), "spoiler": nullable(boolean)}, "media"))}, []string{"items"}
	case typeSeparator:
		return map[string]rule{"divider": nullable(boolean), "spacing": nullable(choice(1, 2))}, nil
	case typeContainer:
		return map[string]rule{
			"components":   list(1, maxComponents, c.one(typeRow, typeSection, typeText, typeGallery, typeSeparator)),
			"accent_color": nullable(integer(0, 0xFFFFFF)), "spoiler": nullable(boolean),
		}, []string{"components"}
	}
	fields = map[string]rule{ // the select menus
		"custom_id": c.customID, "placeholder": nullable(text(0, maxPlaceholder)), "disabled": nullable(boolean),
		"min_values": nullable(integer(0, maxOptions)), "max_values": nullable(integer(1, maxOptions)),
	}
	required = []string{"custom_id"}
	switch kind {
	case typeSelect:
		fields["options"] = list(1, maxOptions, object(map[string]rule{
			"label": text(1, maxOptionLabel), "value": text(1, maxOptionLabel), "description": nullable(text(0, maxOptionLabel)),
			"emoji": nullable(emojiRule), "default": nullable(boolean)}, "label", "value"))
		required = append(required, "options")
	case typeChannels:
		fields["channel_types"] = nullable(list(0, maxOptions, integer(0, 100)))
		fallthrough
	default:
		fields["default_values"] = nullable(list(0, maxOptions, object(map[string]rule{"id": snowflake, "type": text(1, 10)}, "id", "type")))
	}
	return fields, required
}

var (
	emojiRule = object(map[string]rule{"id": nullable(snowflake), "name": nullable(text(0, 32)), "animated": nullable(boolean)})
	mediaRule = object(map[string]rule{"url": link(maxURL, "http", "https")}, "url")
)

// customID is a rule with a memory: the ids of a message are unique.
func (c *componentCheck) customID(f *form, v any) {
	text(1, maxCustomID)(f, v)
	s, _ := v.(string)
	if s != "" && c.customIDs[s] {
		f.fail("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
	}
	c.customIDs[s] = true
}

// whole applies the rules that concern several fields of one component.
func (c *componentCheck) whole(kind int64, m map[string]any) {
	switch kind {
	case typeText:
		c.text += length(stringOf(m, "content"))
	case typeRow:
		buttons, others := 0, 0
		for _, child := range objectsOf(m, "components") {
			if integerOf(child, "type") == typeButton {
				buttons++
			} else {
				others++
			}
		}
		if others > 1 || others > 0 && buttons > 0 {
			c.in("components", func() {
				c.fail("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "a row holds up to %d buttons or one select menu", maxRowButtons)
			})
		}
	case typeButton:
		c.button(m)
	case typeSelect:
		c.selectMenu(m)
	}
}

// button: components/reference, "Button": style 5 has a url, style 6 a SKU, all
// others a custom_id; each needs a label or an emoji, except style 6.
func (c *componentCheck) button(m map[string]any) {
	has := func(key string) bool { return m[key] != nil && m[key] != "" }
	wants := "custom_id"
	switch integerOf(m, "style") {
	case 5:
		wants = "url"
	case 6:
		wants = "sku_id"
	}
	for _, key := range []string{"custom_id", "url", "sku_id"} {
		switch {
		case key == wants && !has(key):
			c.in(key, func() { c.fail("BASE_TYPE_REQUIRED", "This field is required") })
		case key != wants && has(key):
			c.in(key, func() { c.fail("BUTTON_COMPONENT_INVALID_FIELD", "a button of style %v has no %s", m["style"], key) })
		}
	}
	emoji, _ := m["emoji"].(map[string]any)
	if wants != "sku_id" && strings.TrimSpace(stringOf(m, "label")) == "" && stringOf(emoji, "name") == "" && stringOf(emoji, "id") == "" {
		c.in("label", func() { c.fail("BUTTON_COMPONENT_LABEL_REQUIRED", "a label or an emoji is required") })
	}
}

func (c *componentCheck) selectMenu(m map[string]any) {
	values, defaults := map[string]bool{}, int64(0)
	options := objectsOf(m, "options")
	for i, o := range options {
		if v := stringOf(o, "value"); values[v] {
			c.in("options", func() {
				c.in(itoa(i), func() {
					c.fail("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
				})
			})
		} else {
			values[v] = true
		}
		if o["default"] == true {
			defaults++
		}
	}
	least, most := int64(1), int64(1)
	if m["min_values"] != nil {
		least = integerOf(m, "min_values")
	}
	if n, ok := m["max_values"].(json.Number); ok {
		most, _ = n.Int64()
	}
	if most < least || most > int64(len(options)) {
		c.in("max_values", func() {
			c.fail("SELECT_COMPONENT_MAX_VALUES", "min_values, max_values and the number of options do not agree")
		})
	}
	if defaults > most {
		c.in("options", func() { c.fail("SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "more defaults than max_values") })
	}
}
