// Package ingest makes articles of raw pages: [Text] of text as it was copied from a page,
// [HTML] of a saved or fetched page. [Import] does so for many sources and writes to a
// [Store] each article as NAME.md with NAME.review.txt beside it, a report for a person.
//
// It stops where invention begins. Words are never mended, a field that the source does
// not show stays empty, and nothing is left out silently: every line that is not in the
// article is in its review, with the name of the rule that dropped it. What a rule is not
// sure about it keeps, and adds a [Doubt]. No rule names an outlet or a person.
package ingest
