package bot

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
	"onrecord/corpus"
)

// empty is a library without articles.
type empty struct{ c *corpus.Corpus }

func newEmpty(t testing.TB) empty {
	t.Helper()
	c, err := corpus.NewCorpus(nil)
	if err != nil {
		t.Fatal(err)
	}
	return empty{c}
}

func (e empty) Scope(context.Context, corpus.Query) (corpus.Scope, error) { return e.c.Scope(), nil }
func (e empty) Outlets(context.Context, corpus.Query) ([]corpus.OutletCount, error) {
	return nil, nil
}
func (e empty) Articles(_ context.Context, ids []string) ([]*corpus.Article, error) {
	return make([]*corpus.Article, len(ids)), nil
}
func (e empty) List(context.Context, corpus.Listing) ([]*corpus.Article, int, error) {
	return nil, 0, nil
}
func (e empty) People(context.Context, []string, int, bool) ([]corpus.Identity, error) {
	return nil, nil
}
func (e empty) Alike(context.Context, string, int) ([]*corpus.Article, error) {
	return e.c.Articles, nil
}
func (e empty) Suggest(context.Context, corpus.NameKind, string, int) ([]string, error) {
	return nil, nil
}
func (e empty) Search(context.Context, corpus.Query) (corpus.Answer, error) {
	return corpus.Answer{Scope: e.c.Scope()}, nil
}

// panicky is a library that falls over.
type panicky struct{ commands.Library }

func (panicky) Scope(context.Context, corpus.Query) (corpus.Scope, error) {
	panic("the library fell over")
}
func (panicky) Search(context.Context, corpus.Query) (corpus.Answer, error) {
	panic("the library fell over")
}

// stuck is a library that answers only when it is let go, whatever its context says.
type stuck struct {
	empty
	letGo chan struct{}
}

func (s stuck) Scope(ctx context.Context, q corpus.Query) (corpus.Scope, error) {
	<-s.letGo
	return s.empty.Scope(ctx, q)
}
func (s stuck) Outlets(ctx context.Context, q corpus.Query) ([]corpus.OutletCount, error) {
	<-s.letGo
	return s.empty.Outlets(ctx, q)
}
func (s stuck) Search(ctx context.Context, q corpus.Query) (corpus.Answer, error) {
	<-s.letGo
	return s.empty.Search(ctx, q)
}
func (s stuck) Suggest(context.Context, corpus.NameKind, string, int) ([]string, error) {
	<-s.letGo
	return nil, nil
}

// A recorder is a transport that keeps what is sent, and answers in Discord's place.
type recorder struct {
	gate  chan struct{} // first answers wait until it is closed; nil does not hold them
	code  int           // by which every first answer is refused; 0 takes it
	err   error         // of every first answer
	hangs bool          // edits get no answer

	mu   sync.Mutex
	sent []sent
	log  strings.Builder // a line each: the way, whether it is private, and the text
}

// A sent is as much of what is sent as tests look at.
type sent struct {
	Type discordgo.InteractionResponseType
	Data *sentMessage
}

type sentMessage struct {
	Content string
	Flags   discordgo.MessageFlags
	Choices []discordgo.ApplicationCommandOptionChoice
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	var s sent
	first := strings.HasSuffix(req.URL.Path, "/callback")
	way := "edit"
	var into any = &s
	if !first {
		s.Data = &sentMessage{}
		into = s.Data
	}
	if err := json.NewDecoder(req.Body).Decode(into); err != nil {
		return nil, err
	}
	status, body := http.StatusOK, "{}"
	switch {
	case first:
		if r.gate != nil {
			<-r.gate
		}
		way = fmt.Sprintf("type %d", s.Type)
		if r.code != 0 {
			status, body = http.StatusBadRequest, fmt.Sprintf(`{"code":%d}`, r.code)
		}
	case req.Method == http.MethodPost:
		way = "follow-up"
	}
	r.keep(way, s)
	if r.hangs && !first {
		<-req.Context().Done()
		return nil, req.Context().Err()
	}
	if first && r.err != nil {
		return nil, r.err
	}
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body))}, nil
}

func (r *recorder) keep(way string, s sent) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sent = append(r.sent, s)
	text := ""
	if s.Data != nil {
		if s.Data.Flags == discordgo.MessageFlagsEphemeral {
			way += ", private"
		}
		text, _, _ = strings.Cut(s.Data.Content, "\n")
	}
	fmt.Fprintln(&r.log, way+": "+text)
}

func (r *recorder) said() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.log.String()
}

// outcomes counts how interactions ended.
type outcomes struct {
	mu sync.Mutex
	of map[string]int
}

func (o *outcomes) observe(_, how string, _ time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.of[how]++
}

func (o *outcomes) want(t *testing.T, want map[string]int) {
	t.Helper()
	o.mu.Lock()
	defer o.mu.Unlock()
	if !maps.Equal(o.of, want) {
		t.Errorf("the outcomes are %v, want %v", o.of, want)
	}
}

func testDispatcher(lib commands.Library, discord http.RoundTripper) (*dispatcher, *outcomes) {
	cfg := &Config{
		Log: slog.New(slog.DiscardHandler), UserRate: RateOff, ServerRate: RateOff, HTTP: &http.Client{Transport: discord},
	}
	cfg.setDefaults()
	d := newDispatcher(commands.NewRouter(lib, commands.About{}), cfg)
	o := &outcomes{of: map[string]int{}}
	d.observe = o.observe
	return d, o
}

// parsed is an interaction as it comes from Discord.
func parsed(t testing.TB, data string) *discordgo.Interaction {
	t.Helper()
	var i discordgo.Interaction
	if err := json.Unmarshal([]byte(data), &i); err != nil {
		t.Fatal(err)
	}
	return &i
}

func about(t *testing.T, id int) *discordgo.Interaction {
	t.Helper()
	return parsed(t, fmt.Sprintf(`{"id":"%d","type":2,"token":"t","data":{"name":"about"}}`, id))
}

func TestAPanicCostsOneAnswer(t *testing.T) {
	var sent recorder
	d, ended := testDispatcher(panicky{}, &sent)
	for id := range 2 {
		if err := d.dispatch(about(t, id)); err != nil {
			t.Error(err)
		}
	}
	d.close(time.Minute)
	if got, want := sent.said(), strings.Repeat("type 4, private: Something went wrong here. It has been noted; please try again in a moment.\n", 2); got != want {
		t.Errorf("answers:\n%s", got)
	}
	if err := d.dispatch(about(t, 3)); !errors.Is(err, errBusy) {
		t.Errorf("after the end: %v", err)
	}
	ended.want(t, map[string]int{"failed": 2, "lost": 1})
}

// TestOutcomes of what nothing is found for, and of buttons that no message of the bot's has.
func TestOutcomes(t *testing.T) {
	for _, test := range []struct{ name, interaction, outcome string }{
		{"nothing is found", `"type":2,"data":{"name":"quote","options":[{"name":"query","type":3,"value":"lantern"}]}`, "silent"},
		{"a menu of no message", `"type":2,"data":{"type":3,"name":"Find in coverage","target_id":"1"}`, "user_error"},
		{"a menu that the bot has not", `"type":2,"data":{"type":3,"name":"Delete","target_id":"1"}`, "user_error"},
		{"a button that bears the name of /config", `"type":3,"data":{"custom_id":"2p0.0|config|","component_type":2}`, "user_error"},
		{"a button that shares nothing", `"type":3,"data":{"custom_id":"2s","component_type":2},"message":{"id":"1"}`, "user_error"},
		{"a page below a message that nobody asked for", `"type":3,"data":{"custom_id":"2p0.0|about|","component_type":2},"message":{"id":"1"}`, "answered"},
		{"a page below a message of nobody's", `"type":3,"data":{"custom_id":"2p0.0|about|","component_type":2},"message":{"id":"1","interaction_metadata":{"id":"2","type":2}}`, "answered"},
		{"a page below no message", `"type":3,"data":{"custom_id":"2p0.0|about|","component_type":2}`, "answered"},
		{"a button below no message", `"type":3,"data":{"custom_id":"2s","component_type":2}`, "user_error"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, ended := testDispatcher(newEmpty(t), &recorder{})
			if err := d.dispatch(parsed(t, `{"id":"1","token":"t",`+test.interaction+`}`)); err != nil {
				t.Error(err)
			}
			d.close(time.Minute)
			ended.want(t, map[string]int{test.outcome: 1})
		})
	}
}

// away is a library that cannot be reached.
type away struct{ commands.Library }

func (away) Scope(context.Context, corpus.Query) (corpus.Scope, error) {
	return corpus.Scope{}, fmt.Errorf("ask three nodes: %w", corpus.ErrAway)
}

func TestAwayIsSaidPrivately(t *testing.T) {
	var sent recorder
	d, ended := testDispatcher(away{}, &sent)
	if err := d.dispatch(about(t, 1)); err != nil {
		t.Error(err)
	}
	d.close(time.Minute)
	if got, want := sent.said(), "type 4, private: The coverage cannot be reached just now. It has been noted; please try again in a minute.\n"; got != want {
		t.Errorf("answers:\n%s", got)
	}
	ended.want(t, map[string]int{"failed": 1})
}

// TestWhatDiscordMakesOfAnAnswer is counted. An interaction that comes twice is worked on
// twice, and Discord takes one of the answers.
func TestWhatDiscordMakesOfAnAnswer(t *testing.T) {
	for outcome, discord := range map[string]*recorder{
		"answered":  {},
		"duplicate": {code: discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged},
		"late":      {code: discordgo.ErrCodeUnknownInteraction},
		"gone":      {code: discordgo.ErrCodeUnknownMessage},
		"lost":      {err: errors.New("no network")},
	} {
		t.Run(outcome, func(t *testing.T) {
			d, ended := testDispatcher(newEmpty(t), discord)
			if err := d.dispatch(about(t, 1)); err != nil {
				t.Error(err)
			}
			d.close(time.Minute)
			ended.want(t, map[string]int{outcome: 1})
		})
	}
}

// TestADeferralThatDiscordRefusesIsTheEnd: there is no place then for what is worked out.
func TestADeferralThatDiscordRefusesIsTheEnd(t *testing.T) {
	for outcome, code := range map[string]int{
		"duplicate": discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged, "late": discordgo.ErrCodeUnknownInteraction,
	} {
		t.Run(outcome, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				lib := stuck{newEmpty(t), make(chan struct{})}
				d, ended := testDispatcher(lib, &recorder{code: code})
				if err := d.dispatch(about(t, 1)); err != nil {
					t.Fatal(err)
				}
				time.Sleep(discordWaits)
				ended.want(t, map[string]int{outcome: 1})
				close(lib.letGo)
				d.close(time.Second)
				ended.want(t, map[string]int{outcome: 1})
			})
		})
	}
}

// TestTheWebhookSaysThatItIsTooMuch, so that Discord tells the member.
func TestTheWebhookSaysThatItIsTooMuch(t *testing.T) {
	public, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	const body = `{"id":"1","type":2,"token":"t","data":{"name":"about"}}`
	now := fmt.Sprint(time.Now().Unix())
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, WebhookPath, strings.NewReader(body))
	r.Header.Set("X-Signature-Timestamp", now)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(key, []byte(now+body))))
	w := httptest.NewRecorder()
	h := &webhook{key: public, dispatch: func(*discordgo.Interaction) error { return errBusy }, log: slog.New(slog.DiscardHandler)}
	h.ServeHTTP(w, r)
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("it is answered with %d", w.Code)
	}
}

// TestWhatIsTooMuchIsCounted fills the bot up.
func TestWhatIsTooMuchIsCounted(t *testing.T) {
	sent := recorder{gate: make(chan struct{})}
	d, ended := testDispatcher(newEmpty(t), &sent)
	const beyond = 10
	refused := 0
	for id := range maxInFlight + beyond {
		if err := d.dispatch(about(t, id+1)); errors.Is(err, errBusy) {
			refused++
		}
	}
	if refused != beyond {
		t.Errorf("%d were refused, want %d", refused, beyond)
	}
	close(sent.gate)
	d.close(time.Minute)
	ended.want(t, map[string]int{"answered": maxInFlight, "lost": beyond})
}

// TestTheEndDoesNotWaitForWorkThatDoesNotEnd holds closing to its grace, whatever a
// command does; the member is told.
func TestTheEndDoesNotWaitForWorkThatDoesNotEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sent recorder
		lib := stuck{newEmpty(t), make(chan struct{})}
		defer close(lib.letGo)
		d, ended := testDispatcher(lib, &sent)
		if err := d.dispatch(about(t, 1)); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		d.close(time.Second)
		if took := time.Since(began); took != time.Second {
			t.Errorf("it took %v", took)
		}
		ended.want(t, map[string]int{"user_error": 1})
		if got := sent.said(); got != "type 4, private: "+errClosing.Msg+"\n" {
			t.Errorf("it says %q", got)
		}
	})
}

// TestTheEndDoesNotWaitForDiscord has an edit that hangs when the bot is to end.
func TestTheEndDoesNotWaitForDiscord(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sent := recorder{hangs: true}
		lib := stuck{newEmpty(t), make(chan struct{})}
		d, ended := testDispatcher(lib, &sent)
		if err := d.dispatch(about(t, 1)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(discordWaits)
		close(lib.letGo)
		began := time.Now()
		d.close(time.Second)
		if took := time.Since(began); took != time.Second+sendWithin {
			t.Errorf("it took %v", took)
		}
		ended.want(t, map[string]int{"lost": 1})
	})
}

// TestWorkThatDoesNotEndIsGivenUp in Discord's time: deferred first, where that is
// possible, and then said. A button's message stays as it is.
func TestWorkThatDoesNotEndIsGivenUp(t *testing.T) {
	for name, test := range map[string]struct {
		data           string
		deferred, said string
		after          time.Duration
	}{
		"private command": {`"type":2,"data":{"name":"about"}`, "type 5, private: \n", "edit: ", workWithin},
		"command":         {`"type":2,"data":{"name":"sources"}`, "type 5: \n", "edit: ", workWithin},
		"button":          {`"type":3,"data":{"custom_id":"2p3.0|about|","component_type":2},"message":{"flags":64}`, "type 6: \n", "follow-up, private: ", workWithin},
		"strange button":  {`"type":3,"data":{"custom_id":"2q3.0|about|","component_type":2},"message":{"flags":64}`, "type 5, private: \n", "edit: ", workWithin},
		"autocomplete":    {`"type":4,"data":{"name":"quote","options":[{"name":"speaker","type":3,"value":"a","focused":true}]}`, "", "", workWithin},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var sent recorder
				lib := stuck{newEmpty(t), make(chan struct{})}
				defer close(lib.letGo)
				d, ended := testDispatcher(lib, &sent)
				if err := d.dispatch(parsed(t, `{"id":"1","token":"t",`+test.data+`}`)); err != nil {
					t.Fatal(err)
				}
				time.Sleep(test.after - time.Nanosecond) // of the bubble's clock
				synctest.Wait()
				if got := sent.said(); got != test.deferred {
					t.Errorf("at first it says %q, want %q", got, test.deferred)
				}
				time.Sleep(time.Nanosecond)
				synctest.Wait()
				want := test.deferred
				if test.said != "" {
					want += test.said + errSlow.Msg + "\n"
				}
				if got := sent.said(); got != want {
					t.Errorf("it says %q, want %q", got, want)
				}
				d.close(0)
				ended.want(t, map[string]int{"failed": 1})
			})
		})
	}
}

// TestNoAddressButTheInteractionsOwn is asked, whatever stands where an id or a token should.
func TestNoAddressButTheInteractionsOwn(t *testing.T) {
	for _, parts := range []string{
		`"id":"../channels/1","token":"t"`, `"id":"1","token":"../../channels/1/messages"`, `"id":"1","token":".."`,
		`"id":"1","token":"t?x=/callback"`, `"id":"1","token":"t#"`, `"id":"1","token":"t%2e"`, `"id":"1","token":"a b"`,
		`"id":"","token":"t"`, `"id":"1","token":""`, `"id":"1/2","token":"t"`, `"id":"1","token":"t\n"`,
		`"id":"1","token":"t","application_id":"../1"`,
	} {
		t.Run(parts, func(t *testing.T) {
			var sent recorder
			d, ended := testDispatcher(newEmpty(t), &sent)
			if err := d.dispatch(parsed(t, `{"type":2,"data":{"name":"about"},`+parts+`}`)); err == nil {
				t.Error("it is taken")
			}
			d.close(time.Minute)
			if got := sent.said(); got != "" {
				t.Errorf("Discord is sent %q", got)
			}
			ended.want(t, map[string]int{"lost": 1})
		})
	}
}

// FuzzDispatch answers whatever comes in as Discord would have it answered.
func FuzzDispatch(f *testing.F) {
	for _, seed := range []string{
		`{"id":"1","type":2,"token":"t","data":{"name":"quote","options":[{"name":"query","type":3,"value":"x"},{"name":"private","type":5,"value":true}]}}`,
		`{"id":"1","type":9,"token":"t"}`,
		`{"id":"../x","token":"t"}`,
		`{"id":"1","token":"t","type":2,"data":{"options":[{"value":{}}]}}`,
		`{"id":"1","token":"t","type":2,"data":{"name":"quote","options":[null]}}`,
		`{"id":"1","token":"t","type":4,"data":{"name":"quote","options":[null]}}`,
		`{"id":"1","token":"t","type":2,"data":null}`,
		`{"id":"1","token":"t","type":5,"data":{"custom_id":"2s"}}`,
		`[]`,
		`{"id":"1","type":3,"token":"t","data":{"custom_id":"2p3.6|quote|query=a","component_type":2},"message":{"flags":64}}`,
		`{"id":"1","type":3,"token":"t","data":{"custom_id":"2s","component_type":2},"message":{"embeds":[{"title":"x"}],"components":[{"type":1,"components":[{"type":2,"custom_id":"1"}]}]}}`,
		`{"id":"1","type":3,"token":"t","data":{"custom_id":"2s","component_type":2},"message":{"embeds":[{"title":"x"}]},"member":{"nick":"@everyone","user":{"id":"1"}}}`,
		`{"id":"1","type":3,"token":"t","data":{"custom_id":"2p3.0|sources|","component_type":2},"member":{"nick":"@everyone","user":{"id":"1"}}}`,
		`{"id":"1","type":4,"token":"t","data":{"name":"quote","options":[{"name":"speaker","type":3,"value":"a","focused":true}]}}`,
		`{"id":"1","type":2,"token":"t","data":{"name":"Find in coverage","type":3,"target_id":"2","resolved":{"messages":{"2":{"content":"> a?"}}}}}`,
	} {
		f.Add([]byte(seed))
	}
	lib := newEmpty(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		var in discordgo.Interaction
		if readInteraction(bytes.NewReader(data), &in) != nil {
			return
		}
		var sent recorder
		d, _ := testDispatcher(lib, &sent)
		taken := d.dispatch(&in)
		d.close(time.Minute)
		if taken != nil && len(sent.sent) > 0 || taken == nil && len(sent.sent) == 0 && in.Type != discordgo.InteractionApplicationCommandAutocomplete {
			t.Fatalf("%d answers to what was taken with %v", len(sent.sent), taken)
		}
		for i, c := range sent.sent {
			switch {
			case in.Type == discordgo.InteractionApplicationCommandAutocomplete:
				if c.Type != discordgo.InteractionApplicationCommandAutocompleteResult || len(c.Data.Choices) == 0 {
					t.Errorf("suggested %+v", c)
				}
			case c.Data == nil:
				if i > 0 {
					t.Errorf("a deferral after an answer: %+v", c)
				}
			case strings.Contains(c.Data.Content, "went wrong"):
				t.Errorf("a panic or a fault: %+v", c.Data)
			case strings.HasPrefix(c.Data.Content, "Shared by") && c.Data.Flags != 0:
				t.Error("what was shared is private")
			}
		}
	})
}
