package commands

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// A Library is the coverage that the commands answer from. It stands here, with
// its consumer, so that this package needs no index to be built or tested.
type Library interface {
	// Search answers a query; one without a text with all that its speaker says, the earliest first.
	Search(context.Context, corpus.Query) (corpus.Answer, error)
	// Alike returns at most limit articles that are likeliest to hold a text, or
	// much of it, word for word, the likeliest first.
	Alike(ctx context.Context, text string, limit int) ([]*corpus.Article, error)
	// Suggest returns at most limit names of a kind that a member may mean who has
	// typed so much of one, the likeliest first; of articles, their ids.
	Suggest(ctx context.Context, kind corpus.NameKind, typed string, limit int) ([]string, error)
	// Scope says how much of the coverage a query's filters let pass.
	Scope(context.Context, corpus.Query) (corpus.Scope, error)
	// Outlets counts the articles that a query's filters let pass by outlet, the most first.
	Outlets(context.Context, corpus.Query) ([]corpus.OutletCount, error)
	// Articles returns the articles of some ids; nil stands for one that there is not.
	Articles(ctx context.Context, ids []string) ([]*corpus.Article, error)
	// List returns a page of articles, the newest first, and how many there are in all.
	List(context.Context, corpus.Listing) ([]*corpus.Article, int, error)
	// People returns who is called by all words of one of some names, those who say most
	// first: by name, role, or as an article describes them; of no names, everybody. Where they
	// come up is told if places is set.
	People(ctx context.Context, names []string, limit int, places bool) ([]corpus.Identity, error)
}

// About is what /about says of the running program.
type About struct {
	Version string // of the program, "v1.2.3" or "devel"
	Commit  string // short hash, may be empty
}

// A Request asks for one command. The same Request always gets the same Response from the same corpus.
type Request struct {
	Command string            `json:"command"`
	Args    map[string]string `json:"args"`   // by option name
	Limit   int               `json:"limit"`  // results wanted at most; 0 means the command's default, [MaxLimit] is the most
	Offset  int               `json:"offset"` // results to pass over, at most [MaxOffset]
}

// Arg returns the named argument without the white space around it.
func (r *Request) Arg(name string) string { return strings.TrimSpace(r.Args[name]) }

// A Spec is a command: what the transports that offer it tell of it, and what answers it.
type Spec struct {
	Name        string
	Description string // at most 100 characters
	Example     string // one line as typed in Discord
	Options     []Option
	Hidden      bool   // not offered as a slash command: buttons and menus lead to it
	Menu        string // its entry in Discord's menu of a message, which its first option takes; at most 32 characters

	// run answers a request, of which the query has the words and the filters.
	run func(context.Context, *Router, *Request, corpus.Query) (*Response, error)
}

// An Option is one argument of a command. The required ones stand first. All
// values are texts; what they must look like the command checks itself.
type Option struct {
	Name        string
	Description string // at most 100 characters
	Required    bool
	Complete    corpus.NameKind // what to suggest for it
}

// A UserError is something that the person who asked can correct. Msg says what is
// wrong, Hint what to do; both are safe to show.
type UserError struct{ Msg, Hint string }

func (e *UserError) Error() string { return strings.TrimSuffix(e.Msg, ".") + ". " + e.Hint }

// A Router answers requests from a library.
type Router struct {
	library  Library
	about    About
	commands []Spec
}

// NewRouter returns a router with every command.
func NewRouter(lib Library, about About) *Router {
	return &Router{library: lib, about: about, commands: []Spec{
		quote, ask, verify, who, compare, timeline, article, sources, check, find, inContext, help, aboutCommand,
	}}
}

// Specs returns the commands in the order in which to show them.
func (r *Router) Specs() []Spec { return r.commands }

func (r *Router) find(name string) Spec {
	for _, s := range r.commands {
		if s.Name == name {
			return s
		}
	}
	return Spec{}
}

// MaxLimit and MaxOffset bound a Request. A page has fewer results by far, and
// the sum of the two cannot overflow.
const MaxLimit, MaxOffset = 1000, 1_000_000

// Handle answers a request. The error is a [*UserError] when the request is at fault; else it says
// what the library could not do.
func (r *Router) Handle(ctx context.Context, req Request) (*Response, error) {
	c := r.find(req.Command)
	if c.Name == "" {
		return nil, &UserError{fmt.Sprintf("There is no command %q", short(req.Command)), "See /help for those that there are."}
	}
	q, err := c.query(&req)
	var corrected []corpus.Correction
	if err == nil && c.Name != verify.Name { // whose speaker is claimed, and no filter
		err = cmp.Or(r.correctName(ctx, corpus.SpeakerNames, &q.Speaker, q.Speaker, &corrected),
			r.correctName(ctx, corpus.OutletNames, &q.Outlet, q.Outlet, &corrected))
	}
	if err != nil {
		return nil, err
	}
	res, err := c.run(ctx, r, &req, q)
	if errors.Is(err, corpus.ErrNoWords) {
		return nil, &UserError{"There is no word to search for in that", "Example: " + c.Example}
	}
	if err != nil {
		return nil, err
	}
	res.Request, res.asked, res.Corrections = req, q, append(corrected, res.Corrections...)
	if res.Scope.Version == "" { // the index was not asked, which says how far it looked
		res.Scope, err = r.library.Scope(ctx, q)
	}
	return res, err
}

func (c *Spec) validate(req *Request) error {
	const maxArg = 24_000 // bytes; Discord's own limit for an option is 6,000 characters
	for _, name := range slices.Sorted(maps.Keys(req.Args)) {
		switch { // in the order of the alphabet, so that the same request is always refused alike
		case !slices.ContainsFunc(c.Options, func(o Option) bool { return o.Name == name }):
			return &UserError{fmt.Sprintf("/%s has no option %q", c.Name, short(name)), "Example: " + c.Example}
		case len(req.Args[name]) > maxArg:
			return &UserError{fmt.Sprintf("The option %q is too long", name), "A few words are enough."}
		}
	}
	for _, o := range c.Options {
		if o.Required && req.Arg(o.Name) == "" {
			return &UserError{fmt.Sprintf("/%s needs the option %q: %s", c.Name, o.Name, o.Description), "Example: " + c.Example}
		}
	}
	switch {
	case req.Limit < 0 || req.Offset < 0:
		return &UserError{"A limit or offset cannot be negative", "Leave it out for the default."}
	case req.Limit > MaxLimit:
		return &UserError{fmt.Sprintf("A limit of %d is too much", req.Limit), "Ask for at most " + text.Count(MaxLimit, "result") + " at a time, and for the next with an offset."}
	case req.Offset > MaxOffset:
		return &UserError{fmt.Sprintf("An offset of %d is too much", req.Offset), "Pass over at most " + text.Count(MaxOffset, "result") + "."}
	}
	return nil
}

// short keeps what a member typed from flooding an error message.
func short(s string) string { return text.Truncate(s, 41) }
