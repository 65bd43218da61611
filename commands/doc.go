// Package commands holds what a member can ask for, one file a command. A command takes a
// [Request] and returns a [Response]; it knows nothing of Discord, HTTP or the terminal.
//
// [Router.Handle] is the one way in. [Router.Specs] and [Router.Complete] describe the commands to the
// transports that offer them, and [Response.View] is an answer in words, which each transport styles.
package commands
