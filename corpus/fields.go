package corpus

import (
	"net/url"
	"slices"
	"strings"
)

// A field is one entry of an article's front matter or of its JSON object, with
// the line it stands in. Both readers make them, so that both are checked alike.
type field struct {
	name   string // "title", or "params.outlet" for what stands under params
	line   int
	value  string
	list   []string
	isList bool
}

// metaFields are the names a field may have, beside "id" and "body" in JSON.
var metaFields = []string{"title", "date", "description", "params.outlet", "params.author", "params.url",
	"params.form", "params.unconfirmed", "params.origin"}

// inferable are the fields that params.unconfirmed may name.
var inferable = []string{"title", "date", "description", "outlet", "author", "url"}

// metaFrom checks the fields and puts them in their places.
func metaFrom(fields []field, file string, faults *LoadError) Meta {
	m := Meta{Form: Full}
	seen := map[string]int{}
	for _, f := range fields {
		if first, ok := seen[f.name]; ok {
			faults.add(file, f.line, "the field %s was given before, in line %d", f.name, first)
			continue
		}
		seen[f.name] = f.line
		if f.isList != (f.name == "params.unconfirmed") {
			faults.add(file, f.line, "the field %s must be %s", f.name, map[bool]string{true: "a text, not a list", false: "a list of field names"}[f.isList])
			continue
		}
		f.value = strings.TrimSpace(f.value)
		switch f.name {
		case "title":
			m.Title = f.value
		case "description":
			m.Description = f.value
		case "date":
			if f.value == "" {
				continue
			}
			d, err := ParseDate(f.value)
			if err != nil {
				faults.add(file, f.line, "date: %v", err)
			}
			m.Date = d
		case "params.outlet":
			m.Outlet = f.value
		case "params.author":
			m.Author = f.value
		case "params.origin":
			m.Origin = f.value
		case "params.url":
			if f.value != "" && !isWebAddress(f.value) {
				faults.add(file, f.line, "url: %q is not a whole http or https address", f.value)
			}
			m.URL = f.value
		case "params.form":
			m.Form = Form(f.value)
			if m.Form != Full && m.Form != Digest {
				faults.add(file, f.line, "form: %q is neither %q nor %q", f.value, Digest, Full)
			}
		case "params.unconfirmed":
			for _, name := range f.list {
				if !slices.Contains(inferable, name) {
					faults.add(file, f.line, "unconfirmed: %q is none of %s", name, strings.Join(inferable, ", "))
				}
			}
			m.Unconfirmed = f.list
		default:
			faults.add(file, f.line, "there is no field %s; the fields are %s", f.name, strings.Join(metaFields, ", "))
		}
	}
	return m
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil
}
