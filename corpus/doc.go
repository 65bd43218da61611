// Package corpus is the vocabulary of onrecord: articles, the passages and
// statements in them, and the questions and results that travel between the
// index, the commands and the bot.
//
// It holds two promises that the rest of the program is built on.
//
// First, quotations are verbatim by type. The text shown to anybody as an
// [Excerpt] can only be made by [Article.Excerpt], which cuts it out of the
// article's own body; nothing else can put words into one.
//
// Second, all positions are [Span] values: half-open ranges of byte offsets
// into the article's body (UTF-8), never runes, always on rune boundaries.
//
// The package reads the corpus from disk ([Load]) and says everything that is
// wrong with it at once; it does not search (package index), work out who said
// what (package quotation) or judge a claimed quotation (package verbatim).
package corpus
