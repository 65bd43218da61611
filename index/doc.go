// Package index is the bleve index over the articles: it finds the passages of a corpus that
// answer a query, and is silent when none does.
//
// A query is parsed and planned: which words a passage must have, and what may stand for
// them. An [Engine], of which bleve is one, finds candidates; these are ranked on the
// articles' own words, which a [Store] has, and cut to excerpts. An [Index] searches a corpus
// in memory, can be kept in a folder, and takes another corpus while it is searched. A
// [Follower] searches what a cluster holds.
package index
