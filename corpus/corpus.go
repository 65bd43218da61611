package corpus

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// A Corpus is a set of articles that were loaded together. It does not change;
// new coverage makes a new Corpus.
type Corpus struct {
	Articles []*Article // by date, those without a date first, then by ID
	// Version is a short hash of every article's id, fields and body. Two
	// corpora with the same Version give the same answers.
	Version string
	// People are those who come up, across articles; worked out by package
	// quotation while the corpus loads, like the articles' own.
	People []Identity

	byID    map[string]*Article
	sources map[[sha256.Size]byte]sourced // see loader
}

// NewCorpus puts articles together. A full article replaces a digest with the
// same address. Otherwise no two may share an id or an address; the error then
// is a [LoadError] that names every such pair.
func NewCorpus(articles []*Article) (*Corpus, error) {
	l := loader{read: make([]sourced, len(articles))}
	for i, a := range articles {
		l.read[i] = sourced{Article: a, file: a.ID}
	}
	c := l.corpus()
	if len(l.faults) > 0 {
		return nil, l.faults
	}
	return c, nil
}

// Article returns the article with the given id.
func (c *Corpus) Article(id string) (*Article, bool) {
	a, ok := c.byID[id]
	return a, ok
}

// Scope returns how much coverage the corpus holds.
func (c *Corpus) Scope() Scope {
	s := ScopeOf(CountOutlets(c.Articles))
	s.Version = c.Version
	return s
}

// sourced is an article with the place it was read from.
type sourced struct {
	*Article
	file string
	line int
}

// corpus makes a corpus of all articles whose ids and addresses are their own, without the
// digests whose address a full article has.
func (l *loader) corpus() *Corpus {
	c := &Corpus{byID: make(map[string]*Article, len(l.read)), sources: l.sources}
	full := map[string]bool{} // addresses of articles that are no digests
	for _, a := range l.read {
		if a.Form == Full {
			full[AddressKey(a.URL)] = true
		}
	}
	places := map[string]string{} // of articles, by id and by address
	for _, a := range l.read {
		known := len(l.faults)
		keys := []string{fmt.Sprintf("id %q", a.ID)}
		if address := AddressKey(a.URL); address != "" {
			if a.Form == Digest && full[address] {
				continue
			}
			keys = append(keys, "address "+address)
		}
		for _, key := range keys {
			if other, taken := places[key]; taken {
				l.faults.add(a.file, a.line, "%s is that of %s, too: keep one of them", key, other)
			} else {
				places[key] = Fault{File: a.file, Line: a.line}.place()
			}
		}
		if len(l.faults) == known {
			c.Articles = append(c.Articles, a.Article)
			c.byID[a.ID] = a.Article
		}
	}
	slices.SortFunc(c.Articles, func(a, b *Article) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
	c.Version = version(c.Articles)
	return c
}

// AddressKey returns what two web addresses have in common exactly if they lead to the same
// article; "" for what is no web address. The scheme, which may be missing as browsers hide
// it, the case of the host, "www.", a default port, a final slash and the fragment do not
// count: the links that are shown below excerpts lead to their articles.
func AddressKey(address string) string {
	// The fragment may have been cut short in the middle of an escape.
	address, _, _ = strings.Cut(strings.TrimSpace(address), "#")
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, ok := webAddress(address)
	if !ok {
		return ""
	}
	key := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		key += ":" + port
	}
	key += strings.TrimSuffix(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		key += "?" + u.RawQuery
	}
	return key
}

// webAddress reads a whole http or https address.
func webAddress(s string) (*url.URL, bool) {
	u, err := url.Parse(s)
	return u, err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil
}

// ScopeOf says how much the articles of some outlets are. The Version stays empty.
func ScopeOf(outlets []OutletCount) (s Scope) {
	for _, o := range outlets {
		s.Articles += o.Articles
		if o.Name != "" {
			s.Outlets++
		}
		s.From = slices.MinFunc([]Date{s.From, o.From}, Date.Compare) // the known one, if there is one
		s.To = max(s.To, o.To)
	}
	return s
}

// CountOutlets counts articles, which are in order of date, by outlet, the most first.
func CountOutlets(articles []*Article) []OutletCount {
	byName := map[string]OutletCount{}
	for _, a := range articles {
		o := byName[a.Outlet]
		o.Name = a.Outlet
		o.Articles++
		if a.Date != "" {
			o.From, o.To = cmp.Or(o.From, a.Date), a.Date
		}
		byName[a.Outlet] = o
	}
	return slices.SortedFunc(maps.Values(byName), func(a, b OutletCount) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Name, b.Name))
	})
}

// versionLen is how many hexadecimal digits of the SHA-256 make a Version: 48
// bits, enough to tell corpora apart, short enough to be read aloud.
const versionLen = 12

// version hashes every text with its length before it, so that no two different rows of
// texts hash alike.
func version(articles []*Article) string {
	h := sha256.New()
	for _, a := range articles {
		for _, s := range []string{a.ID, a.Title, a.Description, string(a.Date), a.Outlet, a.Author, a.URL,
			string(a.Form), strings.Join(a.Unconfirmed, ","), a.Origin, a.body} {
			h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(s))))
			h.Write([]byte(s))
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:versionLen]
}
