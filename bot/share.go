package bot

import (
	"context"
	"log/slog"
	"slices"
	"time"
)

// publishWithin bounds what follows a first answer. Discord takes it for 15 minutes.
const publishWithin = 10 * time.Second

// share makes a private answer public. The private message loses its button at
// once, so that a second press does not share it twice.
func (d *dispatcher) share(ctx context.Context, in *interaction, c control) (answer, error) {
	public := message{Embeds: in.Message.Embeds, Components: withoutShare(in.Message.Components)}
	if c.action == actShare {
		m, err := d.page(ctx, c, false)
		if err != nil {
			return answer{}, err
		}
		public = m
	}
	if len(public.Embeds) == 0 { // of a message that is none of ours
		return answer{}, errStrange
	}
	public.Content = sharedBy(in.who())
	before := message{Embeds: in.Message.Embeds, Components: in.Message.Components}
	after := message{Content: "Shared in this channel.", Embeds: before.Embeds, Components: withoutShare(before.Components)}
	before.Content = "That could not be shared here. Please try again in a moment."
	return answer{callback: callback{answerUpdate, after}, public: &public, unshared: before}, nil
}

// publish sends the public message of an answer, and takes the answer back when
// that fails.
func (d *dispatcher) publish(in *interaction, a answer, log *slog.Logger) {
	ctx, cancel := context.WithTimeout(d.sending, publishWithin)
	defer cancel()
	err := d.send.followUp(ctx, in, *a.public)
	if err == nil {
		return
	}
	log.Error("an answer could not be shared", "err", err)
	ctx, cancel = context.WithTimeout(d.sending, publishWithin)
	defer cancel()
	if err := d.send.edit(ctx, in, a.unshared); err != nil {
		log.Error("nor could that be said", "err", err)
	}
}

// withoutShare returns rows of buttons without those that share.
func withoutShare(rows []component) []component {
	var kept []component
	for _, row := range rows {
		row.Components = slices.DeleteFunc(slices.Clone(row.Components), func(c component) bool {
			return len(c.CustomID) > 1 && (&control{action: action(c.CustomID[1])}).shares()
		})
		if len(row.Components) > 0 {
			kept = append(kept, row)
		}
	}
	return kept
}

// sharedBy says who made a private answer public. The name is plain text: nobody
// is mentioned.
func sharedBy(u user) string { return clipEscaped("Shared by "+u.shownName(), maxContent) }
