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
// thesaurus.txt). bleve tells which articles hold a term (store.go), and the
// term's occurrences in which units of them, and how (posting.go, occurrence.go).
// The units that hold enough of the query (candidates.go, bitset.go) are scored on
// places of terms alone (rank.go, scorer.go, reader.go). Only the best are looked
// at with their text: the excerpt is cut, and who speaks in it found (result.go);
// for a question its sentences are weighed (passage.go, topic.go).
//
// # What is kept
//
// The units that are searched are paragraphs, or parts of long ones (unit.go).
// For each, the forward index (survey.go, forward.go, forwardfile.go) has its
// terms in order; bleve has the terms of every article, each once, and nothing
// else (bleve.go). Both are kept in a folder if one is given, under a seal of hashes
// (build.go, seal.go); the articles' text is the corpus's to keep.
//
// When another corpus takes the place of the one that is searched (live.go), the
// forward index is put together of what the present one has and of what changed
// (revise.go, merge.go), and comes out as if it were made from nothing. bleve's
// index is not written to: the searches on the present corpus go on in it, and the
// next shares it. What it lacks is in a small one beside it, in memory; what it has
// too much is passed over (store.go). Now and then all of it is indexed together
// again. The folder is of the new corpus before that is searched: the forward index
// says which articles bleve's lacks, and the small one is made anew of it when the
// folder is opened.
//
// In memory the forward index is turned round as well: for every term, the places
// where it occurs. That is made anew whenever an index is opened, since it takes
// twice the forward index's room and a tenth of a second. Posting lists of units
// are made of it and of bleve's when a term is first asked for, and kept as far
// as there is room.
//
// The package does not load articles (package corpus) or work out who said what
// (package quotation): it takes a corpus in which both is done.
package index
