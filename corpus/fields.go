package corpus

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// A field is one entry of an article's front matter or of its JSON object, with
// the line it stands in. Both readers make them, so that both are checked alike.
type field struct {
	group  string // "params" for what stands under params, otherwise ""
	key    string
	line   int
	value  string
	list   []string
	isList bool
	wrong  []wrong // what the reader found wrong with the value
}

// wrong is something wrong with a field's value, to be said behind its name.
type wrong struct {
	line int
	msg  string
}

func (f *field) refuse(line int, format string, args ...any) {
	f.wrong = append(f.wrong, wrong{line, fmt.Sprintf(format, args...)})
}

// params is the field that holds others.
const params = "params"

// topFields and paramFields are the names a field may have, beside params
// itself and, in JSON, id and body.
var (
	topFields   = []string{"title", "date", "description"}
	paramFields = []string{"outlet", "author", "url", "form", "unconfirmed", "origin"}
)

// inferable are the fields that params.unconfirmed may name.
var inferable = []string{"title", "date", "description", "outlet", "author", "url"}

// path is the field's name with that of its group.
func (f *field) path() string {
	if f.group == "" {
		return f.key
	}
	return f.group + "." + f.key
}

// known reports whether there is such a field. A name with a dot in it is none:
// "params.outlet" is not the outlet of params.
func (f *field) known() bool {
	if f.group == params {
		return slices.Contains(paramFields, f.key)
	}
	return f.key == params || slices.Contains(topFields, f.key)
}

// unknown says what to do about a field that is not known. The name is foreign
// and shown quoted: it may hold what commands a terminal.
func (f *field) unknown() string {
	if key, ok := strings.CutPrefix(f.key, params+"."); ok && f.group == "" && slices.Contains(paramFields, key) {
		return fmt.Sprintf("there is no field %q: put %s inside of params", f.key, key)
	}
	return fmt.Sprintf("there is no field %q; the fields are %s, params.%s", f.path(),
		strings.Join(topFields, ", "), strings.Join(paramFields, ", params."))
}

// sound reports whether the value is of the right kind, and adds to faults
// whatever is wrong with it.
func (f *field) sound(list bool, file string, faults *LoadError) bool {
	if len(f.wrong) == 0 && f.isList != list {
		f.refuse(f.line, "must be %s", map[bool]string{true: "a text, not a list", false: "a list of field names"}[f.isList])
	}
	for _, w := range f.wrong {
		faults.add(file, w.line, "the field %s %s", f.path(), w.msg)
	}
	return len(f.wrong) == 0
}

// twice says that a field was given before, in the line first.
func (f *field) twice(first int) string {
	if first == f.line {
		return fmt.Sprintf("the field %s is given twice", f.path())
	}
	return fmt.Sprintf("the field %s was given before, in line %d", f.path(), first)
}

// metaFrom checks the fields and puts them in their places.
func metaFrom(fields []field, file string, faults *LoadError) Meta {
	m := Meta{Form: Full}
	seen := map[string]int{}
	for _, f := range fields {
		if !f.known() {
			faults.add(file, f.line, "%s", f.unknown())
			continue
		}
		if first, ok := seen[f.path()]; ok {
			faults.add(file, f.line, "%s", f.twice(first))
			continue
		}
		seen[f.path()] = f.line
		if !f.sound(f.path() == "params.unconfirmed", file, faults) {
			continue
		}
		f.value = strings.TrimSpace(f.value)
		switch f.path() {
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
		}
	}
	return m
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil
}
