package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"

	"onrecord/bot"
)

// env reads a setting without the white space around it.
func env(name string) string { return strings.TrimSpace(os.Getenv(name)) }

// readWebhook reads where interactions come from.
func (s *settings) readWebhook() error {
	s.publicKey, s.listen = env("DISCORD_PUBLIC_KEY"), env("LISTEN")
	if s.publicKey == "" {
		if s.listen != "" {
			return errors.New("LISTEN is for interactions that Discord sends as requests, and needs DISCORD_PUBLIC_KEY: set that too, or leave LISTEN empty")
		}
		return nil
	}
	if _, err := bot.ParsePublicKey(s.publicKey); err != nil {
		return fmt.Errorf("DISCORD_PUBLIC_KEY: %w", err)
	}
	if s.listen == "" {
		return errors.New("DISCORD_PUBLIC_KEY needs LISTEN, the address at which to take interactions, as :8080; or leave it empty to use the gateway")
	}
	return checkAddress("LISTEN", s.listen)
}

// readShards reads which shards this process runs.
func (s *settings) readShards() error {
	shards, id, count := env("SHARDS"), env("SHARD_ID"), env("SHARD_COUNT")
	if s.publicKey != "" && shards+id+count != "" {
		return errors.New("SHARDS, SHARD_ID and SHARD_COUNT are for the gateway, which is not used with DISCORD_PUBLIC_KEY: leave them empty")
	}
	var err error
	if shards != "" && shards != "auto" {
		if s.shards, err = strconv.Atoi(shards); err != nil || s.shards < 1 || s.shards > maxShards {
			return fmt.Errorf("SHARDS must be auto, or a number from 1 to %d", maxShards)
		}
	}
	if id == "" && count == "" {
		return nil
	}
	if shards != "" {
		return errors.New("SHARDS is for one process, SHARD_ID and SHARD_COUNT are for several: set the one or the others")
	}
	s.shardCount, err = strconv.Atoi(count)
	if err != nil || s.shardCount < 1 || s.shardCount > maxShards {
		return fmt.Errorf("SHARD_COUNT must be a number from 1 to %d, and be set together with SHARD_ID", maxShards)
	}
	if s.shard, err = strconv.Atoi(id); err != nil || s.shard < 0 || s.shard >= s.shardCount {
		return errors.New("SHARD_ID must be a number from 0 to one less than SHARD_COUNT")
	}
	return nil
}

// maxShards bounds the shards of a bot. The largest bots of Discord have some
// thousands.
const maxShards = 16_384

// readRates reads how much may be asked.
func (s *settings) readRates() error {
	var faults []error
	for _, r := range []struct {
		name string
		rate *bot.Rate
	}{{"RATE_USER", &s.userRate}, {"RATE_SERVER", &s.serverRate}} {
		text := env(r.name)
		if text == "" {
			continue // the bot has a default
		}
		var err error
		if *r.rate, err = bot.ParseRate(text); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", r.name, err))
		}
	}
	return errors.Join(faults...)
}

// The operator's listener is on the machine itself unless somebody wants it
// elsewhere: what it tells is not for everybody.
const (
	defaultAdmin = "127.0.0.1:9464"
	adminOff     = "off"
)

func (s *settings) readAdmin() error {
	s.admin = env("ADMIN_LISTEN")
	switch s.admin {
	case "":
		s.admin, s.adminByDefault = defaultAdmin, true
		return nil
	case adminOff:
		return nil
	}
	return checkAddress("ADMIN_LISTEN", s.admin)
}

// checkAddress checks the address that a setting wants listened on.
func checkAddress(name, address string) error {
	_, port, err := net.SplitHostPort(address)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return fmt.Errorf("%s must be a host and a port, as 127.0.0.1:8080, or a port alone, as :8080", name)
	}
	return nil
}
