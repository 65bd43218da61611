package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"onrecord/commands"
)

// Discord waits three seconds for an answer. answerWithin is what a command may
// take of it; the rest is for the way there and back.
const (
	discordWaits = 3 * time.Second
	answerWithin = 2 * time.Second
)

// A dispatcher answers interactions, a bounded number of them at a time.
type dispatcher struct {
	router *commands.Router
	log    *slog.Logger
	send   func(context.Context, *interaction, callback) error

	mu      sync.RWMutex // guards closed, and queue against use after closing
	closed  bool
	queue   chan job
	workers sync.WaitGroup
}

type job struct {
	in      *interaction
	arrived time.Time
}

// newDispatcher starts the workers; close stops them.
func newDispatcher(router *commands.Router, log *slog.Logger, workers int, send func(context.Context, *interaction, callback) error) *dispatcher {
	d := &dispatcher{router: router, log: log, send: send, queue: make(chan job, 64*workers)}
	for range workers {
		d.workers.Go(func() {
			for j := range d.queue {
				d.work(j)
			}
		})
	}
	return d
}

// take accepts an interaction for answering. When more wait than could be
// answered in time it refuses, loudly.
func (d *dispatcher) take(data []byte) {
	in, err := decodeInteraction(data)
	if err != nil {
		d.log.Error("dropped an interaction", "err", err)
		return
	}
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.closed {
		d.log.Warn("dropped an interaction: the bot is closing", "interaction", in.ID)
		return
	}
	select {
	case d.queue <- job{in, time.Now()}:
	default:
		d.log.Error("dropped an interaction: too many are waiting", "interaction", in.ID, "waiting", len(d.queue))
	}
}

// close waits until everything that was taken is answered.
func (d *dispatcher) close() {
	d.mu.Lock()
	d.closed = true
	close(d.queue)
	d.mu.Unlock()
	d.workers.Wait()
}

// work answers one interaction and logs what could not be answered.
func (d *dispatcher) work(j job) {
	ctx, cancel := context.WithDeadline(context.Background(), j.arrived.Add(discordWaits))
	defer cancel()
	log := d.log.With("interaction", j.in.ID, "command", j.in.Data.Name)
	answer := d.answer(ctx, j.in, log)
	if err := d.send(ctx, j.in, answer); err != nil {
		log.Error("an answer was lost", "err", err, "after", time.Since(j.arrived).Round(time.Millisecond))
		return
	}
	log.Debug("answered", "after", time.Since(j.arrived).Round(time.Millisecond))
}

// answer works out the answer; whatever goes wrong becomes one, too.
func (d *dispatcher) answer(ctx context.Context, in *interaction, log *slog.Logger) (c callback) {
	defer func() {
		if p := recover(); p != nil {
			log.Error("panic while answering", "panic", p, "stack", string(debug.Stack()))
			m := renderError(fmt.Errorf("panic: %v", p))
			c = callback{answerMessage, &m}
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	m, err := d.message(ctx, in)
	if err != nil {
		var user *commands.UserError
		if !errors.As(err, &user) {
			log.Error("a command failed", "err", err)
		}
		m = renderError(err)
	}
	return callback{answerMessage, &m}
}

func (d *dispatcher) message(ctx context.Context, in *interaction) (message, error) {
	req, err := in.request()
	if err != nil {
		return message{}, err
	}
	res, err := d.router.Handle(ctx, req)
	if err != nil {
		return message{}, err
	}
	return render(res), nil
}
