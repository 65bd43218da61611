package discordtest

import (
	"net/url"
	"slices"
	"strconv"
)

// A Guild is a server that the bot has joined.
type Guild struct {
	ID, Name string
	Locale   string // "en-US" by default
	// NoCommands means that the bot was added without the scope
	// applications.commands: requests for its commands there are refused.
	NoCommands bool
}

// joined checks that the application may have commands in a guild. A guild that
// it has not joined is the bot's mistake; that a scope is missing it cannot know.
func (s *Server) joined(guild string) error {
	i := slices.IndexFunc(s.opts.Guilds, func(g Guild) bool { return g.ID == guild })
	switch {
	case i < 0:
		return &refusal{status: 403, code: 50001, message: "Missing Access", rule: RuleUnknown, detail: "guild " + guild}
	case s.opts.Guilds[i].NoCommands:
		return &refusal{status: 403, code: 50001, message: "Missing Access"}
	}
	return nil
}

// myGuilds lists the bot's guilds by id: resources/user, "Get Current User
// Guilds".
func (r *request) myGuilds() (int, any, error) {
	f := &form{}
	q := r.guildsQuery(f)
	if len(f.errs) > 0 {
		return 0, nil, badForm(f)
	}
	guilds := slices.DeleteFunc(slices.Clone(r.opts.Guilds), func(g Guild) bool {
		n := snowflakeOf(g.ID)
		return n <= q.after || q.before > 0 && n >= q.before
	})
	slices.SortFunc(guilds, func(a, b Guild) int {
		if snowflakeOf(a.ID) < snowflakeOf(b.ID) {
			return -1
		}
		return 1
	})
	if more := len(guilds) - q.limit; more > 0 {
		if q.before > 0 && q.after == 0 { // the page that ends there
			guilds = guilds[more:]
		} else {
			guilds = guilds[:q.limit]
		}
	}
	answer := []any{}
	for _, g := range guilds {
		guild := map[string]any{
			"id": g.ID, "name": g.Name, "icon": nil, "banner": nil, "owner": false, "permissions": "0", "features": []any{},
		}
		if r.flagged("with_counts") {
			guild["approximate_member_count"], guild["approximate_presence_count"] = 2, 1
		}
		answer = append(answer, guild)
	}
	return 200, answer, nil
}

type guildsQuery struct {
	limit         int
	before, after uint64
}

// guildsQuery reads the query of a request for guilds. Discord drops parameters
// that it does not know; here they are an error, as unknown fields are.
func (r *request) guildsQuery(f *form) guildsQuery {
	q := guildsQuery{limit: maxGuildsPage}
	values, err := url.ParseQuery(r.r.URL.RawQuery)
	if err != nil {
		f.fail("BASE_TYPE_BAD_QUERY", "%v", err)
	}
	for key, given := range values {
		f.in(key, func() {
			if len(given) > 1 {
				f.fail("BASE_TYPE_MAX_LENGTH", "Must be 1 or fewer in length.")
			}
			switch key {
			case "limit":
				n, err := strconv.Atoi(given[0])
				if err != nil || n < 1 || n > maxGuildsPage {
					f.fail("NUMBER_TYPE_MAX", "int value should be between 1 and %d.", maxGuildsPage)
				}
				q.limit = n
			case "before", "after":
				snowflake(f, given[0])
			case "with_counts":
				if !slices.Contains([]string{"True", "true", "1", "False", "false", "0"}, given[0]) {
					f.fail("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
				}
			default:
				f.fail("UNKNOWN_FIELD", "Discord knows no such parameter here")
			}
		})
	}
	q.before, q.after = snowflakeOf(values.Get("before")), snowflakeOf(values.Get("after"))
	return q
}

// snowflakeOf is an id as a number, 0 where it is none.
func snowflakeOf(id string) uint64 {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
