package index

import "testing"

func TestInflectedFormsAreOneTerm(t *testing.T) {
	for _, test := range []struct {
		a, b string
		same bool
	}{
		{"camera", "cameras", true},
		{"make", "making", true},
		{"banned", "ban", true},
		{"study", "studies", true},
		{"used", "use", true},
		{"using", "uses", true},
		{"going", "go", true},
		{"goes", "go", true},
		{"sued", "sue", true},
		{"died", "dying", true},
		{"dies", "die", true},
		{"owed", "owes", true},
		{"bled", "bl", false},
		{"seed", "seeds", true},
		{"seed", "see", false},
		{"feed", "fee", false},
		{"spies", "spy", true},
		{"used", "us", false},
		{"lasting", "last", false},
		{"waste", "wasteful", false},
		{"founded", "founding", true},
		{"founded", "found", false},
		{"enquiries", "inquiry", true},
		{"St", "Saint", true},
		{"1st", "saint", false},
		{"news", "new", false},
		{"won’t", "won", false},
		{"won’t", "will", true},
		{"I’ll", "ill", false},
		{"he’ll", "hell", false},
		{"she’d", "shed", false},
		{"they’re", "they", true},
		{"d’Artagnan", "artagnan", false},
		{"same", "Sam", false},
		{"time", "Tim", false},
		{"times", "time", true},
		{"does", "Doe", false},
		{"done", "Don", false},
		{"dame", "dam", false},
		{"side", "Sid", false},
	} {
		t.Run(test.a+", "+test.b, func(t *testing.T) {
			if same := term(test.a) == term(test.b); same != test.same {
				t.Errorf("%s is %q, %s is %q", test.a, term(test.a), test.b, term(test.b))
			}
		})
	}
}

// TestEveryWordIsIndexed counts the tokens of texts with many words for their length.
func TestEveryWordIsIndexed(t *testing.T) {
	for _, test := range []struct {
		text string
		want int
	}{
		{"a b c d e f g h i j k l m n o p q r s t u v w x y z", 26},
		{"O'Brien d'Artagnan", 4},
		{"", 0},
	} {
		t.Run(test.text, func(t *testing.T) {
			if got := len(Terms(test.text)); got != test.want {
				t.Errorf("%q has %d tokens, want %d", test.text, got, test.want)
			}
		})
	}
}
