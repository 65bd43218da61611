package bot

import "time"

// DeferAfter makes the bot promise what it has not worked out after d.
func (cfg *Config) DeferAfter(d time.Duration) { cfg.deferAfter = d }
