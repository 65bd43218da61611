package corpus

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

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

// frontMatterBlock is what stands before an article's body: lines between two that hold
// "---" alone.
var frontMatterBlock = regexp.MustCompile(`^---[ \t\r]*\n(?:(?s:.*?)\n)??---[ \t\r]*(?:\n|$)`)

// ParseMarkdown reads one article as [Load] reads its file, named file in errors.
// The error is a [LoadError] with everything that is wrong.
func ParseMarkdown(id, file string, data []byte) (*Article, error) {
	var faults LoadError
	a := faults.parseMarkdown(id, file, data)
	if len(faults) > 0 {
		return nil, faults
	}
	return a, nil
}

// parseMarkdown reads one article: front matter, then the body. It is to be used only if no
// fault was added.
func (e *LoadError) parseMarkdown(id, file string, data []byte) *Article {
	if !utf8.Valid(data) {
		e.add(file, 0, "not UTF-8: save the file in UTF-8")
		return nil
	}
	text := string(bytes.TrimPrefix(data, []byte(byteOrderMark)))
	front := frontMatterBlock.FindString(text)
	if front == "" {
		e.add(file, 1, `no front matter: the file must begin with a line "---", then title, date and params, then "---" again`)
		return nil
	}
	meta := e.parseFrontMatter(front, file)
	a, err := New(id, meta, strings.Trim(text[len(front):], "\r\n"))
	if err != nil {
		e.add(file, 0, "%v", err)
	}
	return a
}

// parseFrontMatter reads the fields, and adds what is wrong with them. It is given both
// fences, which mean nothing in YAML, so that lines are counted as in the file.
func (e *LoadError) parseFrontMatter(front, file string) Meta {
	dec := yaml.NewDecoder(strings.NewReader(front))
	dec.KnownFields(true)
	var read frontMatter
	var types *yaml.TypeError
	switch err := dec.Decode(&read); {
	case errors.As(err, &types):
		for _, msg := range types.Errors {
			e.addYAML(file, msg)
		}
	case err != nil:
		e.addYAML(file, strings.TrimPrefix(err.Error(), "yaml: "))
		return Meta{}
	}
	return read.meta(func(field, format string, args ...any) {
		e.add(file, lineOf(front, field), field+": "+format, args...)
	})
}

// lineOf returns the line in which a field of the front matter begins, or 0.
func lineOf(front, field string) int {
	begins := func(line string) bool { return strings.HasPrefix(strings.TrimSpace(line), field) }
	return 1 + slices.IndexFunc(strings.Split(front, "\n"), begins)
}

// addYAML adds one of the library's messages, "line 3: field colour not found in type
// corpus.params", with the types of Go in words.
func (e *LoadError) addYAML(file, msg string) {
	line := 0
	if n, _ := fmt.Sscanf(msg, "line %d:", &line); n == 1 {
		_, msg, _ = strings.Cut(msg, ": ")
	}
	if field, _, unknown := strings.Cut(strings.TrimPrefix(msg, "field "), " not found in type "); unknown {
		e.add(file, line, "unknown field %q; the fields are %s", field, fieldNames)
		return
	}
	e.add(file, line, "%s", strings.NewReplacer(
		"into corpus.quoted", "into a text",
		"into string", "into a text",
		"into []string", "into a list of texts",
		"into corpus.frontMatter", "into the fields "+fieldNames,
		"into corpus.params", "into the fields "+fieldNames,
	).Replace(msg))
}

// Markdown writes an article as [Load] reads it: the front matter, then the paragraphs
// with a blank line between them. A paragraph is one line without white space around it,
// and Load reads it byte for byte. The error says what cannot be read back.
func Markdown(m Meta, paragraphs []string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("---\n")
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	front := frontMatter{Title: quoted(m.Title), Date: quoted(m.Date), Description: quoted(m.Description), Params: params{
		Outlet: quoted(m.Outlet), Author: quoted(m.Author), URL: quoted(m.URL), Form: m.Form,
		Unconfirmed: m.Unconfirmed, Origin: quoted(m.Origin),
	}}
	if err := enc.Encode(front); err != nil {
		return nil, fmt.Errorf("write front matter: %w", err)
	}
	b.WriteString("---\n")
	for i, p := range paragraphs {
		if p == "" || strings.TrimSpace(p) != p || strings.ContainsAny(p, "\r\n") {
			return nil, fmt.Errorf("paragraph %d is not one line without white space around it", i+1)
		}
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(p + "\n")
	}
	if b.Len() > maxArticle {
		return nil, fmt.Errorf("write article: longer than %d MB, which no corpus reads", maxArticle>>20)
	}
	if _, err := ParseMarkdown("article", "the article", b.Bytes()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
