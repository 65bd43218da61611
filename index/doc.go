// Package index finds the passages of a corpus that answer a query.
//
// bleve holds the inverted index; what a result is, in which order, and when to
// be silent is decided here. None of bleve's types appear in the package's API,
// and no other package imports bleve.
//
// # The way of a search
//
// A query is parsed into words and phrases (query.go), and its kind of question
// read off it (question.go). A plan gives every word a slot, and the terms that
// may fill it: the word itself, a correction, a synonym (plan.go, lexicon.go,
// thesaurus.txt). The posting lists of the words that a result cannot lack are
// read from bleve and intersected (candidates.go, store.go). What they bring is
// scored on numbers of terms alone (rank.go, scorer.go, forward.go). Only the
// best are looked at with their text: the excerpt is cut, and who speaks in it
// found (result.go); for a question its sentences are weighed (passage.go, topic.go).
//
// # What is kept
//
// The units that are searched are paragraphs, or parts of long ones (unit.go).
// For each, the forward index (forward.go, forwardfile.go) has its terms in
// order; bleve has the terms it is found by, each once, and nothing else. Both
// are kept in a folder if one is given, under a seal of hashes (build.go,
// seal.go); the articles' text is the corpus's to keep.
//
// The package does not load articles (package corpus) or work out who said what
// (package quotation): it takes a corpus in which both is done.
package index
