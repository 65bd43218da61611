package verbatim

import "strings"

// A section is one file of a txtar archive.
type section struct{ name, text string }

// parseTxtar reads an archive in the form of golang.org/x/tools/txtar: a
// comment, then sections headed "-- name --".
func parseTxtar(data string) (comment string, sections []section) {
	for line := range strings.Lines(data) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "-- "); ok && strings.HasSuffix(name, " --") {
			sections = append(sections, section{name: strings.TrimSuffix(name, " --")})
		} else if n := len(sections); n > 0 {
			sections[n-1].text += line
		} else {
			comment += line
		}
	}
	return comment, sections
}
