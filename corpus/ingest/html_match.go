package ingest

import "strings"

// maxMatching bounds the bytes that are compared for blocks that do not match as
// they stand. It is reached by pages that are made for it only; what is not
// compared counts as left out, and is listed.
const maxMatching = 64 << 20

// matchBlocks marks the page's blocks that the extraction has kept. It knows them by
// their text alone: the library builds a tree of its own, in which an element may be
// renamed, merged with its neighbours or be missing a word or a link. So a block is kept
// if it is in the extraction, or if a block there begins or ends as it does.
func matchBlocks(page, kept []*line) {
	const enough = 30 // bytes without spaces, some five words
	whole, starts, ends := map[string]bool{}, map[string]bool{}, map[string]bool{}
	var all strings.Builder
	for _, b := range kept {
		whole[b.key] = true
		all.WriteString(b.key)
		if len(b.key) >= enough {
			starts[b.key[:enough]] = true
			ends[b.key[len(b.key)-enough:]] = true
		}
	}
	budget := maxMatching
	for _, b := range page {
		switch {
		case b.gone != "":
		case whole[b.key]:
			b.kept = true
		case len(b.key) >= enough && (starts[b.key[:enough]] || ends[b.key[len(b.key)-enough:]]):
			b.kept = true
		case len(b.key) >= enough/2 && budget > 0:
			budget -= all.Len()
			b.kept = strings.Contains(all.String(), b.key)
		}
	}
}
