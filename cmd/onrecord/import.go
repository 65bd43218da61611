package main

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"onrecord/corpus"
	"onrecord/corpus/ingest"
	"onrecord/corpus/text"
)

// importFlags are the flags of onrecord import.
type importFlags struct {
	out                 string
	dryRun, interactive bool
	allowPrivate        bool
	pause               time.Duration
	fields              map[ingest.Field]*string
}

func (p *program) importCommand() *cobra.Command {
	f := importFlags{fields: map[ingest.Field]*string{}}
	cmd := &cobra.Command{
		Use:   "import --out DIR SOURCE…",
		Short: "Make articles of raw pages: text files, saved HTML, folders, addresses, feeds, sitemaps",
		Long: `Make articles of raw pages. A source is a text file as copied from a page, a
saved page of HTML, a folder of such files, or an http or https address: of a page,
or of a feed or a sitemap, whose pages are then imported. Of a feed or a sitemap
that was imported before, only what is new is fetched; DIR/.onrecord-import.jsonl
holds what was done. Addresses of private networks are refused, pages that a
site's robots.txt wants left alone are, and each site is given pauses.

Each article goes to DIR/NAME.md. Beside it, DIR/NAME.review.txt says how its
fields are known, what is to be filled in, what is doubtful, and which lines were
left out by which rule: nothing is left out silently, and nothing is invented.

Importing again changes nothing. An article that you have edited is not
overwritten; the new version is put beside it as DIR/NAME.md.new. Articles with
the same text are taken once; another version of one is put beside it, too.

Exit status 0: all sources were imported. 1: there was nothing to import. 2: some
could not be, or wrong use.`,
		Example: "  onrecord import --out articles pages/\n  onrecord import --out articles --dry-run --date 2021-05-06 page.txt",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("name what to import: a file, a folder or an address; see onrecord import --help")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return p.importSources(cmd, &f, args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.out, "out", "", "folder that the articles go to")
	flags.BoolVar(&f.dryRun, "dry-run", false, "print the articles and their reviews, and write nothing")
	flags.BoolVar(&f.interactive, "interactive", false, "ask about missing fields and doubtful lines")
	flags.DurationVar(&f.pause, "pause", time.Second, "pause between two requests to one site; longer where its robots.txt asks for that")
	flags.BoolVar(&f.allowPrivate, "allow-private", false, "fetch from private networks and other ports too, as of a newsroom's own machines")
	for _, x := range []struct {
		field ingest.Field
		use   string
	}{
		{ingest.Outlet, "who published the pages, instead of what they say"},
		{ingest.Author, "who wrote them"},
		{ingest.Date, "day of publication, as in 2021-05-06"},
		{ingest.URL, "address of the page (with one source only)"},
	} {
		f.fields[x.field] = flags.String(string(x.field), "", x.use)
	}
	return cmd
}

// check says what is wrong with the flags, and returns the fields that were given.
func (f *importFlags) check(sources []ingest.Source) (map[ingest.Field]string, error) {
	fields := map[ingest.Field]string{}
	for field, v := range f.fields {
		if value := strings.TrimSpace(*v); value != "" {
			fields[field] = value
		}
	}
	if err := checkField(ingest.Date, fields[ingest.Date]); err != nil {
		return nil, fmt.Errorf("--date: %w", err)
	}
	if err := checkField(ingest.URL, fields[ingest.URL]); err != nil {
		return nil, fmt.Errorf("--url: %w", err)
	}
	if fields[ingest.URL] != "" && len(sources) > 1 {
		return nil, fmt.Errorf("--url is the address of one page, and there are %d sources", len(sources))
	}
	return fields, nil
}

// checkField says what is wrong with a value that a person gives.
func checkField(f ingest.Field, value string) error {
	switch {
	case value == "":
	case f == ingest.Date:
		_, err := corpus.ParseDate(value)
		return err
	case f == ingest.URL && (!ingest.IsAddress(value) || corpus.AddressKey(value) == ""):
		return fmt.Errorf("%q is not a whole http or https address", value)
	}
	return nil
}

// manySources is how many sources there must be for progress to be shown.
const manySources = 50

func (p *program) importSources(cmd *cobra.Command, f *importFlags, args []string) (err error) {
	if f.out == "" {
		return errors.New("--out must name the folder that the articles go to")
	}
	ctx := cmd.Context()
	web := f.gather(args)
	var faults []ingest.Result
	var store *ingest.Store
	if web != nil {
		defer web.client.Close()
		if store, err = ingest.OpenStore(ctx, f.out, f.dryRun); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, store.Close()) }()
		if args, faults, err = web.expand(ctx, args, store); err != nil {
			return err
		}
	}
	sources, more, err := ingest.Sources(ctx, args, f.out)
	if err != nil {
		return err
	}
	faults = append(faults, more...)
	fields, err := f.check(sources)
	if err != nil {
		return err
	}
	opts := ingest.Options{DryRun: f.dryRun, Fields: fields}
	if web != nil {
		opts.Fetcher, opts.Workers = web, 1 // one page after the other, with the pauses that sites are given
	}
	if f.interactive {
		ask, err := p.askAbout()
		if err != nil {
			return err
		}
		opts.Ask = ask
	}
	report := &importReport{w: p.stdout, dryRun: f.dryRun, outcomes: map[ingest.Outcome]int{}}
	for _, r := range faults {
		report.add(r)
	}
	if len(sources) > 0 {
		if store == nil {
			if store, err = ingest.OpenStore(ctx, f.out, f.dryRun); err != nil {
				return err
			}
		}
		progress := logProgress(slog.New(slog.NewTextHandler(p.stderr, nil)), "importing", manySources)
		opts.Done = func(r ingest.Result) {
			report.add(r)
			progress(report.total-len(faults), len(sources))
		}
		err = ingest.Import(ctx, store, sources, opts)
		if err = errors.Join(err, store.Close()); err != nil {
			report.summary()
			return fmt.Errorf("import: %w: what is summed up was done; to go on, give the same command again", err)
		}
	}
	report.summary()
	switch {
	case report.outcomes[ingest.Failed] > 0:
		return fmt.Errorf("%s could not be imported", text.Count(report.outcomes[ingest.Failed], "source"))
	case report.total == 0 && web != nil && web.before > 0:
		fmt.Fprintf(p.stdout, "There is nothing new: %s of it imported before.\n", text.Count(web.before, "page"))
	case report.total == 0:
		fmt.Fprintln(p.stderr, "onrecord: there is nothing to import: folders are searched for .txt, .text, .html, .htm and .xhtml files")
		return errSilent
	}
	return nil
}
