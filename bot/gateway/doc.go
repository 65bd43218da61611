// Package gateway keeps a bot's shards connected to Discord's gateway, for as long as
// that makes sense, and hands over the events that come.
//
// It speaks the gateway's protocol itself. discordgo 0.29 has a connection of its own,
// but its faults lie under its own lock and cannot be mended from outside:
//
//   - an Op 7 before READY deadlocks its Open and Close, and a Discord that says
//     nothing after Hello blocks both for ever: here, every connection has one
//     goroutine that reads, and a deadline until it is ready (connection.go);
//   - a connection without acknowledgements is noticed after five heartbeats and
//     closed with 1000, which ends the session: here after two, with a code that keeps
//     it (heartbeat.go);
//   - after Op 9 it identifies again on the dead connection: here never (shard.go);
//   - after a close code that forbids it, it connects again for ever: here Run ends
//     with a [FatalError] (closecode.go);
//   - it does not know resume_gateway_url, writes to a connection that is gone after
//     an Op 1, and has no recover around its handlers.
//
// What Discord allows is heeded: the token is checked before every connection, a
// session is only begun when there is one left for the day, and not more of them in
// five seconds than max_concurrency says (identify.go). Payloads are not compressed: a
// bot without intents gets a few kilobytes an hour.
//
// Opcodes, close codes and limits are those of Discord's documentation, Gateway and
// Opcodes and Status Codes.
package gateway
