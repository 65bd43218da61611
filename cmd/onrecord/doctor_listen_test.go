package main

import (
	"bytes"
	"net"
	"strings"
	"testing"
)

// TestDoctorTriesToListen asks about addresses that a setting can name.
func TestDoctorTriesToListen(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, test := range []struct{ name, addr, want string }{
		{"free", "127.0.0.1:0", "ok  LISTEN: 127.0.0.1:0 is free"},
		{"everywhere", ":0", "ok  LISTEN: :0 is free"},
		{"taken", taken.Addr().String(), "--  LISTEN: " + taken.Addr().String() + " is in use: by the bot, if it is running; otherwise choose another port"},
		{"elsewhere", "192.0.2.1:9464", "!!  LISTEN: this user cannot listen there (bind: cannot assign requested address): take an address of this machine, such as 127.0.0.1, and a port from 1024 on"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			d := &doctor{program: &program{stdout: &out}}
			d.checkListener(t.Context(), "LISTEN", test.addr)
			got := strings.TrimSpace(out.String())
			if got != test.want || (d.faults > 0) != strings.HasPrefix(test.want, "!!") {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
