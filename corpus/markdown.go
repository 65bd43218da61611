package corpus

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// fence stands alone on the lines before and after the front matter.
const fence = "---"

// parseMarkdown reads one article: front matter between two fences, then the
// body. Whatever is wrong is added to faults.
func parseMarkdown(id, file string, data []byte, faults *LoadError) *Article {
	before := len(*faults)
	if line := invalidUTF8(data); line > 0 {
		faults.add(file, line, "%s", notUTF8)
		data = bytes.ToValidUTF8(data, []byte("?")) // to find what else is wrong
	}
	front, body, ok := splitFrontMatter(string(bytes.TrimPrefix(data, []byte(byteOrderMark))))
	if !ok {
		if len(*faults) == before {
			faults.add(file, 1, "there is no front matter: the file must begin with a line %q, then title, date and params, then %q again", fence, fence)
		}
		return nil
	}
	meta := metaFrom(yamlFields(front, file, faults), file, faults)
	a, idFault, bodyFault := newArticle(id, meta, Unescape(strings.Trim(body, "\r\n")))
	if idFault != nil {
		faults.add(file, 0, "%v", idFault)
	}
	if bodyFault != nil {
		faults.add(file, strings.Count(front, "\n")+3, "%v", bodyFault)
	}
	if len(*faults) > before {
		return nil
	}
	return a
}

func splitFrontMatter(text string) (front, body string, ok bool) {
	first, rest, _ := strings.Cut(text, "\n")
	if strings.TrimRight(first, " \t\r") != fence {
		return "", "", false
	}
	at := 0
	for line := range strings.Lines(rest) {
		if strings.TrimRight(line, " \t\r\n") == fence {
			return rest[:at], rest[at+len(line):], true
		}
		at += len(line)
	}
	return "", "", false
}

// yamlFields reads the front matter into nodes, not into a struct: a node knows
// its line, and no alias is ever expanded.
func yamlFields(front, file string, faults *LoadError) []field {
	dec := yaml.NewDecoder(strings.NewReader(front))
	var doc, more yaml.Node
	if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
		return nil
	} else if err != nil {
		line, msg := yamlFault(err)
		faults.add(file, line, "the front matter is not valid YAML: %s", msg)
		return nil
	}
	root := doc.Content[0]
	if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
		line := more.Line + 1
		if err != nil {
			line, _ = yamlFault(err)
		}
		faults.add(file, line, "the YAML document ends here, and what follows would be lost: take out the line that begins with \"...\" or \"---\"")
	}
	switch {
	case isTagged(root):
		faults.add(file, root.Line+1, "the front matter must be written without the tag %q", root.Tag)
	case root.Kind != yaml.MappingNode:
		faults.add(file, root.Line+1, "the front matter must be fields, as in title: \"…\"")
	}
	return mappingFields(nil, root, "", file, faults)
}

func mappingFields(out []field, m *yaml.Node, group, file string, faults *LoadError) []field {
	if m.Kind != yaml.MappingNode {
		return out
	}
	for i := 0; i+1 < len(m.Content); i += 2 {
		key, value := m.Content[i], m.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			faults.add(file, key.Line+1, "the name of a field must be a plain text")
			continue
		}
		f := field{group: group, key: key.Value, line: key.Line + 1} // +1: the opening fence
		isGroup := group == "" && f.key == params
		nodes := []*yaml.Node{key, value}
		if value.Kind == yaml.SequenceNode {
			nodes = append(nodes, value.Content...)
		}
		for _, n := range nodes {
			if isTagged(n) {
				f.refuse(n.Line+1, "must be written without the tag %q", n.Tag)
			}
		}
		switch {
		case isGroup:
			if value.Kind != yaml.MappingNode && value.Tag != nullTag {
				f.refuse(f.line, "must hold fields: %s", strings.Join(paramFields, ", "))
			}
			out = mappingFields(append(out, f), value, params, file, faults)
			continue
		case value.Kind == yaml.ScalarNode:
			if value.Tag != nullTag {
				f.value = value.Value
			}
		case value.Kind == yaml.SequenceNode:
			f.isList = true
			for _, item := range value.Content {
				if item.Kind != yaml.ScalarNode {
					f.refuse(item.Line+1, "must be a list of plain texts")
				}
				f.list = append(f.list, item.Value)
			}
		default:
			f.refuse(f.line, "must be a plain text")
		}
		out = append(out, f)
	}
	return out
}

const nullTag = "!!null"

// isTagged reports whether the author wrote a tag, which says how to read a
// value. What is read here are texts, as they stand.
func isTagged(n *yaml.Node) bool { return n.Style&yaml.TaggedStyle != 0 }

var yamlLine = regexp.MustCompile(`line (\d+): `)

// yamlFault takes the line out of the library's message, counted in the file.
func yamlFault(err error) (line int, msg string) {
	msg = err.Error()
	var typeErr *yaml.TypeError
	if errors.As(err, &typeErr) {
		msg = strings.Join(typeErr.Errors, "; ")
	}
	msg = strings.TrimPrefix(msg, "yaml: ")
	if m := yamlLine.FindStringSubmatchIndex(msg); m != nil {
		line, _ = strconv.Atoi(msg[m[2]:m[3]])
		msg = msg[:m[0]] + msg[m[1]:]
	}
	return line + 1, msg
}

// Unescape reads Markdown's backslash escapes: a backslash before an ASCII
// punctuation mark stands for the mark alone. (CommonMark 0.31, section 2.4.)
func Unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && isPunct(s[i+1]) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func isPunct(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}
