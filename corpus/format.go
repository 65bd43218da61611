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

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"go.yaml.in/yaml/v3"
)

// A document is an article as both formats have it. Their decoders refuse fields that are not
// here, and fields that are given twice.
type document struct {
	ID          string `json:"id"`
	Body        string `json:"body"`
	frontMatter `json:",inline"`
}

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

// article checks the fields, and makes an article of the document. The error is a [LoadError] of
// the faults that are known before and of its own; lineOf says in which line a field begins and, of
// "", the document, or 0.
func (d *document) article(file string, lineOf func(field string) int, faults LoadError) (*Article, error) {
	refuse := func(field, format string, args ...any) {
		faults.add(file, lineOf(field), field+": "+format, args...)
	}
	m := Meta{
		Title:       d.Title.trimmed(),
		Description: d.Description.trimmed(),
		Outlet:      d.Params.Outlet.trimmed(),
		Author:      d.Params.Author.trimmed(),
		URL:         d.Params.URL.trimmed(),
		Form:        cmp.Or(d.Params.Form, Full),
		Unconfirmed: d.Params.Unconfirmed,
		Origin:      d.Params.Origin.trimmed(),
	}
	if day := d.Date.trimmed(); day != "" {
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
	a, err := New(d.ID, m, d.Body)
	if err != nil {
		faults.add(file, lineOf(""), "%v", err)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return a, nil
}

func parseJSON(file string, line int, data []byte) (*Article, error) {
	var read document
	if err := json.Unmarshal(data, &read, json.RejectUnknownMembers(true)); err != nil {
		if err = JSONError(err); errors.Is(err, errUnknownField) {
			err = fmt.Errorf("%w; the fields are id, body, %s", err, fieldNames)
		}
		return nil, LoadError{{file, line, err.Error()}}
	}
	return read.article(file, func(string) int { return line }, nil)
}

// JSONError says what is wrong with a value of JSON, and where. The library's own texts name
// types of Go, and differ from one run to the next, so that no program relies on them.
func JSONError(err error) error {
	if form, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return fmt.Errorf("not valid JSON: %w, at byte %d (%s)", form.Err, form.ByteOffset, cmp.Or(form.JSONPointer, "/"))
	}
	value, ok := errors.AsType[*json.SemanticError](err)
	switch {
	case errors.Is(err, json.ErrUnknownName):
		return fmt.Errorf("%w %q", errUnknownField, value.JSONPointer.LastToken())
	case ok:
		return fmt.Errorf("value of the wrong kind at %s", cmp.Or(value.JSONPointer, "/"))
	}
	return err
}

var errUnknownField = errors.New("unknown field")

// frontMatterBlock is what stands before an article's body: lines between two that hold
// "---" alone.
var frontMatterBlock = regexp.MustCompile(`^---[ \t\r]*\n(?:(?s:.*?)\n)??---[ \t\r]*(?:\n|$)`)

// ParseMarkdown reads one article as [Load] reads its file, named file in errors: front matter,
// then the body. The error is a [LoadError] with everything that is wrong.
func ParseMarkdown(id, file string, data []byte) (*Article, error) {
	if !utf8.Valid(data) {
		return nil, LoadError{{file, 0, "not UTF-8: save the file in UTF-8"}}
	}
	text := string(bytes.TrimPrefix(data, []byte(byteOrderMark)))
	front := frontMatterBlock.FindString(text)
	if front == "" {
		const wanted = `the file must begin with a line "---", then title, date and params, then "---" again`
		return nil, LoadError{{file, 1, "no front matter: " + wanted}}
	}
	d := document{ID: id, Body: strings.Trim(text[len(front):], "\r\n")}
	// Both fences, which mean nothing in YAML, are read, so that lines are counted as in the file.
	dec := yaml.NewDecoder(strings.NewReader(front))
	dec.KnownFields(true)
	var faults LoadError
	if err := dec.Decode(&d.frontMatter); err != nil {
		types, ok := errors.AsType[*yaml.TypeError](err)
		if !ok { // it is no YAML: nothing in it is to be checked
			d.frontMatter = frontMatter{}
			types = &yaml.TypeError{Errors: []string{strings.TrimPrefix(err.Error(), "yaml: ")}}
		}
		for _, msg := range types.Errors {
			faults = append(faults, yamlFault(file, msg))
		}
	}
	return d.article(file, func(field string) int {
		return 1 + slices.IndexFunc(strings.Split(front, "\n"), func(line string) bool {
			return field != "" && strings.HasPrefix(strings.TrimSpace(line), field)
		})
	}, faults)
}

// yamlFault makes a fault of one of the library's messages, "line 3: field colour not found in
// type corpus.params", with the types of Go in words.
func yamlFault(file, msg string) Fault {
	line := 0
	if n, _ := fmt.Sscanf(msg, "line %d:", &line); n == 1 {
		_, msg, _ = strings.Cut(msg, ": ")
	}
	if field, _, unknown := strings.Cut(strings.TrimPrefix(msg, "field "), " not found in type "); unknown {
		return Fault{file, line, fmt.Sprintf("unknown field %q; the fields are %s", field, fieldNames)}
	}
	return Fault{file, line, strings.NewReplacer(
		"into corpus.quoted", "into a text",
		"into string", "into a text",
		"into []string", "into a list of texts",
		"into corpus.frontMatter", "into the fields "+fieldNames,
		"into corpus.params", "into the fields "+fieldNames,
	).Replace(msg)}
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
