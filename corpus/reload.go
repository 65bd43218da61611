package corpus

import "crypto/sha256"

// A sourceHash stands for what an article was made of: the bytes of its file or
// line, and for a Markdown file its id, which is not among them. A SHA-256, since
// the author of an article must not be able to have another shown for it.
type sourceHash [sha256.Size]byte

func hashOf(format, id string, data []byte) (sum sourceHash) {
	h := sha256.New()
	writeString(h, format)
	writeString(h, id)
	h.Write(data)
	h.Sum(sum[:0])
	return sum
}

// known are articles that were read before, by what they were made of.
type known map[sourceHash]*Article

// readBefore returns the articles of a corpus, which may be nil.
func readBefore(c *Corpus) known {
	k := known{}
	if c == nil {
		return k
	}
	for _, a := range c.Articles {
		if a.source != (sourceHash{}) {
			k[a.source] = a
		}
	}
	return k
}

// article returns the article made of the same bytes before, or what read makes
// of them: nil if that is none. A sound text makes the same article whatever file
// or line it stands in.
func (k known) article(source sourceHash, read func() *Article) *Article {
	if a, ok := k[source]; ok {
		return a
	}
	a := read()
	if a != nil {
		a.source = source
	}
	return a
}
