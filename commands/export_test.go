package commands

import "onrecord/corpus"

// Link is the address below a result, and ContextOf the request of its button.
func Link(r *corpus.Result) string       { return link(r) }
func ContextOf(r *corpus.Result) Request { return contextOf(r) }
