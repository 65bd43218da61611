package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"runtime/debug"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/sync/semaphore"

	"onrecord/bot/ops"
	"onrecord/commands"
)

// Discord waits three seconds for the first answer to an interaction, and takes changes
// to it for fifteen minutes (Receiving and Responding to Interactions). What is not worked
// out by deferAfter is deferred then, and edited in when it is.
const (
	discordWaits = 3 * time.Second
	deferAfter   = 1500 * time.Millisecond
	workWithin   = 30 * time.Second // in a debate, no one reads on after a longer wait
	changeWithin = 30 * time.Second // for an answer that was deferred
)

// maxInFlight is how many interactions are answered at the same time, most of them waiting
// for Discord.
const maxInFlight = 1024

// Why an interaction gets no answer, or not the one that was asked for.
var (
	errClosing = &commands.UserError{Msg: "The bot is being restarted", Hint: "Please ask again in a moment."}
	errBusy    = errors.New("too many interactions at once, or the bot is closing")
	errStrange = errors.New("its ids or its token are none of Discord's")
	errSlow    = &commands.UserError{Msg: "That took too long, and was given up", Hint: "Please try it with fewer words, or again in a moment."}
)

// inAddress is what an interaction's id, its application's and its token look like. They
// become parts of the addresses that it is answered at, and lead to no others.
var inAddress = regexp.MustCompile(`^\d+/\d*/\w[\w.=-]*$`)

// A dispatcher answers interactions, a bounded number at the same time, whichever way
// they came.
type dispatcher struct {
	cfg     *Config
	router  *commands.Router
	buttons *buttons
	limits  *limiter
	observe func(command, outcome string, took time.Duration) // how each interaction ended

	ctx     context.Context // of the work; its end ends what is left when the bot closes
	stop    context.CancelCauseFunc
	sending context.Context     // of what is sent; ends later, and gives up what does not go out
	slots   *semaphore.Weighted // each interaction has one until it is answered; the end takes all
}

func newDispatcher(router *commands.Router, cfg *Config) *dispatcher {
	d := &dispatcher{
		cfg: cfg, router: router, buttons: newButtons(), limits: newLimiter(cfg.UserRate, cfg.ServerRate),
		observe: cfg.Metrics.Interaction, slots: semaphore.NewWeighted(maxInFlight),
	}
	d.ctx, d.stop = context.WithCancelCause(context.Background())
	sending, abandon := context.WithCancel(context.Background())
	d.sending = sending
	context.AfterFunc(d.ctx, func() { time.AfterFunc(sendWithin, abandon) })
	return d
}

// dispatch accepts an interaction for answering. An error says why it will not be answered;
// it has been logged and counted.
func (d *dispatcher) dispatch(i *discordgo.Interaction) error {
	log := d.cfg.Log.With("interaction", i.ID, "command", nameOf(i))
	var err error
	switch {
	case !inAddress.MatchString(i.ID + "/" + i.AppID + "/" + i.Token):
		err = errStrange
	case !d.slots.TryAcquire(1):
		err = errBusy
	}
	if err != nil {
		log.Error("an interaction was lost", "err", err)
		d.observe(nameOf(i), ops.Lost, 0)
		return err
	}
	j := &job{dispatcher: d, in: i, session: newSession("", d.cfg.HTTP), arrived: time.Now(), log: log}
	limited := d.limits.check(i) // here, as they come: those behind it are refused
	go func() {
		defer d.slots.Release(1)
		j.run(limited)
	}()
	return nil
}

// sendWithin is what is left, at the end, for sending what is not worked out.
const sendWithin = time.Second

// close takes no more interactions and waits until those that were taken are answered.
// What is not worked out within grace is answered with a request to ask again, and what
// Discord has not taken a second later is given up.
func (d *dispatcher) close(grace time.Duration) {
	defer time.AfterFunc(grace, func() { d.stop(errClosing) }).Stop()
	_ = d.slots.Acquire(context.Background(), maxInFlight) // waits, and never fails
	d.stop(errClosing)
}

type job struct {
	*dispatcher
	in *discordgo.Interaction
	// session is for this answer alone: discordgo keeps a bucket for every token it has seen, and
	// shares one among all edits (its issues 1333 and 1384).
	session *discordgo.Session
	arrived time.Time
	log     *slog.Logger
}

// run answers the interaction: directly if the answer is there in time, and else with a
// deferral and, when it is there, an edit of that. One of a member who asks too much is
// refused.
func (j *job) run(limited error) {
	p, err := j.planFor(j.in)
	if err = cmp.Or(limited, err); err != nil {
		a := refusal(j.in, err)
		if limited != nil {
			a.outcome = ops.Limited
		}
		j.record(a, j.sendFirst(a.response))
		return
	}
	patience := time.After(j.cfg.deferAfter)
	if p.kind == suggestions {
		patience = nil // they cannot be deferred
	}
	ctx, cancel := context.WithTimeoutCause(j.ctx, workWithin, errSlow)
	defer cancel()
	worked := make(chan answer, 1)
	go func() { worked <- j.work(ctx, p) }()
	send := func(a answer) error { return j.sendFirst(a.response) }
	for {
		var a answer
		select {
		case a = <-worked:
		case <-ctx.Done(): // the work goes its own way
			a = refusal(j.in, context.Cause(ctx))
		case <-patience:
			err := j.sendFirst(p.deferral())
			if code := codeOf(err); code == discordgo.ErrCodeUnknownInteraction || code == discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged {
				j.record(answer{}, err)
				return
			} // else the member may be looking at it, whatever became of the request: it has to be kept
			send = func(a answer) error { return j.editDeferred(p, a) }
			continue
		}
		j.record(a, send(a))
		return
	}
}

// work works the answer out; whatever goes wrong becomes one, too.
func (j *job) work(ctx context.Context, p plan) (a answer) {
	defer func() {
		if p := recover(); p != nil {
			j.log.Error("panic while answering", "panic", p, "stack", string(debug.Stack()))
			a = refusal(j.in, fmt.Errorf("panic: %v", p))
		}
	}()
	a, err := j.answer(ctx, j.in, p)
	if err == nil {
		return a
	}
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	if _, ok := errors.AsType[*commands.UserError](err); !ok {
		j.log.Error("a command failed", "err", err)
	}
	return refusal(j.in, err)
}

// sendFirst sends a first answer within the time that Discord waits for it.
func (j *job) sendFirst(response *discordgo.InteractionResponse) error {
	if response == nil {
		return nil // there is nothing to suggest
	}
	ctx, cancel := context.WithDeadline(j.sending, j.arrived.Add(discordWaits))
	defer cancel()
	return cleaned(j.session.InteractionRespond(j.in, response, discordgo.WithContext(ctx)))
}

// editDeferred puts the answer in the place of a deferral. That of a button announced a
// change of the button's message; what is no such change, as an error, is a message of
// its own, for the member who pressed alone.
func (j *job) editDeferred(p plan, a answer) error {
	ctx, cancel := context.WithTimeout(j.sending, changeWithin)
	defer cancel()
	m := a.response.Data
	if p.kind == inPlace && a.response.Type != inPlace {
		_, err := j.session.FollowupMessageCreate(j.in, true, &discordgo.WebhookParams{
			Content: m.Content, Embeds: m.Embeds, Components: m.Components, AllowedMentions: m.AllowedMentions,
			Flags: m.Flags | discordgo.MessageFlagsEphemeral,
		}, discordgo.WithContext(ctx))
		return cleaned(err)
	}
	_, err := j.session.InteractionResponseEdit(j.in, &discordgo.WebhookEdit{
		Content: &m.Content, Embeds: &m.Embeds, Components: &m.Components, AllowedMentions: m.AllowedMentions,
	}, discordgo.WithContext(ctx))
	return cleaned(err)
}

// record notes how the interaction ended. Nothing is lost silently.
func (j *job) record(a answer, err error) {
	took := time.Since(j.arrived)
	outcome := cmp.Or(a.outcome, ops.Answered)
	switch code := codeOf(err); {
	case err == nil:
		j.log.Debug("answered", "outcome", outcome, "after", took.Round(time.Microsecond))
	case code == discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged:
		outcome = ops.Duplicate
		j.log.Info("it has been answered already: it came twice, or another process uses the same token", "after", took.Round(time.Millisecond))
	case code == discordgo.ErrCodeUnknownInteraction:
		outcome = ops.Late
		j.log.Error("an answer came too late", "after", took.Round(time.Millisecond))
	case code == discordgo.ErrCodeUnknownMessage, code == discordgo.ErrCodeUnknownChannel:
		outcome = ops.Gone
		j.log.Info("the message or the channel was deleted before the answer came", "after", took.Round(time.Millisecond))
	default:
		outcome = ops.Lost
		j.log.Error("an answer was lost", "err", err, "after", took.Round(time.Millisecond))
	}
	j.observe(nameOf(j.in), outcome, took)
}
