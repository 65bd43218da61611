package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"onrecord/bot"
	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/text"
	"onrecord/index"
)

func (p *program) doctor(ctx context.Context, _ []string) error {
	return (&doctor{program: p, within: 5 * time.Second}).examine(ctx) // its help says so
}

type doctor struct {
	*program
	within time.Duration // for Discord, over all that it asks
	faults int
}

func (d *doctor) examine(ctx context.Context) error {
	if set, err := d.settings(); err != nil {
		d.say(fault, "settings", "%v", err)
		d.say(note, "the rest", "was not checked: the settings have to be mended first")
	} else {
		d.checkEnvFile()
		if _, err := openGuilds(set); err != nil {
			d.say(fault, "servers", "%v", err)
		}
		d.checkCorpus(ctx, set)
		d.checkDiscord(ctx, set)
	}
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("check-up not finished: %w", ctx.Err())
	case d.faults > 0:
		return fmt.Errorf("%s found; what to do stands behind each \"!!\"", text.Count(d.faults, "fault"))
	}
	return nil
}

// What a line begins with: all is well, it is good to know, or it is to be mended.
const fine, note, fault = "ok", "--", "!!"

// say prints a finding; what does not fit on one line, as the faults of a corpus, is indented below.
func (d *doctor) say(mark, what, format string, args ...any) {
	if mark == fault {
		d.faults++
	}
	found := text.StripInvisible(fmt.Sprintf(format, args...))
	fmt.Fprintf(d.stdout, "%s  %s: %s\n", mark, what, strings.ReplaceAll(found, "\n", "\n    "))
}

func (d *doctor) checkEnvFile() {
	values, _, _ := readEnvFile() // its faults are the settings'
	if values == nil {
		d.say(fine, "settings", "all of them are valid; there is no %s here", envFile)
		return
	}
	d.say(fine, "settings", "all of them are valid, those of %s too", envFile)
	vars := new(settings).variables()
	names := &cobra.Command{SuggestionsMinimumDistance: 2} // it knows what may be meant
	vars.VisitAll(func(v *flag.Flag) {
		names.AddCommand(&cobra.Command{Use: v.Name, Run: func(*cobra.Command, []string) {}})
	})
	for _, name := range slices.Sorted(maps.Keys(values)) {
		near := names.SuggestionsFor(name)
		switch {
		case vars.Lookup(name) != nil:
		case len(near) > 0:
			d.say(fault, envFile, "there is no setting %s: did you mean %s?", name, near[0])
		default:
			d.say(note, envFile, "%s is no setting of onrecord: .env.example lists them", name)
		}
	}
}

// checkCorpus loads the corpus, and checks that its index can be opened and kept, which is
// only known when it has been done.
func (d *doctor) checkCorpus(ctx context.Context, set settings) {
	if set.fromCluster() {
		d.checkCluster(ctx, set)
		return
	}
	c, err := loadCorpus(ctx, set, nil)
	if ctx.Err() != nil { // the end that was asked for is no fault
		return
	}
	mark, others := fine, ""
	if err != nil {
		d.say(fault, "corpus", "%v", err)
		mark, others = note, "a bot starts with the others, and one that runs keeps what it had of these: "
	}
	if c == nil {
		d.say(note, "index", "was not looked at: it is made of the corpus")
		return
	}
	scope := c.Scope()
	d.say(mark, "corpus", "%s%s, version %s", others, commands.ScopeText(scope), scope.Version)
	x, err := set.openIndex(ctx, c)
	if err == nil {
		err = x.Close()
	}
	held, isHeld := errors.AsType[*index.HeldError](err)
	switch {
	case ctx.Err() != nil:
	case isHeld:
		d.say(fine, "index", "a bot is running on it: %s is held by %s", held.Dir, held.Holder)
	case err != nil:
		d.say(fault, "index", "%v", err)
	case set.dataDir == "":
		d.say(fine, "index", "is made in memory at every start; in the folder that DATA_DIR names, it would be kept")
	default:
		d.say(fine, "index", "is kept in %s", set.dataDir)
	}
}

const lookAtCluster = "look at SEARCH_URL, at the user and the password, and whether onrecord load has been run"

func (d *doctor) checkCluster(ctx context.Context, set settings) {
	within, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	var scope corpus.Scope
	lib, err := set.open(within, false)
	if err == nil {
		defer lib.Close()
		scope, err = lib.Scope(within, corpus.Query{})
	}
	if err != nil {
		d.say(fault, "cluster", "%v\n%s", err, lookAtCluster)
		return
	}
	d.say(fine, "cluster", "%s, version %s", commands.ScopeText(scope), scope.Version)
}

// checkDiscord asks Discord about the bot, or without a token only whether it can be reached.
func (d *doctor) checkDiscord(ctx context.Context, set settings) {
	within, cancel := context.WithTimeout(ctx, d.within)
	defer cancel()
	f, err := bot.CheckUp(within, commands.NewRouter(nil, about()), set.bot)
	const look = "if others reach it, look at this machine's network and at HTTPS_PROXY"
	if set.bot.Token == "" {
		d.say(note, "token", "there is no DISCORD_TOKEN: onrecord is a console or, with DISCORD_PUBLIC_KEY, "+
			"a bot whose commands are registered from elsewhere")
	}
	if f.Clock != nil && f.Clock.Abs() > time.Minute { // signed requests seem too old, or from the future
		side := map[bool]string{true: "ahead of", false: "behind"}[*f.Clock > 0]
		d.say(fault, "clock", "this machine's is %v %s Discord's: set it, best by NTP, "+
			"or signed requests will be refused", f.Clock.Abs().Round(time.Second), side)
	}
	switch {
	case ctx.Err() != nil:
	case errors.Is(err, bot.ErrToken):
		d.say(fault, "token", "%v", err)
	case err != nil && set.bot.Token == "": // a console can do without
		d.say(note, "network", "%v\n%s", err, look)
	case err != nil:
		d.say(fault, "network", "%v\n%s", err, look)
	case set.bot.Token == "":
		d.say(fine, "network", "Discord can be reached")
	default:
		servers := text.Count(f.Guilds, "server")
		d.say(fine, "token", "is that of %q, application %s, which about %s added", f.Name, f.ID, servers)
		server, self := bot.InviteURLs(f.ID)
		d.say(note, "invite", "%s adds it to a server,\n%s to your own account", server, self)
		if f.ServersOnly() {
			d.say(note, "invite", "Discord does not let members install it for themselves: "+
				"switch on User Install at https://discord.com/developers/applications/%s/installation", f.ID)
		}
		d.checkDelivery(f, set.bot.PublicKey)
		d.checkCommands(f, set.bot.Guild)
	}
}

// checkDelivery checks that interactions come the way on which the bot waits for them.
// Discord sends them one way only, and reports no error.
func (d *doctor) checkDelivery(f bot.Facts, key string) {
	portal := "https://discord.com/developers/applications/" + f.ID + "/information"
	switch {
	case key == "" && f.Endpoint != "":
		d.say(fault, "delivery", "Discord sends interactions to an address, and none over the gateway, where this bot "+
			"waits for them: empty the Interactions Endpoint URL at %s", portal)
	case key != "" && f.Endpoint == "":
		d.say(fault, "delivery", "Discord sends interactions over the gateway, and none to this bot's webhook: "+
			"start the bot, and set the Interactions Endpoint URL at %s", portal)
	case key != "" && !strings.EqualFold(key, f.PublicKey):
		d.say(fault, "delivery", "DISCORD_PUBLIC_KEY is another application's: copy it again from %s", portal)
	default:
		d.say(fine, "delivery", "Discord sends interactions where this bot waits for them")
	}
}

func (d *doctor) checkCommands(f bot.Facts, guild string) {
	switch {
	case errors.Is(f.CommandErr, bot.ErrNoAccess):
		d.say(fault, "commands", "%v: open the invite address, or leave GUILD_ID empty", f.CommandErr)
	case f.CommandErr != nil:
		d.say(fault, "commands", "%v", f.CommandErr)
	case len(f.Changes) > 0:
		d.say(note, "commands", "Discord does not have those of this version: the bot writes them at its start, "+
			"and onrecord register at once")
	default:
		d.say(fine, "commands", "Discord has all %d of this version", f.Registered)
	}
	if f.Registered > 0 && f.Everywhere > 0 {
		d.say(fault, "commands", "they are registered everywhere and in the server %s as well, where members see them "+
			"twice: leave GUILD_ID empty and run onrecord register, which clears the server's", guild)
	}
}

// health asks a bot on this machine how it is. Images without a shell have no other program for it.
func (p *program) health(_ context.Context, set settings) error {
	if set.admin == adminOff {
		return errors.New("ADMIN_LISTEN is off, so the bot tells nobody how it is: set it to an address such as " + defaultAdmin)
	}
	// No proxy of the environment: the bot is here. An address that stands for all is this machine's.
	// A bot that needs longer to say how it is is not well.
	client := &http.Client{Timeout: 2 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Get("http://" + set.admin + "/readyz")
	if err != nil {
		return fmt.Errorf("ask bot how it is: %w: does it run here?", err)
	}
	defer res.Body.Close()
	_, _ = io.Copy(p.stdout, res.Body) // the status says how it is, whatever comes of that
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("bot is not well (%s)", res.Status)
	}
	return nil
}
