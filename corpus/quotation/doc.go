// Package quotation works out from an article's text who said what: marks are
// paired, what stands outside them is cut into tokens, tokens into mentions, and
// mentions of one person brought together; then every quotation and reported clause
// gets the speaker that its sentence names, or that goes on speaking.
//
// It does not know people from elsewhere and does not judge whether a quotation is
// true to what was said (package verbatim does). Where the evidence for a speaker is
// weak it names nobody: a wrong name is worse than none.
//
// Statement.Rule says what decided. Q is a quotation, S its speaker, V a verb of saying:
//
//	q-v-s, q-s-v      “…,” said S; “…,” S told reporters
//	s-v-q, s-v-colon  S said, “…”; S told them: “…”
//	v-by-q            she was accused by S of “…”; it was described as “…” by S
//	s-colon           S: “…”, and any clause about S that ends in a colon
//	q-pp-s-v          “…,” in a statement, S said
//	q-s, signature    “…” — S; a name set below a quotation
//	according-to      “…,” according to S
//	document          S's letter says “…”; S wrote in a letter … “…,” the letter says
//	block-colon       the paragraph before names S and V and ends in a colon
//	clause-s-v        it was “…” all along, S said; by then, S said, it had rained;
//	                  clause-v-s: said S
//	continued         goes on over paragraphs, or after “…,” S said, “…”
//	floating          no cue; the speaker of the quotation before goes on
//	answer            no cue; the paragraph before asks S
//	floating-cue      no cue; the sentence before reports what S said
//	floating-subject  no cue; the sentence before is about S
//	transcript        Name: words, in an article with many such paragraphs
//	interview         Q: and A:; S is the one person introduced
//	s-v-that          S warned that …; s-v-clause: S said … (reported speech)
//	unattributed      nobody is named
//
// Whom "he" and "she" stand for, who says what no cue stands beside, and how probable it is that
// the one who is named said it (Statement.Confidence), go by weights learnt from labelled articles
// (antecedent.go, float.go, confidence.go); below a threshold nobody is named.
package quotation
