package discordtest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A form is the check of one body. It gathers every fault with its path, as
// Discord's "Invalid Form Body" does (reference, "Error Messages").
type form struct {
	path []string
	errs []formError
	own  []string // breaches of our own rules: reported, not refused
}

type formError struct {
	path          []string
	code, message string
}

// A rule checks one value and reports to the form.
type rule func(f *form, v any)

func (f *form) fail(code, format string, args ...any) {
	f.errs = append(f.errs, formError{slices.Clone(f.path), code, fmt.Sprintf(format, args...)})
}

// in runs check with key added to the path.
func (f *form) in(key string, check func()) {
	f.path = append(f.path, key)
	check()
	f.path = f.path[:len(f.path)-1]
}

func (f *form) where() string { return strings.Join(f.path, ".") }

// String lists the faults in order of their paths, one a line.
func (f *form) String() string {
	lines := make([]string, len(f.errs))
	for i, e := range f.errs {
		lines[i] = strings.TrimPrefix(strings.Join(e.path, ".")+": ", ": ") + e.code + " " + e.message
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// tree is the "errors" object of Discord's answer.
func (f *form) tree() map[string]any {
	root := map[string]any{}
	for _, e := range f.errs {
		at := root
		for _, key := range e.path {
			next, ok := at[key].(map[string]any)
			if !ok {
				next = map[string]any{}
				at[key] = next
			}
			at = next
		}
		list, _ := at["_errors"].([]any)
		at["_errors"] = append(list, map[string]any{"code": e.code, "message": e.message})
	}
	return root
}

// length counts UTF-16 code units. Discord's API counts code points (its staff
// in discord-api-docs#1315: "the number of codepoints in the string"), its
// clients count UTF-16 units. The stricter of the two is used here: a text
// that fits in UTF-16 units fits by either count.
func length(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// object allows exactly the named fields. Discord drops unknown ones silently;
// here they are an error, because a field that is dropped is a mistake.
func object(fields map[string]rule, required ...string) rule {
	return func(f *form, v any) {
		m, ok := v.(map[string]any)
		if !ok {
			f.fail("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
			return
		}
		for _, key := range required {
			if m[key] == nil {
				f.in(key, func() { f.fail("BASE_TYPE_REQUIRED", "This field is required") })
			}
		}
		for key, v := range m {
			check, known := fields[key]
			f.in(key, func() {
				switch {
				case !known:
					f.fail("UNKNOWN_FIELD", "Discord knows no such field here")
				case v == nil && slices.Contains(required, key): // said already
				default:
					check(f, v)
				}
			})
		}
	}
}

// list checks the number of elements, then each of them.
func list(minimum, maximum int, each rule) rule {
	return func(f *form, v any) {
		items, ok := v.([]any)
		if !ok {
			f.fail("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
			return
		}
		f.size(len(items), minimum, maximum)
		for i, item := range items {
			f.in(strconv.Itoa(i), func() { each(f, item) })
		}
	}
}

func (f *form) size(n, minimum, maximum int) {
	switch {
	case n > maximum && minimum == 0:
		f.fail("BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", maximum)
	case n < minimum && maximum >= maxBody:
		f.fail("BASE_TYPE_MIN_LENGTH", "Must be %d or more in length.", minimum)
	case n < minimum || n > maximum:
		f.fail("BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", minimum, maximum)
	}
}

func nullable(check rule) rule {
	return func(f *form, v any) {
		if v != nil {
			check(f, v)
		}
	}
}

// text is a string of so many characters. Discord trims white space before it
// looks; so a text that must not be empty must hold something else.
func text(minimum, maximum int) rule {
	return func(f *form, v any) {
		s, ok := v.(string)
		if !ok {
			f.fail("STRING_TYPE_CONVERT", "Could not interpret %q as string.", fmt.Sprint(v))
			return
		}
		n := length(s)
		if minimum > 0 && strings.TrimSpace(s) == "" {
			n = 0
		}
		f.size(n, minimum, maximum)
	}
}

func integer(minimum, maximum int64) rule {
	return func(f *form, v any) {
		n, ok := v.(json.Number)
		i, err := n.Int64()
		switch {
		case !ok || err != nil:
			f.fail("NUMBER_TYPE_COERCE", "Value %q is not int.", fmt.Sprint(v))
		case i < minimum:
			f.fail("NUMBER_TYPE_MIN", "int value should be greater than or equal to %d.", minimum)
		case i > maximum:
			f.fail("NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", maximum)
		}
	}
}

func number(f *form, v any) {
	if _, ok := v.(json.Number); !ok {
		f.fail("NUMBER_TYPE_COERCE", "Value %q is not float.", fmt.Sprint(v))
	}
}

// choice is one of a few integers.
func choice(allowed ...int64) rule {
	return func(f *form, v any) {
		n, ok := v.(json.Number)
		i, err := n.Int64()
		if !ok || err != nil || !slices.Contains(allowed, i) {
			f.fail("BASE_TYPE_CHOICES", "Value must be one of %v.", allowed)
		}
	}
}

func boolean(f *form, v any) {
	if _, ok := v.(bool); !ok {
		f.fail("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
	}
}

func snowflake(f *form, v any) {
	s, _ := v.(string)
	if n, err := strconv.ParseUint(s, 10, 64); err != nil || n == 0 {
		f.fail("NUMBER_TYPE_COERCE", "Value %q is not snowflake.", fmt.Sprint(v))
	}
}

func timestamp(f *form, v any) {
	s, _ := v.(string)
	if _, err := time.Parse(time.RFC3339, s); err != nil {
		f.fail("DATE_TIME_TYPE_PARSE", "Could not parse %s. Should be ISO8601.", s)
	}
}

// link is an address with one of the schemes.
func link(maximum int, schemes ...string) rule {
	return func(f *form, v any) {
		before := len(f.errs)
		text(1, maximum)(f, v)
		if len(f.errs) > before {
			return
		}
		s := v.(string)
		u, err := url.Parse(s)
		switch {
		case err != nil || strings.ContainsAny(s, " \t\r\n<>\"`") || u.Scheme == "":
			f.fail("URL_TYPE_INVALID_URL", "Not a well formed URL.")
		case !slices.Contains(schemes, strings.ToLower(u.Scheme)):
			f.fail("URL_TYPE_INVALID_SCHEME", "Scheme %q must be one of %v.", u.Scheme, schemes)
		case u.Host == "":
			f.fail("URL_TYPE_INVALID_URL", "Not a well formed URL.")
		}
	}
}

// unsupported is a field that Discord knows and the stand-in does not; empty
// values pass, because clients write them without meaning anything.
func unsupported(f *form, v any) {
	switch v := v.(type) {
	case nil:
	case []any:
		if len(v) > 0 {
			f.fail("NOT_IMPLEMENTED", "the stand-in does not implement this field")
		}
	default:
		f.fail("NOT_IMPLEMENTED", "the stand-in does not implement this field")
	}
}

// integerOf is the value of an optional integer field, 0 where there is none.
func integerOf(m map[string]any, key string) int64 {
	n, _ := m[key].(json.Number)
	i, _ := n.Int64()
	return i
}

func listOf(m map[string]any, key string) []any {
	l, _ := m[key].([]any)
	return l
}

func stringOf(m map[string]any, key string) string {
	s, _ := m[key].(string)
	return s
}

// objectsOf are those elements of a list that are objects.
func objectsOf(m map[string]any, key string) []map[string]any {
	var objects []map[string]any
	for _, v := range listOf(m, key) {
		if o, ok := v.(map[string]any); ok {
			objects = append(objects, o)
		}
	}
	return objects
}
