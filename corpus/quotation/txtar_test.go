package quotation

import "strings"

// A section is one file of a txtar archive.
type section struct{ name, text string }

// parseTxtar reads an archive in the form of golang.org/x/tools/txtar: a
// comment, then sections headed "-- name --".
func parseTxtar(data string) (comment string, sections []section) {
	var text strings.Builder
	flush := func() {
		if len(sections) == 0 {
			comment = text.String()
		} else {
			sections[len(sections)-1].text = text.String()
		}
		text.Reset()
	}
	for line := range strings.Lines(data) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "-- "); ok && strings.HasSuffix(name, " --") {
			flush()
			sections = append(sections, section{name: strings.TrimSuffix(name, " --")})
			continue
		}
		text.WriteString(line)
	}
	flush()
	return comment, sections
}

func formatTxtar(comment string, sections []section) string {
	var b strings.Builder
	b.WriteString(comment)
	for _, s := range sections {
		b.WriteString("-- " + s.name + " --\n" + s.text)
	}
	return b.String()
}
