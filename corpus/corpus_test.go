package corpus_test

import (
	"testing"

	"onrecord/corpus"
)

func TestAddressKey(t *testing.T) {
	const story = "https://www.itpro.example/security/25296/social-networks"
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{story, story, true},
		{story, story + "#:~:text=We%20do%20not%20have,100%25%20of%20it.", true}, // the bot's own link
		{story, story + "#:~:text=100%", true},                                   // cut short on the way
		{story, "http://itpro.example/security/25296/social-networks/", true},
		{story, "HTTPS://ITPRO.example:443/security/25296/social-networks", true},
		{story, "itpro.example/security/25296/social-networks", true}, // as browsers show it
		{story, " " + story + "\n", true},
		{story, "https://itpro.example:8443/security/25296/social-networks", false},
		{story, "https://itpro.example/security/25296", false},
		{story, story + "?page=2", false},
		{story, "https://mail.itpro.example/security/25296/social-networks", false},
		{story + "?id=1", story + "/?id=1#top", true},
		{story + "?id=1", story + "?id=2", false},
		{"", "", false},
		{"two words", "two words", false},
		{"ftp://a.example/x", "ftp://a.example/x", false},
		{"https:///x", "https:///x", false},
	} {
		t.Run(test.b, func(t *testing.T) {
			a, b := corpus.AddressKey(test.a), corpus.AddressKey(test.b)
			if same := a != "" && a == b; same != test.want {
				t.Errorf("%q has the key %q, %q has %q", test.a, a, test.b, b)
			}
		})
	}
}
