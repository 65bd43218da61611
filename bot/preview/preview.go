package preview

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"onrecord/bot/ops"
)

//go:embed page
var page embed.FS

// maxInteraction bounds an interaction, in bytes, as the bot's webhook does.
const maxInteraction = 1 << 20

// policy lets the page load what this server has, and nothing else. The components have
// attributes with styles, which can load nothing either.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// A Server is the page and, for the bot behind it, Discord.
type Server struct {
	listener net.Listener
	secret   string
	commands []byte
	bot      net.Listener // the bot's
	url      string       // that interactions are posted to
	client   *http.Client
	key      ed25519.PrivateKey
	public   ed25519.PublicKey
	pages    pages
	log      *slog.Logger
}

// New returns a server that does not run yet. It listens on address, which has to be of this
// machine, and posts interactions to path of the bot that listens to its [Server.Hook].
// Commands are those of the bot, as Discord lists them in JSON.
func New(address, path string, commands []byte, log *slog.Logger) (*Server, error) {
	host, _, err := net.SplitHostPort(address)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return nil, fmt.Errorf("listen at %s: only this machine may see the preview: give an address such as 127.0.0.1:0", address)
	}
	public, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	ln, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen for the preview: %w", err)
	}
	bot, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		_ = ln.Close()
		return nil, fmt.Errorf("listen for the bot behind the preview: %w", err)
	}
	return &Server{
		listener: ln, secret: rand.Text(), commands: commands, key: key, public: public, log: log,
		bot: bot, pages: pages{open: map[chan []byte]bool{}}, url: "http://" + bot.Addr().String() + path, client: &http.Client{Transport: &http.Transport{}},
	}, nil
}

// Hook is where the bot takes interactions. Others on this machine can reach it, and cannot
// sign what the bot would answer.
func (s *Server) Hook() net.Listener { return s.bot }

// PublicKey is what the bot checks interactions with, in hexadecimal.
func (s *Server) PublicKey() string { return hex.EncodeToString(s.public) }

// Address is the page's, with its secret.
func (s *Server) Address() string { return "http://" + s.host() + "/" + s.secret + "/" }

// host is as browsers send it: they leave HTTP's own port out.
func (s *Server) host() string { return strings.TrimSuffix(s.listener.Addr().String(), ":80") }

// Run serves the page until ctx ends.
func (s *Server) Run(ctx context.Context) error {
	return ops.Serve(ctx, s.listener, s.handler(ctx), s.log)
}

func (s *Server) handler(ctx context.Context) http.Handler {
	files, err := fs.Sub(page, "page")
	if err != nil {
		panic(err) // it is embedded
	}
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", http.FileServerFS(files))
	mux.Handle("GET /{file}", http.FileServerFS(files))
	mux.HandleFunc("GET /commands", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(s.commands)
	})
	mux.HandleFunc("POST /interactions", s.interact)
	mux.HandleFunc("GET /events", func(w http.ResponseWriter, r *http.Request) { s.pages.serve(ctx, w, r) })
	under := http.StripPrefix("/"+s.secret, mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer") // the address has the secret
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if r.Host != s.host() { // a name that was made to lead here
			http.Error(w, "This is not the address that onrecord printed.", http.StatusForbidden)
			return
		}
		if r.URL.Path == "/"+s.secret { // as it is copied without its end
			http.Redirect(w, r, s.Address(), http.StatusFound)
			return
		}
		under.ServeHTTP(w, r)
	})
}

// interact signs an interaction that the page made, and hands it to the bot.
func (s *Server) interact(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxInteraction))
	if err != nil || !json.Valid(body) {
		http.Error(w, "no interaction", http.StatusBadRequest)
		return
	}
	now := strconv.FormatInt(time.Now().Unix(), 10)
	req, err := http.NewRequestWithContext(r.Context(), http.MethodPost, s.url, bytes.NewReader(body))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	req.Header.Set("X-Signature-Timestamp", now)
	req.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(s.key, append([]byte(now), body...))))
	res, err := s.client.Do(req)
	if err != nil {
		http.Error(w, "the bot has ended", http.StatusBadGateway)
		return
	}
	_ = res.Body.Close()
	w.WriteHeader(res.StatusCode)
}
