package commands_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"onrecord/commands"
	"onrecord/corpus"
)

// town is a shelf with people who say more or less, in the order in which a
// corpus has them.
func town(t testing.TB) *shelf {
	t.Helper()
	var articles []*corpus.Article
	add := func(id, title, outlet string, date corpus.Date) {
		a, err := corpus.New(id, corpus.Meta{Title: title, Outlet: outlet, Date: date, Form: corpus.Full}, "Words.")
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	add("mayor", "Mayor: no cameras on the quay", "Harbour Post", "2021-03-04")
	add("2021/03/06/"+strings.Repeat("a-very-long-folder/", 8)+"traders", "Traders want cameras", "Coast Echo", "2021-03-06")
	add("boats", strings.Repeat("Boats and more boats ", 10), "Harbour Post", "2021-04-01")
	add("leaflet", "A leaflet", "", "")
	c, err := corpus.NewCorpus(articles)
	if err != nil {
		t.Fatal(err)
	}
	c.People = []corpus.Identity{
		{Name: "Olive Brandt", Roles: []string{"mayor"}, Statements: 9},
		{Name: "Branimir Kožul", Roles: []string{"harbour master"}, Statements: 5},
		{Name: "Ines Falk", Statements: 4},
		{Name: "Harbour Office", Kind: corpus.Organisation, Statements: 3},
		{Name: "Séamus O’Brien", Aliases: []string{"Shay"}, Statements: 2},
		{Name: "Ines Falk", Roles: []string{"trader"}, Statements: 1},
		{Name: "Ines\u200b F\u202ealk", Statements: 1}, // which looks like the one above
		{Name: "\u200b", Statements: 1},
		{Name: strings.Repeat("Maximilian ", 15) + "Ost", Statements: 1},
		{Name: strings.Repeat("x", 300), Statements: 1},
		{Name: "Silent Bystander"},
	}
	return shelfOf(t, c)
}

func names(choices []commands.Choice) string {
	var out []string
	for _, c := range choices {
		out = append(out, c.Name)
	}
	return strings.Join(out, " | ")
}

func TestComplete(t *testing.T) {
	r := commands.NewRouter(open(t, town(t).c), commands.About{})
	for _, test := range []struct {
		command, option, typed, want string
	}{
		// The beginning of any word, those who say most first.
		{"quote", "speaker", "bra", "Olive Brandt, mayor | Branimir Kožul, harbour master"},
		{"quote", "speaker", "BRANDT OLI", "Olive Brandt, mayor"},
		{"quote", "speaker", "harbour", "Harbour Office | Branimir Kožul, harbour master"},
		{"quote", "speaker", "kozul", "Branimir Kožul, harbour master"},
		{"quote", "speaker", "obr", "Séamus O’Brien"},
		{"quote", "speaker", "o'brien", "Séamus O’Brien"},
		{"quote", "speaker", "shay", "Séamus O’Brien"},
		{"quote", "speaker", "Olive Brandt, mayor", "Olive Brandt, mayor"},
		// Not the inside of one; what looks like it only where nothing begins so.
		{"quote", "speaker", "andt", ""},
		{"quote", "speaker", "brant", "Olive Brandt, mayor"},
		{"quote", "speaker", "branimr kosul", "Branimir Kožul, harbour master"},
		{"quote", "speaker", "seamus brein", ""},
		{"quote", "speaker", "olive zeppelin", ""},
		// One choice for one value; none that is too long for Discord.
		{"quote", "speaker", "falk", "Ines Falk"},
		{"quote", "speaker", "xxx", ""},
		{"quote", "speaker", "bystander", ""},
		{"quote", "speaker", "ost", ""},
		{"quote", "outlet", "", "Harbour Post | Coast Echo"},
		{"sources", "outlet", "coats", "Coast Echo"},
		{"article", "article", "", strings.TrimSpace(strings.Repeat("Boats and more boats ", 3)) + " Boats and… — Harbour Post, 1 Apr 2021 | Traders want cameras — Coast Echo, 6 Mar 2021 | Mayor: no cameras on the quay — Harbour Post, 4 Mar 2021 | A leaflet — unknown outlet, date unknown"},
		{"article", "article", "camras echo", "Traders want cameras — Coast Echo, 6 Mar 2021"},
		{"quote", "query", "bra", ""},
		{"quote", "nothing", "bra", ""},
		{"shout", "speaker", "bra", ""},
	} {
		t.Run(test.command+" "+test.option+" "+test.typed, func(t *testing.T) {
			got, err := r.Complete(t.Context(), test.command, test.option, test.typed)
			if err != nil || names(got) != test.want {
				t.Errorf("/%s %s:%s\n got %s (%v)\nwant %s", test.command, test.option, test.typed, names(got), err, test.want)
			}
		})
	}
}

// TestEveryChoiceLeadsSomewhere takes each suggestion and asks for it.
func TestEveryChoiceLeadsSomewhere(t *testing.T) {
	s := open(t, town(t).c)
	r := commands.NewRouter(s, commands.About{})
	for _, command := range []struct{ name, option string }{{"article", "article"}, {"sources", "outlet"}} {
		choices, err := r.Complete(t.Context(), command.name, command.option, "")
		if err != nil || len(choices) == 0 {
			t.Fatal(choices, err)
		}
		for _, c := range choices {
			res, err := r.Handle(t.Context(), commands.Request{Command: command.name, Args: map[string]string{command.option: c.Value}})
			if err != nil || res.Total == 0 {
				t.Errorf("/%s %s: %v", command.name, c.Value, err)
			}
		}
	}
	// The coverage can be replaced while members type.
	if err := s.Replace(t.Context(), newShelf(t).c); err != nil {
		t.Fatal(err)
	}
	if got, err := r.Complete(t.Context(), "article", "article", ""); err != nil || !strings.HasPrefix(names(got), "Traders want cameras (our description") {
		t.Errorf("after the coverage was replaced: %s, %v", names(got), err)
	}
}

func FuzzComplete(f *testing.F) {
	r := commands.NewRouter(open(f, town(f).c), commands.About{})
	for _, typed := range []string{"bra", "ИЛ", "🙂", "\xff\x00", strings.Repeat("Maximilian ", 30), "’’’’", "ı İ ŉ"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, in := range [][2]string{{"quote", "speaker"}, {"quote", "outlet"}, {"article", "article"}} {
			got, err := r.Complete(t.Context(), in[0], in[1], typed)
			if err != nil || len(got) > 25 {
				t.Fatalf("%d choices, %v", len(got), err)
			}
			seen := map[string]bool{}
			for _, c := range got {
				if n, v := len(utf16.Encode([]rune(c.Name))), len(utf16.Encode([]rune(c.Value))); n < 1 || n > 100 || v < 1 || v > 100 || seen[c.Name] {
					t.Errorf("%q: the choice %q of %q", typed, c.Name, c.Value)
				}
				seen[c.Name] = true
			}
		}
	})
}
