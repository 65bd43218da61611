package commands_test

import (
	"testing"

	"onrecord/commands"
)

// TestMenusLeadToCommands looks for the command and the option of every entry.
func TestMenusLeadToCommands(t *testing.T) {
	r := commands.NewRouter(nil, commands.About{})
	for _, s := range r.Specs() {
		if s.Menu != "" && (len(s.Options) == 0 || s.Options[0].Name != "message") {
			t.Errorf("%q leads to the option \"message\" of /%s, which there is not", s.Menu, s.Name)
		}
		if len(s.Menu) > 32 { // Discord's documentation, Application Command Naming
			t.Errorf("%q is too long", s.Menu)
		}
	}
}
