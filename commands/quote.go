package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

var quote = Spec{
	Name:        "quote",
	Description: "Find what was said, word for word, with its source",
	Example:     "/quote parker encryption",
	Options:     withFilters(Option{Name: "query", Description: fewWords, Required: true}, speakerOption),
	run: func(ctx context.Context, r *Router, _ *Request, q corpus.Query) (*Response, error) {
		res, err := r.search(ctx, q)
		if err != nil {
			return nil, err
		}
		// Of what a member sees at a glance, what people said in words of their own comes first.
		const glance = 3
		order := []corpus.Kind{corpus.Direct, corpus.Mixed, corpus.Indirect, corpus.Report}
		for few := range slices.Chunk(res.Results, glance) {
			slices.SortStableFunc(few, func(a, b corpus.Result) int {
				return cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind))
			})
		}
		return res, nil
	},
}

func (r *Router) search(ctx context.Context, q corpus.Query) (*Response, error) {
	ans, err := r.library.Search(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return &Response{Answer: ans}, nil
}

const fewWords = "A few words, names or an \"exact phrase\""

var speakerOption = Option{Name: "speaker", Description: "Only what this person said", Complete: corpus.SpeakerNames}

func withFilters(options ...Option) []Option {
	return append(options,
		Option{Name: "outlet", Description: "Only from this outlet", Complete: corpus.OutletNames},
		Option{Name: "from", Description: "Not before this year, month or day (2015, 2015-09 or 2015-09-17)"},
		Option{Name: "to", Description: "Not after this year, month or day"})
}

// particles stand in many names and roles, and are none by themselves. (An, By, In, On and To are surnames.)
var particles = []string{"a", "and", "at", "for", "of", "the"}

// query reads the words, which the first option has, and the filters of a valid request.
func (c *Spec) query(req *Request) (corpus.Query, error) {
	q := corpus.Query{Speaker: req.Arg("speaker"), Outlet: req.Arg("outlet"), Limit: req.Limit, Offset: req.Offset}
	err := c.validate(req)
	if err != nil {
		return q, err
	}
	isParticle := func(word string) bool { return slices.Contains(particles, word) }
	if q.Speaker != "" && len(slices.DeleteFunc(text.NameWords(q.Speaker), isParticle)) == 0 {
		msg := fmt.Sprintf("The option \"speaker\" names nobody: %q", short(q.Speaker))
		return q, &UserError{msg, "Write a name, or what the person is: \"the mayor\"."}
	}
	if len(c.Options) > 0 {
		q.Text = req.Arg(c.Options[0].Name)
	}
	var lastErr error
	q.From, err = readDay(req, "from", "-01-01")
	q.To, lastErr = readDay(req, "to", "-12-31") // the 31st of every month: days are compared, and none is later
	if err = cmp.Or(err, lastErr); err != nil {
		return q, err
	}
	if q.From != "" && q.To != "" && q.From > q.To {
		return q, &UserError{fmt.Sprintf("The day %s is after %s", q.From, q.To), "Exchange \"from\" and \"to\"."}
	}
	return q, nil
}

// readDay reads a day, or a month or year, to which it adds what is missing.
func readDay(req *Request, option, rest string) (corpus.Date, error) {
	s := req.Arg(option)
	if s == "" {
		return "", nil
	}
	for _, missing := range []int{0, len("-01"), len("-01-01")} {
		if _, err := corpus.ParseDate(s + "-01-01"[len("-01-01")-missing:]); err == nil {
			return corpus.Date(s + rest[len(rest)-missing:]), nil
		}
	}
	return "", &UserError{fmt.Sprintf("The option %q is no date: %q", option, short(s)), "Write 2015, 2015-09 or 2015-09-17."}
}
