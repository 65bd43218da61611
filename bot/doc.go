// Package bot is onrecord's Discord side: it holds the gateway session,
// registers the commands, and turns interactions into requests and responses into
// messages. What the answers are is package commands' business.
//
// The way of an interaction: the gateway hands over an event (session.go), it is
// decoded into an interaction and then a [commands.Request] (interaction.go),
// worked on by one of a bounded number of workers (dispatch.go, answer.go), rendered
// within Discord's limits (render.go, escape.go) and sent (rest.go). Message bodies
// can only be built by this package, and every one of them forbids mentions
// (message.go).
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
