// Package ingest makes articles of raw pages: of text as it was copied from a page
// ([Text]) and of HTML ([HTML]); [File] tells which a file holds. [Store] writes
// them as Markdown, each with a review file beside it, and [Import] does all of it
// for many sources at once.
//
// It stops where invention begins. Words are never mended, a field that the
// source does not show stays empty, and nothing is left out silently: every line
// that is not in the article is in its review file, with the name of the rule
// that dropped it.
//
// # The way of plain text
//
//	decode      bytes → UTF-8                                     (decode.go)
//	lines       trimmed, numbered, lines wrapped by hand joined    (lines.go)
//	patterns    whole lines that are boilerplate wherever they stand (patterns.go, lists/lines.txt)
//	records     a list of other articles, to the end               (records.go)
//	copies      captions printed twice, pull quotes                (copies.go)
//	body        the longest run of lines that are prose            (body.go)
//	head, tail  headline, standfirst, byline, date, bio beside it  (headline.go, head.go, tail.go)
//
// No rule names an outlet or a person. What a rule is not sure about it keeps,
// and adds a [Doubt].
//
// # On disk
//
// NAME.md is the article and NAME.review.txt its review. An article that a person
// has edited is never overwritten: the new version is NAME.md.new, an ending that
// a corpus passes over.
package ingest
