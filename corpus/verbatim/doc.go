// Package verbatim holds a claimed quotation against articles: is it there, word for
// word, and whose words are they? The claim and the articles go in, a Report comes out.
//
// It judges words, not truth. Nothing that is not in the coverage as claimed may be
// called exact or punctuation: these two rest on a comparison of all words in order,
// never on a similarity, and where a doubt is left, the verdict is a weaker one.
//
// Words are compared without case, accents, apostrophes and invisible characters. A
// hyphen parts words or joins them: "co-operation" is both "cooperation" and "co
// operation", but no match begins or ends within it, as "non-violent" does not say
// "violent". Of numbers, signs, points, currencies and percent signs count.
//
// A claim that names a speaker is exact only if the statement that holds the words is
// theirs. Where the article leaves open who speaks, the report says so (Unclear).
package verbatim
