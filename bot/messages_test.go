package bot_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"onrecord/bot"
	"onrecord/bot/discordtest"
	"onrecord/commands"
)

var update = flag.Bool("update", false, "rewrite testdata/messages.txtar")

// A wiretap is a transport that writes down what is sent for interactions.
type wiretap struct {
	http.RoundTripper
	mu   sync.Mutex
	sent bytes.Buffer
}

func (w *wiretap) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodPost || r.Method == http.MethodPatch {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		w.mu.Lock()
		fmt.Fprintf(&w.sent, "%s %s ", r.Method, path.Base(r.URL.Path))
		_ = json.Indent(&w.sent, body, "", "  ")
		w.sent.WriteByte('\n')
		w.mu.Unlock()
	}
	return w.RoundTripper.RoundTrip(r)
}

func (w *wiretap) take() []byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	defer w.sent.Reset()
	return bytes.Clone(w.sent.Bytes())
}

// TestMessages holds what is sent to Discord, to the byte, against testdata/messages.txtar.
func TestMessages(t *testing.T) {
	out := &txtar.Archive{Comment: []byte("What the bot sends to Discord. Written by go test ./bot -run Messages -update.\n\n")}
	keep := func(name string, wire *wiretap) {
		out.Files = append(out.Files, txtar.File{Name: name, Data: wire.take()})
	}
	quay := []string{article("lanterns", "Eight *lanterns*", "Harbour Post", strings.Join(lanternParagraphs(), "\n\n"))}
	for i, body := range []string{
		"“We will not spend a penny on cameras for the old quay,” said Olive Brandt.\n\n“Nobody needs lights there,” said Ines Falk.",
		"“We will not spend one penny on cameras for the old quay,” Olive Brandt said. She warned that radios help smugglers.",
		"“*We* will ~~not~~ `spend` a **penny** | on > # @everyone <@1> [radios](https://evil.example),” said Olive Brandt.",
	} {
		quay = append(quay, article(fmt.Sprint("t", i), fmt.Sprint("Town ", i), fmt.Sprint("Outlet ", i), body))
	}
	lib := &heldLibrary{Library: library(t, source(quay...))}
	lib.hold()
	lib.release()
	asks := func(srv *discordtest.Server, wire *wiretap) {
		const penny = "We will not spend a penny on cameras for the old quay"
		const claims = "Falk said “we will not spend a penny on cameras for the old quay”, but " +
			"\"nobody needs the lights there\" said Ines Falk.\n> the zeppelin flew over the quay\n> — Olive Brandt"
		long := "lantern " + strings.Repeat("lanterns ", 20)
		for _, test := range []struct {
			name    string
			command string
			options map[string]any
			clicks  []string
		}{
			{"quote", "quote", quote("lantern"), []string{"Next", "Next", "Previous", "Context 2", "Cite"}},
			{"quote in private", "quote", private(quote("lantern")), []string{"Share", "Next"}},
			{"quote of hostile text", "quote", quote("radios everyone"), []string{"Cite"}},
			{"quote too long for a button", "quote", private(quote(long)), []string{"Next", "Share"}},
			{"quote misspelt", "quote", quote("lanterm"), nil},
			{"quote of nothing", "quote", quote("zeppelin"), nil},
			{"quote of no words", "quote", quote("?!"), nil},
			{"quote with a filter", "quote", map[string]any{"query": "quay", "speaker": "falk", "from": "soon"}, nil},
			{"quote of one", "quote", quote("gorse"), []string{"More context"}},
			{"ask", "ask", map[string]any{"question": "Where does the lantern hang?"}, []string{"Next"}},
			{"verify", "verify", map[string]any{"quote": penny, "speaker": "Brandt"}, nil},
			{"verify of another", "verify", private(map[string]any{"quote": penny, "speaker": "Ines Falk"}), []string{"Share", "More context", "Cite"}},
			{"verify altered", "verify", map[string]any{"quote": "We will spend a penny on cameras for the old quay"}, nil},
			{"verify absent", "verify", map[string]any{"quote": "the zeppelin flew over the harbour"}, nil},
			{"who", "who", map[string]any{"words": penny}, nil},
			{"compare", "compare", map[string]any{"words": "penny cameras"}, nil},
			{"timeline", "timeline", map[string]any{"speaker": "brandt"}, nil},
			{"article", "article", map[string]any{"article": "lanterns"}, []string{"Next"}},
			{"sources", "sources", map[string]any{}, nil},
			{"help", "help", map[string]any{}, nil},
			{"config", "config", map[string]any{}, nil},
			{"config changed", "config", map[string]any{"private": true, "page": 2}, nil},
			{"quote with settings", "quote", quote("lantern"), []string{"Next"}},
			{"config reset", "config", map[string]any{"reset": true}, nil},
		} {
			in := srv.Slash(test.command, test.options)
			in.Reply()
			keep(test.name, wire)
			for _, label := range test.clicks {
				in.Click(label).Reply()
				keep(test.name+", "+label, wire)
			}
		}
		srv.MessageCommand("Check this quote", claims).Reply()
		keep("check this quote", wire)
		srv.MessageCommand("Find in coverage", "Where hangs the lantern?").Reply()
		keep("find in coverage", wire)
		srv.MessageCommand("Find in coverage", "").Reply()
		keep("find in an empty message", wire)
		for _, typed := range []string{"br", "zeppelin"} {
			srv.Autocomplete("quote", "speaker", typed).Choices()
			keep("complete "+typed, wire)
		}
		asked := srv.Slash("quote", quote("lantern"))
		asked.Reply()
		wire.take()
		asked.Click("Next", discordtest.From{User: discordtest.Bob}).Reply()
		keep("another member's click", wire)
		asked.Click("Next", withID("2p3.999|quote|query=lantern")).Reply()
		keep("beyond the last page", wire)
		for _, id := range []string{"2kAAAA", "1pt3.6~quote~query~a"} {
			asked.Click("Previous", withID(id)).Reply()
			keep("button "+id, wire)
		}
	}
	tap := func(srv *discordtest.Server) (*wiretap, func(*bot.Config)) {
		wire := &wiretap{RoundTripper: srv}
		return wire, func(cfg *bot.Config) { cfg.HTTP = &http.Client{Transport: wire} }
	}
	r := commands.NewRouter(lib, commands.About{Version: "test"})
	t.Run("at once", func(t *testing.T) {
		srv := discordtest.New(t)
		wire, tapped := tap(srv)
		store := openGuilds(t)
		start(t, srv, r, tapped, func(cfg *bot.Config) { cfg.Guilds, cfg.Settable = store, true })
		asks(srv, wire)
	})
	t.Run("deferred", func(t *testing.T) {
		srv := discordtest.New(t)
		wire, tapped := tap(srv)
		start(t, srv, r, tapped, func(cfg *bot.Config) { cfg.DeferAfter(time.Millisecond) })
		var asked, next *discordtest.Interaction
		lib.slowly(t, func() []*discordtest.Interaction {
			asked = srv.Slash("quote", private(quote("lantern")))
			return one(asked)
		})
		asked.Reply()
		keep("deferred", wire)
		lib.slowly(t, func() []*discordtest.Interaction { next = asked.Click("Next"); return one(next) })
		next.Until(func(m *discordtest.Message) bool { return strings.Contains(m.Text(), "4–6 of 8") })
		keep("deferred, Next", wire)
	})
	t.Run("too much", func(t *testing.T) {
		srv := discordtest.New(t)
		wire, tapped := tap(srv)
		start(t, srv, r, tapped, func(cfg *bot.Config) { cfg.UserRate = bot.Rate{Burst: 1, Per: time.Hour} })
		srv.Slash("quote", quote("lantern")).Reply()
		wire.take()
		srv.Slash("quote", quote("lantern")).Reply()
		keep("too much", wire)
	})
	const golden = "testdata/messages.txtar"
	if *update {
		if err := os.WriteFile(golden, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Files) != len(out.Files) {
		t.Errorf("%d messages, want %d", len(out.Files), len(want.Files))
	}
	for i, f := range out.Files[:min(len(out.Files), len(want.Files))] {
		t.Run(f.Name, func(t *testing.T) {
			if w := want.Files[i]; f.Name != w.Name || !bytes.Equal(f.Data, w.Data) {
				t.Errorf("%s: got\n%s\nwant of %s\n%s", f.Name, f.Data, w.Name, w.Data)
			}
		})
	}
}
