package commands

import (
	"slices"
	"testing"
)

// TestMenusFollowTheCommands makes routers of some commands only: a menu appears
// with its command.
func TestMenusFollowTheCommands(t *testing.T) {
	for _, test := range []struct {
		commands []command
		want     []string
	}{
		{nil, nil},
		{[]command{quote, find}, []string{"Find in coverage"}},
		{[]command{find, {Spec: Spec{Name: "check"}}}, []string{"Check this quote", "Find in coverage"}},
	} {
		var got []string
		for _, m := range (&Router{commands: test.commands}).Menus() {
			got = append(got, m.Name)
			if len(m.Name) > 32 { // Discord's documentation, Application Command Naming
				t.Errorf("%q is too long", m.Name)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("menus %q, want %q", got, test.want)
		}
	}
}
