package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/commands"
	"onrecord/corpus"
)

// panicky is a library that falls over.
type panicky struct{ commands.Library }

func (panicky) Corpus() *corpus.Corpus { panic("the shelf fell over") }

// stuck is a library that does not answer before it is let go, not even when it is
// told to end.
type stuck struct {
	commands.Library
	letGo chan struct{}
}

func (s stuck) Corpus() *corpus.Corpus { <-s.letGo; panic("too late") }

// A recorder is a sender that keeps what is sent.
type recorder struct {
	mu       sync.Mutex
	messages []message
	gate     chan struct{} // answers wait until it is closed; nil does not hold them
}

func (r *recorder) answer(_ context.Context, _ *interaction, c callback) error {
	if r.gate != nil {
		<-r.gate
	}
	if m, ok := c.Data.(message); ok {
		r.keep(m)
	}
	return nil
}

func (r *recorder) followUp(_ context.Context, _ *interaction, m message) error {
	r.keep(m)
	return nil
}
func (r *recorder) edit(_ context.Context, _ *interaction, m message) error { r.keep(m); return nil }

func (r *recorder) keep(m message) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.messages = append(r.messages, m)
}

// said is the texts of what was sent.
func (r *recorder) said() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var b strings.Builder
	for _, m := range r.messages {
		fmt.Fprintln(&b, m.Content)
	}
	return b.String()
}

// outcomes counts how interactions ended.
type outcomes struct {
	mu sync.Mutex
	of map[string]int
}

func (o *outcomes) observe(_, how string, _ time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.of == nil {
		o.of = map[string]int{}
	}
	o.of[how]++
}

func (o *outcomes) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return fmt.Sprint(o.of)
}

func testDispatcher(lib commands.Library, send sender) (*dispatcher, *outcomes) {
	d := newDispatcher(commands.NewRouter(lib, commands.About{}), &Config{Log: slog.New(slog.DiscardHandler), Workers: 1}, send)
	var o outcomes
	d.observe = o.observe
	return d, &o
}

func aboutInteraction(id int) []byte {
	return fmt.Appendf(nil, `{"id":"%d","type":2,"token":"t","data":{"name":"about"}}`, id)
}

func TestAPanicCostsOneAnswer(t *testing.T) {
	var sent recorder
	d, ended := testDispatcher(panicky{}, &sent)
	for id := range 2 {
		if err := d.take(aboutInteraction(id)); err != nil {
			t.Error(err)
		}
	}
	d.close(time.Second)
	if len(sent.messages) != 2 || !strings.Contains(sent.messages[1].Content, "Something went wrong here") || sent.messages[1].Flags != flagEphemeral {
		t.Errorf("answers: %+v", sent.messages)
	}
	if err := d.take(aboutInteraction(3)); !errors.Is(err, errClosing) {
		t.Errorf("after the end: %v", err)
	}
	if got, want := ended.String(), "map[failed:2 lost:1]"; got != want {
		t.Errorf("outcomes %s, want %s", got, want)
	}
}

func TestAnInteractionThatComesTwiceIsAnsweredOnce(t *testing.T) {
	var sent recorder
	c, err := corpus.NewCorpus(nil)
	if err != nil {
		t.Fatal(err)
	}
	d, ended := testDispatcher(empty{c}, &sent)
	for id := range 2 * maxRecent {
		if err := d.take(aboutInteraction(id)); err != nil {
			t.Fatal(err)
		}
		if err := d.take(aboutInteraction(id)); !errors.Is(err, errDuplicate) {
			t.Fatalf("%d came twice: %v", id, err)
		}
		for id%100 == 0 && len(d.inFlight) > 0 {
			time.Sleep(time.Millisecond)
		}
	}
	d.close(time.Second)
	if got, want := ended.String(), fmt.Sprintf("map[answered:%d duplicate:%[1]d]", 2*maxRecent); got != want {
		t.Errorf("outcomes %s, want %s", got, want)
	}
	if len(d.recent.known) != maxRecent {
		t.Errorf("%d ids are remembered, want %d", len(d.recent.known), maxRecent)
	}
}

// TestWhatIsTooMuchIsSaid fills the bot up: those beyond are told, as long as that
// can be done, and all are counted.
func TestWhatIsTooMuchIsSaid(t *testing.T) {
	sent := recorder{gate: make(chan struct{})}
	c, err := corpus.NewCorpus(nil)
	if err != nil {
		t.Fatal(err)
	}
	d, ended := testDispatcher(empty{c}, &sent)
	const beyond = 10
	refused := 0
	for id := range maxInFlight + maxBusy + beyond {
		if err := d.take(aboutInteraction(id)); errors.Is(err, errBusy) {
			refused++
		}
	}
	if refused != beyond {
		t.Errorf("%d were refused, want %d", refused, beyond)
	}
	close(sent.gate)
	d.close(time.Second)
	if got, want := ended.String(), fmt.Sprintf("map[answered:%d busy:%d lost:%d]", maxInFlight, maxBusy, beyond); got != want {
		t.Errorf("outcomes %s, want %s", got, want)
	}
	if n := strings.Count(sent.said(), errBusy.Msg); n != maxBusy {
		t.Errorf("%d were told, want %d", n, maxBusy)
	}
}

// TestTheEndDoesNotWaitForWorkThatDoesNotEnd holds closing to its time, whatever a
// command does; the member is told.
func TestTheEndDoesNotWaitForWorkThatDoesNotEnd(t *testing.T) {
	var sent recorder
	lib := stuck{letGo: make(chan struct{})}
	defer close(lib.letGo)
	d, ended := testDispatcher(lib, &sent)
	for id := range 3 {
		if err := d.take(aboutInteraction(id)); err != nil {
			t.Fatal(err)
		}
	}
	d.close(10 * time.Millisecond)
	if got, want := ended.String(), "map[user_error:3]"; got != want {
		t.Errorf("outcomes %s, want %s", got, want)
	}
	if n := strings.Count(sent.said(), errClosing.Msg); n != 3 {
		t.Errorf("%d were told of it, want 3:\n%s", n, sent.said())
	}
}
