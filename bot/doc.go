// Package bot is onrecord on Discord: it takes interactions from a gateway session of
// discordgo or as signed requests, has package commands answer them, and renders the
// responses within Discord's limits.
//
// A button's custom_id holds the request that it makes, so buttons outlive a restart. The
// bot uses no intents, needs no permissions, and its messages ping no one. It answers where a
// server has added it, and wherever members are who have installed it for themselves.
package bot
