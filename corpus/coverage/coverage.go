// Package coverage is the coverage that ships with onrecord: one Markdown file
// an article, in the form that package corpus loads, embedded in the binary so
// that the first question is answered before anything is set up.
//
// The files are digests. The articles belong to their outlets, so each digest
// tells its article's facts in our own words, paragraph by paragraph and in the
// article's order, and takes over word for word only what people said or wrote:
// every quotation stands between “ and ” exactly as the article prints it, with
// its speaker named beside it. Fields that were worked out instead of read (a
// day, an author's name from the address) are listed in params.unconfirmed.
//
// The package's tests hold every digest against the article it was made from:
// no quotation may differ from it by a byte, and outside the quotations no run
// of more than eight words may be the article's.
//
// The package only holds the files. Package corpus reads them; an operator who
// has the right to the full texts brings them with onrecord import.
package coverage

import "embed"

// Files holds the digests, one a file; the name without .md is the article's id.
//
//go:embed *.md
var Files embed.FS
