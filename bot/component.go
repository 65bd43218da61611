package bot

import (
	"fmt"
	"slices"

	"onrecord/commands"
	"onrecord/corpus"
)

// Types and styles of components, and their limits. (Discord's documentation,
// Component Reference.)
const (
	componentRow    = 1
	componentButton = 2

	stylePrimary   = 1
	styleSecondary = 2

	maxRows       = 5
	maxRowButtons = 5
)

// A component is a row of buttons, or a button.
type component struct {
	Type       int         `json:"type"`
	Style      int         `json:"style,omitempty"`
	Label      string      `json:"label,omitempty"`
	CustomID   string      `json:"custom_id,omitempty"`
	Disabled   bool        `json:"disabled,omitempty"`
	Components []component `json:"components,omitempty"`
}

func button(style int, label, customID string) component {
	return component{Type: componentButton, Style: style, Label: label, CustomID: customID}
}

// rowsOf puts buttons into rows, as many as a message may have.
func rowsOf(groups ...[]component) []component {
	var rows []component
	for _, group := range groups {
		for row := range slices.Chunk(group, maxRowButtons) {
			rows = append(rows, component{Type: componentRow, Components: row})
		}
	}
	return rows[:min(len(rows), maxRows)]
}

// noPrevious and noNext are the custom_ids of buttons that cannot be pressed: Previous on the
// first page and Next on the last stay where they are, so that the other one does
// not wander under the finger.
const noPrevious, noNext = "1<", "1>"

// buttons are the components below an answer: one row to turn pages and share, and
// below it one button for each excerpt that the message shows.
func (s *shelf) buttons(res *commands.Response, way trail, m *message, private bool) []component {
	req := asked(res)
	var main []component
	previous, hasPrevious := previousPage(req, way)
	next, hasNext := nextPage(req, way, m.shown, res.Total)
	if hasPrevious || hasNext {
		back, on := button(styleSecondary, "Previous", noPrevious), button(styleSecondary, "Next", noNext)
		back.Disabled, on.Disabled = !hasPrevious, !hasNext
		if hasPrevious {
			back.CustomID = s.customID(previous)
		}
		if hasNext {
			on.CustomID = s.customID(next)
		}
		main = append(main, back, on)
	}
	if private && !alwaysPrivate[res.Request.Command] {
		main = append(main, button(stylePrimary, shareLabel, shareID(req, way)))
	}
	return rowsOf(main, s.contexts(res.Request.Command, m.quoted))
}

// contexts are the buttons that show what stands around each excerpt. Where the
// page before and after shows just that, there are none.
func (s *shelf) contexts(command string, quoted []corpus.Result) []component {
	if command == "article" || command == "context" {
		return nil
	}
	var out []component
	seen := map[string]bool{}
	for i := range quoted {
		label := "More context"
		if len(quoted) > 1 {
			label = fmt.Sprintf("Context %d", i+1)
		}
		req := commands.ContextOf(&quoted[i])
		req.Limit = pageSize
		id := s.customID(control{action: actPrivate, request: req})
		if !seen[id] { // Discord refuses two buttons with the same custom_id
			out = append(out, button(styleSecondary, label, id))
		}
		seen[id] = true
	}
	return out
}

// asked returns the request that gives the response again: the shortest there is.
func asked(res *commands.Response) commands.Request {
	if res.Again != nil {
		return *res.Again
	}
	return res.Request
}

const shareLabel = "Share"

// shareID returns the custom_id of the Share button. What does not fit into it is
// shared as it stands, which needs no memory either.
func shareID(req commands.Request, way trail) string {
	if id, ok := encodeControl(control{action: actShare, request: req, trail: way}); ok {
		return id
	}
	id, _ := encodeControl(control{action: actShareAsIs})
	return id
}
