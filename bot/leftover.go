package bot

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"onrecord/bot/rest"
)

// clear removes the commands of single servers.
func (r *registrar) clear(ctx context.Context) error {
	guilds, err := r.guilds(ctx)
	if err != nil {
		return fmt.Errorf("the servers that the bot is in cannot be listed, to clear commands left over there: %w", err)
	}
	for i, guild := range guilds {
		if err := r.clearGuild(ctx, guild); err != nil {
			return fmt.Errorf("commands left over in servers are cleared in %d of %d: %w", i, len(guilds), err)
		}
		r.done.Servers++
		if r.opts.Progress != nil {
			r.opts.Progress(i+1, len(guilds))
		}
	}
	return nil
}

func (r *registrar) clearGuild(ctx context.Context, guild string) error {
	have, err := r.read(ctx, guild)
	if isRefused(err, http.StatusForbidden, http.StatusNotFound) {
		return nil // left just now, or without the scope applications.commands: none can be there
	}
	if err != nil {
		return err
	}
	want := r.wantIn(guild)
	return r.overwrite(ctx, guild, want, diffCommands(guild, want, have))
}

// guilds lists the servers that the bot is in, oldest first, and at most as many as
// are wanted.
func (r *registrar) guilds(ctx context.Context) ([]string, error) {
	var ids []string
	size := guildsPage
	if n := r.opts.Servers; n > 0 {
		size = min(size, n+1) // one more tells whether there are more
	}
	for last := uint64(0); ; {
		var page []struct {
			ID string `json:"id"`
		}
		query := url.Values{"limit": {strconv.Itoa(size)}}
		if last > 0 {
			query.Set("after", strconv.FormatUint(last, 10))
		}
		if err := r.do(ctx, http.MethodGet, "/users/@me/guilds?"+query.Encode(), nil, &page); err != nil {
			return nil, err
		}
		for _, g := range page {
			id, err := strconv.ParseUint(g.ID, 10, 64)
			if err != nil || id <= last { // or it would go on for ever
				return nil, rest.ErrNotDiscord
			}
			last = id
			ids = append(ids, g.ID)
		}
		if n := r.opts.Servers; n > 0 && len(ids) > n {
			r.done.More = true
			return ids[:n], nil
		}
		if len(page) < size {
			return ids, nil
		}
	}
}
