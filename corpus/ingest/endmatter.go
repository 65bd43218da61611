package ingest

import "strings"

var (
	aboutHeading   = lazily(`^(?i:about) (?:the )?(\p{Lu}[^.!?:]{1,60}?)(?::.*)?$`)
	contactHeading = lazily(`(?i)^(?:(?:media|press|investor|news)(?: relations| office)?(?: contacts?| enquir(?:y|ies)| inquir(?:y|ies))|contacts?(?: details| information)?|for (?:more|further|media|press) (?:information|details|enquiries|inquiries)\b.{0,60}|notes? (?:to|for) (?:the )?editors?|about the authors?|notes|footnotes|endnotes|references|sources)\W*$`)
)

// endMatter returns where what a publisher says of itself begins at the end of an
// article, as under "About Acme" in a press release; len(paragraphs) if nowhere. It has
// nobody's words in it, and is the smaller part.
func endMatter(paragraphs []string) int {
	begin := len(paragraphs)
	whole, below := len(strings.Join(paragraphs, "")), 0
	for i := len(paragraphs) - 1; i > 0 && !hasQuote(paragraphs[i]); i-- {
		if below += len(paragraphs[i]); below*2 > whole {
			break
		}
		if contactHeading().MatchString(paragraphs[i]) {
			begin = i
			continue
		}
		m := aboutHeading().FindStringSubmatch(paragraphs[i])
		if m == nil || i+1 == len(paragraphs) && !strings.Contains(paragraphs[i], ":") {
			continue
		}
		if name, _, _ := strings.Cut(m[1], " "); strings.Contains(strings.Join(paragraphs[i:min(i+2, len(paragraphs))], " ")[len("about "):], name) {
			begin = i
		}
	}
	return begin
}
