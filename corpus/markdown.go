package corpus

import (
	"bytes"
	"errors"
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
	if line := invalidUTF8(data); line > 0 {
		faults.add(file, line, "the text is not UTF-8: save the file in UTF-8")
		return nil
	}
	before := len(*faults)
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	front, body, ok := splitFrontMatter(string(data))
	if !ok {
		faults.add(file, 1, "there is no front matter: the file must begin with a line %q, then title, date and params, then %q again", fence, fence)
		return nil
	}
	fields, ok := yamlFields(front, file, faults)
	if !ok {
		return nil
	}
	meta := metaFrom(fields, file, faults)
	if len(*faults) > before {
		return nil
	}
	a, err := New(id, meta, Unescape(strings.Trim(body, "\r\n")))
	if err != nil {
		faults.add(file, strings.Count(front, "\n")+3, "%v", err)
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
func yamlFields(front, file string, faults *LoadError) ([]field, bool) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(front), &doc); err != nil {
		line, msg := yamlFault(err)
		faults.add(file, line, "the front matter is not valid YAML: %s", msg)
		return nil, false
	}
	if len(doc.Content) == 0 {
		return nil, true
	}
	if doc.Content[0].Kind != yaml.MappingNode {
		faults.add(file, doc.Content[0].Line+1, "the front matter must be fields, as in title: \"…\"")
		return nil, false
	}
	return mappingFields(nil, doc.Content[0], "", file, faults), true
}

func mappingFields(out []field, m *yaml.Node, prefix, file string, faults *LoadError) []field {
	for i := 0; i+1 < len(m.Content); i += 2 {
		key, value := m.Content[i], m.Content[i+1]
		f := field{name: prefix + key.Value, line: key.Line + 1} // +1: the opening fence
		switch {
		case f.name == "params" && value.Kind == yaml.MappingNode:
			out = mappingFields(out, value, "params.", file, faults)
			continue
		case value.Kind == yaml.ScalarNode:
			if value.Tag != "!!null" {
				f.value = value.Value
			}
		case value.Kind == yaml.SequenceNode:
			f.isList = true
			for _, item := range value.Content {
				if item.Kind != yaml.ScalarNode {
					faults.add(file, item.Line+1, "the field %s must be a list of plain texts", f.name)
					continue
				}
				f.list = append(f.list, item.Value)
			}
		default:
			faults.add(file, f.line, "the field %s must be a plain text", f.name)
			continue
		}
		out = append(out, f)
	}
	return out
}

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
