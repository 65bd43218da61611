package ingest

import (
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxName bounds a file's name without its ending, in bytes. File systems take 255;
// the endings and a number need room, and a name should fit on a line.
const maxName = 96

// fileName makes a file's name of what is known about an article: the outlet, the
// date and the title. It has letters, digits and hyphens alone, so that it is safe
// on every file system and in an address.
func fileName(d *Draft) string {
	name := slug(strings.Join([]string{d.Outlet, string(d.Date), d.Title}, " "))
	if d.Title == "" {
		base := path.Base(strings.ReplaceAll(d.Source, `\`, "/"))
		if ext := path.Ext(base); len(ext) <= 6 {
			base = strings.TrimSuffix(base, ext)
		}
		name = slug(strings.Join([]string{d.Outlet, string(d.Date), base}, " "))
	}
	if name == "" || reservedNames[name] {
		name = strings.TrimSuffix("article-"+name, "-")
	}
	return name
}

// reservedNames are devices on Windows, with any ending.
var reservedNames = wordsOf(`con prn aux nul com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9`)

func slug(text string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’':
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			if b.Len() > maxName-len("-x") {
				return cutSlug(b.String())
			}
			b.WriteRune(r)
		default:
			hyphen = true
		}
	}
	return strings.Trim(b.String(), "-")
}

// cutSlug ends a name that is too long between two words.
func cutSlug(s string) string {
	if at := strings.LastIndexByte(s, '-'); at > maxName/2 {
		s = s[:at]
	}
	return strings.Trim(s, "-")
}
