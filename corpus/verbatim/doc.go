// Package verbatim compares a claimed quotation with articles: is it there, word for word,
// and whose words are they? It judges words, not truth.
//
// Words are compared without case, accents, apostrophes and invisible characters. Exact and
// Punctuation rest on a comparison of all words in order, never on a similarity; where a
// doubt is left, the verdict is a weaker one. What a claim leaves out of its sentence counts,
// too: words that the rest turns are Partial; marks of the claim's own that turn them, and
// every difference that is not known to be harmless, are flagged. A claim that names a
// speaker is exact only if the statement that holds the words is that speaker's.
package verbatim
