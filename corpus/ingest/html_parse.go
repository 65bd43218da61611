package ingest

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// What a page may cost. The extraction's time grows, in parts, with the square of the
// number of links, and with that of paragraphs times the text, so that these are
// what has to be bounded, not the bytes. A live blog of a whole day has 20,000 tags
// and half a megabyte of text.
const (
	maxTags = 40_000
	maxText = 1 << 20 // bytes of text that a reader sees
	// An unclosed <b> is opened again in every paragraph that follows: n of them
	// before m paragraphs are n·m elements. (HTML Standard, 13.2.4.3, "the list of
	// active formatting elements".)
	maxReopened = 500_000
)

// parseHTML parses a page after it has looked at what that will cost.
func parseHTML(text string) (*html.Node, error) {
	if err := weigh(text); err != nil {
		return nil, err
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("the page cannot be parsed (it may be nested too deeply): %w", err)
	}
	return doc, nil
}

func weigh(text string) error {
	z := html.NewTokenizer(strings.NewReader(text))
	tags, open, reopened := 0, 0, 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return nil // the end: a tokenizer refuses nothing else
		case html.StartTagToken:
			name, _ := z.TagName()
			if formattingElements[string(name)] {
				open++
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if formattingElements[string(name)] {
				open = max(0, open-1)
			}
		default:
			continue
		}
		tags++
		reopened += open
		if tags > maxTags {
			return fmt.Errorf("the page has more than %d tags: that is no article", maxTags)
		}
		if reopened > maxReopened {
			return errors.New("the page leaves so many tags like <b> open that it cannot be read: save it as plain text")
		}
	}
}
