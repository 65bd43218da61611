package enginetest

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"onrecord/corpus"
	"onrecord/corpus/quotation"
	"onrecord/index"
)

// harbour is what TestReader asks about: five invented articles of three outlets, one of
// them without a day, with people who come up again under other names.
var harbour = []struct {
	id, title, outlet string
	date              corpus.Date
	body              string
}{
	{"cameras", "Mayor: no cameras on the quay", "Harbour Post", "2021-03-04",
		"“Cameras do not catch smugglers,” said Olive Brandt, mayor of Saltby.\n\nBrandt warned that radios help smugglers."},
	{"2021/penny", "Not a penny", "Harbour Post", "2021-03-06",
		"Olive Brandt, the council leader, said: “We will not spend a penny on the ferry.”"},
	{"traders' [survey]", "Traders want cameras", "Coast Echo", "2021-04-01",
		"“The ferry is late,” said Ines O’Falk, a trader.\n\nThe ferry sails at noon."},
	{"ein-sehr-langer-name-für-einen-artikel-über-die-fähre", "Die Fähre", "Coast Echo", "2020-12-31",
		"The ferry was new. “Nobody drowned,” said Piet Doorn, the harbour master."},
	{"leaflet", "A leaflet", "", "",
		"“The lantern is lit,” said Olivia Stone, a keeper."},
}

// Harbour returns those articles as a corpus.
func Harbour(t testing.TB) *corpus.Corpus {
	t.Helper()
	var articles []*corpus.Article
	for _, a := range harbour {
		made, err := corpus.New(a.id, corpus.Meta{Title: a.title, Outlet: a.outlet, Date: a.date, Form: corpus.Full,
			URL: "https://wharf.example/" + a.title}, a.body)
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, made)
	}
	c, err := corpus.NewCorpus(articles)
	if err != nil {
		t.Fatal(err)
	}
	if err := quotation.AnnotateCorpus(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestReader is what a reader answers, wherever the articles are kept. open makes one of a
// corpus.
func TestReader(t *testing.T, open func(t *testing.T, c *corpus.Corpus) *index.Reader) {
	c := Harbour(t)
	r := open(t, c)
	t.Run("scope", func(t *testing.T) { testScope(t, r, c) })
	t.Run("articles", func(t *testing.T) { testArticles(t, r, c) })
	t.Run("lists", func(t *testing.T) { testLists(t, r, c) })
	t.Run("people", func(t *testing.T) { testPeople(t, r) })
	t.Run("suggestions", func(t *testing.T) { testSuggestions(t, r) })
	t.Run("searches", func(t *testing.T) { testSearches(t, r) })
	t.Run("no articles", func(t *testing.T) {
		none, err := corpus.NewCorpus(nil)
		if err != nil {
			t.Fatal(err)
		}
		testNothing(t, open(t, none))
	})
}

func testScope(t *testing.T, r *index.Reader, c *corpus.Corpus) {
	for _, test := range []struct {
		name  string
		query corpus.Query
		want  corpus.Scope
	}{
		{"all", corpus.Query{}, corpus.Scope{Articles: 5, Outlets: 2, From: "2020-12-31", To: "2021-04-01"}},
		{"an outlet", corpus.Query{Outlet: "post"}, corpus.Scope{Articles: 2, Outlets: 1, From: "2021-03-04", To: "2021-03-06"}},
		{"an unknown outlet", corpus.Query{Outlet: "zeppelin"}, corpus.Scope{}},
		{"from a day on", corpus.Query{From: "2021-03-06"}, corpus.Scope{Articles: 2, Outlets: 2, From: "2021-03-06", To: "2021-04-01"}},
		{"until a day", corpus.Query{To: "2021-03-04"}, corpus.Scope{Articles: 2, Outlets: 2, From: "2020-12-31", To: "2021-03-04"}},
		{"an article", corpus.Query{Article: "leaflet"}, corpus.Scope{Articles: 1}},
		{"an article of another outlet", corpus.Query{Article: "cameras", Outlet: "echo"}, corpus.Scope{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.want.Version = c.Version
			got, err := r.Scope(t.Context(), test.query)
			if diff := cmp.Diff(test.want, got); err != nil || diff != "" {
				t.Errorf("%v (-want +got)\n%s", err, diff)
			}
		})
	}
	counts, err := r.Outlets(t.Context(), corpus.Query{})
	want := []corpus.OutletCount{{Name: "Coast Echo", Articles: 2, From: "2020-12-31", To: "2021-04-01"},
		{Name: "Harbour Post", Articles: 2, From: "2021-03-04", To: "2021-03-06"}, {Articles: 1}}
	if diff := cmp.Diff(want, counts); err != nil || diff != "" {
		t.Errorf("outlets: %v (-want +got)\n%s", err, diff)
	}
}

func testArticles(t *testing.T, r *index.Reader, c *corpus.Corpus) {
	ids := []string{"leaflet", "gone", "traders' [survey]", "leaflet", "*", ""}
	got, err := r.Articles(t.Context(), ids)
	if err != nil || len(got) != len(ids) {
		t.Fatalf("%d articles of %d ids (%v)", len(got), len(ids), err)
	}
	for i, id := range ids {
		want, _ := c.Article(id)
		if diff := cmp.Diff(want, got[i], cmp.AllowUnexported(corpus.Article{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-want +got)\n%s", id, diff)
		}
	}
	if got, err := r.Articles(t.Context(), nil); err != nil || len(got) != 0 {
		t.Errorf("of no ids: %v, %v", got, err)
	}
}

func testLists(t *testing.T, r *index.Reader, c *corpus.Corpus) {
	long, _ := c.Article("ein-sehr-langer-name-für-einen-artikel-über-die-fähre")
	for _, test := range []struct {
		name    string
		listing corpus.Listing
		want    string // ids, the newest first
		total   int
	}{
		{"all", corpus.Listing{Limit: 9}, "traders' [survey] 2021/penny cameras " + long.ID + " leaflet", 5},
		{"a page", corpus.Listing{Limit: 2, Offset: 1}, "2021/penny cameras", 5},
		{"the last page", corpus.Listing{Limit: 2, Offset: 4}, "leaflet", 5},
		{"beyond it", corpus.Listing{Limit: 2, Offset: 5}, "", 5},
		{"a page without articles", corpus.Listing{}, "", 5},
		{"an id", corpus.Listing{Article: "2021/penny", Limit: 9}, "2021/penny", 1},
		{"part of an id", corpus.Listing{Article: "2021", Limit: 9}, "", 0},
		{"a key", corpus.Listing{Key: long.Key(), Limit: 9}, long.ID, 1},
		{"an address", corpus.Listing{Address: corpus.AddressKey("http://www.wharf.example/Not a penny/"), Limit: 9}, "2021/penny", 1},
		{"an address's beginning", corpus.Listing{Address: "wharf.example", Limit: 9}, "", 0},
		{"words of a headline", corpus.Listing{Named: []string{"camera", "quay"}, Limit: 9}, "cameras", 1},
		{"of headline and outlet", corpus.Listing{Named: []string{"cameras", "echo"}, Limit: 9}, "traders' [survey]", 1},
		{"accents", corpus.Listing{Named: []string{"fahre"}, Limit: 9}, long.ID, 1},
		{"signs", corpus.Listing{Named: []string{"[survey]"}, Limit: 9}, "traders' [survey]", 1},
		{"wildcards", corpus.Listing{Named: []string{"c*s"}, Limit: 9}, "", 0},
		{"more wildcards", corpus.Listing{Named: []string{"c?meras"}, Limit: 9}, "", 0},
		{"a backslash", corpus.Listing{Named: []string{`\`}, Limit: 9}, "", 0},
		{"outlets", corpus.Listing{Outlets: []string{"Coast Echo", "Gull"}, Limit: 9}, "traders' [survey] " + long.ID, 2},
		{"no outlet", corpus.Listing{Outlets: []string{}, Limit: 9}, "", 0},
		{"days", corpus.Listing{From: "2021-03-04", To: "2021-03-31", Limit: 9}, "2021/penny cameras", 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			page, total, err := r.List(t.Context(), test.listing)
			var ids []string
			for _, a := range page {
				ids = append(ids, a.ID)
			}
			if got := strings.Join(ids, " "); err != nil || got != test.want || total != test.total {
				t.Errorf("%q of %d (%v), want %q of %d", got, total, err, test.want, test.total)
			}
		})
	}
}

func testPeople(t *testing.T, r *index.Reader) {
	for _, test := range []struct {
		name  string
		names []string
		limit int
		want  string
	}{
		{"everybody", nil, 9, "Olive Brandt, Ines O’Falk, Olivia Stone, Piet Doorn"},
		{"who says most", nil, 1, "Olive Brandt"},
		{"a surname", []string{"brandt"}, 9, "Olive Brandt"},
		{"a whole name", []string{"Piet Doorn"}, 9, "Piet Doorn"},
		{"a role of another article", []string{"council leader"}, 9, "Olive Brandt"},
		{"name and role", []string{"mayor brandt"}, 9, "Olive Brandt"},
		{"an apostrophe", []string{"o'falk"}, 9, "Ines O’Falk"},
		{"none", []string{"ofalk"}, 9, "Ines O’Falk"},
		{"two names", []string{"doorn", "keeper", "zeppelin"}, 9, "Olivia Stone, Piet Doorn"},
		{"words of two people", []string{"olive doorn"}, 9, ""},
		{"part of a word", []string{"brand"}, 9, ""},
		{"no word", []string{"?!"}, 9, ""},
		{"wildcards", []string{"oli*"}, 9, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			people, err := r.People(t.Context(), test.names, test.limit, false)
			var names []string
			for _, p := range people {
				names = append(names, p.Name)
			}
			if got := strings.Join(names, ", "); err != nil || got != test.want {
				t.Errorf("%q (%v), want %q", got, err, test.want)
			}
		})
	}
	people, err := r.People(t.Context(), []string{"olive brandt"}, 1, true)
	if err != nil || len(people) != 1 {
		t.Fatalf("%v, %v", people, err)
	}
	p := people[0]
	want := []corpus.Place{{Article: "cameras", Person: 0}, {Article: "2021/penny", Person: 0}}
	if !slices.Equal(p.Places, want) || p.Statements != 3 || p.Kind != corpus.Individual || len(p.Roles) != 2 {
		t.Errorf("%+v, want three statements at %v and two roles", p, want)
	}
}

func testSuggestions(t *testing.T, r *index.Reader) {
	for _, test := range []struct {
		name  string
		kind  corpus.NameKind
		typed string
		limit int
		want  string
	}{
		{"a beginning", corpus.SpeakerNames, "oli", 9, "Olive Brandt, Olivia Stone"},
		{"the likeliest", corpus.SpeakerNames, "oli", 1, "Olive Brandt"},
		{"a later word", corpus.SpeakerNames, "doo", 9, "Piet Doorn"},
		{"a role", corpus.SpeakerNames, "harb", 9, "Piet Doorn"},
		{"two words", corpus.SpeakerNames, "ston oli", 9, "Olivia Stone"},
		{"an apostrophe", corpus.SpeakerNames, "o'fa", 9, "Ines O’Falk"},
		{"misspelt", corpus.SpeakerNames, "bramdt", 9, "Olive Brandt"},
		{"nothing typed", corpus.SpeakerNames, "", 2, "Olive Brandt, Ines O’Falk"},
		{"nobody", corpus.SpeakerNames, "zeppelin", 9, ""},
		{"wildcards", corpus.SpeakerNames, "ol*", 9, "Olive Brandt, Olivia Stone"},
		{"outlets", corpus.OutletNames, "", 9, "Coast Echo, Harbour Post"},
		{"an outlet", corpus.OutletNames, "po", 9, "Harbour Post"},
		{"an outlet, misspelt", corpus.OutletNames, "harbuor", 9, "Harbour Post"},
		{"articles, the newest first", corpus.ArticleNames, "cam", 9, "traders' [survey], cameras"},
		{"an article of an outlet", corpus.ArticleNames, "cam post", 9, "cameras"},
	} {
		t.Run(test.name, func(t *testing.T) {
			found, err := r.Suggest(t.Context(), test.kind, test.typed, test.limit)
			if got := strings.Join(found, ", "); err != nil || got != test.want {
				t.Errorf("%q (%v), want %q", got, err, test.want)
			}
		})
	}
}

func testSearches(t *testing.T, r *index.Reader) {
	for _, test := range []struct {
		name  string
		query corpus.Query
		want  string // articles of the results, in order where it is by date
		total int
	}{
		{"a word", corpus.Query{Text: "ferry", ByDate: true}, "ein-sehr-langer-name-für-einen-artikel-über-die-fähre 2021/penny traders' [survey] traders' [survey]", 4},
		{"words", corpus.Query{Text: "brandt smugglers cameras"}, "cameras", 1},
		{"a speaker", corpus.Query{Text: "ferry", Speaker: "council leader"}, "2021/penny", 1},
		{"an outlet", corpus.Query{Text: "cameras", Outlet: "post"}, "cameras", 1},
		{"days", corpus.Query{Text: "ferry", From: "2021-03-01", To: "2021-03-31"}, "2021/penny", 1},
		{"a phrase", corpus.Query{Text: `"not spend a penny"`}, "2021/penny", 1},
		{"misspelt", corpus.Query{Text: "smuglers radios"}, "cameras", 1},
		{"nothing", corpus.Query{Text: "zeppelin"}, "", 0},
		{"all that somebody says", corpus.Query{Speaker: "brandt"}, "cameras cameras 2021/penny", 3},
		{"a page of it", corpus.Query{Speaker: "olive brandt", Limit: 1, Offset: 1}, "cameras", 3},
		{"beyond it", corpus.Query{Speaker: "brandt", Offset: 3}, "", 3},
		{"all that who is called so says", corpus.Query{Speaker: "council leader"}, "cameras cameras 2021/penny", 3},
		{"all on some days", corpus.Query{Speaker: "brandt", From: "2021-03-05", To: "2021-04-01"}, "2021/penny", 1},
		{"all in an outlet", corpus.Query{Speaker: "o'falk", Outlet: "echo"}, "traders' [survey]", 1},
		{"all in another", corpus.Query{Speaker: "brandt", Outlet: "echo"}, "", 0},
		{"all that nobody says", corpus.Query{Speaker: "zeppelin"}, "", 0},
		{"all of no name", corpus.Query{Speaker: "?!"}, "", 0},
		{"syntax", corpus.Query{Text: "+text:(a*|b~9)^5 /.*/ {\"match_all\":{}}"}, "", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			ans, err := r.Search(t.Context(), test.query)
			var ids []string
			for _, found := range ans.Results {
				ids = append(ids, found.Excerpt.Article().ID)
			}
			if got := strings.Join(ids, " "); err != nil || got != test.want || ans.Total != test.total {
				t.Errorf("%q of %d (%v), want %q of %d", got, ans.Total, err, test.want, test.total)
			}
		})
	}
	alike, err := r.Alike(t.Context(), "we will not spend one penny on ferries", 3)
	if err != nil || len(alike) == 0 || alike[0].ID != "2021/penny" {
		t.Errorf("alike: %v, %v", alike, err)
	}
}

func testNothing(t *testing.T, r *index.Reader) {
	ans, err := r.Search(t.Context(), corpus.Query{Text: "ferry"})
	if err != nil || ans.Total > 0 || len(ans.Missing) != 1 {
		t.Errorf("a search: %+v, %v", ans, err)
	}
	if people, err := r.People(t.Context(), nil, 9, true); err != nil || len(people) > 0 {
		t.Errorf("people: %v, %v", people, err)
	}
	if page, total, err := r.List(t.Context(), corpus.Listing{Limit: 9}); err != nil || total > 0 || len(page) > 0 {
		t.Errorf("a list: %v of %d, %v", page, total, err)
	}
	if names, err := r.Suggest(t.Context(), corpus.SpeakerNames, "a", 9); err != nil || len(names) > 0 {
		t.Errorf("suggestions: %v, %v", names, err)
	}
}
