package coverage_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"onrecord/corpus/coverage"
)

// seeds is where the articles lie that the digests were made from. They are
// other people's work and no part of the project.
const seeds = "../../../shared/seeds"

// maxRun is how many words in a row a digest may share with its article outside
// quotation marks; names and titles of institutions come to about half of it.
const maxRun = 8

// A digest is a file of the package, taken apart.
type digest struct {
	name    string
	Title   string
	Date    string
	Summary string `yaml:"description"`
	Params  struct {
		Outlet      string
		Author      string
		URL         string
		Form        string
		Unconfirmed []string
		Origin      string
	}
	body       string
	quotations []string // what stands between the outermost “ and ”
	own        []string // what stands between the quotations
}

func TestDigestsAreWellFormed(t *testing.T) {
	origins := map[string]string{}
	for _, name := range digestNames(t) {
		d, err := readDigest(name)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, err := range d.faults() {
			t.Errorf("%s: %v", name, err)
		}
		if other, ok := origins[d.Params.Origin]; ok {
			t.Errorf("%s: params.origin %s is that of %s as well", name, d.Params.Origin, other)
		}
		origins[d.Params.Origin] = name
	}
}

func TestDigestsAreTrueToTheirArticles(t *testing.T) {
	if _, err := os.Stat(seeds); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("CI is set, so the digests must be held against their articles: %v", err)
		}
		t.Skipf("the digests are not held against their articles, which are not part of the project: %v", err)
	}
	for _, name := range digestNames(t) {
		d, err := readDigest(name)
		if err != nil {
			t.Error(err)
			continue
		}
		seed, err := os.ReadFile(filepath.Join(seeds, d.Params.Origin))
		if err != nil {
			t.Errorf("%s: params.origin: %v", name, err)
			continue
		}
		longest, errs := d.check(string(seed))
		for _, err := range errs {
			t.Errorf("%s: %v", name, err)
		}
		t.Logf("%s: %d quotations, longest run shared outside them: %d words, %q",
			name, len(d.quotations), len(longest), strings.Join(longest, " "))
	}
}

// TestTheChecksCanFail breaks a sound digest in one place at a time.
func TestTheChecksCanFail(t *testing.T) {
	const (
		seed = "Bridge to stay shut, says mayor\n\nThe old bridge over the river will stay closed to lorries until the end of the year, the town's mayor said. \"We can't take the risk, and we won't,\" Ada Byrne said."
		good = "---\n" +
			"title: \"Bridge to stay shut, says mayor\"\n" +
			"date: \"2020-01-02\"\n" +
			"params:\n" +
			"  outlet: \"The Courier\"\n" +
			"  url: \"https://courier.example/bridge\"\n" +
			"  form: digest\n" +
			"  unconfirmed: [date]\n" +
			"  origin: \"bridge.txt\"\n" +
			"---\n" +
			"Lorries must keep off the town’s bridge this year, said Ada Byrne, its mayor.\n\n" +
			"Byrne said: “We can't take the risk, and we won't,” and left.\n"
	)
	for _, test := range []struct {
		what     string
		old, new string // what is replaced in good
		want     string // part of the fault; empty if there is none
	}{
		{what: "nothing"},
		{"a word left out", "take the risk", "take risk", "is not in the article: “We can't take risk, and we won't,”"},
		{"an apostrophe restyled", "can't", "can’t", "is not in the article"},
		{"a full stop put inside", "won't,”", "won't.”", "is not in the article"},
		{"the outlet's words in marks", "Lorries must keep off", "“The old bridge over the river will stay closed to lorries” and off", "does not print this in quotation marks"},
		{"half a quotation", "We can't take the risk, and we", "We can't take the risk, and” they “we", "does not print this in quotation marks"},
		{"a clause copied", "Lorries must keep off", "The old bridge over the River will stay “risk” closed – to lorries, until the end of the year; keep off", "9 words of the article's: closed to lorries until the end of the year"},
		{"a clause copied, apostrophe restyled", "Lorries must keep off", "until the end of the year, the town’s mayor said. Lorries keep off", "10 words of the article's: until the end of the year the town's mayor said"},
		{"eight words copied", "Lorries must keep off", "Over the river will stay closed to lorries. Keep off", ""},
		{"a mark not closed", "won't,”", "won't,", "not closed"},
		{"a mark not opened", "“We", "We", "not opened"},
		{"straight marks", "its mayor", "its \"mayor\"", "straight or single quotation mark"},
		{"single marks", "its mayor", "its ‘mayor’", "straight or single quotation mark"},
		{"no quotation", "“We can't take the risk, and we won't,”", "no", "no quotation"},
		{"no front matter", "---\ntitle", "title", "front matter"},
		{"another title", "to stay shut, says", "is closed, says", "title"},
		{"another form", "form: digest", "form: full", "form"},
		{"an unknown field", "  form:", "  source: x\n  form:", "source"},
		{"an unknown unconfirmed field", "[date]", "[date, day]", "unconfirmed"},
		{"an unconfirmed field that is not there", "[date]", "[date, author]", "unconfirmed"},
		{"a bad day", "2020-01-02", "2020-13-02", "date"},
		{"a line within a paragraph", "year, said", "year,\nsaid", "one line"},
		{"an origin elsewhere", "bridge.txt", "../bridge.txt", "origin"},
	} {
		t.Run(test.what, func(t *testing.T) {
			text := good
			if test.old != "" {
				if text = strings.Replace(good, test.old, test.new, 1); text == good {
					t.Fatalf("the digest does not hold %q", test.old)
				}
			}
			d, err := parseDigest("bridge.md", []byte(text))
			if err == nil {
				_, errs := d.check(seed)
				err = errors.Join(append(d.faults(), errs...)...)
			}
			switch {
			case test.want == "" && err != nil:
				t.Errorf("unexpected fault: %v", err)
			case test.want != "" && err == nil:
				t.Error("no fault was found")
			case test.want != "" && !strings.Contains(err.Error(), test.want):
				t.Errorf("the fault does not tell of %q: %v", test.want, err)
			}
		})
	}
}

func digestNames(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(coverage.Files, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Fatal("the package holds no digests")
	}
	return names
}

func readDigest(name string) (*digest, error) {
	text, err := coverage.Files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return parseDigest(name, text)
}

// parseDigest takes a file apart; it fails if there is no sense in looking further.
func parseDigest(name string, text []byte) (*digest, error) {
	if !utf8.Valid(text) {
		return nil, fmt.Errorf("%s: not valid UTF-8", name)
	}
	front, ok := bytes.CutPrefix(text, []byte("---\n"))
	if !ok {
		return nil, fmt.Errorf("%s: no front matter: the first line is not ---", name)
	}
	front, body, ok := bytes.Cut(front, []byte("\n---\n"))
	if !ok {
		return nil, fmt.Errorf("%s: the front matter is not closed by ---", name)
	}
	d := &digest{name: name, body: string(body)}
	dec := yaml.NewDecoder(bytes.NewReader(front))
	dec.KnownFields(true)
	if err := dec.Decode(d); err != nil {
		return nil, fmt.Errorf("%s: front matter: %w", name, err)
	}
	for paragraph := range strings.SplitSeq(strings.TrimSpace(d.body), "\n\n") {
		if err := d.split(paragraph); err != nil {
			return nil, fmt.Errorf("%s: %w in the paragraph %q", name, err, paragraph)
		}
	}
	return d, nil
}

// split adds a paragraph's quotations and what stands between them. A paragraph
// goes on from the words before it, so that a run may cross its beginning.
func (d *digest) split(paragraph string) error {
	var depth, start int
	var begun bool
	add := func(s string) {
		if !begun && len(d.own) > 0 {
			d.own[len(d.own)-1] += "\n" + s
		} else {
			d.own = append(d.own, s)
		}
		begun = true
	}
	for i, r := range paragraph {
		switch r {
		case '“':
			if depth++; depth == 1 {
				add(paragraph[start:i])
				start = i + utf8.RuneLen(r)
			}
		case '”':
			if depth--; depth < 0 {
				return errors.New("a quotation is not opened")
			}
			if depth == 0 {
				d.quotations = append(d.quotations, paragraph[start:i])
				start = i + utf8.RuneLen(r)
			}
		}
	}
	if depth > 0 {
		return errors.New("a quotation is not closed")
	}
	add(paragraph[start:])
	return nil
}

// mark finds quotation marks that no quotation of a digest is made with.
// The right single mark alone is an apostrophe.
var mark = regexp.MustCompile(`["„«»‹›‘‚]|(?:^|[\s(\[])'`)

// faults returns what is wrong with the digest by itself.
func (d *digest) faults() (errs []error) {
	fault := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if d.Title == "" || d.Params.Outlet == "" {
		fault("title and params.outlet must be given")
	}
	if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
		fault("date: %v", err)
	}
	if d.Params.Form != "digest" {
		fault("params.form is %q, not digest", d.Params.Form)
	}
	if url := d.Params.URL; url != "" && !strings.HasPrefix(url, "https://") {
		fault("params.url %q is not an https address", url)
	}
	if o := d.Params.Origin; o == "" || o != filepath.Base(o) || filepath.Ext(o) != ".txt" {
		fault("params.origin %q is not the name of a .txt file", o)
	}
	given := map[string]string{
		"title": d.Title, "date": d.Date, "description": d.Summary,
		"outlet": d.Params.Outlet, "author": d.Params.Author, "url": d.Params.URL,
	}
	for i, field := range d.Params.Unconfirmed {
		if given[field] == "" {
			fault("params.unconfirmed: %q is not a field that is given", field)
		}
		if slices.Contains(d.Params.Unconfirmed[:i], field) {
			fault("params.unconfirmed: %q is there twice", field)
		}
	}
	if len(d.quotations) == 0 {
		fault("the body has no quotation")
	}
	for _, q := range d.quotations {
		if strings.TrimSpace(q) == "" || strings.TrimSpace(q) != q {
			fault("a quotation is empty or begins or ends with white space: “%s”", q)
		}
	}
	for _, s := range d.own {
		if at := mark.FindStringIndex(s); at != nil {
			fault("a straight or single quotation mark, which nothing is checked by, in %q", s)
		}
	}
	if !strings.HasSuffix(d.body, "\n") || strings.HasSuffix(d.body, "\n\n") {
		fault("the body does not end with one line feed")
	}
	for paragraph := range strings.SplitSeq(strings.TrimSuffix(d.body, "\n"), "\n\n") {
		if paragraph == "" || strings.Contains(paragraph, "\n") || strings.TrimSpace(paragraph) != paragraph {
			fault("not one paragraph on one line with one blank line behind it: %q", paragraph)
		}
	}
	return errs
}

// check holds the digest against its article. It returns the longest run of
// words that both share outside the digest's quotations, and what is wrong.
func (d *digest) check(seed string) (longest []string, errs []error) {
	for _, q := range d.quotations {
		switch {
		case !strings.Contains(seed, q):
			errs = append(errs, fmt.Errorf("the quotation is not in the article: “%s”", q))
		case !quoted(seed, q):
			errs = append(errs, fmt.Errorf("the article does not print this in quotation marks as a whole: “%s”", q))
		}
	}
	own := slices.Clone(d.own)
	if d.Summary != "" {
		own = append(own, d.Summary)
	}
	// A title is the article's first line, or it is ours and says so.
	headline, _, _ := strings.Cut(seed, "\n")
	switch {
	case slices.Contains(d.Params.Unconfirmed, "title"):
		own = append(own, d.Title)
	case d.Title != headline:
		errs = append(errs, fmt.Errorf("the title %q is not the article's, %q, and not unconfirmed", d.Title, headline))
	}
	theirs := words(seed)
	for _, s := range own {
		for _, run := range sharedRuns(words(s), theirs) {
			if len(run) > len(longest) {
				longest = run
			}
			if len(run) > maxRun {
				errs = append(errs, fmt.Errorf("%d words of the article's: %s", len(run), strings.Join(run, " ")))
			}
		}
	}
	return longest, errs
}

// quoted reports whether text stands somewhere between quotation marks: behind an
// opening one, and before a closing one or the end of the line, where an article
// leaves a quotation open that goes on in the next paragraph.
func quoted(article, text string) bool {
	for at := 0; ; at++ {
		i := strings.Index(article[at:], text)
		if i < 0 {
			return false
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(article[:at])
		after, _ := utf8.DecodeRuneInString(article[at+len(text):] + "\n")
		if strings.ContainsRune("\"'“‘", before) && strings.ContainsRune("\"'”’\n", after) {
			return true
		}
	}
}

// words returns the words of s for comparing: lower case, apostrophes straight,
// everything but letters, digits, apostrophes and hyphens a gap.
func words(s string) []string {
	s = strings.ToLower(strings.ReplaceAll(s, "’", "'"))
	fields := strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '-'
	})
	out := fields[:0]
	for _, w := range fields {
		if w = strings.Trim(w, "'-"); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// sharedRuns returns the runs of ours that stand in theirs too, each as long as
// it goes, and none that lies within another.
func sharedRuns(ours, theirs []string) [][]string {
	var runs [][]string
	end := 0 // of the run found last
	for i := range ours {
		longest := 0
		for j := range theirs {
			n := 0
			for i+n < len(ours) && j+n < len(theirs) && ours[i+n] == theirs[j+n] {
				n++
			}
			longest = max(longest, n)
		}
		if i+longest > end {
			end = i + longest
			runs = append(runs, ours[i:end])
		}
	}
	return runs
}
