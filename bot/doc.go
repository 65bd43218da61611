// Package bot is onrecord on Discord: a discordgo session that routes slash commands to
// package commands and answers with messages.
//
// Interactions come over the gateway (supervisor.go keeps a discordgo.Session per shard
// connected) or as signed requests (webhook.go). Both hand a discordgo.Interaction to the
// dispatcher, which decodes it into a commands.Request, has it answered, renders the
// response within Discord's limits and responds. What an answer says is decided in package
// commands; a button's custom_id holds the request that it makes, so it outlives a restart.
//
// The bot uses no intents and needs no permissions, and no message of its mentions anybody.
package bot
