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
	front, err := frontMatter(m)
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
		return nil, fmt.Errorf("it would be longer than %d MB, which no corpus reads", maxFile>>20)
	}
	var faults LoadError
	if parseMarkdown("article", "the article", b.Bytes(), &faults); len(faults) > 0 {
		return nil, faults
	}
	return b.Bytes(), nil
}

func frontMatter(m Meta) ([]byte, error) {
	root, group := &yaml.Node{Kind: yaml.MappingNode}, &yaml.Node{Kind: yaml.MappingNode}
	put := func(to *yaml.Node, key string, value *yaml.Node) {
		to.Content = append(to.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: key}, value)
	}
	text := func(to *yaml.Node, key, value string) {
		if value != "" {
			put(to, key, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: value})
		}
	}
	text(root, "title", m.Title)
	text(root, "date", string(m.Date))
	text(root, "description", m.Description)
	text(group, "outlet", m.Outlet)
	text(group, "author", m.Author)
	text(group, "url", m.URL)
	put(group, "form", &yaml.Node{Kind: yaml.ScalarNode, Value: string(m.Form)})
	if len(m.Unconfirmed) > 0 {
		list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, name := range m.Unconfirmed {
			list.Content = append(list.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name})
		}
		put(group, "unconfirmed", list)
	}
	text(group, "origin", m.Origin)
	put(root, params, group)
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(root); err != nil {
		return nil, fmt.Errorf("the front matter cannot be written: %w", err)
	}
	return b.Bytes(), enc.Close()
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
