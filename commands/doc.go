// Package commands holds what a member can ask for, one file a command. A
// command takes a [Request] and returns a [Response]; it knows nothing of
// Discord, HTTP or the terminal, so that all of them give the same answer and
// every command can be tested without any of them.
//
// [Router.Handle] is the one way in. What a Response looks like is the
// transports' business: package bot renders it for Discord, cmd/onrecord for
// the terminal, and reply.go in this package as JSON.
package commands
