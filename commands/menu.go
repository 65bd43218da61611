package commands

// A Menu is an entry of the menu that Discord shows for a message: it gives the
// message's text to a command.
type Menu struct {
	Name    string // as members see it, at most 32 characters
	Command string
	Arg     string // the option that takes the text
}

var menus = []Menu{
	{Name: "Check this quote", Command: "check", Arg: "message"},
	{Name: "Find in coverage", Command: "find", Arg: "message"},
}

// Menus returns the entries for messages.
func (r *Router) Menus() []Menu { return menus }
