package bot

import (
	"context"

	"onrecord/commands"
)

// choices are suggestions as Discord wants them.
type choices struct {
	Choices []choice `json:"choices"`
}

type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// complete suggests values for the option that a member is typing.
func (d *dispatcher) complete(ctx context.Context, in *interaction) (answer, error) {
	for _, o := range in.Data.Options {
		if typed, ok := o.Value.(string); ok && o.Focused {
			found, err := d.router.Complete(ctx, in.Data.Name, o.Name, typed)
			return suggest(found), err
		}
	}
	return suggest(nil), nil
}

func suggest(found []commands.Choice) answer {
	out := choices{Choices: make([]choice, 0, len(found))}
	for _, c := range found {
		out.Choices = append(out.Choices, choice(c))
	}
	return answer{callback: callback{answerChoices, out}}
}
