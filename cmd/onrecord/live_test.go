package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/bot/discordtest"
)

// ferry writes an invented article about a ferry that sails in a season.
func ferry(t *testing.T, dir, name, date, season string) {
	t.Helper()
	text := fmt.Sprintf("---\ntitle: Ferry\ndate: %q\nparams:\n  outlet: Coast Echo\n  url: https://coast.example/%s\n  form: full\n---\n“The ferry will sail in %s,” said Piet Doorn.\n", date, name, season)
	must(t, os.WriteFile(filepath.Join(dir, name+".md"), []byte(text), 0o644))
}

// TestChangedArticlesAreTakenUp changes the articles below the running bot, without
// telling it, while members go on asking: none of them may find it blank.
func TestChangedArticlesAreTakenUp(t *testing.T) {
	for _, kept := range []bool{false, true} {
		t.Run(fmt.Sprintf("kept=%t", kept), func(t *testing.T) {
			base := t.TempDir()
			release := func(name, season string) string {
				dir := filepath.Join(base, name)
				must(t, os.Mkdir(dir, 0o755))
				ferry(t, dir, "ferry", "2021-05-01", season)
				return dir
			}
			dir := release("one", "winter")
			link := filepath.Join(base, "current")
			must(t, os.Symlink("one", link))
			srv := discordtest.New(t)
			t.Setenv("DISCORD_TOKEN", discordtest.Token)
			t.Setenv("RATE_USER", "off")
			t.Setenv("RATE_SERVER", "off")
			t.Setenv("CORPUS_DIR", link)
			if kept {
				t.Setenv("DATA_DIR", t.TempDir())
			}
			s := serveProgram(t, srv)
			s.ready(http.StatusOK)
			ask := func(words string) string {
				return srv.Slash("quote", map[string]any{"query": words}).Reply().Text()
			}
			seen := func(words, want string) {
				t.Helper()
				eventually(t, fmt.Sprintf("%q found by %q", want, words), func() bool { return strings.Contains(ask(words), want) })
			}
			stop, asking := make(chan struct{}), sync.WaitGroup{}
			asking.Go(func() {
				for {
					select {
					case <-stop:
						return
					default:
					}
					in, err := srv.TrySlash("quote", map[string]any{"query": "ferry"})
					if err != nil {
						t.Error(err)
						return
					}
					if text := in.Reply().Text(); !strings.Contains(text, "said Piet Doorn") {
						t.Errorf("meanwhile somebody reads\n%s", text)
						return
					}
				}
			})
			seen("ferry", "winter")
			ferry(t, dir, "second", "2021-06-01", "spring")
			seen("spring", "sail in **spring**")
			ferry(t, dir, "second", "no date", "nothing")
			s.says("left out, or as before, until it is mended: "+link+"/second.md:3", true)
			s.says(`"articles":2`, true)
			seen("spring", "sail in **spring**") // the old one stays
			ferry(t, dir, "third", "2021-07-01", "autumn")
			seen("autumn", "sail in **autumn**") // and all others are taken up
			s.says("second.md:3", true)
			s.metrics(`onrecord_corpus_last_reload_successful 0`)
			seen("spring", "sail in **spring**")
			must(t, os.Remove(filepath.Join(dir, "second.md")))
			seen("spring", "Not in the coverage")
			release("two", "summer")
			must(t, os.Symlink("two", link+".new"))
			must(t, os.Rename(link+".new", link))
			seen("summer", "sail in **summer**")
			s.metrics(`onrecord_corpus_last_reload_successful 1`)
			must(t, os.Rename(link, link+".away"))
			s.says("the coverage is that of "+time.Now().Format("2006-"), true)
			s.says("no such file or directory", true)
			seen("summer", "sail in **summer**")
			must(t, os.Rename(link+".away", link))
			s.says("fault", false)
			close(stop)
			asking.Wait()
		})
	}
}

// TestItStartsWithoutAFaultyArticle, says so, and takes it up when it is mended.
func TestItStartsWithoutAFaultyArticle(t *testing.T) {
	dir := t.TempDir()
	ferry(t, dir, "good", "2021-05-01", "winter")
	ferry(t, dir, "bad", "no date", "nothing")
	srv := discordtest.New(t)
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	t.Setenv("CORPUS_DIR", dir)
	s := serveProgram(t, srv)
	if body := s.ready(http.StatusOK); !strings.Contains(body, "bad.md:3") || !strings.Contains(body, `"articles":1`) {
		t.Errorf("/readyz says %s", body)
	}
	log := s.stderr.String()
	if n := strings.Count(log, "level=ERROR"); n != 2 || !strings.Contains(log, "bad.md:3: ") || strings.Contains(log, `\n`) {
		t.Errorf("%d errors in the log:\n%s", n, log)
	}
	ferry(t, dir, "bad", "2021-05-02", "summer")
	s.says(`"articles":2`, true)
	s.says("fault", false)
}
