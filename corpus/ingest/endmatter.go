package ingest

import "strings"

var (
	aboutHeading   = lazily(`^(?i:about) (?:the )?\p{Lu}[^.!?:]{1,60}?(?::.*)?$`)
	contactHeading = lazily(`(?i)^(?:(?:media|press|investor|news)(?: relations| office)?(?: contacts?| enquir(?:y|ies)| inquir(?:y|ies))|contacts?(?: details| information)?|for (?:more|further|media|press) (?:information|details|enquiries|inquiries)\b.{0,60}|notes? (?:to|for) (?:the )?editors?|about the authors?|notes|footnotes|endnotes|references|sources)\W*$`)
)

// endMatter returns where what a publisher says of itself begins at the end of an
// article, as under "About Acme" in a press release; len(paragraphs) if nowhere. It has
// nobody's words in it, and is the smaller part. Empty paragraphs are none.
func endMatter(paragraphs []string) int {
	begin := len(paragraphs)
	whole, below := len(strings.Join(paragraphs, "")), 0
	for i := len(paragraphs) - 1; i > 0 && !hasQuote(paragraphs[i]); i-- {
		text, last := paragraphs[i], below == 0
		if below += len(text); below*2 > whole {
			break
		}
		if contactHeading().MatchString(text) || aboutHeading().MatchString(text) && (!last || strings.Contains(text, ":")) {
			begin = i
		}
	}
	return begin
}
