// Package bot is onrecord's Discord side: it takes interactions, by the gateway or by
// signed requests, and turns them into requests and responses into messages. What the
// answers are is package commands' business.
//
// [New] takes the settings, [Bot.Run] keeps to them until it is told to end. The
// connection to the gateway is package gateway's, requests go out by package rest, what
// servers have set lies in package guilds, and what operators see is made by package ops.
//
// # The way of an interaction
//
// The gateway hands over an event, or the webhook a request whose signature it has
// checked (webhook.go). It is decoded (interaction.go), held against the limits of its
// member and server (limit.go), and becomes a job (job.go), of which a bounded number are
// on their way (dispatch.go). Its request is worked on in one of a few slots (answer.go),
// rendered within Discord's limits (render.go, escape.go) and sent (rest.go). Message
// bodies can only be built by this package, and every one of them forbids mentions
// (message.go).
//
// An answer is sent directly. What takes longer than a second and a half is promised, and
// put in the promise's place when it is there, so that nothing meets Discord's three
// seconds. Each job ends with an outcome, one of the constants of package ops, which is
// counted; what could not be answered is logged with the interaction's id besides. An
// interaction that comes twice is answered once.
//
// # Commands
//
// They are written to Discord when they differ from those that it has, and those that are
// left over in single servers are cleared (register.go, commandset.go, leftover.go). All
// are package commands' but /config (config.go), which changes how answers are shown and
// not what they are.
//
// # Buttons
//
// A button is a request again: its custom_id holds the whole of it (customid.go), so
// it works after a restart. What has no room in 100 characters lies in a bounded
// memory (shelf.go), and is asked for again politely once it is gone. Pages begin
// at the first result that the page before did not show, and the way back is the way
// there (paging.go). The member whose answer it is changes it in place; anybody else
// who presses gets a private answer of their own (answer.go).
//
// # Private and public
//
// Every slash command has the option private, which is this package's and not the
// command's. Errors and help are private always, and so are the answers to the menu
// of a message and what stands around an excerpt. What is private can be shared with
// the channel by one button (share.go).
//
// The bot uses no intents and needs no permissions: it sees nothing but the
// interactions that members send to it, and of messages only the one whose menu a
// member uses.
package bot
