// Onrecord ("On the Record") answers from press coverage: who said what, where,
// when, word for word. It is a Discord bot, and the same commands in a terminal.
//
// # The house, from the bottom up
//
// Package corpus is the vocabulary: articles, spans, excerpts that only an
// article can make, statements, queries and answers. It loads articles from
// Markdown and JSON lines and names everything that is wrong with them.
//
// Package corpus/coverage holds the built-in coverage, corpus/quotation works
// out who said what in an article. Both run once, when the corpus is loaded.
// Package corpus/ingest makes articles of raw pages, corpus/ingest/fetch gets them
// from the web, and corpus/watch tells when articles have changed on disk. Package
// corpus/effort is for tests: it holds work to its growth.
//
// Package index finds the passages that answer a query. It alone knows bleve.
//
// Package commands holds what people can ask for, as pure functions from a
// Request to a Response. It declares the small interface that it needs of a
// library; index satisfies it, and the two do not know each other.
//
// Package bot is Discord: a discordgo.Session per shard, kept connected by a supervisor; it
// decodes interactions into Requests and renders Responses as messages. Package bot/guilds
// keeps what servers have set, and bot/ops tells an operator how the bot is. Package
// bot/discordtest is a stand-in for Discord, for tests.
//
// This package parses the command line, reads the settings, wires the others
// together, runs and closes, and checks all that beforehand (doctor.go). It renders
// Responses for the terminal (text.go) and as JSON lines (batch.go).
//
// # The way of an answer
//
// discordgo.Session, a terminal or a batch → commands.Request →
// commands.Router.Handle → index.Index.Search → corpus.Article.Excerpt →
// commands.Response → a message, a page of text or a line of JSON. Every step
// takes a value and returns one.
//
// # Exit status
//
// 0: answered. 1: nothing in the coverage. 2: wrong use, or a fault; the message
// says what to do.
package main
