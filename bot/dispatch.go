package bot

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"onrecord/bot/ops"
	"onrecord/commands"
)

// Discord waits three seconds for the first answer to an interaction, and takes
// changes to it for fifteen minutes. (Discord's documentation, Receiving and
// Responding to Interactions.) What is not worked out by deferAfter is promised
// then, and put in the promise's place when it is.
const (
	discordWaits  = 3 * time.Second
	deferAfter    = 1500 * time.Millisecond
	slotWithin    = 5 * time.Second  // for a slot; whoever gets none is told to ask again
	workWithin    = 30 * time.Second // nobody reads on in a debate that waits longer
	suggestWithin = 2 * time.Second  // suggestions cannot be promised
	changeWithin  = 30 * time.Second // for an answer that takes a promise's place
)

// maxInFlight is how many interactions are on their way at the same time, most of them
// waiting for Discord: a goroutine each. It is kept so low that one that was taken is
// answered soon, however many there are: with a longer queue, each of them would be
// promised first, at the cost of a second request, and the queue grow longer for it.
// maxBusy is how many members at the same time are told that there are more than that.
const (
	maxInFlight = 1024
	maxBusy     = 256
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

// A dispatcher answers interactions: a bounded number are on their way at a time,
// and of those as many are worked on as there are slots.
type dispatcher struct {
	router *commands.Router
	log    *slog.Logger
	send   sender
	shelf  shelf
	recent recent
	// observe is told how each interaction ended.
	observe    func(command, outcome string, took time.Duration)
	deferAfter time.Duration
	limits     *limiter
	config     configurer
	keeper     Keeper
	home       string // the server with /corpus; "": none

	ctx      context.Context // of the work; its end ends what is left at the bot's end
	stop     context.CancelCauseFunc
	sending  context.Context // of what is sent; its end gives up what does not go out
	abandon  context.CancelFunc
	slots    chan struct{} // one in it for each interaction that is worked on
	inFlight chan struct{} // one in it for each that was taken and is not done
	busy     chan struct{} // one in it for each that is being sent away

	mu     sync.Mutex // guards closed, and jobs against growing after it
	closed bool
	jobs   sync.WaitGroup
}

// Why an interaction is not taken.
var (
	errClosing   = &commands.UserError{Msg: "The bot is being restarted", Hint: "Please ask again in a moment."}
	errBusy      = &commands.UserError{Msg: "More is being asked at this moment than can be answered", Hint: "Please ask again in a moment."}
	errSlow      = &commands.UserError{Msg: "That took too long, and was given up", Hint: "Please try it with fewer words, or again in a moment."}
	errDuplicate = errors.New("bot: this interaction has been taken already")
)

// newDispatcher returns a dispatcher, which is to be closed.
func newDispatcher(router *commands.Router, cfg *Config, send sender) *dispatcher {
	d := &dispatcher{
		router: router, log: cfg.Log, send: send,
		deferAfter: cmp.Or(cfg.deferAfter, deferAfter),
		observe:    func(string, string, time.Duration) {},
		limits:     newLimiter(cfg.UserRate, cfg.ServerRate, time.Now),
		config:     configurer{cfg.Guilds, cfg.Log},
		keeper:     cfg.Keeper,
		home:       cfg.Home,

		slots:    make(chan struct{}, cmp.Or(cfg.Workers, 2*runtime.GOMAXPROCS(0))),
		inFlight: make(chan struct{}, maxInFlight),
		busy:     make(chan struct{}, maxBusy),
	}
	if cfg.Metrics != nil {
		d.observe = cfg.Metrics.Interaction
	}
	d.ctx, d.stop = context.WithCancelCause(context.Background())
	d.sending, d.abandon = context.WithCancel(context.Background())
	return d
}

// take accepts an interaction for answering, as the gateway or the webhook brings
// it. An error says why it will not be answered; it has been logged.
func (d *dispatcher) take(data []byte) error {
	in, err := decodeInteraction(data)
	if err != nil {
		d.log.Error("an interaction was lost", "err", err)
		d.observe("", ops.Lost, 0)
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		d.log.Warn("an interaction came too late: the bot is closing", "interaction", in.ID)
		d.observe(in.command(), ops.Lost, 0)
		return errClosing
	}
	if !d.recent.add(in.ID) {
		d.log.Info("an interaction came twice; it is answered once", "interaction", in.ID)
		d.observe(in.command(), ops.Duplicate, 0)
		return errDuplicate
	}
	j := &job{dispatcher: d, in: in, limited: d.limits.check(in), arrived: time.Now(), log: d.log.With("interaction", in.ID, "command", in.command())}
	select {
	case d.inFlight <- struct{}{}:
		d.jobs.Go(func() {
			defer func() { <-d.inFlight }()
			j.run()
		})
		return nil
	default:
	}
	select {
	case d.busy <- struct{}{}:
		d.jobs.Go(func() {
			defer func() { <-d.busy }()
			j.sendAway()
		})
		return nil
	default:
		d.log.Error("an interaction was lost: too many are on their way", "interaction", in.ID, "of", maxInFlight)
		d.observe(in.command(), ops.Lost, 0)
		return errBusy
	}
}

// load returns how many interactions are on their way, and how many of them are
// being worked on.
func (d *dispatcher) load() (underWay, working int) { return len(d.inFlight), len(d.slots) }

// sendGrace is what is left, at the end, for sending what is not worked out.
const sendGrace = time.Second

// close takes no more interactions and waits until those that were taken are
// answered. What is not worked out within grace is answered with a request to ask
// again, and what Discord has not taken a second later is given up.
func (d *dispatcher) close(grace time.Duration) {
	d.mu.Lock()
	d.closed = true
	d.mu.Unlock()
	patience := time.AfterFunc(grace, func() { d.stop(errClosing) })
	end := time.AfterFunc(grace+sendGrace, d.abandon)
	d.jobs.Wait()
	patience.Stop()
	end.Stop()
	d.stop(errClosing)
	d.abandon()
}

// A recent remembers the ids of the interactions that came last, since Discord may
// deliver one twice (documentation, Reference, "Consistency"). It is used under
// its owner's lock.
type recent struct {
	known map[string]bool
	order [maxRecent]string // a ring
	next  int
}

// maxRecent is how many ids are remembered: those of some seconds under the
// heaviest load, of hours otherwise.
const maxRecent = 8192

// add reports whether the id is new.
func (r *recent) add(id string) bool {
	if r.known[id] {
		return false
	}
	if r.known == nil {
		r.known = make(map[string]bool, maxRecent)
	}
	delete(r.known, r.order[r.next])
	r.known[id], r.order[r.next] = true, id
	r.next = (r.next + 1) % maxRecent
	return true
}
