package commands_test

import (
	"testing"

	"onrecord/commands"
)

// TestMenusLeadToCommands looks for the command and the option of every entry.
func TestMenusLeadToCommands(t *testing.T) {
	r := commands.NewRouter(nil, commands.About{})
	options := map[string]bool{}
	for _, s := range r.Specs() {
		for _, o := range s.Options {
			options[s.Name+" "+o.Name] = true
		}
	}
	for _, m := range r.Menus() {
		if !options[m.Command+" "+m.Arg] {
			t.Errorf("%q leads to the option %q of /%s, which there is not", m.Name, m.Arg, m.Command)
		}
		if len(m.Name) > 32 { // Discord's documentation, Application Command Naming
			t.Errorf("%q is too long", m.Name)
		}
	}
}
