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

import (
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// A Claim is what is claimed to have been said.
type Claim struct {
	Text    string // the words, with or without quotation marks around them
	Speaker string // who is said to have said them, by name or office; may be empty
}

// A Verdict says how a claim stands to the articles.
type Verdict string

const (
	// Exact is a claim that an article prints byte for byte, without anything in the rest
	// of the sentence that turns it.
	Exact Verdict = "exact"
	// Punctuation is a claim whose words an article prints, all and in order; only
	// marks, spaces, case, accents or typography differ, or it leaves words out openly, with an ellipsis.
	Punctuation Verdict = "punctuation"
	// Altered is a claim that one place of an article prints nearly so.
	Altered Verdict = "altered"
	// WrongSpeaker is a claim whose words an article prints, but as another speaker's.
	WrongSpeaker Verdict = "wrong_speaker"
	// Partial is a claim of which an article prints a part, word for word, and none prints
	// the rest; or one that leaves out of its sentence what turns it (see [Context]).
	Partial Verdict = "partial"
	// Stitched is a claim that is put together from words printed in different
	// places, or said by different people.
	Stitched Verdict = "stitched"
	// Absent is a claim that no article prints anything near to.
	Absent Verdict = "absent"
	// TooShort is a claim of too few words to be told from chance.
	TooShort Verdict = "too_short"
)

// A Voice says whose words a match is, as far as the article tells.
type Voice string

const (
	// Said means the words are the claimed speaker's or, if the claim names
	// no one, those of the speaker the article names.
	Said Voice = "said"
	// Unclear means a person says them, and the article does not make clear that
	// it is the claimed speaker, nor that it is not.
	Unclear Voice = "unclear"
	// Other means they are words of another speaker than the claim says.
	Other Voice = "other"
	// Outlet means they are the outlet's own words.
	Outlet Voice = "outlet"
	// Several means they are words of several people, or of a person and the outlet.
	Several Voice = "several"
)

// An Op says what an Edit does.
type Op string

const (
	// Equal is the article's text that the claim has too, as the article prints it.
	Equal Op = "equal"
	// Delete is text of the claim that the article does not have.
	Delete Op = "delete"
	// Insert is the article's text that the claim does not have.
	Insert Op = "insert"
	// Skip is the article's text that the claim openly passes over: what its ellipsis
	// stands for, the outlet's words between parts of a quotation, and the rest of the
	// sentences that it is cut from.
	Skip Op = "skip"
)

// An Edit is one step on the way from the claim to the article. The texts of
// Equal, Insert and Skip, one after the other, are the body's bytes at the match's Sentences;
// those of Equal and Delete have the claim's words.
type Edit struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// A Flag warns of something the reader should not overlook.
type Flag string

const (
	// Negation: a "not", "never", "nobody" was dropped, added or changed.
	Negation Flag = "negation"
	// Number: digits, a number word, a unit or a currency differ.
	Number Flag = "number"
	// Modal: "can", "must", "probably" and their like differ.
	Modal Flag = "modal"
	// Name: a proper name differs.
	Name Flag = "name"
	// Words: words differ, and not only in spelling, contractions or the style of numbers.
	Words Flag = "words"
	// Context: what the claim leaves out of the sentence, or the next one, turns it; or marks
	// do that the claim puts in, as a question mark behind a statement, or leaves out, as
	// those around a word that the speaker does not mean.
	Context Flag = "context"
	// SkipsSpeaker: the match runs from one speaker's words into another's.
	SkipsSpeaker Flag = "skips_speaker"
	// Reported: the article gives some of the words without quotation marks, so
	// they need not be what was said word for word.
	Reported Flag = "reported"
)

// A Turn is something that a claim leaves out and that turns what it has.
type Turn struct {
	Place Place
	Span  corpus.Span
}

// A Place says where a turn stands.
type Place int

const (
	Before  Place = iota // in the sentence, before the words
	After                // behind them
	Within               // where the claim has an ellipsis
	Asked                // it is a question
	Marked               // marks that turn it are put in or left out
	Quoted               // the speaker quotes the words from somebody else
	Denied               // the outlet says before them that it is not so
	Retract              // in the next sentence
)

// A Match is a place in an article that the claim rests on.
type Match struct {
	Article *corpus.Article
	Span    corpus.Span // the whole stretch, in bytes of the body
	// Sentences are the whole sentences that Span stands in, and the next one if it turns them.
	Sentences corpus.Span
	// Statement is the statement that holds most of the words; nil means the outlet's own words.
	Statement *corpus.Statement
	Voice     Voice
	Diff      []Edit // from the claim to the article's sentences
	Flags     []Flag // each once
	// Similarity, from 0 to 1, is how much of the claim's and the stretch's words they have in common.
	Similarity float64
	// Turns are what the claim leaves out that turns what it has; see [Context].
	Turns []Turn

	cut   bool // something of the same sentence turns it
	exact bool // byte for byte
	// Of the words, those behind which only the article has a question mark, and those behind
	// which other marks that turn them are put in or left out.
	asked, marked []corpus.Span
}

// Spans returns what the diff has of the article with an operation, in order.
func (m *Match) Spans(op Op) (out []corpus.Span) {
	at := m.Sentences.Start
	for _, e := range m.Diff {
		if text := strings.TrimSpace(e.Text); e.Op == op && text != "" {
			start := at + strings.Index(e.Text, text)
			out = append(out, corpus.Span{Start: start, End: start + len(text)})
		}
		if e.Op != Delete {
			at += len(e.Text)
		}
	}
	return out
}

// Insertions returns the words that the outlet put in, with the brackets around them, and the
// claim leaves out; [sic] is none of them.
func (m *Match) Insertions() (out []string) {
	for _, s := range m.Spans(Skip) {
		skipped := sic.ReplaceAllString(m.Article.Body()[s.Start:s.End], "")
		if m.Span.Contains(s) && !text.HasWord(inserted.ReplaceAllString(skipped, "")) {
			out = append(out, inserted.FindAllString(skipped, -1)...)
		}
	}
	return out
}

// Speaker returns who says the words, or nil if the article does not make it clear.
func (m *Match) Speaker() *corpus.Person {
	if m.Statement == nil || m.Statement.Speaker == corpus.Unattributed {
		return nil
	}
	return &m.Article.People[m.Statement.Speaker]
}

// A Report is everything there is to say about a claim.
type Report struct {
	Verdict Verdict
	// Matches are the places the verdict rests on, best first, an article once;
	// for Stitched, one for each piece in the order of the claim, or one that holds
	// them all if they stand together. None for Absent and TooShort.
	Matches []Match
	// Variants are the same utterance as other articles printed it, closest
	// first, each with the diff from the claim.
	Variants []Match
}
