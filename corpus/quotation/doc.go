// Package quotation works out from an article's text who said what. It is pure:
// text goes in, statements and people come out; nothing is read, kept or learnt.
//
// It stops where judgement begins. It does not know people from elsewhere, does
// not judge whether a quotation is true to what was said (package verbatim), and
// where the evidence for a speaker is weak it names nobody: a wrong name is worse
// than none.
//
// # The way of the text
//
//	marks     pairs quotation marks, paragraph by paragraph (marks.go, mark.go)
//	tokens    words outside quotations; a quotation is one token (token.go)
//	mentions  names, pronouns, descriptions (names.go, title.go, describe.go, phrase.go)
//	people    names that mean one person, with roles (people.go, role.go)
//	kinds     whole speech or woven fragment, title or scare quote (kind.go)
//	claims    who the sentence says speaks (cue.go, subject.go, verb.go, indirect.go)
//	settling  in order of the text: whom "he" and "the chief" mean, and who goes
//	          on speaking (attribute.go, float.go, resolve.go, resolve_description.go)
//
// Names inside quotations have no tokens, so they are never taken for a speaker.
// The word lists (lists/*.txt) hold general English and nobody in particular.
//
// # Rules
//
// Statement.Rule says which one decided. Q is a quotation, S its speaker, V a
// verb of saying. The order is that of trust, after the rules published for
// newspaper English by the Gender Gap Tracker and in the PARC and PolNeAR corpora
// (shared/research/attribution.md), and the usage of house style guides.
//
//	q-v-s, q-s-v      “…,” said S; “…,” S told reporters. Titles, appositions and
//	                  relative clauses may stand between S and V
//	s-v-q, s-v-colon  S said, “…”; S told them: “…”
//	s-colon           S: “…”, and any clause about S that ends in a colon
//	q-pp-s-v          “…,” in a statement, S said
//	q-s               “…” — S
//	signature         a name set with a dash below a quotation, or inside its last mark
//	label             “S: …”, a transcript's label inside the marks
//	according-to      “…,” according to S
//	block-colon       the paragraph before names S and V and ends in a colon
//	clause-s-v        it was “…” all along, S said
//	clause-v-s        it was “…” all along, said S
//	continued         a quotation that goes on over paragraphs, or after “…,” S said, “…”
//	floating          no cue; the speaker of the quotation before goes on, and nobody
//	                  else has become the subject since
//	floating-cue      no cue; the sentence before reports what S said
//	floating-subject  no cue; the sentence before is about S
//	floating-far      no cue; S spoke last, and the text has been about nobody else
//	dash              — Words, said S (dialogue without marks)
//	transcript        Name: words, in an article with many such paragraphs
//	interview         Q: and A:, or bold questions; S is the one person introduced
//	s-v-that          S warned that …            (reported speech)
//	s-v-clause        S said …                   (reported speech)
//	unattributed      nobody is named
//
// Who is meant is a second question. A surname means the person whose surname
// came up last; a pronoun the person of its gender that is nearest, a subject,
// and has the word, by hand-set weights; a description ("the MI5 chief") the
// person with that role, or the one that the text is about.
//
// # Confidence
//
// Statement.Confidence is how often the rule named the right speaker on the
// development articles, lowered where the mention is no name.
package quotation
