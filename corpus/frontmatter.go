package corpus

import (
	"slices"
	"strings"
)

// frontMatter is an article's fields as both formats have them. Their decoders refuse
// fields that are not here, and fields that are given twice.
type frontMatter struct {
	Title       string `yaml:"title,omitempty" json:"title"`
	Date        string `yaml:"date,omitempty" json:"date"`
	Description string `yaml:"description,omitempty" json:"description"`
	Params      params `yaml:"params" json:"params"`
}

type params struct {
	Outlet      string   `yaml:"outlet,omitempty" json:"outlet"`
	Author      string   `yaml:"author,omitempty" json:"author"`
	URL         string   `yaml:"url,omitempty" json:"url"`
	Form        *string  `yaml:"form" json:"form"` // nil: Full
	Unconfirmed []string `yaml:"unconfirmed,omitempty" json:"unconfirmed"`
	Origin      string   `yaml:"origin,omitempty" json:"origin"`
}

// fieldNames is said where there is a field of another name.
const fieldNames = "title, date, description and params, " +
	"and in params outlet, author, url, form, unconfirmed and origin"

// inferable are the fields that params.unconfirmed may name.
var inferable = []string{"title", "date", "description", "outlet", "author", "url"}

// meta checks the fields. What is wrong with one goes to refuse.
func (f *frontMatter) meta(refuse func(field, format string, args ...any)) Meta {
	m := Meta{
		Title:       strings.TrimSpace(f.Title),
		Description: strings.TrimSpace(f.Description),
		Outlet:      strings.TrimSpace(f.Params.Outlet),
		Author:      strings.TrimSpace(f.Params.Author),
		URL:         strings.TrimSpace(f.Params.URL),
		Form:        Full,
		Unconfirmed: f.Params.Unconfirmed,
		Origin:      strings.TrimSpace(f.Params.Origin),
	}
	if day := strings.TrimSpace(f.Date); day != "" {
		var err error
		if m.Date, err = ParseDate(day); err != nil {
			refuse("date", "%v", err)
		}
	}
	if _, ok := webAddress(m.URL); !ok && m.URL != "" {
		refuse("url", "%q is not a whole http or https address", m.URL)
	}
	if f.Params.Form != nil {
		m.Form = Form(strings.TrimSpace(*f.Params.Form))
	}
	if m.Form != Full && m.Form != Digest {
		refuse("form", "%q is neither %q nor %q", m.Form, Digest, Full)
	}
	for _, name := range m.Unconfirmed {
		if !slices.Contains(inferable, name) {
			refuse("unconfirmed", "%q is none of %s", name, strings.Join(inferable, ", "))
		}
	}
	return m
}
