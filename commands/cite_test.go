package commands_test

import (
	"strings"
	"testing"

	"onrecord/corpus"
)

// TestCitations cites each passage of an article in its own form.
func TestCitations(t *testing.T) {
	const address = "https://harbour.example/a"
	full := corpus.Meta{Title: "Cameras", Outlet: "Harbour Post", Date: "2021-03-01", Form: corpus.Full, URL: address}
	inferred, digest, bare := full, full, full
	inferred.Unconfirmed = []string{"date", "outlet"}
	digest.Form = corpus.Digest
	bare.URL, bare.Date, bare.Outlet = "", "", ""
	for _, test := range []struct {
		name string
		meta corpus.Meta
		body string
		want string
	}{
		{"speech", full, penny, "‘" + penny + "’ — Olive Brandt, quoted in Harbour Post, 1 March 2021. " + address},
		{"speech with a role", full, "The mayor, Olive Brandt, said: “The quay stays dark.”",
			"‘The mayor, Olive Brandt, said: “The quay stays dark.”’ — Olive Brandt, mayor, quoted in Harbour Post, 1 March 2021. " + address},
		{"report of speech", full, "Olive Brandt said that the quay would stay dark for a year.",
			"“Olive Brandt said that the quay would stay dark for a year.” — Harbour Post, reporting Olive Brandt, in its own words, 1 March 2021. " + address},
		{"report", full, "The quay is dark at night.", "“The quay is dark at night.” — Harbour Post, in its own words, 1 March 2021. " + address},
		{"no known speaker", full, "“The quay is as dark as it ever was in those days.”",
			"“The quay is as dark as it ever was in those days.” — Speaker not clear from the text, quoted in Harbour Post, 1 March 2021. " + address},
		{"inferred", inferred, "The quay is dark at night.", "“The quay is dark at night.” — Harbour Post (inferred), in its own words, 1 March 2021 (inferred). " + address},
		{"speech in a digest", digest, penny, "‘" + penny + "’ — Olive Brandt, quoted in On the Record’s digest of an article by Harbour Post, 1 March 2021. " + address},
		{"report of speech in a digest", digest, "Olive Brandt said that the quay would stay dark for a year.",
			"“Olive Brandt said that the quay would stay dark for a year.” — On the Record’s digest of an article by Harbour Post, reporting Olive Brandt, 1 March 2021. " + address},
		{"report in a digest", digest, "The quay is dark at night.", "“The quay is dark at night.” — On the Record’s digest of an article by Harbour Post, 1 March 2021. " + address},
		{"nothing known", bare, "The quay is dark at night.", "“The quay is dark at night.” — unknown outlet, in its own words, date unknown; no address known."},
		{"speech of two", full, "“It is dark,” said Olive Brandt, and “It is light,” said Ines Falk.",
			"‘“It is dark,” said Olive Brandt, and “It is light,” said Ines Falk.’ — Harbour Post, 1 March 2021. " + address},
		{"report and speech", full, "Olive Brandt said that the quay would stay dark for a year. “It is dear oil,” she said.",
			"‘Olive Brandt said that the quay would stay dark for a year. “It is dear oil,” she said.’ — Harbour Post, reporting and quoting Olive Brandt, 1 March 2021. " + address},
		{"report and speech in a digest", digest, "Olive Brandt said that the quay would stay dark for a year. “It is dear oil,” she said.",
			"‘Olive Brandt said that the quay would stay dark for a year. “It is dear oil,” she said.’ — On the Record’s digest of an article by Harbour Post, reporting and quoting Olive Brandt, 1 March 2021. " + address},
		{"report of one, speech of another", full, "Olive Brandt said that the quay would stay dark for a year. “It is dear oil,” said Ines Falk.",
			"‘Olive Brandt said that the quay would stay dark for a year. “It is dear oil,” said Ines Falk.’ — Harbour Post, 1 March 2021. " + address},
		{"straight marks", full, `The quay is called "the dark one" by all.`, `‘The quay is called "the dark one" by all.’ — Harbour Post, in its own words, 1 March 2021. ` + address},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := article(t, "a", test.meta, test.body)
			res, err := handle(t, library(t, a), "article", "article", "a")
			if err != nil {
				t.Fatal(err)
			}
			blocks := res.View().Blocks
			if len(blocks) != 1 {
				t.Fatalf("%d blocks", len(blocks))
			}
			if got := blocks[0].Citation.String(); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestCitationsAreVerbatim holds the words of citations against the article, to the byte.
func TestCitationsAreVerbatim(t *testing.T) {
	body := "“A ‘nested’ one,” said Olive Brandt.\n\n`*_~|<@1> ```\u00a0two  spaces\ttab\n\n" + strings.Repeat("very ", 200) + "long."
	a := article(t, "a", corpus.Meta{Title: "Cameras", Outlet: "Harbour Post", Date: "2021-03-01", Form: corpus.Full}, body)
	res, err := handle(t, library(t, a), "article", "article", "a")
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range res.View().Blocks {
		c := b.Citation
		words := res.Results[i].Excerpt.Text()
		if !strings.Contains(c.Words, words) || !strings.Contains(c.String(), words) {
			t.Errorf("%q is cited as %s", words, c)
		}
	}
}
