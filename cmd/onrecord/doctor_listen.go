package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"time"
)

// A listener is a setting that names an address to listen on, a host and a port.
type listener struct{ name, addr string }

// listenersOf are the addresses that the bot would listen on.
func listenersOf(set settings) []listener {
	var out []listener
	for _, l := range []listener{{"LISTEN", set.listen}, {"ADMIN_LISTEN", set.admin}} {
		if l.addr != "" && l.addr != adminOff {
			out = append(out, l)
		}
	}
	return out
}

// listeners tries to listen on every address that is to be listened on.
func (d *doctor) listeners(ctx context.Context, set settings) {
	for _, l := range listenersOf(set) {
		ln, err := new(net.ListenConfig).Listen(ctx, "tcp", l.addr)
		var sys *os.SyscallError
		switch {
		case err == nil:
			here := ln.Addr().(*net.TCPAddr)
			ln.Close()
			if here.IP.IsLoopback() {
				d.ok(l.name, "port %d is free, for this machine only", here.Port)
			} else {
				d.ok(l.name, "port %d is free; other machines can reach it, as far as a firewall lets them", here.Port)
			}
		case ctx.Err() != nil:
		case errors.Is(err, syscall.EADDRINUSE):
			d.running = d.running || isBot(ctx, l.addr)
			if d.running {
				d.ok(l.name, "is in use, and a bot is running")
			} else {
				d.fault(l.name, "something else listens there: end it, or choose another port")
			}
		case errors.Is(err, syscall.EADDRNOTAVAIL):
			d.fault(l.name, "its host is no address of this machine: take 127.0.0.1, or none for every address")
		case errors.Is(err, os.ErrPermission):
			d.fault(l.name, "this user may not listen on its port: choose one from 1024 on")
		case errors.As(err, &sys):
			d.fault(l.name, "nobody can listen there (%v): choose another host and port", sys.Err)
		default: // an error that repeats the value
			d.fault(l.name, "is not an address such as 127.0.0.1:9464 or :8080")
		}
	}
}

// isBot reports whether a bot answers on an address for its operator.
func isBot(ctx context.Context, addr string) bool {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+addr+"/healthz", nil)
	if err != nil {
		return false
	}
	res, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(req) // by no proxy, to nowhere else
	if err != nil {
		return false
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(res.Body, 16))
	return res.StatusCode == http.StatusOK && strings.TrimSpace(string(body)) == "ok"
}
