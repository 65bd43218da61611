// Package discordtest is a strict stand-in for Discord, as net/http/httptest
// is for HTTP: the REST API and the gateway on a loopback address, for tests
// of a bot that answers slash commands.
//
//	srv := discordtest.New(t)
//	session, _ := discordgo.New("Bot " + srv.Token())
//	session.Client = srv.Client()          // REST, and with it the gateway's address
//	session.Dialer = srv.Dialer()          // only for faults of the network
//	session.Identify.Intents = 0
//	… start the bot, let it register its commands …
//	srv.WaitReady()
//	reply := srv.Slash("quote", map[string]any{"query": "parker encryption"}).Reply()
//
// It refuses what Discord refuses, in Discord's own words and codes, and
// somewhat more: what a correct bot never does is a [Violation], which fails
// the test unless the test has said [Server.ExpectViolation]. A route that the
// stand-in does not know is an error and a violation, never a silent success.
//
// # Members, time and faults
//
// [Server.Slash], [Server.Autocomplete], [Server.MessageCommand],
// [Server.UserCommand] and, on what they return, [Interaction.Click] and
// [Interaction.Select] act as members do; what Discord's client would not let a
// member do is the test's own error. [Interaction.Reply] is the message as
// Discord would show it now.
//
// Deadlines go by the server's clock, which [Server.Advance] moves, so that no
// test waits for them, and which every answer tells in its Date header;
// heartbeats and the limit on gateway events go by real time, because the bot's
// do. A test that starts a second session moves the clock by 5 seconds first, as
// max_concurrency asks.
//
// [Server.Fault] goes wrong with REST requests and the network,
// [Server.FaultGateway] with new gateway connections, and methods such as
// [Server.CutGateway], [Server.Reconnect], [Server.StopACKs] and
// [Server.RevokeToken] with open ones. [Server.UseEndpoint] delivers
// interactions by signed HTTP requests instead of the gateway.
//
// # Where the rules come from
//
// Limits and codes are those of Discord's documentation (github.com/discord/
// discord-api-docs, folder developers/, read 2026): reference (headers, form
// errors, snowflakes), interactions/receiving-and-responding (3 seconds, 15
// minutes, callback types), interactions/application-commands (names, options,
// 8,000 characters), resources/user (the bot's guilds), resources/message
// (content, embeds, allowed mentions), components/reference (rows, buttons,
// Components V2), events/gateway and topics/opcodes-and-status-codes (opcodes,
// close codes). Each constant in limits.go names its source. Where ../shared/discord/openapi.json is at hand,
// bodies are checked against Discord's OpenAPI description too.
//
// Rules of our own, stricter than Discord: no intents; allowed_mentions present
// and empty on every message; no unknown and no duplicate JSON fields; embeds
// link to http and https only; no identify on a connection whose session was
// invalidated; no connection after a close code that forbids it.
//
// # Where it stops
//
// No voice, no channels' own messages, no files, no modals, no polls, no
// permissions of commands, no monetization, no compression of the transport
// (zlib-stream), no rate-limit headers except on 429. It knows nothing of the
// bot: it imports nothing of this module.
package discordtest
