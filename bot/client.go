package bot

import (
	"net"
	"net/http"
	"time"

	"onrecord/bot/rest"
)

// ErrToken means that Discord refused the token.
var ErrToken = rest.ErrToken

// httpTimeout bounds one request to Discord.
const httpTimeout = 15 * time.Second

func newHTTPClient() *http.Client {
	return &http.Client{
		Timeout: httpTimeout,
		Transport: &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			DialContext:         (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
			TLSHandshakeTimeout: 5 * time.Second,
			ForceAttemptHTTP2:   true,
			MaxIdleConnsPerHost: 128,
			IdleConnTimeout:     90 * time.Second,
			// All requests share one connection. When the network has swallowed it, nobody
			// says so, and every try would go the same way for minutes.
			HTTP2: &http.HTTP2Config{SendPingTimeout: 3 * time.Second, PingTimeout: 2 * time.Second},
		},
	}
}

// InviteURL is where the owner of a server adds the bot. It asks for no
// permissions: slash commands need none.
func InviteURL(app string) string {
	return "https://discord.com/oauth2/authorize?client_id=" + app + "&scope=bot+applications.commands&permissions=0"
}
