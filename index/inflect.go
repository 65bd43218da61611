package index

import "strings"

// uninflect takes the endings of number, tense and person off an English word:
// cameras, banned, making, studies. Unlike a full stemmer it leaves words that
// are only derived from each other apart (waste and wasteful, close and closely,
// pivot and pivotal): a member who asks for one does not mean the other. What
// comes out need not be a word. (After steps 1a to 1c of Porter, 1980.)
func uninflect(w string) string {
	if base, ok := uninflected[w]; ok {
		return base
	}
	if len(w) < 4 || w[len(w)-1] >= '0' && w[len(w)-1] <= '9' {
		return w
	}
	if len(w) == 4 && (strings.HasSuffix(w, "ies") || strings.HasSuffix(w, "ed") && w[1] != 'e' && hasVowel(w[:2])) {
		return w[:3] // dies, died, sued, owed, but not seed
	}
	switch {
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "zes"):
		w = w[:len(w)-2]
	case strings.HasSuffix(w, "ies"):
		w = w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
	case strings.HasSuffix(w, "s"):
		w = w[:len(w)-1]
	}
	switch {
	case strings.HasSuffix(w, "ied"):
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "eed"):
		return w
	case strings.HasSuffix(w, "ed") && hasVowel(w[:len(w)-2]):
		w = undouble(w[:len(w)-2])
	case strings.HasSuffix(w, "ing") && len(w) > 5 && hasVowel(w[:len(w)-3]):
		w = undouble(w[:len(w)-3])
	}
	// A final "e" comes and goes with the endings: make, making.
	if len(w) > 3 && w[len(w)-1] == 'e' {
		w = w[:len(w)-1]
	}
	return w
}

// uninflected are words that the rules would take for another: a form of "use" is
// not "us", and what is lasting is not the last.
var uninflected = map[string]string{
	"using": "use", "lasting": "lasting", "during": "during", "evening": "evening", "morning": "morning",
	"being": "being", "wedding": "wedding", "species": "species", "series": "series", "news": "news", "lens": "lens",
	"going": "go", "goes": "go", "owing": "owe", "aging": "age", "suing": "sue", "vying": "vie", "dying": "die", "lying": "lie", "tying": "tie", "united": "united", "hundred": "hundred", "sacred": "sacred",
	"founded": "founded", "founding": "founded", "indeed": "indeed", "ceiling": "ceiling", "sibling": "sibling", "sterling": "sterling",
}

func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouy") }

// undouble takes back a consonant that was doubled before the ending: banned.
func undouble(w string) string {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && !strings.ContainsRune("aeioulsz", rune(w[n-1])) {
		return w[:n-1]
	}
	return w
}
