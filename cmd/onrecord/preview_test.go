package main

import (
	"bytes"
	"context"
	"fmt"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// pressPage is a page whose seventh screen has the words that a test looks up. What the
// browser marks there is purple, as nothing else is.
const pressPage = `<!doctype html><meta charset="utf-8"><title>Quay lamps</title>
<style>p { margin: 0 0 90vh } ::target-text { background: rgb(160, 0, 200); color: rgb(160, 0, 200) }</style>
<h1>The quay gets lamps</h1><p>One.</p><p>Two.</p><p>Three.</p><p>Four.</p><p>Five.</p><p>Six.</p>
<p>“Every lantern on the quay will burn until the last boat is home,” said Ann Field, the harbour master.</p>`

// lampArticles writes articles whose addresses lead to pressPage, and returns their folder.
func lampArticles(t *testing.T) string {
	t.Helper()
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, pressPage)
	}))
	t.Cleanup(page.Close)
	dir := t.TempDir()
	for i, words := range []string{
		"Every lantern on the quay will burn until the last boat is home,", "No lantern has ever sunk a ship,",
		"I paid for the first lantern myself,", "A lantern costs less than a funeral,", "We shall light the last lantern in May,",
	} {
		article := fmt.Sprintf("---\ntitle: \"Quay lamps %[1]d\"\ndate: \"2021-03-0%[1]d\"\nparams:\n  outlet: \"Harbour Post\"\n  url: \"%[2]s/%[1]d\"\n  form: full\n---\n“%[3]s” said Ann Field, the harbour master.\n",
			i+1, page.URL, words)
		must(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("lamps-%d.md", i+1)), []byte(article), 0o600))
	}
	return dir
}

// previewed runs the program's preview on some articles, and returns its address.
func previewed(t *testing.T, corpora ...string) string {
	t.Helper()
	t.Setenv("DISCORD_TOKEN", "")
	ctx, cancel := context.WithCancel(t.Context())
	var stdout, stderr safeBuffer
	p := &program{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr}
	done := make(chan int, 1)
	args := []string{"preview", "--corpus", "builtin"}
	for _, c := range corpora {
		args = append(args, "--corpus", c)
	}
	go func() { done <- p.run(ctx, args) }()
	t.Cleanup(func() {
		cancel()
		if code := <-done; code != exitAnswered || stderr.String() != "" {
			t.Errorf("exit status %d: %s", code, stderr.String())
		}
	})
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/\w+/`)
	eventually(t, "an address", func() bool { return address.MatchString(stdout.String()) })
	return address.FindString(stdout.String())
}

// browse starts a browser of its own; what goes wrong in its pages fails the test.
func browse(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, _ = exec.LookPath(name); path != "" {
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("there is no Chromium to test the preview in: install Debian's package chromium")
		}
		t.Skip("there is no Chromium to test the preview in")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WSURLReadTimeout(time.Minute))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 3*time.Minute) // for what hangs, of a dozen steps
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	must(t, chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("the page's script failed: %v", e.ExceptionDetails)
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelError {
				t.Errorf("the browser says: %s %s", e.Entry.Text, e.Entry.URL)
			}
		}
	}))
	return ctx
}

// line is where a person types.
const line = chromedp.CSS("#line")

func evaluate[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	must(t, err)
	return got
}

// lastMessage is a script that tells what the newest message shows, a line a part.
const lastMessage = `(() => {
	const m = [...document.querySelectorAll('discord-message')].at(-1);
	if (!m) return '';
	return [m.textContent.trim(), ...[...m.querySelectorAll('discord-embed')].map(e => e.getAttribute('embed-title') + ' ' + e.getAttribute('url')),
		m.hasAttribute('ephemeral') ? 'only you' : 'everybody'].join('\n');
})()`

// TestPreview uses the preview in a real browser as a person would who has no account.
func TestPreview(t *testing.T) {
	address := previewed(t, lampArticles(t))
	ctx := browse(t)
	do := func(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		must(t, chromedp.Do(ctx, steps...))
	}
	// shows waits until the newest message has all of some texts.
	shows := func(t *testing.T, want ...string) {
		t.Helper()
		eventually(t, fmt.Sprintf("%q in the newest message", want), func() bool {
			got := evaluate[string](t, ctx, lastMessage)
			for _, w := range want {
				if !strings.Contains(got, w) {
					return false
				}
			}
			return true
		})
	}
	press := func(label string) chromedp.Action[chromedp.Void] {
		return chromedp.Click(`//discord-message[last()]//*[self::discord-button or self::button][.="` + label + `"]`)
	}
	typed := func(text string) chromedp.Action[chromedp.Void] {
		return chromedp.Steps(chromedp.Focus(line), func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
			_, err := chromedp.Evaluate[any]("document.getElementById('line').select()")(ctx, target)
			return chromedp.Void{}, err
		}, chromedp.SendKeys(line, text))
	}
	enter := chromedp.KeyEvent(kb.Enter)
	do(t, chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS("html[data-ready]")))

	t.Run("the example is there to be sent", func(t *testing.T) {
		do(t, enter)
		shows(t, "Parker", "encryption", "BuzzFeed News · 17 Sep 2015 (inferred) · digest, in our words", "https://www.buzzfeed.com/", "everybody")
	})
	t.Run("suggestions, by keyboard", func(t *testing.T) {
		do(t, typed("/ti"), chromedp.WaitVisible(chromedp.CSS("#list li")), chromedp.KeyEvent(kb.Tab), chromedp.SendKeys(line, "speaker:an fiel"),
			chromedp.WaitVisible(`//li[contains(., "Ann Field")]`), chromedp.KeyEvent(kb.ArrowDown), enter, enter)
		shows(t, "Ann Field", "Harbour Post · 1 Mar 2021", "of 5 ·", "everybody")
	})
	t.Run("pages turn in place", func(t *testing.T) {
		const count = `document.querySelectorAll('discord-message').length`
		before := evaluate[int](t, ctx, count)
		do(t, press("Next"))
		shows(t, "4–5 of 5")
		eventually(t, "the focus to stay on a button", func() bool {
			return evaluate[string](t, ctx, "document.activeElement.textContent") == "Previous"
		})
		if after := evaluate[int](t, ctx, count); before != after {
			t.Errorf("%d messages became %d", before, after)
		}
	})
	t.Run("private, shared", func(t *testing.T) {
		do(t, typed("/quote private:true first lantern myself"), enter)
		shows(t, "I paid for the first lantern myself", "only you")
		do(t, press("Share"))
		shows(t, "Shared by You", "I paid for the first lantern myself", "everybody")
	})
	t.Run("a citation to paste", func(t *testing.T) {
		do(t, typed("/quote lantern funeral"), enter)
		shows(t, "A lantern costs less than a funeral")
		do(t, press("Cite"))
		shows(t, "quoted in Harbour Post, 4 March 2021. http:", "As Markdown:", "only you")
	})
	t.Run("what stands around", func(t *testing.T) {
		do(t, typed("/quote status quo speaker:Cressida Dick"), enter)
		shows(t, "we cannot allow the")
		do(t, press("More context"))
		shows(t, "we cannot allow the", "The Guardian", "only you")
	})
	t.Run("a message's menu", func(t *testing.T) {
		do(t, typed(`She said “A lantern costs more than a funeral” **again**`), enter)
		shows(t, "again")
		do(t, press("Check this quote"))
		shows(t, "it was “less”, not “more”", "only you")
		do(t, typed("So a lantern costs less than a funeral, says who?"), enter)
		shows(t, "says who")
		do(t, press("Find in coverage"))
		shows(t, "A lantern costs less than a funeral", "Ann Field", "only you")
	})
	t.Run("what is wrong is said", func(t *testing.T) {
		for _, tt := range [][2]string{{"/qoute x", "no command /qoute"}, {"/quote ", "needs query"}, {"/quote private:maybe lantern", "private is True or False"}} {
			do(t, typed(tt[0]), enter)
			eventually(t, tt[1], func() bool {
				return strings.Contains(evaluate[string](t, ctx, "document.getElementById('hint').textContent"), tt[1])
			})
		}
	})
	t.Run("Discord's Markdown", func(t *testing.T) {
		for _, tt := range [][2]string{
			{`**a** \*b\* __c__ ~~d~~ *e* _f_ ***g***`, `<div><strong>a</strong> *b* <u>c</u> <s>d</s> <em>e</em> <em>f</em> <strong>g</strong></div>`},
			{`snake_case **bold** snake_case`, `<div>snake_case <strong>bold</strong> snake_case</div>`},
			{"a\n\n> b\n> \n> c\n-# d\ne", `<div>a<br></div><blockquote>b<br><br>c</blockquote><small>d</small><div>e</div>`},
			{"x ```\n**y**\n``` z", `<div>x </div><pre>**y**</pre><div> z</div>`},
			{"`**y**`", `<div><code>**y**</code></div>`},
			{`[a](https://h.example/b_(c))`, `<div><a href="https://h.example/b_(c)" target="_blank" rel="noopener noreferrer">a</a></div>`},
			{`see https://h.example/x#:~:text=a,b.`, `<div>see <a href="https://h.example/x#:~:text=a,b" target="_blank" rel="noopener noreferrer">https://h.example/x#:~:text=a,b</a>.</div>`},
			{`[a](javascript:alert(1)) <b>`, `<div>[a](javascript:alert(1)) &lt;b&gt;</div>`},
		} {
			script := fmt.Sprintf("import('./markdown.js').then(m => { const e = document.createElement('p'); e.append(m.markdown(%q)); return e.innerHTML })", tt[0])
			got, err := chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
			must(t, err)
			if got != tt[1] {
				t.Errorf("%s\nbecomes %s\nnot     %s", tt[0], got, tt[1])
			}
		}
	})
	t.Run("what looks like a page's own code is text", func(t *testing.T) {
		const code = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) <b>zyx</b>"
		do(t, typed(code), enter)
		shows(t, code)
		do(t, typed("/quote "+code), enter)
		shows(t, "zyx")
	})
	for _, tt := range [][3]string{
		{"foreign", "no lantern sunk a ship", "No lantern has ever sunk"}, {"direct", "paid first lantern", "I paid for the first"},
		{"group", "lantern funeral", "A lantern costs less"}, {"server", "last lantern may", "We shall light"},
	} {
		t.Run("where: "+tt[0], func(t *testing.T) {
			do(t, chromedp.SetValue(chromedp.CSS("#where"), tt[0]), typed("/quote "+tt[1]), enter)
			shows(t, tt[2], "everybody")
		})
	}
	t.Run("a phone's width, and light", func(t *testing.T) {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}},
		})
		must(t, err)
		do(t, chromedp.EmulateViewport(360, 640))
		eventually(t, "the light theme", func() bool {
			return evaluate[bool](t, ctx, `document.querySelector('discord-message').hasAttribute('light-theme')`)
		})
		wide := evaluate[int](t, ctx, `Math.max(...[...document.querySelectorAll('*')].map(e => Math.ceil(e.getBoundingClientRect().right)))`)
		if wide > 360 {
			t.Errorf("something reaches to pixel %d of 360", wide)
		}
	})
	t.Run("the source opens at the sentence", func(t *testing.T) {
		do(t, typed("/quote every lantern last boat"), enter)
		shows(t, "Every lantern on the quay")
		link := evaluate[string](t, ctx, `[...document.querySelectorAll('discord-embed[url]')].at(-1).getAttribute('url')`)
		do(t, chromedp.Navigate(link))
		eventually(t, "the browser to scroll to "+link, func() bool { return evaluate[float64](t, ctx, "scrollY") > 640 })
		shot, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		must(t, err)
		shown, err := png.Decode(bytes.NewReader(shot))
		must(t, err)
		marked, b := 0, shown.Bounds()
		for y := b.Min.Y; y < b.Max.Y; y++ {
			for x := b.Min.X; x < b.Max.X; x++ {
				if color.RGBAModel.Convert(shown.At(x, y)) == (color.RGBA{160, 0, 200, 255}) {
					marked++
				}
			}
		}
		if marked < 1000 {
			t.Errorf("%d pixels are marked", marked)
		}
	})
}

// TestScreenshot makes the README's picture of an answer, on demand: it is as the browser and its
// fonts are.
func TestScreenshot(t *testing.T) {
	if os.Getenv("ONRECORD_SCREENSHOT") == "" {
		t.Skip("ONRECORD_SCREENSHOT=1 makes docs/answer.png anew")
	}
	address := previewed(t)
	ctx := browse(t)
	must(t, chromedp.Do(ctx, chromedp.EmulateViewport(760, 550)))
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
	})
	must(t, err)
	must(t, chromedp.Do(ctx, chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS("html[data-ready]"))))
	evaluate[any](t, ctx, "document.getElementById('hello').remove(), document.getElementById('line').value = '/quote dick status quo', undefined")
	must(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS("discord-embed"))))
	shot, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	must(t, err)
	must(t, os.WriteFile("../../docs/answer.png", shot, 0o644))
}

// TestPreviewIsForThisMachine tries what a page elsewhere, or a neighbour in the network, could.
func TestPreviewIsForThisMachine(t *testing.T) {
	address := previewed(t)
	root := regexp.MustCompile(`\w+/$`).ReplaceAllString(address, "")
	for _, tt := range []struct {
		name, address, host string
		want                int
	}{
		{"page", address, "", http.StatusOK},
		{"without the secret", root, "", http.StatusNotFound},
		{"with another secret", root + "AAAAAAAAAAAAAAAAAAAAAAAAAA/", "", http.StatusNotFound},
		{"by a name that was made to lead here", address, "evil.example", http.StatusForbidden},
		{"interactions without the secret", root + "interactions", "", http.StatusNotFound},
		{"above the page", address + "..%2f..%2fpreview.go", "", http.StatusNotFound},
	} {
		t.Run(tt.name, func(t *testing.T) {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, tt.address, nil)
			must(t, err)
			req.Host = tt.host
			res, err := http.DefaultClient.Do(req)
			must(t, err)
			defer res.Body.Close()
			if res.StatusCode != tt.want || !strings.HasPrefix(res.Header.Get("Content-Security-Policy"), "default-src 'none'") {
				t.Errorf("%s is answered with %s %v", tt.address, res.Status, res.Header)
			}
		})
	}
	for _, listen := range []string{"0.0.0.0:0", ":0", "example.org:80", "nonsense"} {
		code, stderr := previewWith(t, "--listen", listen)
		if code != exitFault || !strings.Contains(stderr, "only this machine may see the preview") {
			t.Errorf("--listen %s: exit status %d: %s", listen, code, stderr)
		}
	}
}

func previewWith(t *testing.T, args ...string) (code int, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), append([]string{"preview"}, args...), strings.NewReader(""), &out, &errs)
	return code, errs.String()
}
