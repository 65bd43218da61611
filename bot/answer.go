package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"onrecord/bot/ops"
	"onrecord/commands"
)

// An answer is the first answer to an interaction, and what is to follow it.
type answer struct {
	callback
	outcome  string   // one of the constants of package ops; "" is answered
	public   *message // to be shown to everybody after it
	unshared message  // takes the first answer back if that fails
}

// answer works out the answer; whatever goes wrong becomes one, too.
func (d *dispatcher) answer(ctx context.Context, in *interaction, log *slog.Logger) (a answer) {
	defer func() {
		if p := recover(); p != nil {
			log.Error("panic while answering", "panic", p, "stack", string(debug.Stack()))
			a = refused(in, fmt.Errorf("panic: %v", p))
		}
	}()
	var err error
	switch in.Type {
	case typeCommand:
		a, err = d.command(ctx, in)
	case typeComponent:
		a, err = d.press(ctx, in)
	case typeComplete:
		a, err = d.complete(ctx, in)
	default:
		err = errUnknownKind
	}
	if err == nil {
		return a
	}
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	var user *commands.UserError
	if !errors.As(err, &user) {
		log.Error("a command failed", "err", err)
	}
	return refused(in, err)
}

// refused answers what went wrong: privately, or, to somebody who is still typing,
// not at all.
func refused(in *interaction, err error) answer {
	o := ops.Failed
	var user *commands.UserError
	if errors.As(err, &user) && !errors.Is(err, errSlow) {
		o = ops.UserError
	}
	if in.Type == typeComplete {
		a := suggest(nil)
		a.outcome = o
		return a
	}
	return answer{callback: callback{answerMessage, renderError(err)}, outcome: o}
}

// command answers a slash command, or an entry of a message's menu: that answer is
// about somebody's words, and private until it is shared.
func (d *dispatcher) command(ctx context.Context, in *interaction) (answer, error) {
	set := d.config.settings(in)
	switch {
	case in.Data.Type == typeMenu:
		req, err := in.menuRequest(d.router.Menus(), set)
		if err != nil {
			return answer{}, err
		}
		return d.show(ctx, control{request: req}, true)
	case in.Data.Name == configName:
		m, err := d.config.answer(in)
		return answer{callback: callback{answerMessage, m}}, err
	case in.Data.Name == corpusName:
		m, err := d.keep(ctx, in)
		return answer{callback: callback{answerMessage, m}}, err
	}
	req, err := in.request(set)
	if err != nil {
		return answer{}, err
	}
	return d.show(ctx, control{request: req}, in.wantsPrivate(set))
}

// press answers the press of a button. The message below which it stands changes
// for the member whose message it is; anybody else gets a private one, so that
// nobody turns the page that others are reading.
func (d *dispatcher) press(ctx context.Context, in *interaction) (answer, error) {
	c, err := d.shelf.control(in.Data.CustomID)
	if err != nil {
		return answer{}, err
	}
	switch {
	case c.shares():
		return d.share(ctx, in, c)
	case c.changes(in):
		return d.update(ctx, in, c)
	}
	return d.show(ctx, c, true)
}

// shares reports whether the button shows the answer to everybody.
func (c *control) shares() bool { return c.action == actShare || c.action == actShareAsIs }

// changes reports whether the button changes the message below which it stands.
func (c *control) changes(in *interaction) bool { return c.action == actPage && in.ownsMessage() }

// promise returns the first answer that says that there will be one; it reports
// false where there is no such thing. Who will see the answer, and whether it
// takes a message's place, is settled with it.
func (d *dispatcher) promise(in *interaction) (callback, bool) {
	private := callback{answerLater, flags{flagEphemeral}}
	switch in.Type {
	case typeCommand:
		if in.Data.Type == typeMenu || in.wantsPrivate(d.config.settings(in)) {
			return private, true
		}
		return callback{answerLater, flags{}}, true
	case typeComponent:
		c, err := d.shelf.control(in.Data.CustomID)
		if err == nil && (c.shares() || c.changes(in)) {
			return callback{Type: answerUpdateLater}, true
		}
		return private, true
	}
	return callback{}, false
}

// show answers with a message of its own.
func (d *dispatcher) show(ctx context.Context, c control, private bool) (answer, error) {
	m, err := d.page(ctx, c, private)
	if private {
		m.Flags |= flagEphemeral
	}
	return answer{callback: callback{answerMessage, m}, outcome: m.outcome}, err
}

// update answers with a message in the place of the one below which the button
// stands.
func (d *dispatcher) update(ctx context.Context, in *interaction, c control) (answer, error) {
	m, err := d.page(ctx, c, in.isPrivate())
	return answer{callback: callback{answerUpdate, m}, outcome: m.outcome}, err
}

// page makes the message for a request, with its buttons.
func (d *dispatcher) page(ctx context.Context, c control, private bool) (message, error) {
	res, err := d.router.Handle(ctx, c.request)
	if err != nil {
		return message{}, err
	}
	if res.Total > 0 && c.request.Offset >= res.Total {
		// The coverage has become smaller since the button was made.
		c = control{request: lastPage(c.request, res.Total)}
		if res, err = d.router.Handle(ctx, c.request); err != nil {
			return message{}, err
		}
	}
	m := render(res)
	m.Components = d.shelf.buttons(res, c.trail, &m, private)
	if !res.Answered() {
		m.outcome = ops.Silent
	}
	return m, nil
}
