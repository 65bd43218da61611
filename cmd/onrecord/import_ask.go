package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"onrecord/corpus/ingest"
)

// askAbout returns what asks, on the terminal, for the fields that a page does not
// show and about the lines that are doubtful.
func (p *program) askAbout() (func(*ingest.Draft) error, error) {
	if !isTerminal(p.stdin) {
		return nil, errors.New("--interactive asks questions on a terminal, and standard input is none: leave it out, and fill in the articles afterwards")
	}
	a := &asker{in: bufio.NewReader(p.stdin), out: p.stderr}
	return a.ask, nil
}

// An asker asks a person about drafts.
type asker struct {
	in  *bufio.Reader
	out io.Writer
}

func (a *asker) ask(d *ingest.Draft) error {
	if len(d.Missing()) == 0 && len(d.Doubts) == 0 {
		return nil
	}
	fmt.Fprintf(a.out, "\n%s: %s\n", printable(d.Source), printable(d.Title))
	if len(d.Paragraphs) > 0 {
		fmt.Fprint(a.out, wrap(printable(d.Paragraphs[0]), "  ", "  "))
	}
	for _, f := range d.Missing() {
		if err := a.askField(d, f); err != nil {
			return err
		}
	}
	for _, x := range slices.Clone(d.Doubts) {
		if err := a.askLine(d, x); err != nil {
			return err
		}
	}
	return nil
}

func (a *asker) askField(d *ingest.Draft, f ingest.Field) error {
	for {
		answer, err := a.question(fmt.Sprintf("%s (empty: not known): ", f))
		if err != nil || answer == "" {
			return err
		}
		if err := checkField(f, answer); err != nil {
			fmt.Fprintln(a.out, printable(err.Error()))
			continue
		}
		d.Set(f, answer, ingest.FromOperator)
		return nil
	}
}

// askLine asks about a line of the body. What is doubtful about other things is
// only shown: the review says it again.
func (a *asker) askLine(d *ingest.Draft, x ingest.Doubt) error {
	fmt.Fprint(a.out, wrap(printable(x.Why)+":", "  ", "  "), wrap(printable(x.Text), "  │ ", "  │ "))
	if !slices.Contains(d.Paragraphs, x.Text) {
		return nil
	}
	answer, err := a.question("keep or drop? [k/d, anything else: leave it doubtful] ")
	switch strings.ToLower(answer) {
	case "k", "keep":
		d.KeepLine(x.Text)
	case "d", "drop":
		d.DropLine(x.Text)
	}
	return err
}

// question asks, and returns the answer without the white space around it. The end
// of the input ends the import.
func (a *asker) question(text string) (string, error) {
	fmt.Fprint(a.out, text)
	answer, err := a.in.ReadString('\n')
	if err != nil && answer == "" {
		fmt.Fprintln(a.out)
		return "", ingest.ErrStop
	}
	return strings.TrimSpace(answer), nil
}
