package bot

import (
	"time"

	"github.com/bwmarrin/discordgo"
)

// DeferAfter makes the bot promise what it has not worked out after d.
func (cfg *Config) DeferAfter(d time.Duration) { cfg.deferAfter = d }

// SetPace is how long it is from one request to the next.
func (o *RegisterOptions) SetPace(d time.Duration) { o.pace = d }

// SetExtra registers commands beside the bot's own.
func (o *RegisterOptions) SetExtra(list ...*discordgo.ApplicationCommand) { o.extra = list }
