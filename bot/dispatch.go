package bot

import (
	"context"
	"log/slog"
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

// A sender brings answers to Discord.
type sender interface {
	// answer sends the first answer to an interaction.
	answer(context.Context, *interaction, callback) error
	// followUp sends a further message, after the first answer.
	followUp(context.Context, *interaction, message) error
	// edit changes the message of the first answer.
	edit(context.Context, *interaction, message) error
}

// A dispatcher answers interactions, a bounded number of them at a time.
type dispatcher struct {
	router *commands.Router
	log    *slog.Logger
	send   sender
	shelf  shelf

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
func newDispatcher(router *commands.Router, log *slog.Logger, workers int, send sender) *dispatcher {
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
	if err := d.send.answer(ctx, j.in, answer.callback); err != nil {
		log.Error("an answer was lost", "err", err, "after", time.Since(j.arrived).Round(time.Millisecond))
		return
	}
	log.Debug("answered", "after", time.Since(j.arrived).Round(time.Millisecond))
	if answer.public != nil {
		d.publish(j.in, answer, log)
	}
}
