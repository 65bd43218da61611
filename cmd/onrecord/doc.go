// Onrecord ("On the Record") answers from press coverage: who said what, where, when, word
// for word. It is a Discord bot, and the same commands in a terminal.
//
// From the bottom up: corpus has articles and the statements in them, which corpus/quotation
// finds; corpus/verbatim compares a claimed quotation with them; corpus/ingest makes articles
// of raw pages; index searches articles in memory, and index/opensearch those of a cluster;
// commands are what can be asked; bot is Discord, and bot/preview shows in a browser what it
// would show. This package is the command line, and wires them.
//
// Exit status 0: answered. 1: nothing in the coverage. 2: wrong use, or a fault.
package main
