// Package ops is what an operator sees of a running bot: metrics for Prometheus,
// whether the process lives, and whether it can answer. They are served on a
// listener of their own, which is not the one that Discord calls.
//
// # What is asked of it
//
// GET /healthz says that the process can answer at all. It is for whoever restarts
// what hangs, and so it knows nothing of Discord: a restart does not heal Discord,
// and costs one of the thousand sessions that a bot may start in a day.
//
// GET /readyz says whether members get answers now: the index is open, every shard
// has its session or the webhook listens, and the process is not about to end. What
// is missing stands in its body.
//
// GET /metrics is the text format of Prometheus. All names begin with onrecord_,
// but for those of the Go runtime and the process. No label has a value that a
// member can choose.
//
// # Where it stops
//
// It counts what it is told ([Metrics]) and shows what it is given ([State]); it
// watches nothing itself and knows no other package of this module. Nothing that
// members asked or were answered comes here, and no token. There is no access
// control: the address to listen on should be of this machine only.
package ops
