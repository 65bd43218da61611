package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/corpus/ingest"
	"onrecord/corpus/ingest/fetch"
)

// A press is a site with invented articles, a feed and a sitemap.
type press struct {
	*httptest.Server
	mu    sync.Mutex
	asked map[string]int
	pages int
}

func newPress(t *testing.T) *press {
	p := &press{asked: map[string]int{}, pages: 3}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.asked[r.URL.Path]++
		pages := p.pages
		p.mu.Unlock()
		var n int
		switch {
		case r.URL.Path == "/feed.xml":
			fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Quay Times</title>`)
			for i := range pages {
				fmt.Fprintf(w, `<item><title>Ferry number %d will sail again</title><link>%s/ferry-%d</link><pubDate>Tue, 0%d Jun 2021 10:00:00 GMT</pubDate></item>`, i+1, p.URL, i+1, i+1)
			}
			fmt.Fprint(w, `</channel></rss>`)
		case r.URL.Path == "/sitemap.xml":
			fmt.Fprintf(w, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>%s/ferry-1</loc></url><url><loc>%s/gone</loc></url><url><loc>%s/moved</loc></url></urlset>`, p.URL, p.URL, p.URL)
		case r.URL.Path == "/moved":
			http.Redirect(w, r, "/ferry-2", http.StatusFound)
		case strings.HasPrefix(r.URL.Path, "/ferry-"):
			_, _ = fmt.Sscanf(r.URL.Path, "/ferry-%d", &n)
			fmt.Fprintf(w, `<!doctype html><html><head><title>Ferry number %d will sail again - Quay Times</title></head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ferry number %d will sail again</h1><p>The ferry number %d will sail again in the spring, the harbour master of the old town said on Monday, after a winter in which it had lain idle at the quay.</p>
<p>“We have waited for this day for longer than anybody here likes to remember,” said Piet Doorn, the harbour master, who had come to the quay with his daughter number %d.</p>
<p>The crossing takes twenty minutes and costs as much as it did the year before, and children sail for nothing on Sundays.</p></article>
<footer>© Quay Times</footer></body></html>`, n, n, n, n)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *press) times(path string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked[path]
}

func importing(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, log bytes.Buffer
	p := &program{stdin: strings.NewReader(""), stdout: &out, stderr: &log}
	code = p.run(t.Context(), append([]string{"import", "--pause", "1ms"}, args...))
	return code, out.String(), log.String()
}

func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !so(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("there is never %s", what)
		}
	}
}

// TestImportStaysCurrent imports what a file names again and again, and what is added to it,
// until it is asked to end; a feed that is out of order keeps the others from nothing.
func TestImportStaysCurrent(t *testing.T) {
	p := newPress(t)
	dir := t.TempDir()
	list, out := filepath.Join(dir, "feeds.txt"), filepath.Join(dir, "articles")
	must(t, os.WriteFile(list, []byte("# Feeds of the harbour.\n\n"+p.URL+"/feed.xml\n"+p.URL+"/gone.xml\n"), 0o644))
	ctx, cancel := context.WithCancel(t.Context())
	var stdout, stderr bytes.Buffer
	done := make(chan int, 1)
	go func() {
		done <- (&program{stdout: &stdout, stderr: &stderr}).run(ctx, []string{"import", "--out", out, "--pause", "1ms", "--allow-private", "--sources", list, "--every", "5ms"})
	}()
	eventually(t, "the articles of the feed", func() bool { return len(articleFiles(t, out)) == 3 })
	p.mu.Lock()
	p.pages = 4
	p.mu.Unlock()
	eventually(t, "a new one", func() bool { return len(articleFiles(t, out)) == 4 })
	must(t, os.WriteFile(list, []byte(p.URL+"/ferry-9\n"), 0o644))
	eventually(t, "what was added to the file", func() bool { return len(articleFiles(t, out)) == 5 })
	cancel()
	if code := <-done; code != exitAnswered || p.times("/ferry-1") != 1 || !strings.Contains(stderr.String(), "could not be imported") {
		t.Errorf("status %d, a page fetched %d times:\n%s", code, p.times("/ferry-1"), stderr.String())
	}
}

func articleFiles(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.md"))
	must(t, err)
	return files
}

// TestImportBuiltin asks for the articles of the built-in coverage where there is no network:
// each is named with why it failed, and the page beside them is imported.
func TestImportBuiltin(t *testing.T) {
	page := filepath.Join(t.TempDir(), "page.txt")
	must(t, os.WriteFile(page, []byte("Ferry to sail again\n\nThe ferry will sail again in the spring, the harbour master of the old town said on Monday.\n"), 0o644))
	f := &importFlags{out: t.TempDir(), options: ingest.Options{DryRun: true, Web: fetch.Options{Resolver: &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("no network")
	}}}}}
	var stdout bytes.Buffer
	err := (&program{stdout: &stdout}).importSources(t.Context(), f, []string{builtin, page})
	if err == nil || err.Error() != "5 sources could not be imported" || !strings.Contains(stdout.String(), "\n6 sources: 1 written, 5 failed\n") {
		t.Errorf("%v\n%s", err, stdout.String())
	}
	failed := regexp.MustCompile(`(?m)^failed {6}(?:https?://\S+: .*no network|builtin \S+: its address is not known: .*)$`)
	if n := len(failed.FindAllString(stdout.String(), -1)); n != 5 {
		t.Errorf("%d are named with why they failed:\n%s", n, stdout.String())
	}
}

// TestImportInterrupted is told how to go on, whatever it was about to do.
func TestImportInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	page := filepath.Join(t.TempDir(), "page.txt")
	must(t, os.WriteFile(page, []byte("words"), 0o644))
	for _, arg := range []string{page, "http://127.0.0.1/"} {
		var stdout bytes.Buffer
		err := (&program{stdout: &stdout}).importSources(ctx, &importFlags{out: t.TempDir()}, []string{arg})
		if err == nil || !strings.Contains(err.Error(), "interrupted: what is summed up was done; to go on, give the same command again") {
			t.Errorf("%s: %v\n%s", arg, err, stdout.String())
		}
	}
}

func TestImportFromTheWeb(t *testing.T) {
	p := newPress(t)
	dir := filepath.Join(t.TempDir(), "articles")
	// Without being asked to, it does not go to addresses of this machine.
	if code, stdout, _ := importing(t, "--out", dir, p.URL+"/feed.xml"); code != exitFault || p.times("/feed.xml") != 0 || !strings.Contains(stdout, "only 80 and 443") {
		t.Fatalf("another port: status %d\n%s", code, stdout)
	}
	if code, stdout, _ := importing(t, "--out", dir, "http://127.0.0.1/feed.xml"); code != exitFault || !strings.Contains(stdout, "--allow-private") {
		t.Fatalf("a private address: status %d\n%s", code, stdout)
	}
	code, stdout, stderr := importing(t, "--out", dir, "--allow-private", p.URL+"/feed.xml")
	if code != exitAnswered || len(articleFiles(t, dir)) != 3 {
		t.Fatalf("status %d, %d articles:\n%s%s", code, len(articleFiles(t, dir)), stdout, stderr)
	}
	data, err := os.ReadFile(articleFiles(t, dir)[0])
	must(t, err)
	for _, want := range []string{`title: "Ferry number 1 will sail again"`, `date: "2021-06-01"`, `url: "` + p.URL + `/ferry-1"`, "said Piet Doorn, the harbour master"} {
		if !strings.Contains(string(data), want) {
			t.Errorf("the article lacks %s:\n%s", want, data)
		}
	}
	if strings.Contains(string(data), "Sport") {
		t.Errorf("the article has the site's menu:\n%s", data)
	}
	// Again, and with one more: only that is fetched.
	p.mu.Lock()
	p.pages = 4
	p.mu.Unlock()
	if code, stdout, stderr = importing(t, "--out", dir, "--allow-private", p.URL+"/feed.xml"); code != exitAnswered || p.times("/ferry-1") != 1 || p.times("/ferry-4") != 1 || len(articleFiles(t, dir)) != 4 {
		t.Errorf("again: status %d, /ferry-1 fetched %d times, %d articles\n%s%s", code, p.times("/ferry-1"), len(articleFiles(t, dir)), stdout, stderr)
	}
	// What is named twice is imported once; what is not there is a fault of its own.
	fresh := filepath.Join(t.TempDir(), "articles")
	code, stdout, stderr = importing(t, "--out", fresh, "--allow-private", p.URL+"/ferry-2", p.URL+"/sitemap.xml", p.URL+"/moved")
	if code != exitFault || !strings.Contains(stdout, p.URL+"/gone") || !strings.Contains(stderr, "1 source could not be imported") || len(articleFiles(t, fresh)) != 2 {
		t.Errorf("sitemap: status %d, %d articles\n%s%s", code, len(articleFiles(t, fresh)), stdout, stderr)
	}
	// A page of the list that led to another one is tried again, as long as it does.
	first, moved := p.times("/ferry-1"), p.times("/moved")
	if code, stdout, _ = importing(t, "--out", fresh, "--allow-private", p.URL+"/sitemap.xml"); code != exitFault || p.times("/ferry-1") != first || p.times("/moved") != moved+1 {
		t.Errorf("sitemap again: status %d, /ferry-1 fetched %d times, /moved %d\n%s", code, p.times("/ferry-1"), p.times("/moved"), stdout)
	}
	// A saved feed names pages to fetch; in a dry run nothing is written.
	feed := filepath.Join(t.TempDir(), "saved.rss")
	must(t, os.WriteFile(feed, []byte(`<rss version="2.0"><channel><item><link>`+p.URL+`/ferry-3</link></item></channel></rss>`), 0o644))
	dry := filepath.Join(t.TempDir(), "dry")
	if code, stdout, stderr = importing(t, "--out", dry, "--allow-private", "--dry-run", feed); code != exitAnswered || !strings.Contains(stdout, "Ferry number 3") {
		t.Errorf("a saved feed: status %d\n%s%s", code, stdout, stderr)
	}
	if _, err := os.Stat(dry); err == nil {
		t.Error("a dry run has written something")
	}
}
