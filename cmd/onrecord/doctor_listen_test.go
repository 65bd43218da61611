package main

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestDoctorTriesToListen asks about each address that a setting can name.
func TestDoctorTriesToListen(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	go func() { // takes connections, and is no bot
		for {
			c, err := taken.Accept()
			if err != nil {
				return
			}
			c.Close()
		}
	}()
	atWork := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/healthz" {
			fmt.Fprintln(w, "ok")
		}
	}))
	defer atWork.Close()
	const bad = "!!  ADMIN_LISTEN: is not an address such as 127.0.0.1:9464 or :8080"
	for _, test := range []struct{ name, addr, want string }{
		{"nothing", "", ""},
		{"off", "off", ""},
		{"free", "127.0.0.1:0", "ok  ADMIN_LISTEN: port N is free, for this machine only"},
		{"everywhere", ":0", "ok  ADMIN_LISTEN: port N is free; other machines can reach it, as far as a firewall lets them"},
		{"taken", taken.Addr().String(), "!!  ADMIN_LISTEN: something else listens there: end it, or choose another port"},
		{"bot", atWork.Listener.Addr().String(), "ok  ADMIN_LISTEN: is in use, and a bot is running"},
		{"elsewhere", "192.0.2.1:9464", "!!  ADMIN_LISTEN: its host is no address of this machine: take 127.0.0.1, or none for every address"},
		{"no port", "hunter2", bad},
		{"no number", "127.0.0.1:hunter2", bad},
		{"too large", "127.0.0.1:99999", bad},
		{"garbage", "http://127.0.0.1:80/", bad},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			d := &doctor{program: &program{stdout: &out}}
			d.listeners(t.Context(), settings{admin: test.addr})
			got := strings.TrimSpace(out.String())
			if fields := strings.Fields(got); len(fields) > 3 && strings.HasSuffix(test.addr, ":0") && fields[3] != "0" {
				got = strings.Replace(got, "port "+fields[3], "port N", 1)
			}
			if got != test.want || (d.faults > 0) != strings.HasPrefix(test.want, "!!") {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
