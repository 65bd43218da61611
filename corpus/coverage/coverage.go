// Package coverage is the coverage that ships with onrecord: one Markdown file an article, in
// the form that package corpus loads.
//
// The files are digests: an article's facts in our own words, with what people said or wrote
// between “ and ” exactly as the article prints it. Fields that were concluded instead of
// read are listed in params.unconfirmed. Outside of quotations no more than eight words in a
// row are the article's; the package's tests check both.
package coverage

import "embed"

// Files holds the digests, one a file; the name without .md is the article's id.
//
//go:embed *.md
var Files embed.FS
