package bot

import "time"

// DeferAfter makes the bot promise what it has not worked out after d.
func (cfg *Config) DeferAfter(d time.Duration) { cfg.deferAfter = d }

// ForgetEvery is how often the bot looks for servers that it has left.
func (cfg *Config) ForgetEvery(d time.Duration) { cfg.forgetEvery = d }
