package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"onrecord/bot"
	"onrecord/commands"
)

// clockOff is how far this machine's clock may be from Discord's. Who checks the
// age of a signed request has to allow for less than that, or a request that
// somebody wrote down could be sent again.
const clockOff = time.Minute

// discord checks what Discord knows.
func (d *doctor) discord(ctx context.Context, set settings) {
	within, cancel := context.WithTimeout(ctx, d.within)
	defer cancel()
	f, err := bot.CheckUp(within, commands.NewRouter(nil, about()), bot.Config{Token: set.token, Guild: set.guild, Log: d.logger(set), HTTP: d.http, Settable: set.dataDir != ""})
	if ctx.Err() != nil {
		return
	}
	switch {
	case set.token != "":
	case set.publicKey != "":
		d.note("token", "there is no DISCORD_TOKEN: the bot answers signed requests, and its commands are registered from elsewhere")
	default:
		d.note("token", "there is no DISCORD_TOKEN: onrecord is a console, and no bot")
	}
	if f.Clock != nil {
		d.clock(*f.Clock)
	}
	switch {
	case err == nil && f.ID == "":
		d.ok("Discord", "can be reached")
	case err == nil:
		d.ok("token", "is that of %q, application %s, which about %s added", f.Name, f.ID, countOf(f.Guilds, "server has", "servers have"))
		d.note("invite", "%s adds it to a server", bot.InviteURL(f.ID))
		d.delivery(f, set.publicKey)
		d.registered(f, set.guild)
	case errors.Is(err, bot.ErrToken):
		d.fault("token", "%v", err)
	case set.token == "": // a console can do without
		d.note("Discord", "%s", strings.TrimPrefix(d.noAnswer(err), "Discord "))
	default:
		d.fault("Discord", "%s", strings.TrimPrefix(d.noAnswer(err), "Discord "))
	}
}

// noAnswer says why Discord could not be asked, and where to look.
func (d *doctor) noAnswer(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Sprintf("Discord did not answer within %s: look at this machine's network, at HTTPS_PROXY and at https://discordstatus.com", brief(d.within))
	}
	text := err.Error()
	if !strings.Contains(text, ": see ") && !strings.Contains(text, "try again") {
		text += ": look at this machine's network, at HTTPS_PROXY and at https://discordstatus.com"
	}
	return text
}

func (d *doctor) clock(ahead time.Duration) {
	way := "ahead of"
	if ahead < 0 {
		way = "behind"
	}
	if ahead.Abs() > clockOff {
		d.fault("clock", "this machine's is %s %s Discord's: set it, best by NTP, or signed requests will be refused", brief(ahead.Abs()), way)
		return
	}
	d.ok("clock", "this machine's agrees with Discord's")
}

// delivery checks that interactions come the way on which the bot waits for them.
// Discord sends them one way only, and reports no error.
func (d *doctor) delivery(f bot.Facts, key string) {
	portal := "https://discord.com/developers/applications/" + url.PathEscape(f.ID) + "/information"
	switch {
	case key == "" && f.Endpoint != "":
		d.fault("delivery", "Discord sends all interactions to %s and none over the gateway, where this bot waits for them: it will never be asked anything. Empty the Interactions Endpoint URL at %s", hostOf(f.Endpoint), portal)
	case key == "":
		d.ok("delivery", "Discord sends interactions over the gateway")
		d.sessionStarts(f.Gateway, f.GatewayErr)
	case f.Endpoint == "":
		d.fault("delivery", "Discord sends interactions over the gateway, and none to this bot's webhook: it will never be asked anything. Start the bot, and set the Interactions Endpoint URL at %s", portal)
	case !strings.EqualFold(key, f.PublicKey):
		d.fault("delivery", "DISCORD_PUBLIC_KEY is another application's: every interaction will be refused. Copy it again from %s", portal)
	default:
		d.ok("delivery", "Discord sends interactions to %s", hostOf(f.Endpoint))
	}
}

// hostOf is all of an address that may be shown: a secret can stand in the rest.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "an address that cannot be read"
	}
	return u.Scheme + "://" + u.Host + "/…"
}

// sessionStarts checks that the bot may begin its sessions with the gateway.
func (d *doctor) sessionStarts(g bot.GatewayFacts, err error) {
	limit := g.SessionStartLimit
	reset := time.Duration(limit.ResetAfter) * time.Millisecond
	switch {
	case err != nil:
		d.fault("gateway", "%s", d.noAnswer(err))
	case limit.Remaining < max(g.Shards, 1):
		d.fault("gateway", "Discord lets the bot begin %d more of %s, and it needs one for each of %s: wait %s, and find out what starts it so often",
			limit.Remaining, countOf(limit.Total, "session", "sessions"), countOf(g.Shards, "shard", "shards"), brief(reset))
	default:
		d.ok("gateway", "Discord recommends %s; %d of %s can be begun before %s are over",
			countOf(g.Shards, "shard", "shards"), limit.Remaining, countOf(limit.Total, "session", "sessions"), brief(reset))
	}
}

// registered compares the commands that Discord has with those of this program.
func (d *doctor) registered(f bot.Facts, guild string) {
	where := "everywhere"
	if guild != "" {
		where = "in the server " + guild
	}
	switch {
	case errors.Is(f.CommandErr, bot.ErrNoAccess):
		d.fault("commands", "the bot has not been added to the server that GUILD_ID names: open the invite address, or leave GUILD_ID empty")
	case f.CommandErr != nil:
		d.fault("commands", "%s", d.noAnswer(f.CommandErr))
	case len(f.Changes) == 0:
		d.ok("commands", "Discord has all %d of this version, %s", f.Registered, where)
	case f.Registered == 0:
		d.note("commands", "Discord has none %s yet: the bot writes them at its start, and onrecord register at once", where)
	default:
		d.note("commands", "Discord has others than this version %s: the bot writes them at its start, and onrecord register at once", where)
	}
	if f.Registered > 0 && f.Everywhere > 0 {
		d.fault("commands", "they are registered everywhere and in the server %s as well, where members see them twice: leave GUILD_ID empty and run onrecord register, which clears the server's; or use an application of its own for development", guild)
	}
}

func countOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// brief says how long: "5s", "2m", "23h59m".
func brief(d time.Duration) string {
	switch {
	case d < time.Second:
		return d.Round(time.Millisecond).String()
	case d < time.Minute:
		return d.Round(time.Second).String()
	}
	return strings.TrimSuffix(d.Round(time.Minute).String(), "0s")
}
