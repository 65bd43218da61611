package index

import (
	"context"
	"fmt"
	"slices"

	"onrecord/corpus"
)

// mostTyped is how much of what a member typed is looked at, in words.
const mostTyped = 8

// Suggest returns at most limit names that a member may mean who has typed the
// beginning of one, or of some of its words: the names of those who speak, the
// weightiest first, with accents and a wrong letter forgiven. kind is one of
// [corpus.SpeakerNames] (names, of those who say most), [corpus.OutletNames] (names, of
// those with most articles) and [corpus.ArticleNames] (ids, the newest first).
func (x *Index) Suggest(ctx context.Context, kind corpus.NameKind, typed string, limit int) (keys []string, err error) {
	done, err := x.begin()
	if err != nil {
		return nil, err
	}
	defer done(&err)
	words := nameWords(typed[:min(len(typed), maxQuery)])
	words = words[:min(len(words), mostTyped)]
	asked := fmt.Sprint(kind, limit, words)
	if known, ok := x.now.suggested.Get(asked); ok {
		return slices.Clone(known), nil
	}
	if keys, err = x.kept.Suggest(ctx, string(kind), words, limit); err == nil {
		x.now.suggested.Add(asked, slices.Clone(keys))
	}
	return keys, err
}
