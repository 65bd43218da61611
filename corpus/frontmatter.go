package corpus

import (
	"cmp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// frontMatter is an article's fields as both formats have them. Their decoders refuse
// fields that are not here, and fields that are given twice.
type frontMatter struct {
	Title       quoted `yaml:"title,omitempty" json:"title"`
	Date        quoted `yaml:"date,omitempty" json:"date"`
	Description quoted `yaml:"description,omitempty" json:"description"`
	Params      params `yaml:"params" json:"params"`
}

type params struct {
	Outlet      quoted   `yaml:"outlet,omitempty" json:"outlet"`
	Author      quoted   `yaml:"author,omitempty" json:"author"`
	URL         quoted   `yaml:"url,omitempty" json:"url"`
	Form        Form     `yaml:"form,omitempty" json:"form"` // "": Full
	Unconfirmed []string `yaml:"unconfirmed,omitempty,flow" json:"unconfirmed"`
	Origin      quoted   `yaml:"origin,omitempty" json:"origin"`
}

// A quoted text is written between quotation marks, so that people who edit it need not
// know where YAML asks for them.
type quoted string

// MarshalYAML is the library's interface.
func (q quoted) MarshalYAML() (any, error) {
	return &yaml.Node{Kind: yaml.ScalarNode, Style: yaml.DoubleQuotedStyle, Value: string(q)}, nil
}

func (q quoted) trimmed() string { return strings.TrimSpace(string(q)) }

// fieldNames is said where there is a field of another name.
const fieldNames = "title, date, description and params, " +
	"and in params outlet, author, url, form, unconfirmed and origin"

// inferable are the fields that params.unconfirmed may name.
var inferable = []string{"title", "date", "description", "outlet", "author", "url"}

// frontMatterOf returns the fields of an article as they are written.
func frontMatterOf(m Meta) frontMatter {
	return frontMatter{
		Title: quoted(m.Title), Date: quoted(m.Date), Description: quoted(m.Description),
		Params: params{
			Outlet: quoted(m.Outlet), Author: quoted(m.Author), URL: quoted(m.URL), Form: m.Form,
			Unconfirmed: m.Unconfirmed, Origin: quoted(m.Origin),
		},
	}
}

// meta checks the fields. What is wrong with one goes to refuse.
func (f *frontMatter) meta(refuse func(field, format string, args ...any)) Meta {
	m := Meta{
		Title:       f.Title.trimmed(),
		Description: f.Description.trimmed(),
		Outlet:      f.Params.Outlet.trimmed(),
		Author:      f.Params.Author.trimmed(),
		URL:         f.Params.URL.trimmed(),
		Form:        cmp.Or(f.Params.Form, Full),
		Unconfirmed: f.Params.Unconfirmed,
		Origin:      f.Params.Origin.trimmed(),
	}
	if day := f.Date.trimmed(); day != "" {
		var err error
		if m.Date, err = ParseDate(day); err != nil {
			refuse("date", "%v", err)
		}
	}
	if _, ok := webAddress(m.URL); !ok && m.URL != "" {
		refuse("url", "%q is not a whole http or https address", m.URL)
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
