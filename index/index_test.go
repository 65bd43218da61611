package index_test

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"onrecord/corpus"
	"onrecord/corpus/quotation"
	"onrecord/index"
)

// harbour is a small invented coverage.
func harbour(t testing.TB) *corpus.Corpus {
	t.Helper()
	return load(t,
		made{"post", "Harbour Post", "2021-03-04", `Mayor Olive Brandt has ruled out cameras on the quay.

"Cameras do not catch smugglers, officers do," Brandt said on Tuesday. "I will not spend a penny on them."

The mayor also warned that encrypted radios had made the smugglers' work easier.

Harbour master Piet Doorn disagreed. "Without cameras we are blind at night," Doorn said.`},
		made{"echo", "Coast Echo", "2021-03-06", `Traders on the quay want cameras, a survey by the Coast Echo found.

"The mayor is wrong about smuggling," said Ines Falk, who runs a fish stall.

Twelve of the 40 traders had been robbed in the past year.`},
		made{"wire", "North Wire", "2020-11-30", `The ferry to Sandholm will stop in winter.

"Nobody travels in January," said Doorn, the harbour master.`},
	)
}

type made struct{ id, outlet, date, body string }

func load(t testing.TB, articles ...made) *corpus.Corpus {
	t.Helper()
	var all []*corpus.Article
	for _, m := range articles {
		a, err := corpus.New(m.id, corpus.Meta{Outlet: m.outlet, Date: corpus.Date(m.date), Form: corpus.Full}, m.body)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	c, err := corpus.NewCorpus(all)
	if err != nil {
		t.Fatal(err)
	}
	if err := quotation.AnnotateCorpus(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return c
}

func open(t testing.TB, c *corpus.Corpus, opts index.Options) *index.Index {
	t.Helper()
	x, err := index.Open(t.Context(), c, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

func search(t testing.TB, x *index.Index, q corpus.Query) corpus.Answer {
	t.Helper()
	ans, err := x.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	return ans
}

func TestSearch(t *testing.T) {
	x := open(t, harbour(t), index.Options{})
	for _, test := range []struct {
		name    string
		query   corpus.Query
		first   string // the best result holds this; "" for silence
		speaker string // and this person says it
		total   int
	}{
		{"name and word", corpus.Query{Text: "brandt cameras"}, "do not catch smugglers", "Olive Brandt", 2},
		{"inflected", corpus.Query{Text: "brandt camera catching"}, "do not catch smugglers", "Olive Brandt", 1},
		{"described", corpus.Query{Text: "brandt encrypted radios"}, "The mayor also warned", "Olive Brandt", 1},
		{"phrase", corpus.Query{Text: `"blind at night"`}, "blind at night", "Piet Doorn", 1},
		{"phrase out of order", corpus.Query{Text: `"night at blind"`}, "", "", 0},
		{"outlet's own words", corpus.Query{Text: "traders robbed"}, "Twelve of the 40", "", 1},
		{"question", corpus.Query{Text: "What did Brandt say about encrypted radios?", Question: true}, "encrypted radios", "Olive Brandt", 1},
		{"other outlet", corpus.Query{Text: "cameras", Outlet: "echo"}, "Traders on the quay", "", 1},
		{"speaker", corpus.Query{Text: "cameras", Speaker: "Doorn"}, "blind at night", "Piet Doorn", 1},
		{"from", corpus.Query{Text: "cameras", From: "2021-03-05"}, "Traders on the quay", "", 1},
		{"to", corpus.Query{Text: "doorn", To: "2020-12-31"}, "Nobody travels", "Doorn", 1},
		{"article", corpus.Query{Text: "cameras", Article: "echo"}, "Traders on the quay", "", 1},
		{"unknown word", corpus.Query{Text: "zeppelin"}, "", "", 0},
		{"known words, not together", corpus.Query{Text: "ferry cameras"}, "", "", 0},
		{"hyphens", corpus.Query{Text: "smug-glers"}, "", "", 0},
		{"case", corpus.Query{Text: "BRANDT CAMERAS"}, "do not catch smugglers", "Olive Brandt", 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			ans := search(t, x, test.query)
			if ans.Total != test.total || len(ans.Results) != test.total {
				t.Errorf("total %d with %d results, want %d: %s", ans.Total, len(ans.Results), test.total, texts(ans.Results))
			}
			if test.first == "" || len(ans.Results) == 0 {
				return
			}
			if got := ans.Results[0].Excerpt.Text(); !strings.Contains(got, test.first) {
				t.Errorf("first is %q, want one with %q", got, test.first)
			}
			name := ""
			if p := ans.Results[0].Speaker(); p != nil {
				name = p.Name
			}
			if name != test.speaker {
				t.Errorf("speaker %q, want %q", name, test.speaker)
			}
		})
	}
}

func texts(results []corpus.Result) string {
	var b strings.Builder
	for _, r := range results {
		fmt.Fprintf(&b, "\n  %q", r.Excerpt.Text())
	}
	return b.String()
}

func TestSilenceSaysHowFarItLooked(t *testing.T) {
	x := open(t, harbour(t), index.Options{})
	ans := search(t, x, corpus.Query{Text: "brandt zeppelin airship"})
	if len(ans.Results) != 0 || ans.Total != 0 {
		t.Errorf("results for words that nobody said: %s", texts(ans.Results))
	}
	if len(ans.Nearest) == 0 {
		t.Error("no nearest passages, though Brandt is known")
	}
	if !slices.Equal(ans.Missing, []string{"zeppelin", "airship"}) {
		t.Errorf("missing %q", ans.Missing)
	}
	want := corpus.Scope{Articles: 3, Outlets: 3, From: "2020-11-30", To: "2021-03-06", Version: ans.Scope.Version}
	if ans.Scope != want {
		t.Errorf("scope %+v, want %+v", ans.Scope, want)
	}
}

func TestQueriesWithoutWords(t *testing.T) {
	x := open(t, harbour(t), index.Options{})
	for _, q := range []string{"", " ", "?!", "🙂🙂", "\u200b", "\"\""} {
		if _, err := x.Search(t.Context(), corpus.Query{Text: q}); !errors.Is(err, corpus.ErrNoWords) {
			t.Errorf("%q: %v, want ErrNoWords", q, err)
		}
	}
}

// TestFiltersNeverAddResults also checks that matches lie within excerpts, and
// that pages put together are the whole.
func TestFiltersNeverAddResults(t *testing.T) {
	x := open(t, harbour(t), index.Options{})
	words := strings.Fields("cameras brandt doorn mayor quay smugglers ferry winter traders \"blind unknown 40")
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		rnd.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
		q := corpus.Query{Text: strings.Join(words[:1+rnd.IntN(3)], " ")}
		all := search(t, x, q)
		for _, r := range all.Results {
			for _, m := range r.Matches {
				if !r.Excerpt.Span().Contains(m) {
					t.Fatalf("%q: match %v lies outside of its excerpt %v", q.Text, m, r.Excerpt.Span())
				}
			}
		}
		for _, filtered := range []corpus.Query{
			{Text: q.Text, Outlet: "echo"}, {Text: q.Text, Speaker: "doorn"}, {Text: q.Text, From: "2021-01-01"}, {Text: q.Text, Article: "wire"},
		} {
			if some := search(t, x, filtered); some.Total > all.Total {
				t.Fatalf("%+v has %d results, without the filter there are %d", filtered, some.Total, all.Total)
			}
		}
		var paged []string
		for offset := range all.Total {
			one := search(t, x, corpus.Query{Text: q.Text, Limit: 1, Offset: offset})
			paged = append(paged, one.Results[0].Excerpt.Text())
		}
		var whole []string
		for _, r := range all.Results {
			whole = append(whole, r.Excerpt.Text())
		}
		if !slices.Equal(paged, whole) {
			t.Fatalf("%q: pages %q differ from the whole %q", q.Text, paged, whole)
		}
		q.Offset = all.Total
		if past := search(t, x, q); all.Total > 0 && (len(past.Results) > 0 || past.Total != all.Total) {
			t.Fatalf("%+v has %d of %d results, and before there are %d", q, len(past.Results), past.Total, all.Total)
		}
	}
}

func TestKeptIndex(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data", "index")
	c := harbour(t)
	query := corpus.Query{Text: "brandt cameras"}

	first, err := index.Open(t.Context(), c, index.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	want := texts(search(t, first, query).Results)

	var held *index.HeldError
	if _, err := index.Open(t.Context(), c, index.Options{Dir: dir}); !errors.As(err, &held) {
		t.Fatalf("a second Open: %v, want a HeldError", err)
	}
	if pid := fmt.Sprintf("process %d", os.Getpid()); held.Holder != pid {
		t.Errorf("held by %q, want %q", held.Holder, pid)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}

	again := open(t, c, index.Options{Dir: dir, Progress: func(int, int) { t.Error("the index was built again for the same corpus") }})
	if got := texts(search(t, again, query).Results); got != want {
		t.Errorf("after opening again: %s, want %s", got, want)
	}
}

func TestKeptIndexIsRebuiltWhenItDoesNotFit(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, dir string){
		"another corpus": func(*testing.T, string) {},
		"no metadata":    func(t *testing.T, dir string) { remove(t, filepath.Join(dir, "index-1", "index_meta.json")) },
		"no store":       func(t *testing.T, dir string) { remove(t, filepath.Join(dir, "index-1", "store")) },
		"half a build":   func(t *testing.T, dir string) { write(t, filepath.Join(dir, "index-2", "store", "x"), "junk") },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			c := harbour(t)
			old := c
			if name == "another corpus" {
				old = load(t, made{"x", "X", "2000-01-01", "Quite another text about cameras."})
			}
			x, err := index.Open(t.Context(), old, index.Options{Dir: dir})
			if err != nil {
				t.Fatal(err)
			}
			if err := x.Close(); err != nil {
				t.Fatal(err)
			}
			damage(t, dir)
			ans := search(t, open(t, c, index.Options{Dir: dir}), corpus.Query{Text: "brandt cameras"})
			if ans.Total != 2 {
				t.Errorf("%d results, want 2", ans.Total)
			}
		})
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestManySearchesAtOnce(t *testing.T) {
	x := open(t, harbour(t), index.Options{})
	want := texts(search(t, x, corpus.Query{Text: "brandt cameras"}).Results)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				if got := texts(search(t, x, corpus.Query{Text: "brandt cameras"}).Results); got != want {
					t.Errorf("got %s, want %s", got, want)
				}
			}
		})
	}
	all.Wait()
}

// TestOneNameForOneVoice asks for words of which some are one person's and some
// another's: no single name may stand below the passage.
func TestOneNameForOneVoice(t *testing.T) {
	x := open(t, load(t, made{"a", "Harbour Post", "2021-03-04",
		`"The lighthouse is safe and sound," said Ann Field, the keeper. But "the harbour wall is rotten and deadly," said Bob Stone, the mayor. The wall was built by convicts in 1902.`}), index.Options{})
	for _, test := range []struct{ query, speaker, name, excerpt string }{
		{"lighthouse deadly", "", "", "whole"},
		{"lighthouse safe", "", "Ann Field", `"The lighthouse is safe and sound," said Ann Field, the keeper.`},
		{"rotten deadly", "", "Bob Stone", `But "the harbour wall is rotten and deadly," said Bob Stone, the mayor.`},
		{"convicts 1902", "", "", "whole"},
		{"deadly", "stone", "Bob Stone", `But "the harbour wall is rotten and deadly," said Bob Stone, the mayor.`},
	} {
		ans := search(t, x, corpus.Query{Text: test.query, Speaker: test.speaker})
		if len(ans.Results) != 1 {
			t.Errorf("%q: %d results", test.query, len(ans.Results))
			continue
		}
		r := ans.Results[0]
		name := ""
		if p := r.Speaker(); p != nil {
			name = p.Name
		}
		if text := r.Excerpt.Text(); name != test.name || test.excerpt != "whole" && text != test.excerpt {
			t.Errorf("%q by %q: %q says %q", test.query, test.speaker, name, text)
		}
	}
	if ans := search(t, x, corpus.Query{Text: "deadly", Speaker: "field"}); len(ans.Results) != 0 {
		t.Errorf("words of Stone are shown as Field's: %s", texts(ans.Results))
	}
}

// TestFiltersAreAppliedBeforeAnythingIsCutOff hides one article behind many.
func TestFiltersAreAppliedBeforeAnythingIsCutOff(t *testing.T) {
	var all []made
	for i := range 700 {
		all = append(all, made{fmt.Sprintf("d%d", i), "Daily", "2020-01-01", "Encryption is on."})
	}
	all = append(all, made{"gull", "Weekly Gull", "2021-05-05", `The ferry was late again on a long and windy day in the old harbour. "Encryption is a rope, not a wall," said Bob Stone, who has sailed it for years and years.`})
	x := open(t, load(t, all...), index.Options{})
	for _, q := range []corpus.Query{{Outlet: "gull"}, {Speaker: "stone"}, {From: "2021-01-01"}} {
		q.Text = "encryption"
		if ans := search(t, x, q); ans.Total != 1 {
			t.Errorf("%+v: %d results, want 1", q, ans.Total)
		}
	}
	if ans := search(t, x, corpus.Query{Text: "encryption", Outlet: "gull"}); ans.Scope.Articles != 1 || ans.Scope.Outlets != 1 {
		t.Errorf("scope %+v, want the one article that was searched", ans.Scope)
	}
	if ans := search(t, x, corpus.Query{Text: "encryption"}); ans.Total != 701 {
		t.Errorf("%d results, want 701", ans.Total)
	}
}

// TestAnUnrelatedArticleNeverRemovesAResult adds articles that share no word
// with the queries, and looks whether any result goes.
func TestAnUnrelatedArticleNeverRemovesAResult(t *testing.T) {
	base := []made{}
	for _, a := range harbour(t).Articles {
		base = append(base, made{a.ID, a.Outlet, string(a.Date), a.Body()})
	}
	grown := slices.Clone(base)
	for i := range 60 {
		grown = append(grown, made{fmt.Sprintf("z%d", i), "Garden Weekly", "2019-01-01",
			fmt.Sprintf("Tulip number %d flowers in spring. %s", i, strings.Repeat("Water it well. ", i%7))})
	}
	small, big := open(t, load(t, base...), index.Options{}), open(t, load(t, grown...), index.Options{})
	for _, q := range []string{"brandt cameras", "mayor smugglers penny", "doorn blind night", "traders robbed", "encrypted radios smugglers easier",
		"harbour master doorn", `"the mayor is wrong"`, "falk stall", "cameras", "who runs a fish stall?", "How many traders were robbed?"} {
		have := texts(search(t, big, corpus.Query{Text: q}).Results)
		for _, r := range search(t, small, corpus.Query{Text: q}).Results {
			if !strings.Contains(have, fmt.Sprintf("%q", r.Excerpt.Text())) {
				t.Errorf("%q: %q is gone among more articles", q, r.Excerpt.Text())
			}
		}
	}
}

// TestSilenceDoesNotDependOnTheOrderOfWords shuffles queries.
func TestSilenceDoesNotDependOnTheOrderOfWords(t *testing.T) {
	x := open(t, harbour(t), index.Options{})
	rnd := rand.New(rand.NewPCG(3, 4))
	words := strings.Fields("cameras brandt doorn mayor quay smugglers ferry winter traders zeppelin blind camera paying officers north wire 2020")
	for range 300 {
		rnd.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
		some := slices.Clone(words[:1+rnd.IntN(5)])
		one := search(t, x, corpus.Query{Text: strings.Join(some, " ")})
		rnd.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
		two := search(t, x, corpus.Query{Text: strings.Join(some, " ")})
		if one.Total != two.Total {
			t.Errorf("%q has %d results, in another order %d", some, two.Total, one.Total)
		}
	}
}

func TestForgiveness(t *testing.T) {
	x := open(t, harbour(t), index.Options{})
	for _, test := range []struct {
		query, first string
		corrections  []corpus.Correction
	}{
		{"brant cameras", "Cameras do not catch", []corpus.Correction{{Typed: "brant", Searched: "Brandt"}}},
		{"brandt camerras", "Cameras do not catch", []corpus.Correction{{Typed: "camerras", Searched: "cameras"}}},
		{"mayor Brandt's camera", "Cameras do not catch", nil},
		{"doorn's night", "blind at night", nil},
		{"harbor master", "Harbour master Piet Doorn", nil},
		{"zzzzz cameras", "", nil},
		{"echo cameras", "Traders on the quay", nil},         // the outlet
		{"brandt cameras 2021", "Cameras do not catch", nil}, // the year
		{"doorn cameras 1999", "", nil},
	} {
		t.Run(test.query, func(t *testing.T) {
			ans := search(t, x, corpus.Query{Text: test.query})
			if !slices.Equal(ans.Corrections, test.corrections) {
				t.Errorf("%q: searched %v, want %v", test.query, ans.Corrections, test.corrections)
			}
			if test.first == "" != (len(ans.Results) == 0) || test.first != "" && !strings.Contains(texts(ans.Results), test.first) {
				t.Errorf("%q: %s, want %q", test.query, texts(ans.Results), test.first)
			}
		})
	}
}

// TestAWordWrittenInOne types as one word what the coverage writes with a hyphen.
func TestAWordWrittenInOne(t *testing.T) {
	x := open(t, load(t, made{"quay", "Coast Echo", "2021-05-01", `Ada Falk leads the counter-smuggling crew. “The fog-bell is our only lamp,” Falk said.

Bell ringers met at the pilot house. Blue paint was on a boat.`}), index.Options{})
	for query, want := range map[string]string{
		"countersmuggling": "counter-smuggling crew",
		"falk fogbells":    "our only lamp",
		"bluebell":         "",
		"fogzebra":         "",
	} {
		checkFirst(t, x, corpus.Query{Text: query}, want)
	}
}

// TestAWordThatANameHas asks for a common word that is somebody's name, too: a
// passage may lack it as any other.
func TestAWordThatANameHas(t *testing.T) {
	x := open(t, load(t, made{"lamps", "Coast Echo", "2021-05-01", `The harbour shift with the lamps ends late.

Boats come in at night.

Sandholm is dark at night, as it was in 1998.

Ada Night said on Monday: “We have no boats.”`}), index.Options{})
	ans := search(t, x, corpus.Query{Text: "harbour shift lamps night"})
	if len(ans.Results) == 0 || !strings.HasPrefix(ans.Results[0].Excerpt.Text(), "The harbour shift") {
		t.Errorf("got %v", ans.Results)
	}
}

func TestSynonymsAreTheOperators(t *testing.T) {
	thesaurus := index.DefaultThesaurus()
	if err := thesaurus.Read("mine", strings.NewReader("# fishy\nsmuggler, bootlegger\nhat, bonnet\n")); err != nil {
		t.Fatal(err)
	}
	x := open(t, harbour(t), index.Options{Thesaurus: thesaurus})
	ans := search(t, x, corpus.Query{Text: "bootleggers cameras officers"})
	want := []corpus.Correction{{Typed: "bootleggers", Searched: "smugglers"}}
	if len(ans.Results) != 1 || !slices.Equal(ans.Corrections, want) {
		t.Errorf("%s searched %v", texts(ans.Results), ans.Corrections)
	}
	// Of a word that the results say, nothing else was searched.
	y := open(t, load(t, made{"ferry", "Coast Echo", "2021-05-01", `The smuggler wore a bonnet on the quay at night, and sang.

A bootlegger sank off the quay.`}), index.Options{Thesaurus: thesaurus})
	ans, want = search(t, y, corpus.Query{Text: "smuggler hat quay"}), []corpus.Correction{{Typed: "hat", Searched: "bonnet"}}
	if len(ans.Results) != 1 || !slices.Equal(ans.Corrections, want) {
		t.Errorf("%s searched %v", texts(ans.Results), ans.Corrections)
	}
	for text, fault := range map[string]string{
		"a, b\nlonely\n":        `mine:2: group of fewer than two words, separated by commas`,
		"command and control,x": `mine:1: "command and control" is not a single word`,
		"a, b\nc, " + strings.Repeat("d", bufio.MaxScanTokenSize): `mine:2: bufio.Scanner: token too long`,
	} {
		if err := thesaurus.Read("mine", strings.NewReader(text)); err == nil || err.Error() != fault {
			t.Errorf("%q: %v, want %s", text, err, fault)
		}
	}
}

// TestAnOfficeGoesByAnySynonym asks for the leader of a body that has a chief.
func TestAnOfficeGoesByAnySynonym(t *testing.T) {
	x := open(t, load(t, made{"a", "Wire", "2021-05-02", `Piet Doorn, chief of the Harbour Board, said: "The stones are loose."`}), index.Options{})
	if ans := search(t, x, corpus.Query{Text: "board leader"}); ans.Total != 1 {
		t.Errorf("it finds %s", texts(ans.Results))
	}
}

// TestCopiesAreFolded prints one wire story in three outlets.
func TestCopiesAreFolded(t *testing.T) {
	const story = `Harbour master Piet Doorn has closed the north quay for repairs until June. "The stones are loose and somebody will fall," Doorn said on Friday.`
	x := open(t, load(t,
		made{"a", "Wire", "2021-05-02", story},
		made{"b", "Post", "2021-05-01", strings.Replace(story, "has closed", "closed", 1)},
		made{"c", "Echo", "2021-05-03", story},
		made{"d", "Gull", "2021-05-04", `Nobody listens to Piet Doorn about stones: loose talk, says the baker.`},
	), index.Options{})
	ans := search(t, x, corpus.Query{Text: "doorn stones loose"})
	if len(ans.Results) != 2 || ans.Total != 2 {
		t.Fatalf("%d of %d results, want the story once and the baker: %s", len(ans.Results), ans.Total, texts(ans.Results))
	}
	folded := slices.IndexFunc(ans.Results, func(r corpus.Result) bool { return len(r.Also) > 0 })
	if folded < 0 {
		t.Fatalf("nothing was folded: %s", texts(ans.Results))
	}
	var also []string
	for _, a := range append([]*corpus.Article{ans.Results[folded].Excerpt.Article()}, ans.Results[folded].Also...) {
		also = append(also, a.Outlet)
	}
	slices.Sort(also)
	if !slices.Equal(also, []string{"Echo", "Post", "Wire"}) {
		t.Errorf("the story is of %q", also)
	}
}

// TestHalfANameIsMarked asks for the second half of a name and looks at what is
// marked in the excerpt.
func TestHalfANameIsMarked(t *testing.T) {
	x := open(t, load(t, made{"a", "Wire", "2021-05-02", `Ann O'Brien spoke of loose stones. "The stones are loose," O'Brien said.`}), index.Options{})
	for _, query := range []string{"brien stones", "O'Brien stones"} {
		ans := search(t, x, corpus.Query{Text: query, Speaker: "o'brien"})
		if len(ans.Results) != 1 {
			t.Fatalf("%q: %s", query, texts(ans.Results))
		}
		var marked []string
		for _, m := range ans.Results[0].Matches {
			marked = append(marked, ans.Results[0].Excerpt.Article().Body()[m.Start:m.End])
		}
		if !slices.Contains(marked, "O'Brien") || !slices.Contains(marked, "stones") {
			t.Errorf("%q marks %q", query, marked)
		}
	}
}

// TestAHeadlineAloneIsNoGround asks for two words of which a passage holds one,
// and the headline above it the other.
func TestAHeadlineAloneIsNoGround(t *testing.T) {
	a, err := corpus.New("quay", corpus.Meta{Title: "Balance on the quay", Outlet: "Coast Echo", Date: "2021-01-01"}, "The ferry sailed at noon.\n\nAn echo came back.")
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.NewCorpus([]*corpus.Article{a})
	if err != nil {
		t.Fatal(err)
	}
	x := open(t, c, index.Options{})
	if ans := search(t, x, corpus.Query{Text: "ferry balance"}); len(ans.Results) > 0 || len(ans.Nearest) == 0 {
		t.Errorf("results %s, nearest %s", texts(ans.Results), texts(ans.Nearest))
	}
	if ans := search(t, x, corpus.Query{Text: "ferry echo"}); len(ans.Results) == 0 {
		t.Error("no result for a word and the outlet")
	}
	if ans := checkFirst(t, x, corpus.Query{Text: "echo"}, "An echo came back"); ans.Total != 1 {
		t.Errorf("%d passages for a word that is the outlet's, too", ans.Total)
	}
	checkFirst(t, x, corpus.Query{Text: "coast"}, "ferry sailed") // the outlet's alone
}

// TestAYearOrAnOutletAlone brings the texts that have the word, and then all of that year or outlet.
func TestAYearOrAnOutletAlone(t *testing.T) {
	x := open(t, load(t,
		made{"a", "The Guardian", "2015-03-04", "The ferry sailed at noon."},
		made{"b", "Coast Echo", "2021-01-01", "In 2015 the quay was built."},
		made{"c", "Coast Echo", "2021-01-02", "A guardian of the harbour spoke."}), index.Options{})
	for text, first := range map[string]string{"2015": "In 2015", "guardian": "A guardian", "2021": "In 2015"} {
		if ans := checkFirst(t, x, corpus.Query{Text: text}, first); ans.Total != 2 {
			t.Errorf("%s: %s", text, texts(ans.Results))
		}
	}
}

// TestWordsInMarksAreShownFirst looks for words that somebody says in several paragraphs of one
// passage.
func TestWordsInMarksAreShownFirst(t *testing.T) {
	x := open(t, load(t, made{"quay", "Coast Echo", "2021-05-01", `The quay will get lamps, the harbour master has said.

Piet Doorn, the harbour master, told the traders on Monday: “There will be lamps, and nobody shall pay for them.”`},
		made{"mole", "Coast Echo", "2021-05-02", `Falk was angry. “They count the gulls and not the cracks,” said Falk.

Ada Falk was born by the sea. She said that she would mend the cracks herself.`}), index.Options{})
	checkFirst(t, x, corpus.Query{Text: "lamps"}, "There will be lamps")
	checkFirst(t, x, corpus.Query{Text: "ada cracks"}, "not the cracks")
}

// TestAShrunkenExcerptKeepsTheWords asks for words that a body's name holds in
// small letters: where they stand in the text they are words like others.
func TestAShrunkenExcerptKeepsTheWords(t *testing.T) {
	x := open(t, load(t, made{"quay", "Coast Echo", "2021-05-01", `Harbour master Piet Doorn said on Thursday that there was no crisis, and urged everyone to relax. He was confident. "This is early in the process and we have plenty of time," Doorn said.

The quay process committee said that it would meet again.`}), index.Options{})
	ans := search(t, x, corpus.Query{Text: "doorn process"})
	if len(ans.Results) == 0 || !strings.Contains(ans.Results[0].Excerpt.Text(), "early in the process") {
		t.Errorf("%s", texts(ans.Results))
	}
}
