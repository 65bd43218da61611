package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"onrecord/commands"
)

// Types of interactions that the bot understands.
const (
	typeCommand = 2 // a slash command
)

// An interaction is something a member did that Discord wants answered. Only
// the fields that are used are read. (Discord's documentation, Interactions.)
type interaction struct {
	ID    string `json:"id"`
	Type  int    `json:"type"`
	Token string `json:"token"`
	Data  struct {
		Name    string              `json:"name"`
		Options []interactionOption `json:"options"`
	} `json:"data"`
}

type interactionOption struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// decodeInteraction reads an interaction and fails on one that cannot be
// answered.
func decodeInteraction(data []byte) (*interaction, error) {
	var in interaction
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, fmt.Errorf("bot: an interaction cannot be read: %w", err)
	}
	if !isSnowflake(in.ID) || in.Token == "" {
		return nil, errors.New("bot: an interaction without id or token cannot be answered")
	}
	return &in, nil
}

// isSnowflake reports whether s is an id as Discord makes them. Ids become part
// of addresses, so nothing else may pass.
func isSnowflake(s string) bool {
	_, err := strconv.ParseUint(s, 10, 64)
	return err == nil
}

// request turns a slash command into a request.
func (in *interaction) request() (commands.Request, error) {
	if in.Type != typeCommand {
		return commands.Request{}, &commands.UserError{Msg: "This bot does not know what to do with that", Hint: "It may have been updated: try the command again, or see /help."}
	}
	req := commands.Request{Command: in.Data.Name, Args: map[string]string{}, Limit: pageSize}
	for _, o := range in.Data.Options {
		switch v := o.Value.(type) {
		case string:
			req.Args[o.Name] = v
		case bool:
			req.Args[o.Name] = strconv.FormatBool(v)
		case float64:
			req.Args[o.Name] = strconv.FormatFloat(v, 'f', -1, 64)
		default:
			return req, &commands.UserError{Msg: fmt.Sprintf("The option %q cannot be read", o.Name), Hint: "Try it without that option."}
		}
	}
	if req.Command == "sources" {
		req.Limit = 0 // a list, not excerpts: the command's own length
	}
	return req, nil
}
