// Onrecord ("On the Record") answers from press coverage: who said what, where,
// when, word for word. It is a Discord bot, and the same commands in a terminal.
//
// An answer goes one way: discordgo.Session, a terminal or a batch → commands.Request →
// commands.Router.Handle → index.Index.Search → corpus.Article.Excerpt →
// commands.Response → a message, a page of text or a line of JSON.
//
// The packages, from the bottom up: corpus (articles, and what is said of them), with
// corpus/coverage (the built-in articles), corpus/quotation (who said what), corpus/verbatim
// (a claimed quotation against a text), corpus/ingest (raw pages into articles) and
// corpus/watch (changes on disk); index (search, on bleve); commands (what can be asked);
// bot (Discord), with bot/discordtest (a stand-in for it); and this one, which wires them.
//
// Exit status 0: answered. 1: nothing in the coverage. 2: wrong use, or a fault.
package main
