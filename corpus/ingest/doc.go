// Package ingest makes articles of raw pages: [Text] of text as it was copied from a page,
// [HTML] of a saved or fetched page. [Import] finds many, gets them and writes to a folder
// each article as NAME.md with NAME.review.txt beside it, a report for a person.
//
// It stops where invention begins. Words are never mended, a field that the source does
// not show stays empty, and nothing is left out silently: every line that is not in the
// article is in its review, with the name of the rule that dropped it. What a rule is not
// sure about it keeps, and adds a [Doubt], as it does where somebody is quoted in what is left
// out; where most of the prose is, the whole is doubtful, and waits for a yes. No rule names an
// outlet or a person; a table has the outlets of some sites.
//
// What people say is theirs in the article, too: a block quotation, or a post that a page
// embeds, stands behind ">", and below it, behind a dash, the name that the page gives. In a
// transcript the name alone stands before the words, without the times beside it.
package ingest
