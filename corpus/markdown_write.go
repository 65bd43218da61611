package corpus

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// ParseMarkdown reads one article as [Load] reads its file, named file in errors.
// The error is a [LoadError] with everything that is wrong.
func ParseMarkdown(id, file string, data []byte) (*Article, error) {
	var faults LoadError
	a := parseMarkdown(id, file, data, &faults)
	if len(faults) > 0 {
		return nil, faults
	}
	return a, nil
}

// Markdown writes an article as [Load] reads it: the front matter, with every
// text in quotation marks, then the paragraphs with a blank line between them.
// A paragraph is one line without white space around it; its text is escaped, so
// that what Load reads is the paragraph byte for byte, and what a Markdown viewer
// shows is the same. The error says what cannot be read back.
func Markdown(m Meta, paragraphs []string) ([]byte, error) {
	front, err := writeFrontMatter(m)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n%s%s\n", fence, front, fence)
	for i, p := range paragraphs {
		if p == "" || strings.TrimSpace(p) != p || strings.ContainsAny(p, "\r\n") {
			return nil, fmt.Errorf("paragraph %d is not one line without white space around it", i+1)
		}
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(Escape(p))
		b.WriteString("\n")
	}
	if b.Len() > maxFile {
		return nil, fmt.Errorf("write article: longer than %d MB, which no corpus reads", maxFile>>20)
	}
	var faults LoadError
	if parseMarkdown("article", "the article", b.Bytes(), &faults); len(faults) > 0 {
		return nil, faults
	}
	return b.Bytes(), nil
}

func writeFrontMatter(m Meta) ([]byte, error) {
	form := string(m.Form)
	var root yaml.Node
	err := root.Encode(frontMatter{
		Title: m.Title, Date: string(m.Date), Description: m.Description,
		Params: params{
			Outlet: m.Outlet, Author: m.Author, URL: m.URL, Form: &form,
			Unconfirmed: m.Unconfirmed, Origin: m.Origin,
		},
	})
	if err != nil {
		return nil, fmt.Errorf("write front matter: %w", err)
	}
	quoteTexts(&root)
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(&root); err != nil {
		return nil, fmt.Errorf("write front matter: %w", err)
	}
	return b.Bytes(), enc.Close()
}

// quoteTexts puts the texts of a mapping into quotation marks, and its lists on one line.
func quoteTexts(mapping *yaml.Node) {
	for i := 1; i < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i-1], mapping.Content[i]
		switch {
		case value.Kind == yaml.MappingNode:
			quoteTexts(value)
		case value.Kind == yaml.SequenceNode:
			value.Style = yaml.FlowStyle
		case key.Value != "form":
			value.Style = yaml.DoubleQuotedStyle
		}
	}
}

// What CommonMark 0.31 and GitHub's tables and strikethrough take for markup, as
// far as it can stand in a paragraph of one line that has no white space around
// it: at a line's start, and anywhere.
var (
	blockMarkup  = regexp.MustCompile("^(?:#{1,6}(?:[ \t]|$)|[-+](?:[ \t]|$)|>|[-=](?:[ \t]*[-=])*[ \t]*$|\\|)")
	listMarkup   = regexp.MustCompile(`^[0-9]{1,9}([.)])(?:[ \t]|$)`)
	definition   = regexp.MustCompile(`^\[[^\]]*\]:`)
	htmlMarkup   = regexp.MustCompile(`^<[A-Za-z/!?]`)
	entityMarkup = regexp.MustCompile(`^&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});`)
)

// Escape puts a backslash before whatever Markdown would read as markup in a
// paragraph of one line. [Unescape] takes it off again.
func Escape(line string) string {
	var b strings.Builder
	b.Grow(len(line) + 8)
	number := -1 // where the stop of an ordered list's number stands
	if m := listMarkup.FindStringSubmatchIndex(line); m != nil {
		number = m[2]
	}
	start := blockMarkup.MatchString(line) || definition.MatchString(line)
	for i := 0; i < len(line); i++ {
		markup := i == 0 && start || i == number
		switch rest := line[i:]; line[i] {
		case '\\': // before a letter it is itself; at the end it breaks a line
			markup = len(rest) == 1 || isPunct(rest[1])
		case '*', '_', '`', '~':
			markup = true
		case '<':
			markup = htmlMarkup.MatchString(rest)
		case '&':
			markup = entityMarkup.MatchString(rest)
		case ']': // a link's text ends here
			markup = strings.HasPrefix(rest, "](") || strings.HasPrefix(rest, "][")
		}
		if markup {
			b.WriteByte('\\')
		}
		b.WriteByte(line[i])
	}
	return b.String()
}
