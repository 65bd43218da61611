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
		{"used", "us", false},
		{"lasting", "last", false},
		{"waste", "wasteful", false},
		{"news", "new", false},
	} {
		if same := term(test.a) == term(test.b); same != test.same {
			t.Errorf("%s is %q, %s is %q", test.a, term(test.a), test.b, term(test.b))
		}
	}
}
