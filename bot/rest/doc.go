// Package rest sends single requests to Discord's HTTP API, and says what came of them.
// Which requests there are, and what members or operators are told, is the business of
// those who ask.
//
// A [Client] knows the address, the User-Agent and the token; bounds what it reads;
// heeds the pauses that Discord wants; tries again as often as it is told; and follows
// nobody elsewhere. A failure is an [Error], whose kind says whether it may pass, or
// [ErrToken]. No address, which can hold an interaction's token, and no token is in it.
//
// discordgo, from which the bot takes the types of Discord's objects, sends requests
// too. Its Request functions are not used, because (0.29)
//
//   - they sleep through a cancelled context, after a 429 and in their buckets, and try
//     again without end;
//   - a 429 of the proxy before Discord, which is HTML, becomes an error of the JSON
//     parser, and its Retry-After is lost: who goes on then is banned;
//   - they keep a bucket for every interaction's token and never free it (upstream issue
//     1333), and edits of answers wait for each other in one bucket (1384);
//   - they read an answer of any length.
//
// There are no buckets here. Answers to interactions do not count towards the global
// limit (Discord's documentation, Rate Limits, "Global Rate Limit"), and all others are
// so few that a pace and the 429s are enough.
package rest
