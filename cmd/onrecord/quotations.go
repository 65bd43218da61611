package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/quotation"
)

func (p *program) quotations(ctx context.Context, files []string) error {
	if p.quotationsFormat != "jsonl" {
		return fmt.Errorf("--format must be jsonl, not %q", p.quotationsFormat)
	}
	if len(files) == 0 {
		return errors.New("no files: name some of plain text")
	}
	for _, name := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		text := string(data)
		if p.explain {
			err = quotation.Explain(p.stdout, text)
		} else {
			err = writeQuotations(p.stdout, strings.TrimSuffix(filepath.Base(name), ".txt"), text)
		}
		if err != nil {
			return fmt.Errorf("write quotations: %w", err)
		}
	}
	return nil
}

type quotationJSON struct {
	Doc string `json:"doc"`
	corpus.Span
	Text    string      `json:"text"`
	Kind    corpus.Kind `json:"kind"`
	Speaker string      `json:"speaker"`
	Mention string      `json:"mention"` // what stands beside it for the speaker: "he", "the minister"
	Rule    string      `json:"rule"`
	// Confidence is how probable it is, from 0 to 1, that the one who is named said it.
	Confidence float64 `json:"confidence"`
}

func writeQuotations(w io.Writer, doc, text string) error {
	statements, people := quotation.Extract(text)
	for _, s := range statements {
		q := quotationJSON{
			Doc: doc, Span: s.Span, Text: text[s.Span.Start:s.Span.End], Kind: s.Kind, Rule: s.Rule,
			Mention: text[s.Mention.Start:s.Mention.End], Confidence: math.Round(100*s.Confidence) / 100,
		}
		if s.Speaker != corpus.Unattributed {
			q.Speaker = people[s.Speaker].Name
		}
		if err := writeJSON(w, q); err != nil {
			return err
		}
	}
	return nil
}
