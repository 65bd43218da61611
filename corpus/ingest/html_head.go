package ingest

import (
	"encoding/json"
	stdhtml "html"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A head is what a page says about itself where machines read it.
type head struct {
	title     string            // the element, which often ends with the outlet's name
	meta      map[string]string // by property or name, in small letters; the first of each
	canonical string
	article   ld                // the structured data's article; nil if there is none
	micro     map[string]string // microdata outside of the text: headline, author, datePublished, publisher
	h1        string            // the page's only or first headline
}

// ld is one object of JSON-LD.
type ld map[string]any

func readHead(doc *html.Node) head {
	h := head{meta: map[string]string{}, micro: map[string]string{}}
	var scripts []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Title:
			if h.title == "" && n.Namespace == "" {
				h.title = textOf(n)
			}
		case atom.H1:
			if h.h1 == "" {
				h.h1 = textOf(n)
			}
		case atom.Meta:
			h.addMeta(n)
		case atom.Link:
			if h.canonical == "" && strings.EqualFold(strings.TrimSpace(attr(n, "rel")), "canonical") {
				h.canonical = strings.TrimSpace(attr(n, "href"))
			}
		case atom.Script:
			if strings.HasPrefix(strings.ToLower(strings.TrimSpace(attr(n, "type"))), "application/ld+json") && n.FirstChild != nil {
				scripts = append(scripts, n.FirstChild.Data)
			}
		}
		h.addMicro(n)
	}
	h.article = articleOf(scripts, h.h1, h.title)
	return h
}

func (h *head) addMeta(n *html.Node) {
	value := fold(attr(n, "content"))
	if value == "" || len(value) > 4096 {
		return
	}
	for _, key := range []string{"property", "name", "itemprop"} {
		for _, name := range strings.Fields(strings.ToLower(attr(n, key))) {
			if _, known := h.meta[name]; !known {
				h.meta[name] = value
			}
		}
	}
}

// addMicro takes a property of microdata, unless it belongs to another article: to
// one that is shown within a list, an aside or another article.
func (h *head) addMicro(n *html.Node) {
	for _, prop := range strings.Fields(attr(n, "itemprop")) {
		switch prop {
		case "headline", "author", "datePublished", "publisher":
		default:
			continue
		}
		if _, known := h.micro[prop]; known || n.DataAtom == atom.Meta || insideOther(n) {
			continue
		}
		value := textOf(n)
		if name := find(n, func(n *html.Node) bool { return attr(n, "itemprop") == "name" }); name != nil {
			if value = fold(attr(name, "content")); value == "" {
				value = textOf(name)
			}
		}
		for _, key := range []string{"datetime", "content"} {
			if v := fold(attr(n, key)); v != "" {
				value = v
			}
		}
		if value != "" && len(value) < 1024 {
			h.micro[prop] = value
		}
	}
}

func insideOther(n *html.Node) bool {
	for a := n.Parent; a != nil; a = a.Parent {
		switch a.DataAtom {
		case atom.Aside, atom.Li, atom.Nav, atom.Footer:
			return true
		}
		if t := attr(a, "itemtype"); strings.HasSuffix(t, "/Comment") || strings.HasSuffix(t, "/UserComments") {
			return true
		}
	}
	return false
}

// first returns the first of the meta elements named that says something.
func (h *head) first(names ...string) string {
	for _, name := range names {
		if v := h.meta[name]; v != "" {
			return v
		}
	}
	return ""
}

// articleOf returns the structured data's article about this page. A page's scripts
// describe its related articles, its comments and a live blog's posts as well, so
// only objects at the top, or under @graph and mainEntity, count; among several it
// is the one that has the page's headline.
func articleOf(scripts []string, h1, title string) ld {
	var found []ld
	byID := map[string]ld{}
	budget := 10_000 // objects; a page describes some ten
	for _, s := range scripts {
		v, ok := decodeLD(s)
		if !ok {
			continue
		}
		collectLD(v, 0, &budget, &found, byID)
	}
	var best ld
	for _, a := range found {
		headline := a.text("headline")
		switch {
		case best == nil:
			best = a
		case headline != "" && (headline == h1 || strings.HasPrefix(title, headline)) && best.text("headline") != headline:
			best = a
		}
	}
	if best == nil {
		return nil
	}
	out := ld{}
	for k, v := range best {
		out[k] = resolveLD(v, byID)
	}
	return out
}

var ldFrame = lazily(`^\s*(?:<!--|<!\[CDATA\[|//<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>|;)\s*$`)

// decodeLD reads a script as JSON, forgiving the mistakes that pages make: a frame
// of comment marks, and line ends within a text.
func decodeLD(s string) (any, bool) {
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		return v, true
	}
	s = ldFrame.ReplaceAllString(s, "")
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	return v, json.Unmarshal([]byte(s), &v) == nil
}

func collectLD(v any, depth int, budget *int, found *[]ld, byID map[string]ld) {
	if *budget--; *budget < 0 || depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			collectLD(e, depth+1, budget, found, byID)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			byID[id] = v
		}
		if ld(v).isArticle() {
			*found = append(*found, v)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			collectLD(v[key], depth+1, budget, found, byID)
		}
	}
}

// resolveLD replaces references by what they refer to, in a value or a list.
func resolveLD(v any, byID map[string]ld) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			if _, list := e.([]any); !list {
				e = resolveLD(e, byID)
			}
			out[i] = e
		}
		return out
	case map[string]any:
		if id, ok := v["@id"].(string); ok && v["name"] == nil {
			if to, ok := byID[id]; ok {
				return map[string]any(to)
			}
		}
	}
	return v
}

// isArticle reports whether the object is of one of schema.org's kinds of article.
// (schema.org, "Article", its more specific types.)
func (o ld) isArticle() bool {
	for _, t := range list(o["@type"]) {
		t, _ := t.(string)
		t = t[strings.LastIndexAny(t, "/:")+1:]
		switch {
		case strings.HasSuffix(t, "Article"), strings.HasSuffix(t, "BlogPosting"), t == "Report", t == "SocialMediaPosting":
			return true
		}
	}
	return false
}

func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

var anyTag = lazily(`</?[a-zA-Z][^<>]*>`)

// text returns a property as plain text: pages put escaped HTML into their JSON.
func (o ld) text(key string) string {
	for _, v := range list(o[key]) {
		if s, ok := v.(string); ok {
			if s = plain(s); s != "" {
				return s
			}
		}
	}
	return ""
}

func plain(s string) string {
	return fold(stdhtml.UnescapeString(anyTag.ReplaceAllString(stdhtml.UnescapeString(s), "")))
}

// names returns the names of people or organisations, such as author or publisher.
func (o ld) names(key string) []string {
	var out []string
	for _, v := range list(o[key]) {
		name := ""
		switch v := v.(type) {
		case string:
			name = plain(v)
		case map[string]any:
			name = ld(v).text("name")
		}
		if name != "" {
			out = append(out, name)
		}
	}
	return out
}

// id returns the address that a property holds, itself or as an object's.
func (o ld) id(key string) string {
	for _, v := range list(o[key]) {
		switch v := v.(type) {
		case string:
			return strings.TrimSpace(v)
		case map[string]any:
			for _, k := range []string{"@id", "url"} {
				if s, ok := v[k].(string); ok {
					return strings.TrimSpace(s)
				}
			}
		}
	}
	return ""
}
