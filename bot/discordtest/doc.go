// Package discordtest is a stand-in for Discord, as net/http/httptest is for
// HTTP: the REST API and the gateway on loopback addresses. It refuses what
// Discord refuses, reports it as a violation that fails the test, and goes
// wrong on demand ([Server.Fault]).
//
//	srv := discordtest.New(t)
//	session, _ := discordgo.New("Bot " + discordtest.Token)
//	session.Client = srv.Client() // REST, and with it the gateway's address
//	session.Identify.Intents = 0
//	reply := srv.Slash("quote", map[string]any{"query": "encryption"}).Reply()
package discordtest
