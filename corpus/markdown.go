package corpus

import (
	"bytes"
	"errors"
	"fmt"
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
		faults.add(file, line, "not UTF-8: save the file in UTF-8")
		return nil
	}
	front, body, ok := splitFrontMatter(string(bytes.TrimPrefix(data, []byte(byteOrderMark))))
	if !ok {
		faults.add(file, 1, "no front matter: the file must begin with a line %q, then title, date and params, then %q again", fence, fence)
		return nil
	}
	meta := parseFrontMatter(front, file, faults)
	a, err := New(id, meta, Unescape(strings.Trim(body, "\r\n")))
	faults.addEach(file, 0, err)
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

// parseFrontMatter reads the fields. Lines are counted in the file, where the first
// fence is line 1.
func parseFrontMatter(front, file string, faults *LoadError) Meta {
	dec := yaml.NewDecoder(strings.NewReader(front))
	dec.KnownFields(true)
	var read frontMatter
	var types *yaml.TypeError
	switch err := dec.Decode(&read); {
	case errors.As(err, &types):
		for _, msg := range types.Errors {
			line, msg := yamlFault(msg)
			faults.add(file, line, "%s", msg)
		}
	case err != nil && !errors.Is(err, io.EOF):
		line, msg := yamlFault(err.Error())
		faults.add(file, line, "front matter is not valid YAML: %s", msg)
		return Meta{}
	}
	var more yaml.Node
	if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
		faults.add(file, 0, "front matter is two YAML documents, and the second would be lost: take out the line that begins with \"...\" or \"---\"")
	}
	return read.meta(func(field, format string, args ...any) {
		faults.add(file, lineOf(front, field), field+": "+format, args...)
	})
}

// lineOf returns the line of the file in which a field of the front matter begins, or 0.
func lineOf(front, field string) int {
	line := 1 // the fence
	for text := range strings.Lines(front) {
		line++
		if strings.HasPrefix(strings.TrimLeft(text, " \t"), field) {
			return line
		}
	}
	return 0
}

var (
	yamlLine  = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?`)
	yamlTwice = regexp.MustCompile(`^mapping key (".*") already defined at line \d+$`)
)

// yamlFault returns the line and the rest of one of the library's messages, in which
// types of Go are put in words.
func yamlFault(msg string) (line int, said string) {
	m := yamlLine.FindStringSubmatch(msg)
	if n, err := strconv.Atoi(m[1]); err == nil {
		line = n + 1
	}
	msg = msg[len(m[0]):]
	if field, _, unknown := strings.Cut(strings.TrimPrefix(msg, "field "), " not found in type "); unknown {
		return line, fmt.Sprintf("unknown field %q; the fields are %s", field, fieldNames)
	}
	if m := yamlTwice.FindStringSubmatch(msg); m != nil {
		return line, "field " + m[1] + " is given twice"
	}
	return line, strings.NewReplacer(
		"cannot unmarshal", "found",
		"into string", "where a text is expected",
		"into []string", "where a list of texts is expected",
		"into corpus.frontMatter", "where there must be the fields "+fieldNames,
		"into corpus.params", "where there must be the fields "+fieldNames,
	).Replace(msg)
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
