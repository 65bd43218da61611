// Package corpus is the vocabulary of onrecord: articles, the statements in them, and
// the questions and answers that travel between the index, the commands and the bot.
// It reads articles from disk ([Load]), and names everything that is wrong with them.
//
// Quotations are verbatim by type: the text shown as an [Excerpt] can only be made by
// [Article.Excerpt], which cuts it out of the article's own body. All positions are
// [Span] values: ranges of bytes of that body, never runes.
package corpus
