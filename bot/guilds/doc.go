// Package guilds keeps what each Discord server has set for the bot: two values a
// server, in one file that belongs to one process at a time. ("Guild" is Discord's
// word for a server.)
//
// Everything is in memory too, so that reading never waits for the disk: [Store.Get]
// is asked before every answer, [Store.Set] once in a server's life. What Set has
// returned from is on the disk; what it has failed at is neither there nor in memory.
//
// The file is a bbolt database, because that is written all or not at all: after a
// power cut it holds what stood there before or what came after. One that is damaged
// all the same is moved aside and never deleted, and a fresh one is begun, because
// settings that can be made again are no reason for a bot to be silent.
//
// It holds the servers' ids and their settings, and nothing about anybody: no name and
// no member's id. A server that has the defaults has no entry, and one that the bot
// has left can be forgotten ([Store.Retain]).
package guilds
