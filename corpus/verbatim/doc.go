// Package verbatim holds a claimed quotation against articles: is it there,
// word for word, and whose words are they? It is pure: the claim and the articles
// go in, a Report comes out; nothing is read, kept or learnt.
//
// It does not look for the articles (package index does), work out who speaks in
// them (package quotation did, when they were loaded), or take a claim apart into
// words and speaker. It judges words, not truth: "exact" says that the coverage
// prints them so.
//
// # The one rule
//
// Nothing that is not in the coverage as claimed may be called exact or
// punctuation. These two verdicts rest on a comparison of all words in order,
// never on a similarity; where a doubt is left, the verdict is a weaker one.
//
// # The way of a claim
//
//	claim      outer marks off, cut at ellipses, words numbered (claim.go, fold.go, scan.go)
//	text       the article's words in the claim's numbers, once (text.go), and the
//	           same without what interrupts a quotation (view.go)
//	whole      all of the claim in a row, by Knuth, Morris and Pratt (whole.go)
//	pieces     what stands between ellipses, in order (pieces.go)
//	near       the stretch that shares most words, aligned (near.go, window.go, align.go)
//	runs       word-for-word pieces from anywhere (runs.go)
//	voice      whose words these are, and is that whom the claim names (voice.go, name.go)
//	diff       edits and flags for the reader (diff.go, flags.go, feature.go, lists.go)
//	judge      the verdict (judge.go, check.go)
//
// # What is the same word
//
// Words are compared without case, accents, apostrophes and invisible
// characters. A hyphen parts words like a space or joins them like nothing, so
// "co-operation" is both "cooperation" and "co operation", but these two are not
// each other; a match never begins or ends within such a word, because
// "non-violent" does not say "violent". Numbers are compared with their signs,
// decimal points, currencies and percent signs; only commas between thousands do
// not count.
//
// # Whose words
//
// A claim that names a speaker is exact only if the statement that holds the words
// is theirs. Where the article leaves open who speaks, the report says so
// (Unclear), and never that the claimed speaker did; where it gives the words without
// quotation marks, it says that too (Reported).
package verbatim
