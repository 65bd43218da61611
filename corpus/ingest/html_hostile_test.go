package ingest

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/corpus/effort"
)

const prose = "The committee said on Tuesday that it would publish the whole of the report before the end of the month, as promised. "

// TestHTMLBounds feeds pages that are made to wear out whoever reads them. Each has
// to be read, or refused with a reason, in little memory.
func TestHTMLBounds(t *testing.T) {
	article := "<article><h1>A headline of the page</h1>" + strings.Repeat("<p>"+prose+"</p>", 5) + "</article>"
	for _, tc := range []struct {
		name, page, refused string // empty: it is read
	}{
		{"50 MB", "<body>" + strings.Repeat("<p>"+prose+"</p>", 50<<20/(len(prose)+7)), "longer than 32 MB"},
		{"nested", "<body>" + strings.Repeat("<div>", 30_000) + article, "nested too deeply"},
		{"nested inline", "<body>" + strings.Repeat("<span>", 30_000) + article, "nested too deeply"},
		{"nested tables", "<body>" + strings.Repeat("<table><tr><td>", 10_000) + article, "nested too deeply"},
		{"many tags", "<body>" + strings.Repeat("<br>", 300_000) + article, "more than 40000 tags"},
		{"unclosed formatting", "<body>" + formatting(400) + strings.Repeat("<p>x", 10_000), "leaves so many tags"},
		{"no article", "<body><nav><a href=/>Home</a></nav></body>", "no article was found"},
		{"no body", "", "no text"},
		{"empty", "<html><head><title>Nothing</title></head></html>", "no text"},
		{"frames", "<html><frameset cols=50%,50%><frame src=a.html><frame src=b.html></frameset></html>", "save the frame"},
		{"scripts only", "<body><div id=app></div><script>render('" + prose + "')</script></body>", "drawn by scripts"},
		{"binary", "\x00\x01\x02\xff\xfe\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\xff\x13", 5000), "binary data"},
		{"fragment", strings.Repeat("<p>"+prose+prose+"</p>", 1) + "<p>" + strings.ToUpper(prose) + "</p>", ""},
		{"unclosed", "<body><h1>A headline of the page<p>" + strings.Repeat("<b>"+prose+"<p>", 20), ""},
		{"one long word", "<body>" + article + "<p>" + strings.Repeat("a", 8<<20), "more than 1 MB of text"},
		{"all at once", "<body>" + strings.Repeat("<div>", 100_000) + formatting(400), "more than 40000 tags"},
		{"NUL and controls", strings.ReplaceAll(article, "report", "re\x00port\x1b[31m"), ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			d, err := HTML("page.html", []byte(tc.page), "text/html")
			runtime.ReadMemStats(&after)
			t.Logf("%d MB allocated for %d kB", (after.TotalAlloc-before.TotalAlloc)>>20, len(tc.page)>>10)
			switch {
			case tc.refused == "" && err != nil:
				t.Errorf("refused: %v", err)
			case tc.refused == "" && len(d.Paragraphs) == 0:
				t.Error("no paragraph")
			case tc.refused != "" && (err == nil || !strings.Contains(err.Error(), tc.refused)):
				t.Errorf("got %v, want an error about %q", err, tc.refused)
			}
		})
	}
}

// TestHTMLGrowth has more and more of what could make a rule take for ever. All of it
// is read.
func TestHTMLGrowth(t *testing.T) {
	article := "<article><h1>A headline of the page</h1>" + strings.Repeat("<p>"+prose+"</p>", 5) + "</article>"
	for name, page := range map[string]func(n int) string{
		"entities": func(n int) string {
			return "<body>" + article + strings.Repeat("&amp;&bigstar;&#x1F4A3;&nosuch;&lol9;", 4*n)
		},
		"same paragraph": func(n int) string {
			return "<body><article>" + strings.Repeat("<p>x y z</p>", 2*n) + article + "</article>"
		},
		"quotes": func(n int) string {
			return "<body><article>" + strings.Repeat("<blockquote>"+prose+"</blockquote>", n) + "</article>"
		},
		"links": func(n int) string { return "<body>" + article + strings.Repeat("<p><a href=/x>"+prose+"</a></p>", n) },
		"JSON-LD nested": func(n int) string {
			return "<script type=application/ld+json>" + strings.Repeat(`{"@graph":[`, 10*n) + "</script>" + article
		},
		"JSON-LD wide": func(n int) string {
			return "<script type=application/ld+json>[" + strings.Repeat(`{"@type":"Article","headline":"x"},`, 6*n) + "{}]</script>" + article
		},
		"attributes": func(n int) string { return "<body " + attributes(20*n) + ">" + article },
		"class names": func(n int) string {
			return "<body><div class='" + strings.Repeat("related share ", 20*n) + "'>" + article + "</div>"
		},
	} {
		t.Run(name, func(t *testing.T) {
			effort.Linear(t, 200, func(n int) func() {
				raw := []byte(page(min(n, 5000)))
				return func() {
					if d, err := HTML("page.html", raw, "text/html"); err != nil || len(d.Paragraphs) == 0 {
						t.Errorf("%d: %v", n, err)
					}
				}
			})
		})
	}
}

// formatting returns n tags that the parser does not count as the same.
func formatting(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<b class=c%d>", i)
	}
	return b.String()
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " a%d=%d", i, i)
	}
	return b.String()
}

// TestHTMLDecode is about what the fixtures cannot hold: bytes.
func TestHTMLDecode(t *testing.T) {
	for _, tc := range []struct{ name, raw, contentType, want string }{
		{"UTF-8 with a mark", "\xef\xbb\xbf<p>é", "text/html; charset=windows-1252", "<p>é"},
		{"UTF-16 big endian", "\xfe\xff\x00<\x00p\x00>\x00\xe9", "text/html; charset=utf-8", "<p>é"},
		{"called UTF-8 and is not", "<meta charset=utf-8><p>caf\xe9", "text/html; charset=utf-8", "<meta charset=utf-8><p>café"},
		{"UTF-8 with one bad byte", "<p>é\xff", "text/html; charset=utf-8", "<p>é\ufffd"},
		{"nothing declared", "<p>\x93caf\xe9\x94", "", "<p>“café”"},
		{"no such charset", "<p>\xe9", "text/html; charset=klingon-8", "<p>é"},
	} {
		text, _, err := decode([]byte(tc.raw), tc.contentType)
		if err != nil || !strings.HasSuffix(text, tc.want) {
			t.Errorf("%s: %q, %v; want %q", tc.name, text, err, tc.want)
		}
	}
}

// checkDraft asserts what holds of every draft: each paragraph's words stand in the
// page as they are, and no block of the page is lost.
func checkDraft(t *testing.T, raw []byte, contentType string, d *Draft) {
	t.Helper()
	text, _, err := decode(raw, contentType)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := parseHTML(text)
	if err != nil {
		t.Fatal(err)
	}
	showMarks(doc)
	p := newPage("", nil, nil)
	p.dropGone(doc)
	blocks, written := map[string]int{}, map[string][]string{}
	for _, x := range p.draft.Dropped {
		blocks[x.Text]++
	}
	for _, b := range blocksOf(doc) {
		blocks[b.text]++
		for _, form := range []string{b.text, "> " + b.text, b.signature()} {
			form = expression("marks of footnotes in text").ReplaceAllString(form, "$1$3")
			written[form] = append(written[form], b.text)
		}
	}
	for _, p := range d.Paragraphs {
		text := ""
		for _, t := range written[p] {
			if blocks[t] > 0 {
				text = t
			}
		}
		if blocks[text]--; blocks[text] < 0 || !utf8.ValidString(p) || strings.ContainsAny(p, "\n\r") || strings.TrimSpace(p) != p {
			t.Errorf("the paragraph %q is none of the page's", p)
		}
	}
	for _, x := range d.Dropped {
		if blocks[x.Text]--; blocks[x.Text] < 0 || x.Rule == "" {
			t.Errorf("%q was dropped by %q and is none of the page's", x.Text, x.Rule)
		}
	}
	for b, n := range blocks {
		if n != 0 {
			t.Errorf("%q is neither in the article nor among the dropped", b)
		}
	}
}

func TestHTMLLosesNothing(t *testing.T) {
	for _, p := range htmlPages(t) {
		d, err := HTML(p.fields["source"], p.raw, p.fields["content-type"])
		if err != nil {
			t.Fatal(err)
		}
		checkDraft(t, p.raw, p.fields["content-type"], d)
	}
}

func FuzzHTML(f *testing.F) {
	for _, p := range htmlPages(f) {
		f.Add(p.raw, p.fields["content-type"])
	}
	f.Add([]byte("<table><tr><td>a<td>b<p>c<select><option>d<svg><title>e"), "text/html; charset=x")
	f.Add([]byte("<p>a<br></p><q></q><blockquote><br></blockquote>"), "")
	f.Add([]byte("<h1>000A<p>0000000 0000000 00000 000 000000 00 000 00000000 00000 00000 000000000"), "")
	f.Fuzz(func(t *testing.T, raw []byte, contentType string) {
		d, err := HTML("https://a.example/b", raw, contentType)
		if err == nil {
			checkDraft(t, raw, contentType, d)
		}
	})
}

// BenchmarkHTML reads the fixtures; b.N counts pages.
func BenchmarkHTML(b *testing.B) {
	pages := htmlPages(b)
	for i := 0; b.Loop(); i++ {
		p := pages[i%len(pages)]
		if _, err := HTML(p.fields["source"], p.raw, p.fields["content-type"]); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
