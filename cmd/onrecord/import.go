package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"onrecord/corpus"
	"onrecord/corpus/coverage"
	"onrecord/corpus/ingest"
	"onrecord/corpus/text"
)

type importFlags struct {
	out     string
	sources string        // file of more sources
	every   time.Duration // pause before all is imported again; 0: never
	options ingest.Options
}

func (p *program) importCommand() *cobra.Command {
	f := importFlags{options: ingest.Options{Fields: map[ingest.Field]string{}}}
	cmd := described("import", func(ctx context.Context, args []string) error { return p.importAgain(ctx, &f, args) })
	cmd.Args = cobra.ArbitraryArgs
	flags := cmd.Flags()
	flags.StringVar(&f.out, "out", "", "`folder` that the articles go to")
	flags.StringVar(&f.sources, "sources", "", "`file` of more sources, one a line; a line that begins with # is a comment")
	flags.DurationVar(&f.every, "every", 0, "import again and again, with such a pause and up to a quarter more")
	flags.BoolVar(&f.options.DryRun, "dry-run", false, "print the articles and their reviews, and write nothing")
	flags.BoolVar(&f.options.Yes, "yes", false, "publish doubtful articles too, of whose source most of the prose was left out")
	flags.DurationVar(&f.options.Web.Pause, "pause", time.Second, "between requests to a site; longer if its robots.txt asks")
	flags.BoolVar(&f.options.Web.AllowPrivate, "allow-private", false, "fetch from private networks and other ports, too")
	flags.Func("outlets", "`file` of outlets by the domains of their sites, as in \"outlets: {harbour.example: Harbour Post}\"", func(name string) error {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if f.options.Outlets, err = ingest.ReadOutlets(data); err != nil {
			where := cmp.Or(regexp.MustCompile(`line \d+`).FindString(err.Error()), "the file")
			return fmt.Errorf("%s is not of the form: a line \"outlets:\", below it a line \"  harbour.example: Harbour Post\" for each", where)
		}
		return nil
	})
	for field, usage := range map[ingest.Field]string{
		ingest.Outlet: "`name` of who published the pages, instead of what they say",
		ingest.Author: "`name` of who wrote them",
		ingest.Date:   "`day` of publication, as in 2021-05-06",
		ingest.URL:    "`address` of the page (with one source only)",
	} {
		flags.Func(string(field), usage, func(value string) (err error) {
			value = strings.TrimSpace(value)
			switch {
			case value == "": // as if it were not given
				return nil
			case field == ingest.Date:
				_, err = corpus.ParseDate(value)
			case field == ingest.URL && (!ingest.IsAddress(value) || corpus.AddressKey(value) == ""):
				err = errors.New("it is not a whole http or https address")
			}
			f.options.Fields[field] = value
			return err
		})
	}
	return cmd
}

// importAgain imports once or, with a pause, until it is asked to end. What is wrong with one
// round need not be with the next.
func (p *program) importAgain(ctx context.Context, f *importFlags, args []string) error {
	switch {
	case f.out == "":
		return errors.New("no --out: name the folder that the articles go to, as in onrecord import --out articles pages/")
	case f.every < 0 || f.options.Web.Pause < 0:
		return errors.New("--every and --pause are pauses: give no negative ones")
	case f.every > 0 && f.options.DryRun:
		return errors.New("--dry-run writes nothing, so that each round of --every would be the first one again: leave out one of the two")
	}
	set, err := p.settings(loadSettings...)
	if err != nil {
		return err
	}
	loads := set.searchURL != "" && set.named && !f.options.DryRun
	for round := 0; ; round++ {
		sources, err := f.allSources(args)
		switch {
		case err == nil:
			if err = p.importSources(ctx, f, sources); loads {
				err = errors.Join(err, p.load(ctx, set, false))
			}
		case round == 0:
			return err // a slip of the finger, more likely than a file that is yet to come
		}
		if f.every == 0 {
			return err
		}
		if err != nil {
			fmt.Fprintf(p.stderr, "onrecord: %v\n", err)
		}
		select {
		case <-time.After(f.every + rand.N(f.every/4+1)):
		case <-ctx.Done():
			return nil // the end that was asked for
		}
	}
}

func (f *importFlags) allSources(args []string) ([]string, error) {
	if f.sources != "" {
		data, err := os.ReadFile(f.sources)
		if err != nil {
			return nil, fmt.Errorf("read sources: %w", err)
		}
		args = slices.AppendSeq(slices.Clone(args), text.Lines(string(data)))
	}
	switch {
	case len(args) == 0:
		return nil, errors.New("no sources: name a file, a folder or an address, or a file of them with --sources")
	case slices.Contains(args, ""):
		return nil, errors.New("a source is empty, as of a variable that is not set: . is the folder that you are in")
	}
	return args, nil
}

func (p *program) importSources(ctx context.Context, f *importFlags, args []string) error {
	report := &importReport{w: p.stdout, dryRun: f.options.DryRun, outcomes: map[ingest.Outcome]int{}}
	if i := slices.Index(args, builtin); i >= 0 {
		args = slices.Concat(args[:i], builtinAddresses(report.add), args[i+1:])
	}
	err := ingest.Import(ctx, f.out, args, f.options, report.add)
	report.summary()
	switch failed := report.outcomes[ingest.Failed]; {
	case ctx.Err() != nil:
		return errors.New("import was interrupted: what is summed up was done; to go on, give the same command again")
	case err != nil:
		return err
	case failed > 0:
		return fmt.Errorf("%s could not be imported", text.Count(failed, "source"))
	case report.total == 0 && slices.ContainsFunc(args, ingest.IsRemote):
		fmt.Fprintln(p.stdout, "There is nothing new.")
	case report.total == 0:
		fmt.Fprintln(p.stderr, "onrecord: there is nothing to import: folders are searched for .txt, .text, .html, .htm and .xhtml files")
		return errSilent
	}
	return nil
}

// builtinAddresses returns where the articles are that the built-in coverage tells of. Those of
// which it does not know that are faults.
func builtinAddresses(fault func(ingest.Result)) (addresses []string) {
	c, _ := corpus.Load(context.Background(), corpus.Source{Name: builtin, FS: coverage.Files}) // a test reads it
	for _, a := range c.Articles {
		if a.URL == "" {
			fault(ingest.Result{Source: builtin + " " + a.ID, Outcome: ingest.Failed, Err: errors.New("its address is not known: its digest stays")})
			continue
		}
		addresses = append(addresses, a.URL)
	}
	return addresses
}

// An importReport says what became of each source, and sums it up. It keeps
// numbers, and no drafts: there may be many.
type importReport struct {
	w                 io.Writer
	dryRun            bool
	total             int
	outcomes          map[ingest.Outcome]int
	dropped, doubtful int // lines
}

func (r *importReport) add(x ingest.Result) {
	r.total++
	r.outcomes[x.Outcome]++
	became := ""
	switch x.Outcome {
	case ingest.Failed:
		became = ": " + x.Err.Error()
		if errors.Is(x.Err, fs.ErrNotExist) && regexp.MustCompile(`^www\.|^[^/]*[^./]\.[a-z]{2,}/`).MatchString(x.Source) {
			became += "; if it is an address, write https://" + x.Source
		}
	case ingest.Duplicate:
		became = fmt.Sprintf(": it is %s.md again%s", x.Name, quoting(", but adds", x.Quotes))
	case ingest.Written, ingest.Updated:
		became = fmt.Sprintf(" → %s.md%s", x.Name, noteOn(x))
	case ingest.Edited:
		became = fmt.Sprintf(" → %s: %s.md was edited by hand and is left as it is%s", x.Beside, x.Name, noteOn(x))
	case ingest.Withheld:
		became = fmt.Sprintf(" → %s: doubtful, for most of its prose was left out%s", x.Beside, noteOn(x))
	case ingest.Version:
		became = fmt.Sprintf(" → %s: another version of %s.md%s%s", x.Beside, x.Name, quoting(", without", x.Quotes), noteOn(x))
	}
	if became != "" {
		line := fmt.Sprintf("%-11s %s%s", x.Outcome, x.Source, became)
		fmt.Fprintln(r.w, strings.ReplaceAll(text.StripInvisible(line), "\n", " "))
	}
	if x.Outcome == ingest.Failed || x.Outcome == ingest.Duplicate {
		return
	}
	r.dropped += len(x.Draft.Dropped)
	r.doubtful += len(x.Draft.Doubts)
	if r.dryRun {
		article, review := x.Preview()
		fmt.Fprintf(r.w, "\n%s\n%s\n", text.StripInvisible(string(article)), text.StripInvisible(string(review)))
	}
}

func quoting(words string, quotes []string) string {
	if len(quotes) == 0 {
		return ""
	}
	return fmt.Sprintf("%s %s: %s", words, text.Count(len(quotes), "quotation"), text.Truncate(quotes[0], 100))
}

// noteOn says, in brackets, what a person should look at.
func noteOn(x ingest.Result) string {
	var notes []string
	if n := len(x.Draft.Dropped); n > 0 {
		notes = append(notes, text.Count(n, "line")+" dropped")
	}
	if n := len(x.Draft.Doubts); n > 0 {
		notes = append(notes, fmt.Sprintf("%d doubtful", n))
	}
	if missing := x.Draft.Missing(); len(missing) > 0 {
		notes = append(notes, "to be filled in: "+strings.Join(missing, ", "))
	}
	if len(notes) == 0 {
		return ""
	}
	return " (" + strings.Join(notes, "; ") + ")"
}

func (r *importReport) summary() {
	if r.total == 0 {
		return
	}
	var parts []string
	for _, o := range []ingest.Outcome{
		ingest.Written, ingest.Updated, ingest.Unchanged, ingest.Edited, ingest.Version, ingest.Withheld, ingest.Duplicate, ingest.Failed,
	} {
		if n := r.outcomes[o]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, o))
		}
	}
	fmt.Fprintf(r.w, "\n%s: %s\n", text.Count(r.total, "source"), strings.Join(parts, ", "))
	if r.dropped+r.doubtful > 0 {
		dropped := text.Count(r.dropped, "line")
		fmt.Fprintf(r.w, "%s dropped, %d doubtful: the .review.txt beside each article says which\n", dropped, r.doubtful)
	}
	if n := r.outcomes[ingest.Withheld]; n > 0 {
		fmt.Fprintf(r.w, "doubtful, since most of the prose was left out: %s: see the .md.new.review.txt; --yes publishes what you find right\n", text.Count(n, "article"))
	}
	if r.dryRun {
		fmt.Fprintln(r.w, "nothing was written (--dry-run)")
	}
}
