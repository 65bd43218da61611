package index

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/corpus/quotation"
)

// invented returns a corpus of few words, which therefore meet in every way:
// in the text, in names and roles, in what initials make, and in headlines.
// Articles have at most so many paragraphs.
func invented(t *testing.T, rnd *rand.Rand, articles, paragraphs int) *corpus.Corpus {
	t.Helper()
	var all []*corpus.Article
	for i := range articles {
		all = append(all, inventedArticle(t, rnd, fmt.Sprint(i), paragraphs))
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

var inventedWords = strings.Fields("quay harbour Brandt Doorn O'Brien ferry mayor cameras the North Wire Board hwb nwb 2021 blind — 1.5 wire")

// rareWords are written in every way, and few articles have each.
var rareWords = strings.Fields("kelpie Kelpie KELPIE selkies Selkie gannet GANNETS bollards Bollard anchor Anchored skerry Skerry tidal TIDAL")

// inventedArticle returns one of at most so many paragraphs.
func inventedArticle(t *testing.T, rnd *rand.Rand, id string, paragraphs int) *corpus.Article {
	t.Helper()
	pick := func() string { return inventedWords[rnd.IntN(len(inventedWords))] }
	var b strings.Builder
	rare := func() string { return rareWords[rnd.IntN(len(rareWords))] }
	fmt.Fprintf(&b, "Nobody saw the %s.\n\n", rare())
	// Those who come up everywhere have a role of their own in each article.
	fmt.Fprintf(&b, "\"The %s,\" said Piet Klaas, the %s and %s skipper.\n\n", pick(), strings.ToLower(rare()), strings.ToLower(rare()))
	for range rnd.IntN(paragraphs) {
		fmt.Fprintf(&b, "%s %s of the Harbour Wire Board %s.", pick(), pick(), pick())
		fmt.Fprintf(&b, " \"The %s %s,\" said %s Olive %s, the %s %s.\n\n", pick(), pick(), pick(), pick(), pick(), pick())
	}
	a, err := corpus.New(id, corpus.Meta{Title: pick() + " " + pick(), Outlet: "North Wire", Date: "2021-03-04", Form: corpus.Full}, b.String())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// A holding is how a unit holds a term.
type holding struct {
	Places        []uint32 // in its text
	Call, Context bool
}

// walk finds out the same by looking at every term of the unit.
func walk(f *forward, row []uint32, u *unit, term uint32) (h holding) {
	has := func(from, to uint32) bool { return slices.Contains(row[from:to], term) }
	for place := u.terms.from; place < u.terms.to; place++ {
		if row[place] == term {
			h.Places = append(h.Places, place)
		}
	}
	h.Call = has(u.terms.to, u.extra)
	for _, who := range f.who[u.people.from:u.people.to] {
		h.Call = h.Call || has(f.people[who].from, f.people[who].to)
	}
	h.Context = has(f.articles[u.article].context, f.articles[u.article].text)
	return h
}

// TestPostingsSayWhatTheRowSays asks for every term and unit, in whatever order,
// of an index that was made, of one that was kept, and of one that took the place
// of another.
func TestPostingsSayWhatTheRowSays(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	c := invented(t, rnd, 40, 90)
	for _, dir := range []string{"", filepath.Join(t.TempDir(), "index")} {
		x, err := Open(t.Context(), c, Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = x.Close() })
		postingsSayWhatTheRowSays(t, rnd, x)
		y, err := x.next(t.Context(), edited(t, rnd, c, 10), Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = y.Close() })
		if len(y.store.parts) != 2 || y.store.parts[0].inverted != x.store.parts[0].inverted {
			t.Error("nothing was taken over")
		}
		postingsSayWhatTheRowSays(t, rnd, y)
	}
}

func postingsSayWhatTheRowSays(t *testing.T, rnd *rand.Rand, x *Index) {
	t.Helper()
	f := x.forward
	var row []uint32
	for r := (termReader{row: f.row}); r.at < len(f.row); {
		row = append(row, r.next())
	}
	for place := range uint32(len(row)) {
		want := slices.IndexFunc(f.units, func(u unit) bool { return u.terms.from <= place && place < u.terms.to })
		if n, ok := f.unitAt(place); ok != (want >= 0) || ok && int(n) != want {
			t.Fatalf("place %d is in unit %d (%v), want %d", place, n, ok, want)
		}
	}
	for term, text := range f.dict.terms {
		term := uint32(term)
		if term == noTerm {
			continue
		}
		pl := &plan{slots: []slot{{any: []alternative{{term, 1}}}}}
		if err := x.fetch(t.Context(), pl); err != nil {
			t.Fatal(err)
		}
		list := newBitset(len(f.units))
		pl.slots[0].lists[0].addTo(list)
		var r reader
		r.want(f, pl)
		df := uint32(0)
		for _, n := range rnd.Perm(len(f.units)) {
			u := &f.units[n]
			want := walk(f, row, u, term)
			var got holding
			for _, m := range r.matches(nil, n) {
				got.Places = append(got.Places, u.terms.from+uint32(m.place))
			}
			got.Call, got.Context = r.wanted[0].inCall, r.wanted[0].inContext
			if !reflect.DeepEqual(want, got) { // cmp takes twenty times as long
				t.Fatalf("unit %d and %q (-want +got)\n%s", n, text, cmp.Diff(want, got))
			}
			if len(want.Places) > 0 || want.Call {
				df++
			}
			if some := len(want.Places) > 0 || want.Call || want.Context; some != list.has(n) {
				t.Fatalf("unit %d and %q: listed %v, want %v", n, text, list.has(n), some)
			}
		}
		if df != f.df[term] {
			t.Errorf("%q is in %d units, counted as %d", text, df, f.df[term])
		}
	}
}

// TestADamagedForwardIndexIsNoticed cuts the file off and flips its bytes, as if
// the seal had let that pass. What is read then may be wrong, but is in bounds.
func TestADamagedForwardIndexIsNoticed(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	c := invented(t, rnd, 3, 90)
	f, err := survey(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "forward")
	if err := writeForward(name, f); err != nil {
		t.Fatal(err)
	}
	again, err := readForward(name, c.Articles)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f, again, cmp.AllowUnexported(forward{}, dictionary{}, piece{}, person{}, unit{}, digest{}, told{}, occurrences{}, span32{}, range32{}, written{})); diff != "" {
		t.Errorf("read is not what was written (-written +read)\n%s", diff)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 600 {
		bad := slices.Clone(data)
		if n%2 == 0 {
			bad = bad[:rnd.IntN(len(bad))]
		} else {
			bad[rnd.IntN(len(bad))] ^= byte(1 + rnd.IntN(255))
		}
		if err := os.WriteFile(name, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := readForward(name, c.Articles); err == nil && n%2 == 0 {
			t.Fatalf("a file of %d bytes for %d was read", len(bad), len(data))
		}
	}
}
