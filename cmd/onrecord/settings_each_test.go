package main

import (
	"strings"
	"testing"
)

// TestBotSettings reads the settings of a bot from the environment alone.
func TestBotSettings(t *testing.T) {
	t.Chdir(t.TempDir())
	key := strings.Repeat("ab", 32)
	all := []string{"DISCORD_PUBLIC_KEY", "LISTEN", "SHARDS", "SHARD_ID", "SHARD_COUNT", "RATE_USER", "RATE_SERVER", "ADMIN_LISTEN", "SEARCH_SHARDS", "SEARCH_URL", "SEARCH_USER", "SEARCH_PASSWORD", "SEARCH_API_KEY"}
	for _, test := range []struct {
		env  string // NAME=value, separated by spaces
		want string // what the error says; "" for none
	}{
		{"", ""},
		{"DISCORD_PUBLIC_KEY=" + key + " LISTEN=:8080", ""},
		{"DISCORD_PUBLIC_KEY=" + key, "DISCORD_PUBLIC_KEY and LISTEN: set both"},
		{"DISCORD_PUBLIC_KEY=hunter2 LISTEN=:8080", "DISCORD_PUBLIC_KEY should be: The application's public key, 64 hexadecimal digits"},
		{"DISCORD_PUBLIC_KEY=" + key + " LISTEN=8080", "LISTEN should be: Where to take those requests, a host and a port"},
		{"DISCORD_PUBLIC_KEY=" + key + " LISTEN=:65535", ""},
		{"DISCORD_PUBLIC_KEY=" + key + " LISTEN=:65536", "Discord must reach /interactions there by HTTPS."},
		{"ADMIN_LISTEN=:99999", "ADMIN_LISTEN should be: "},
		{"LISTEN=:8080", "DISCORD_PUBLIC_KEY and LISTEN: set both"},
		{"SHARDS=auto", ""},
		{"SHARDS=4", ""},
		{"SHARDS=4 SHARD_ID=0 SHARD_COUNT=4", "SHARDS is for one process, SHARD_ID and SHARD_COUNT are for several"},
		{"SHARD_ID=-1 SHARD_COUNT=4", "SHARD_ID should be: "},
		{"SHARD_COUNT=-1", "SHARD_COUNT should be: "},
		{"SHARDS=0", "SHARDS should be: How many gateway shards this process runs: a number"},
		{"SHARDS=-1", "SHARDS should be: How many gateway shards this process runs: a number"},
		{"SHARDS=99999999999", "SHARDS should be: How many gateway shards this process runs: a number"},
		{"SHARDS=1024", ""},
		{"SHARDS=1025", "SHARDS should be: How many gateway shards this process runs: a number"},
		{"SHARD_ID=0 SHARD_COUNT=1025", "SHARD_COUNT should be: "},
		{"SHARD_ID=8 SHARD_COUNT=+10", ""},
		{"SHARD_ID=7 SHARD_COUNT=010", "SHARD_COUNT should be: "},
		{"SEARCH_SHARDS=1025", "SEARCH_SHARDS should be: "},
		{"RATE_USER=often SEARCH_USER=me", "SEARCH_URL: set it to the cluster of SEARCH_USER, SEARCH_PASSWORD or SEARCH_API_KEY"},
		{"SHARDS=many", "SHARDS should be: How many gateway shards this process runs: a number"},
		{"SHARD_COUNT=many SHARD_ID=0", "SHARD_COUNT should be: How many shards"},
		{"SHARD_ID=3 SHARD_COUNT=4", ""},
		{"SHARD_ID=4 SHARD_COUNT=4", "SHARD_ID to a number below SHARD_COUNT"},
		{"SHARD_ID=0", "SHARD_ID and SHARD_COUNT: set both"},
		{"SHARD_COUNT=2", "SHARD_ID and SHARD_COUNT: set both"},
		{"RATE_USER=5/10s RATE_SERVER=off", ""},
		{"RATE_USER=often RATE_SERVER=1/0s", "RATE_USER should be: How much one member may ask, as 20/1m: 20 in a minute; off: no limit."},
		{"RATE_USER=often RATE_SERVER=1/0s", "RATE_SERVER should be: "},
		{"RATE_USER=hunter2hunter2hunter2hunter2hunter2", "RATE_USER should be: "},
		{"DISCORD_PUBLIC_KEY=" + key + " LISTEN=127.0.0.1:9464", "LISTEN and ADMIN_LISTEN: give them different addresses"},
		{"SEARCH_USER=me", "SEARCH_URL: set it to the cluster of SEARCH_USER, SEARCH_PASSWORD or SEARCH_API_KEY"},
		{"SEARCH_API_KEY=hunter2", "SEARCH_URL: set it to the cluster of SEARCH_USER, SEARCH_PASSWORD or SEARCH_API_KEY"},
		{"SEARCH_URL=http://127.0.0.1:1 SEARCH_USER=me", "SEARCH_USER and SEARCH_PASSWORD: set both, or neither"},
		{"SEARCH_URL=http://127.0.0.1:1 SEARCH_PASSWORD=hunter2", "SEARCH_USER and SEARCH_PASSWORD: set both, or neither"},
		{"SEARCH_URL=http://127.0.0.1:1 SEARCH_USER=me SEARCH_PASSWORD=hunter2", ""},
		{"SEARCH_URL=http://127.0.0.1:1 SEARCH_API_KEY=hunter2", ""},
		{"ADMIN_LISTEN=off", ""},
		{"ADMIN_LISTEN=[::1]:9000", ""},
		{"ADMIN_LISTEN=localhost", "ADMIN_LISTEN should be: Where /healthz, /readyz and /metrics are, a host and a port"},
	} {
		t.Run(test.env, func(t *testing.T) {
			for _, name := range all {
				t.Setenv(name, "")
			}
			for _, pair := range strings.Fields(test.env) {
				name, value, _ := strings.Cut(pair, "=")
				t.Setenv(name, value)
			}
			_, err := new(program).settings()
			got := ""
			if err != nil {
				got = err.Error()
			}
			if (got == "") != (test.want == "") || !strings.Contains(got, test.want) || strings.Contains(got, "hunter2") {
				t.Errorf("%s: %q, want %q", test.env, got, test.want)
			}
		})
	}
}
