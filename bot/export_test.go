package bot

import "time"

// DeferAfter makes the bot defer what it has not worked out after d.
func (cfg *Config) DeferAfter(d time.Duration) { cfg.deferAfter = d }

// Hurry makes the supervisor wait for less long than Discord wants, and give up sooner.
func (cfg *Config) Hurry() {
	cfg.times = times{
		ready: 4 * time.Second, identify: 10 * time.Millisecond, frame: 20 * time.Millisecond, idle: 1500 * time.Millisecond,
		first: 10 * time.Millisecond, retry: 50 * time.Millisecond,
	}
}

// HoldFrames lets no more frames go out than may at once.
func (cfg *Config) HoldFrames() { cfg.times.frame = time.Hour }
