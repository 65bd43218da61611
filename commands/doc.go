// Package commands holds what a member can ask for, one file a command. A
// command takes a [Request] and returns a [Response]; it knows nothing of
// Discord, HTTP or the terminal, so that all of them give the same answer and
// every command can be tested without any of them.
//
// [Router.Handle] is the one way in. A new command is a file here and an entry in
// [NewRouter]; whatever offers commands to people reads [Router.Specs], what can
// be suggested while they type is [Router.Complete]'s, and which commands stand in the
// menu of a message [Router.Menus] says. Commands that are Hidden are reached by
// buttons and menus, or in the terminal. [Response.View] is an answer in words, which
// package bot styles for Discord and cmd/onrecord for the terminal; as JSON a Response
// encodes itself.
package commands
