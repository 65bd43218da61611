package bot

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"time"

	"onrecord/bot/ops"
)

// A job is one interaction on its way to its answer.
type job struct {
	*dispatcher
	in      *interaction
	arrived time.Time
	limited error // why it is refused; nil lets it pass
	log     *slog.Logger
}

// run answers the interaction: directly if the answer is there in time, and else
// with a promise and, when it is there, a change of that.
func (j *job) run() {
	if j.limited != nil {
		a := refused(j.in, j.limited)
		a.outcome = ops.Limited
		j.done(a, j.deliver(a))
		return
	}
	within := slotWithin + workWithin
	if j.in.Type == typeComplete {
		within = suggestWithin
	}
	ctx, cancel := context.WithTimeoutCause(j.ctx, within, errSlow)
	defer cancel()
	worked := make(chan answer, 1)
	go func() { worked <- j.workOut(ctx) }()
	promise, can := j.promise(j.in)
	var patience <-chan time.Time
	if can {
		t := time.NewTimer(j.deferAfter)
		defer t.Stop()
		patience = t.C
	}
	select {
	case a := <-worked:
		j.done(a, j.deliver(a))
	case <-ctx.Done(): // the work goes its own way, and its slot with it
		a := refused(j.in, context.Cause(ctx))
		j.done(a, j.deliver(a))
	case <-patience:
		if err := j.sendFirst(promise); err != nil && !inDoubt(err) {
			j.done(answer{}, err)
			return
		} // else the member may be looking at it already: it has to be kept
		var a answer
		select {
		case a = <-worked:
		case <-ctx.Done():
			a = refused(j.in, context.Cause(ctx))
		}
		j.done(a, j.keep(promise, a))
	}
}

// workOut waits for a slot and works the answer out in it. Whoever looks after the
// corpus needs none: that may take long, and must not keep others waiting.
func (j *job) workOut(ctx context.Context) answer {
	if j.in.Type == typeCommand && j.in.Data.Name == corpusName {
		return j.answer(ctx, j.in, j.log)
	}
	patience := time.NewTimer(slotWithin)
	defer patience.Stop()
	select {
	case j.slots <- struct{}{}:
		defer func() { <-j.slots }()
		ctx, cancel := context.WithTimeoutCause(ctx, workWithin, errSlow)
		defer cancel()
		return j.answer(ctx, j.in, j.log)
	case <-patience.C:
		a := refused(j.in, errBusy)
		a.outcome = ops.Busy
		return a
	case <-ctx.Done():
		return refused(j.in, context.Cause(ctx))
	}
}

// sendAway answers that there is too much to do.
func (j *job) sendAway() {
	a := refused(j.in, errBusy)
	a.outcome = ops.Busy
	j.done(a, j.deliver(a))
}

// sendFirst sends a first answer within the time that Discord waits for it.
func (j *job) sendFirst(c callback) error {
	ctx, cancel := context.WithDeadline(j.sending, j.arrived.Add(discordWaits))
	defer cancel()
	return j.send.answer(ctx, j.in, c)
}

// deliver sends an answer as the first one, and what is to follow it.
func (j *job) deliver(a answer) error {
	err := j.sendFirst(a.callback)
	if a.public != nil && (err == nil || inDoubt(err)) { // "Shared" may stand there already
		j.publish(j.in, a, j.log)
	}
	return err
}

// keep keeps a promise: the answer takes its place. The press of a button promised
// a change of the button's message; what is no such change, as an error, is a
// message of its own, for the member who pressed alone.
func (j *job) keep(promise callback, a answer) error {
	m, ok := a.Data.(message)
	if !ok {
		return errors.New("bot: an answer without a message")
	}
	ctx, cancel := context.WithTimeout(j.sending, changeWithin)
	defer cancel()
	if promise.Type == answerUpdateLater && a.Type != answerUpdate {
		m.Flags |= flagEphemeral
		return j.send.followUp(ctx, j.in, m)
	}
	m.Flags = 0 // who sees it was settled by the promise
	if err := j.send.edit(ctx, j.in, m); err != nil {
		return err
	}
	if a.public != nil {
		j.publish(j.in, a, j.log)
	}
	return nil
}

// done notes how the interaction ended. Nothing is lost silently.
func (j *job) done(a answer, err error) {
	took := time.Since(j.arrived)
	o := cmp.Or(a.outcome, ops.Answered)
	switch {
	case errors.Is(err, errAnswered):
		o = ops.Duplicate
		j.log.Info("somebody else has answered already: does another process use the same token?", "after", took.Round(time.Millisecond))
	case errors.Is(err, errLate):
		o = ops.Late
		j.log.Error("an answer came too late", "err", err, "after", took.Round(time.Millisecond))
	case err != nil:
		o = ops.Lost
		j.log.Error("an answer was lost", "err", err, "after", took.Round(time.Millisecond))
	default:
		j.log.Debug("answered", "outcome", o, "after", took.Round(time.Microsecond))
	}
	j.observe(j.in.command(), o, took)
}
