package ingest

import (
	"cmp"
	"path"
	"strings"

	"onrecord/corpus/text"
)

// maxName bounds a file's name without its ending, in bytes. File systems take 255;
// the endings and a number need room, and a name should fit on a line.
const maxName = 96

// fileName makes a file's name of what is known about an article: the outlet, the
// date and the title. It has letters, digits and hyphens alone, so that it is safe
// on every file system and in an address.
func fileName(d *Draft) string {
	title := d.Title
	if title == "" {
		title = path.Base(strings.ReplaceAll(d.Source, `\`, "/"))
		title = strings.TrimSuffix(title, path.Ext(title))
	}
	outlet := d.Outlet
	if d.Origins[Outlet] == FromAddress {
		outlet = "" // the name of a host
	}
	words := foldWords(strings.ReplaceAll(text.Fold(outlet+" "+string(d.Date)+" "+title), "'", ""))
	name := ""
	for _, word := range strings.Fields(words) {
		if len(name)+1+len(word) > maxName {
			break
		}
		name += "-" + word
	}
	return cmp.Or(strings.TrimPrefix(name, "-"), "article")
}
