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

	"onrecord/bot"
	"onrecord/bot/ops"
	"onrecord/commands"
)

//go:embed page
var page embed.FS

// maxInteraction bounds an interaction, in bytes, as the bot does.
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
	key      ed25519.PrivateKey
	pages    pages
	log      *slog.Logger
}

// Run serves a page in which the bot answers, until ctx ends, and says on out where it is.
func Run(ctx context.Context, address string, router *commands.Router, out io.Writer, log *slog.Logger) error {
	// It cannot fail for plain values.
	hello, _ := json.Marshal(map[string]any{"commands": bot.Commands(router, false, ""), "example": router.Specs()[0].Example})
	s, err := New(address, hello, log)
	if err != nil {
		return err
	}
	b := bot.New(router, bot.Config{
		PublicKey: s.PublicKey(), Serve: s.Serve, HTTP: &http.Client{Transport: s},
		UserRate: bot.RateOff, ServerRate: bot.RateOff, Log: log,
	})
	if _, err := fmt.Fprintf(out, "Open %s in a browser on this machine; Ctrl-C ends it.\n", s.Address()); err != nil {
		return fmt.Errorf("say where the preview is: %w", err)
	}
	return b.Run(ctx)
}

// New returns a server that does not run yet. It listens on address, which has to be of this
// machine. Commands are those of the bot, as Discord lists them in JSON.
func New(address string, commands []byte, log *slog.Logger) (*Server, error) {
	host, _, err := net.SplitHostPort(address)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return nil, fmt.Errorf("listen at %s: only this machine may see the preview: give an address such as 127.0.0.1:0", address)
	}
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	ln, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen for the preview: %w", err)
	}
	return &Server{
		listener: ln, secret: rand.Text(), commands: commands, key: key, log: log, pages: pages{open: map[chan []byte]bool{}},
	}, nil
}

// PublicKey is what the bot checks interactions with, in hexadecimal.
func (s *Server) PublicKey() string { return hex.EncodeToString(s.key.Public().(ed25519.PublicKey)) }

// Address is the page's, with its secret.
func (s *Server) Address() string { return "http://" + s.host() + "/" + s.secret + "/" }

// host is as browsers send it: they leave HTTP's own port out.
func (s *Server) host() string { return strings.TrimSuffix(s.listener.Addr().String(), ":80") }

// Serve serves the page until ctx ends, and hands the interactions that it makes to the bot.
func (s *Server) Serve(ctx context.Context, bot http.Handler) error {
	return ops.Serve(ctx, s.listener, s.handler(ctx, bot), s.log)
}

func (s *Server) handler(ctx context.Context, bot http.Handler) http.Handler {
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
	mux.Handle("POST /", s.signing(bot))
	mux.HandleFunc("GET /events", func(w http.ResponseWriter, r *http.Request) { s.pages.serve(ctx, w, r) })
	under := http.NewServeMux() // which leads there, too, who copied the address without its end
	under.Handle("/"+s.secret+"/", http.StripPrefix("/"+s.secret, mux))
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
		under.ServeHTTP(w, r)
	})
}

// signing signs the interactions that the page makes, and hands them to the bot.
func (s *Server) signing(bot http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(http.MaxBytesReader(w, r.Body, maxInteraction)) // what is cut short is no JSON
		now := strconv.FormatInt(time.Now().Unix(), 10)
		r.Header.Set("X-Signature-Timestamp", now)
		r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(s.key, append([]byte(now), body...))))
		r.Body = io.NopCloser(bytes.NewReader(body))
		bot.ServeHTTP(w, r)
	})
}
