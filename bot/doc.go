// Package bot is onrecord's Discord side: it holds the gateway session,
// registers the slash commands, and turns interactions into requests and
// responses into messages. What the answers are is package commands' business.
//
// The way of an interaction: the gateway hands over an event (session.go), it is
// decoded into an interaction and then a [commands.Request] (interaction.go),
// worked on by one of a bounded number of workers (dispatch.go), rendered within
// Discord's limits (render.go, escape.go) and sent (rest.go). Message bodies can
// only be built by this package, and every one of them forbids mentions
// (message.go).
//
// The bot uses no intents and needs no permissions: it sees nothing but the
// interactions that members send to it.
package bot
