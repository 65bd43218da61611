package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/corpus/ingest"
	"onrecord/corpus/ingest/fetch"
)

// importAll imports pages, by their names, and returns what became of each.
func importAll(t *testing.T, out string, opts ingest.Options, pages ...string) []string {
	t.Helper()
	var got []string
	err := ingest.Import(t.Context(), out, pages, opts, func(r ingest.Result) {
		s := fmt.Sprintf("%s %s %s", r.Source, r.Outcome, r.Name)
		if r.Beside != "" {
			s += " beside " + r.Beside
		}
		if r.Err != nil {
			s += " " + r.Err.Error()
		}
		got = append(got, s)
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// snapshot is every file of a folder with its bytes and its time.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = info.ModTime().String() + "\n" + read(t, filepath.Join(dir, e.Name()))
	}
	return out
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got)\n%s", what, diff)
	}
}

// article is an invented page about the nth bridge.
func article(n int, more ...string) string {
	names := []string{"Ada Byrne", "Tom Ngata", "Lucia Ferrante", "Olwen Rees", "Emil Roth"}
	return fmt.Sprintf("Bridge number %d to stay shut, says mayor\n\n", n) +
		fmt.Sprintf("The old bridge number %d over the river will stay closed to lorries until the end of the year, the mayor, %s, has said.\n\n", n, names[n%5]) +
		fmt.Sprintf("\"We cannot take the risk, and in the year %d we will not,\" %s told the council on its %dth evening.\n\n", 1900+n*7, names[n%5], n) +
		fmt.Sprintf("About %d cars use it every day, and %d people live on the other side of the valley.\n", 311*n, 97*n) +
		strings.Join(more, "\n")
}

func TestImportingAgainChangesNothing(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	for n := range 5 {
		write(t, filepath.Join(in, fmt.Sprintf("%d.txt", n)), article(n, "\nFor more, see the video below\n"))
	}
	first := importAll(t, out, ingest.Options{}, in)
	if len(first) != 5 || first[0] != "0.txt written bridge-number-0-to-stay-shut-says-mayor" {
		t.Fatalf("got %q", first)
	}
	before := snapshot(t, out)
	time.Sleep(10 * time.Millisecond) // file systems count time in steps
	for range 2 {
		for _, r := range importAll(t, out, ingest.Options{}, in) {
			if !strings.Contains(r, " unchanged ") {
				t.Error(r)
			}
		}
		if diff := cmp.Diff(before, snapshot(t, out)); diff != "" {
			t.Errorf("(-before +after)\n%s", diff)
		}
	}
	same(t, "one of them, by its own path", importAll(t, out, ingest.Options{}, filepath.Join(in, "3.txt")),
		"3.txt unchanged bridge-number-3-to-stay-shut-says-mayor")
	if diff := cmp.Diff(before, snapshot(t, out)); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
}

func TestAPersonsEditsStay(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	page := write(t, filepath.Join(in, "a.txt"), article(1))
	const name = "bridge-number-1-to-stay-shut-says-mayor"
	importAll(t, out, ingest.Options{}, page)
	md := filepath.Join(out, name+".md")

	write(t, page, article(1, "\nThe council meets again on Monday to hear what the engineers have found.\n"))
	same(t, "the source has changed", importAll(t, out, ingest.Options{}, page), "a.txt updated "+name)

	edited := strings.Replace(read(t, md), "params:", "date: \"2021-05-06\"\nparams:", 1)
	write(t, md, edited)
	same(t, "the article was edited, and there is nothing new", importAll(t, out, ingest.Options{}, page), "a.txt unchanged "+name)
	write(t, page, article(1, "\nThe council meets again on Monday to hear what the engineers have found out.\n"))
	for range 2 {
		same(t, "the article was edited", importAll(t, out, ingest.Options{}, page), "a.txt edited "+name+" beside "+name+".md.new")
		if got := read(t, md); got != edited {
			t.Errorf("the edited article was overwritten with\n%s", got)
		}
	}
	if got := read(t, md+".new"); !strings.Contains(got, "engineers") || strings.Contains(got, "2021-05-06") {
		t.Errorf("the new version is\n%s", got)
	}
	src, err := corpus.PathSource(out)
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.Load(t.Context(), src)
	if err != nil || len(c.Articles) != 1 || c.Articles[0].Date != "2021-05-06" {
		t.Fatalf("the corpus has %v, %v", c, err)
	}

	// Spoilt by hand, it is still known and left alone.
	write(t, md, "not an article at all")
	same(t, "the article was spoilt", importAll(t, out, ingest.Options{}, page), "a.txt edited "+name+" beside "+name+".md.new")
	// Taken away, it is written again.
	if err := os.Remove(md); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(out, name+".review.txt")); err != nil {
		t.Fatal(err)
	}
	importAll(t, out, ingest.Options{}, page)
	if files, err := filepath.Glob(filepath.Join(out, "*.md")); err != nil || len(files) != 1 || !strings.Contains(read(t, files[0]), "found out") {
		t.Errorf("taken away, it is written again as %v, %v", files, err)
	}
}

// TestFilesOfTheSameNameAreTwoArticles imports them one after the other and together,
// twice each.
func TestFilesOfTheSameNameAreTwoArticles(t *testing.T) {
	in, out, both := t.TempDir(), t.TempDir(), t.TempDir()
	for _, day := range []string{"mon", "tue"} {
		if err := os.Mkdir(filepath.Join(in, day), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	mon := write(t, filepath.Join(in, "mon", "page.txt"), article(1))
	tue := write(t, filepath.Join(in, "tue", "page.txt"), "Harbour office gets a new roof after the storm\n\n"+
		"The harbour office in the old town will get a roof of slate before the winter, its keeper Ada Moss has promised the fishermen.\n\n"+
		"“Nobody should have to count the catch under an umbrella,” she told them at the quay on the morning after the storm had passed.\n\n"+
		"Slate comes by ship from the north and takes three weeks, during which the office moves into the school beside the church.\n")
	for round := range 2 {
		importAll(t, out, ingest.Options{}, mon)
		importAll(t, out, ingest.Options{}, tue)
		importAll(t, both, ingest.Options{}, mon, tue)
		for _, dir := range []string{out, both} {
			if files, err := filepath.Glob(filepath.Join(dir, "*.md*")); err != nil || len(files) != 2 {
				t.Errorf("round %d: %v, %v", round, files, err)
			}
		}
	}
}

// TestACopyThatBecomesAnotherArticle has two files of a name with one text, of which one then changes.
func TestACopyThatBecomesAnotherArticle(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	const name = "bridge-number-1-to-stay-shut-says-mayor"
	mon, tue := write(t, filepath.Join(in, "mon", "page.txt"), article(1)), write(t, filepath.Join(in, "tue", "page.txt"), article(1))
	for _, page := range []string{mon, tue} {
		importAll(t, out, ingest.Options{}, page)
	}
	same(t, "both", importAll(t, out, ingest.Options{}, mon, tue), "page.txt unchanged "+name, "page.txt duplicate "+name)
	write(t, tue, article(1, "\n“It will fall before it opens,” Emil Roth of the union said.\n"))
	same(t, "one is longer", importAll(t, out, ingest.Options{}, mon, tue), "page.txt unchanged "+name, "page.txt version "+name+" beside "+name+".md.new")
	write(t, tue, article(2))
	same(t, "one is another", importAll(t, out, ingest.Options{}, mon, tue), "page.txt unchanged "+name, "page.txt written "+strings.Replace(name, "1", "2", 1))
}

// TestWhatWaitsIsNotThere: what is like a version that waits beside an article is not like the article.
func TestWhatWaitsIsNotThere(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	const name = "bridge-number-1-to-stay-shut-says-mayor"
	page, copied := write(t, filepath.Join(in, "a.txt"), article(1)), filepath.Join(in, "b.txt")
	importAll(t, out, ingest.Options{}, page)
	changed := strings.Replace(article(1), "take the risk", "bear the risk", 1)
	write(t, page, changed)
	write(t, copied, changed)
	for _, became := range []string{"written", "unchanged"} {
		same(t, "a copy of it", importAll(t, out, ingest.Options{}, in), "a.txt version "+name+" beside "+name+".md.new", "b.txt "+became+" "+name+"-2")
	}
	if !strings.Contains(read(t, filepath.Join(out, name+".md")), "take the risk") {
		t.Error("what was published is gone")
	}
}

// TestAFolderBehindALink is seen as the folder it is.
func TestAFolderBehindALink(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	page := write(t, filepath.Join(in, "a.txt"), article(1))
	link := filepath.Join(in, "link")
	if err := os.Symlink(out, link); err != nil {
		t.Fatal(err)
	}
	importAll(t, link, ingest.Options{}, page)
	same(t, "again", importAll(t, link, ingest.Options{}, page), "a.txt unchanged bridge-number-1-to-stay-shut-says-mayor")
}

// TestAFolderThatCannotBeRead: what is in it would be written once more.
func TestAFolderThatCannotBeRead(t *testing.T) {
	if os.Geteuid() <= 0 { // -1 on Windows, where a mode closes nothing
		t.Skip("every folder can be read here")
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "closed"), 0); err != nil {
		t.Fatal(err)
	}
	page := write(t, filepath.Join(t.TempDir(), "a.txt"), article(1))
	err := ingest.Import(t.Context(), dir, []string{page}, ingest.Options{DryRun: true}, func(ingest.Result) {})
	if err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("it opens: %v", err)
	}
}

func TestWhatAPersonSaidIsKept(t *testing.T) {
	for name, said := range map[string]map[ingest.Field]string{
		"the-courier-2021-05-06-bridge-number-1-to-stay-shut-says-mayor": {ingest.Date: "2021-05-06", ingest.Outlet: "The Courier"},
		"the-guardian-bridge-number-1-to-stay-shut-says-mayor":           {ingest.URL: "https://www.theguardian.com/bridges/1"}, // from which the outlet follows
	} {
		in, out := t.TempDir(), t.TempDir()
		page := write(t, filepath.Join(in, "a.txt"), article(1))
		importAll(t, out, ingest.Options{Fields: said}, page)
		before := snapshot(t, out)
		same(t, "again, without a word", importAll(t, out, ingest.Options{}, page), "a.txt unchanged "+name)
		if diff := cmp.Diff(before, snapshot(t, out)); diff != "" {
			t.Errorf("(-before +after)\n%s", diff)
		}
	}
}

// TestAnAddressAnswersOtherwise fetches an article, and then what its address answers later.
func TestAnAddressAnswersOtherwise(t *testing.T) {
	page := func(title string, paragraphs ...string) string {
		return "<!doctype html><html><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1><p>" + strings.Join(paragraphs, "</p><p>") + "</p></article></body></html>"
	}
	const (
		name  = "lighthouse-to-be-sold-by-the-state"
		other = " beside " + name + ".md.new"
		told  = "The lighthouse on the northern cape will be sold in the autumn, and whoever buys it has to keep its lamp lit, the state says."
		added = "Eleven people have asked for the papers so far, one of them from as far away as the southern islands."
	)
	said := []string{told, "“Nobody will sleep there again,” said Olwen Rees, who was its last keeper, in front of the tower that she had swept.", "The keeper's house is not for sale, and neither is the horn, which goes to the museum of the harbour town."}
	plain := []string{told, said[2]}
	gone := page("Page not found", "Sorry, the page that you were looking for is no longer here. It may have been moved or removed by the editors.", "Try our search, or go back to the front page, where the stories of today are.")
	for _, test := range []struct {
		name   string
		before []string
		after  string // where it begins with a slash, an address that it leads to
		want   string
	}{
		{"more of it", said, page("Lighthouse to be sold by the state", append(said, added)...), "updated " + name},
		{"another headline", said, page("Lighthouse for sale after ninety years", said...), "updated " + name},
		{"an error page", said, gone, "version " + name + other},
		{"an error page, and nobody was quoted", plain, gone, "version " + name + other},
		{"an error page elsewhere", plain, "/gone", "version " + name + other},
		{"another article", plain, page("Ferry to stop in May", "The ferry across the sound will stop in May, and nobody on the island was asked, its council says in a letter to the state."), "version " + name + other},
		{"a quotation less", said, page("Lighthouse to be sold by the state", told, said[2], added), "version " + name + other},
		{"a teaser", plain, page("Lighthouse to be sold by the state", "The lighthouse on the northern cape will be sold in the autumn: subscribe to read all of what we know about it today."), "version " + name + other},
	} {
		t.Run(test.name, func(t *testing.T) {
			answer := page("Lighthouse to be sold by the state", test.before...)
			site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch {
				case r.URL.Path == "/gone":
					fmt.Fprint(w, gone)
				case strings.HasPrefix(answer, "/"):
					http.Redirect(w, r, answer, http.StatusFound)
				default:
					fmt.Fprint(w, answer)
				}
			}))
			defer site.Close()
			out, address := t.TempDir(), site.URL+"/lighthouse"
			opts := ingest.Options{Web: fetch.Options{AllowPrivate: true, Pause: 1}}
			same(t, "first", importAll(t, out, opts, address), address+" written "+name)
			published := read(t, filepath.Join(out, name+".md"))
			answer = test.after
			for range 2 {
				same(t, "then", importAll(t, out, opts, address), address+" "+test.want)
				if strings.HasPrefix(test.want, "updated") {
					break
				}
				files := snapshot(t, out)
				if !strings.HasSuffix(files[name+".md"], published) || files[name+".md.new"] == "" || !strings.Contains(files[name+".md.new.review.txt"], "\nDoubts\n") {
					t.Errorf("it does not wait: %v", files)
				}
			}
		})
	}
}

func TestAnArticleIsNoSource(t *testing.T) {
	for _, mark := range []string{"", "\ufeff"} { // some editors write it
		page := write(t, filepath.Join(t.TempDir(), "a.md"), mark+"---\ntitle: \"Bridge\"\n---\n"+article(1))
		same(t, "named", importAll(t, t.TempDir(), ingest.Options{}, page), "a.md failed  it has front matter: it is an article already, put it into the corpus as it is")
	}
}

func TestDryRunWritesNothing(t *testing.T) {
	out := filepath.Join(t.TempDir(), "nowhere")
	page := write(t, filepath.Join(t.TempDir(), "a.txt"), article(1))
	same(t, "dry run", importAll(t, out, ingest.Options{DryRun: true}, page), "a.txt written bridge-number-1-to-stay-shut-says-mayor")
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Error("the folder was made")
	}
}

// TestDoubtfulArticlesWait imports a page most of whose prose is left out: its article
// waits beside where it would be, until somebody says yes.
func TestDoubtfulArticlesWait(t *testing.T) {
	out := filepath.Join(t.TempDir(), "articles")
	tides := strings.Repeat("Brack\nHigh 4.10\nLow 10.22\n", 3)
	page := write(t, filepath.Join(t.TempDir(), "page.txt"), "Ferry to stop in May\n\nThe ferry across the sound will stop in May, and nobody on the island was asked.\n\n"+
		tides+"\n\"Patience is what we have had for eleven years,\" said Ada Byrne, of the island's only shop.\n\n"+
		tides+"\nThe council meets again on Thursday, and the island's families mean to be there.\n\n"+
		tides+"\nThe harbour master has asked for patience, and for a second winter to think about it.\n")
	const name = "ferry-to-stop-in-may"
	article := ""
	for range 2 {
		same(t, "unasked", importAll(t, out, ingest.Options{}, page), "page.txt withheld "+name+" beside "+name+".md.new")
		files := snapshot(t, out)
		_, article, _ = strings.Cut(files[name+".md.new"], "\n") // behind the time
		if article == "" || files[name+".md"] != "" || !strings.Contains(files[name+".md.new.review.txt"], "most of the prose") {
			t.Errorf("it does not wait: %v", files)
		}
	}
	same(t, "with a yes", importAll(t, out, ingest.Options{Yes: true}, page), "page.txt written "+name)
	if files := snapshot(t, out); !strings.HasSuffix(files[name+".md"], article) || files[name+".md.new"] != "" {
		t.Errorf("it is not published: %v", files)
	}
	same(t, "again", importAll(t, out, ingest.Options{}, page), "page.txt unchanged "+name)
}

func TestNames(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	body := strings.SplitN(article(1), "\n", 2)[1]
	for i, title := range []string{"../../etc/passwd is not a headline", "CON: aux nul", "Ünïcödé “straße” Ελλάδα новости", strings.Repeat("very long ", 8) + "headline", "¿¡ — …!", "a\x1b[31mb red words"} {
		write(t, filepath.Join(in, fmt.Sprintf("%d.txt", i)), title+"\n"+strings.ReplaceAll(body, "1", fmt.Sprint(i, i, i))+strings.Repeat(fmt.Sprintf("Nobody knows in the least how many %d there are of them. ", i), 20))
	}
	importAll(t, out, ingest.Options{}, in)
	var names []string
	entries, _ := os.ReadDir(out)
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".md") {
			names = append(names, e.Name())
		}
	}
	same(t, "names", names, "4.md", "a-31mb-red-words.md", "con-aux-nul.md", "etc-passwd-is-not-a-headline.md", "unicode-straße-ελλαδα-новости.md",
		"very-long-very-long-very-long-very-long-very-long-very-long-very-long-very-long-headline.md")
}

func TestOneImportAtATime(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	page := write(t, filepath.Join(in, "a.txt"), article(1))
	err := ingest.Import(t.Context(), out, []string{page}, ingest.Options{}, func(ingest.Result) {
		err := ingest.Import(t.Context(), out, []string{page}, ingest.Options{}, func(ingest.Result) { t.Error("both write") })
		if err == nil || !strings.Contains(err.Error(), "another import is writing") {
			t.Errorf("a second one: %v", err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(out, ".*lock*")); len(left) != 0 {
		t.Errorf("there is left %v", left)
	}
}

// TestInterruptedEarly ends the context while it is found out what the addresses are.
func TestInterruptedEarly(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	done := 0
	err := ingest.Import(ctx, t.TempDir(), []string{"https://127.0.0.1/1", "https://127.0.0.1/2"}, ingest.Options{}, func(ingest.Result) {
		done++
		cancel()
	})
	if !errors.Is(err, context.Canceled) || done != 1 {
		t.Errorf("%d failed, %v", done, err)
	}
}

// TestInterrupted ends the context after the third of fifty sources.
func TestInterrupted(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	for n := range 50 {
		write(t, filepath.Join(in, fmt.Sprintf("%02d.txt", n)), article(n))
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := 0
	err := ingest.Import(ctx, out, []string{in}, ingest.Options{}, func(ingest.Result) {
		if done++; done == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || done < 3 {
		t.Errorf("%d done, %v", done, err)
	}
	src, _ := corpus.PathSource(out)
	c, err := corpus.Load(t.Context(), src)
	if err != nil || len(c.Articles) != done {
		t.Errorf("%d were done, the corpus: %v", done, err)
	}
	if got := importAll(t, out, ingest.Options{}, in); len(got) != 50 {
		t.Errorf("to go on: %d", len(got))
	}
}
