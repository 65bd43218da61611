package quotation

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"onrecord/corpus"
)

// An example is an attribution, and whether it is right.
type example struct {
	doc, outlet string
	features    []string
	right       bool
}

// A goldWho is who speaks in a stretch of an article; "" is nobody who is named.
type goldWho struct {
	span corpus.Span
	who  string
}

// A choice is a quotation of a pronoun's or of nobody's, and those who may be meant.
type choice struct {
	doc      string
	by       *chooser
	referent []chosen
	right    map[int]bool // who is right, -1 for nobody
	told     bool         // it is a pronoun that says nothing, but stands before one that does
}

// chosen is a mention of somebody, or nobody, with what speaks for it.
type chosen struct {
	entity   *entity
	who      int // its number, -1 for nobody
	features []int
}

// TestTrainChoosers learns lists/antecedents.txt and lists/floats.txt from the same articles, and
// writes to testdata/choosers.txt how often the weights are right about articles that they were not
// learnt from. It is run by hand, before TestTrainConfidence, which goes by it:
// ONRECORD_TRAIN=1 go test -run TestTrain ./corpus/quotation
func TestTrainChoosers(t *testing.T) {
	if os.Getenv("ONRECORD_TRAIN") == "" {
		t.Skip("learns the weights of who is meant when ONRECORD_TRAIN=1 is set")
	}
	choosers := []*chooser{pronouns, floats}
	for _, c := range choosers {
		clear(c.weights)
	}
	all := map[*chooser][]choice{}
	for range 4 { // who spoke before speaks for somebody, and that is learnt
		clear(all)
		eachGold(t, func(doc, text string, gold []goldWho) {
			for _, c := range choicesOf(doc, text, gold) {
				all[c.by] = append(all[c.by], c)
			}
		})
		for _, c := range choosers {
			slices.SortStableFunc(all[c], func(x, y choice) int { return strings.Compare(x.doc, y.doc) })
			for i, v := range fitChoices(all[c]) {
				c.weights[i] = math.Round(v*100) / 100 // as it is written
			}
		}
	}
	report := ""
	for _, c := range choosers {
		report += fmt.Sprintf("%s: %s\n", c.file, validate(all[c]))
		out := "# What speaks for who is meant, in logits; learnt by train_test.go.\n"
		for i, v := range c.weights {
			if v != 0 {
				out += fmt.Sprintf("%s %.2f\n", c.signals[i].name, v)
			}
		}
		write(t, "lists/"+c.file, out)
	}
	write(t, "testdata/choosers.txt", report)
}

// validate says how often choices are right by weights that were learnt from others, in five folds.
func validate(all []choice) string {
	const folds = 5
	right, wrong, nobody, missed, told := 0, 0, 0, 0, 0
	for i := range all {
		if all[i].told {
			told++
		}
	}
	for fold := range folds {
		var rest []choice
		for i := range all {
			if i*folds/len(all) != fold {
				rest = append(rest, all[i])
			}
		}
		w := fitChoices(rest)
		for i := range all {
			if i*folds/len(all) != fold || all[i].told {
				continue
			}
			switch who, _ := all[i].best(w); {
			case who < 0 && all[i].right[who]:
				nobody++
			case who < 0:
				missed++
			case all[i].right[who]:
				right++
			default:
				wrong++
			}
		}
	}
	return fmt.Sprintf("%d and %d that tell, "+
		"cross-validated: right %d, rightly nobody %d, wrongly nobody %d, somebody else %d",
		len(all)-told, told, right, nobody, missed, wrong)
}

// choicesOf reads an article and compares who may be meant with what is known.
func choicesOf(doc, text string, gold []goldWho) (out []choice) {
	type meant struct {
		by  *chooser
		all []chosen
	}
	traced := map[int]*meant{}
	a := read(text, func(key int, o antecedent, by *chooser, features []int) {
		if traced[key] == nil {
			traced[key] = &meant{by: by}
		}
		traced[key].all = append(traced[key].all, chosen{entity: o.who, features: slices.Clone(features)})
	})
	var last *entity // who spoke before
	for _, s := range a.speeches {
		if s.drop {
			continue
		}
		before := last
		last = s.who
		m := traced[a.keyOf(s)]
		if m == nil || s.claim.ok() && s.claim.ment.kind != pronoun {
			continue
		}
		g := overlapping(gold, s.span)
		if g == nil {
			continue
		}
		c := choice{doc: doc, by: m.by, referent: a.numbered(m.all)}
		c.right = a.rightOf(&c, g.who)
		if len(c.right) == 0 { // nobody, or somebody who may be meant and is not named
			c.right[-1] = true
			for _, r := range c.referent {
				if r.who >= 0 && a.ents[r.who].kind == corpus.Unnamed && (c.by == pronouns || a.ents[r.who] == before) {
					c.right[r.who] = true
				}
			}
		}
		out = append(out, c)
		if s.claim.ok() && !c.right[-1] {
			for _, index := range a.chainBefore(s.claim.ment) {
				if m := traced[index]; m != nil {
					before := choice{doc: doc, by: m.by, referent: a.numbered(m.all), told: true}
					if before.right = a.rightOf(&before, g.who); len(before.right) > 0 {
						out = append(out, before)
					}
				}
			}
		}
	}
	return out
}

// numbered gives those who may be meant their numbers.
func (a *article) numbered(all []chosen) []chosen {
	for i := range all {
		all[i].who = slices.Index(a.ents, all[i].entity)
	}
	return all
}

// rightOf returns which of those who may be meant have a name.
func (a *article) rightOf(c *choice, name string) map[int]bool {
	right := map[int]bool{}
	for _, r := range c.referent {
		if r.who >= 0 && samePerson(a.ents[r.who].show, name) {
			right[r.who] = true
		}
	}
	return right
}

// chainBefore returns the pronouns before one, as far as nobody else comes up whom they might mean: they
// mean whom it means. Of those only is known who is meant where the text tells something.
func (a *article) chainBefore(m *mention) (all []int) {
	for _, c := range slices.Backward(a.ments[:m.index]) {
		switch {
		case c.kind == pronoun && c.gender == m.gender:
			if a.speechOf(c) {
				return all
			}
			all = append(all, c.index)
		case c.kind == pronoun, c.who == nil, !c.who.mayBe(m.gender):
		default:
			return all
		}
	}
	return all
}

// speechOf reports whether a quotation or a reported clause is somebody's who is meant by a mention.
func (a *article) speechOf(m *mention) bool {
	return slices.ContainsFunc(a.speeches, func(s *speech) bool { return s.claim.ment == m })
}

// rated is the best mention of somebody, with its score.
type rated struct {
	score    float64
	features []int
}

// best returns who is likeliest with some weights, -1 for nobody, and everybody's best mention.
func (c *choice) best(w []float64) (who int, all map[int]rated) {
	all = map[int]rated{}
	for _, r := range c.referent {
		sum := 0.0
		for _, f := range r.features {
			sum += w[f]
		}
		if old, ok := all[r.who]; !ok || sum > old.score {
			all[r.who] = rated{sum, r.features}
		}
	}
	who = -1
	for _, x := range slices.Sorted(maps.Keys(all)) {
		if all[x].score > all[who].score {
			who = x
		}
	}
	return who, all
}

// fitChoices is a multinomial logistic regression over the people, each with the best of their
// mentions, with L2, by gradient descent with adaptive steps.
func fitChoices(all []choice) []float64 {
	const steps, rate, l2 = 300, 1.0, 3.0
	n := len(all[0].by.signals)
	w, squares := make([]float64, n), make([]float64, n)
	for range steps {
		g := make([]float64, n)
		for i := range all {
			all[i].gradient(w, g)
		}
		for f := range w {
			d := g[f] + l2*w[f]
			squares[f] += d * d
			w[f] -= rate * d / (math.Sqrt(squares[f]) + 1e-9)
		}
	}
	return w
}

// toldWeight is what a pronoun counts for that says nothing: where another has spoken, it decides whom the
// next ones mean that say something, and there are few of those in news.
const toldWeight = 2

// gradient adds a choice's part of the gradient to g.
func (c *choice) gradient(w, g []float64) {
	_, all := c.best(w)
	people := slices.Sorted(maps.Keys(all)) // sums of floating-point numbers depend on the order
	sum, right := 0.0, 0.0
	for _, who := range people {
		sum += math.Exp(all[who].score)
		if c.right[who] {
			right += math.Exp(all[who].score)
		}
	}
	for _, who := range people {
		p := math.Exp(all[who].score)
		d := p / sum
		if c.right[who] {
			d -= p / right
		}
		if c.told {
			d *= toldWeight
		}
		for _, f := range all[who].features {
			g[f] += d
		}
	}
}

// TestTrainConfidence learns lists/weights.txt from the articles of ../shared that are labelled
// by hand and the invented ones of testdata/blind, and writes how good the confidence is, cross-validated by article and by
// outlet, to testdata/confidence.txt. It is run by hand:
// ONRECORD_TRAIN=1 go test -run TestTrainConfidence ./corpus/quotation
func TestTrainConfidence(t *testing.T) {
	if os.Getenv("ONRECORD_TRAIN") == "" {
		t.Skip("learns lists/weights.txt when ONRECORD_TRAIN=1 is set")
	}
	var all []example
	eachGold(t, func(doc, text string, gold []goldWho) { all = append(all, examplesOf(doc, text, gold)...) })
	slices.SortStableFunc(all, func(a, b example) int { return strings.Compare(a.doc, b.doc) })
	var out strings.Builder
	fmt.Fprintf(&out, "%d attributions by name, of which %d are wrong\n", len(all), countWrong(all))
	curve(&out, "by article", all, func(e *example) string { return e.doc })
	curve(&out, "by outlet", all, func(e *example) string { return e.outlet })
	write(t, "testdata/confidence.txt", out.String())
	var lines []string
	for name, v := range fit(all) {
		if math.Abs(v) >= 0.02 {
			lines = append(lines, fmt.Sprintf("%s %.2f", name, v))
		}
	}
	slices.Sort(lines)
	write(t, "lists/weights.txt", "# What speaks for an attribution being right, in logits; learnt by train_test.go.\n"+strings.Join(lines, "\n")+"\n")
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func countWrong(all []example) (n int) {
	for i := range all {
		if !all[i].right {
			n++
		}
	}
	return n
}

// curve prints, for thresholds of the confidence, how many right and wrong names stay, when
// no attribution is rated with weights that were learnt from its own fold; and how often
// what has a confidence is right.
func curve(out *strings.Builder, title string, all []example, fold func(*example) string) {
	const folds = 10
	number := map[string]int{}
	for i := range all {
		if k := fold(&all[i]); number[k] == 0 {
			number[k] = 1 + len(number)%folds
		}
	}
	rated := make([]float64, len(all))
	for k := 1; k <= folds; k++ {
		var rest []example
		for i := range all {
			if number[fold(&all[i])] != k {
				rest = append(rest, all[i])
			}
		}
		w := fit(rest)
		for i := range all {
			if number[fold(&all[i])] == k {
				rated[i] = w.probability(all[i].features)
			}
		}
	}
	fmt.Fprintf(out, "\n%s\n", title)
	for _, least := range []float64{0, .3, .4, .5, .6, .7, .8, .85, .9, .95} {
		right, wrong := 0, 0
		for i := range all {
			if rated[i] >= least && all[i].right {
				right++
			} else if rated[i] >= least {
				wrong++
			}
		}
		fmt.Fprintf(out, "  named from %.2f: right %d, wrong %d (%.1f%%)\n", least, right, wrong, 100*float64(wrong)/float64(right+wrong))
	}
	for lo := 0.0; lo < 1; lo += .1 {
		n, right, sum := 0, 0, 0.0
		for i := range all {
			if rated[i] >= lo && rated[i] < lo+.1 {
				n++
				sum += rated[i]
				if all[i].right {
					right++
				}
			}
		}
		if n > 0 {
			fmt.Fprintf(out, "  confidence %.2f: right %.2f of %d\n", sum/float64(n), float64(right)/float64(n), n)
		}
	}
}

// fit is a logistic regression with L2, by gradient descent with adaptive steps.
func fit(all []example) logits {
	const steps, rate, l2 = 200, 0.2, 3.0
	w, squares := logits{}, map[string]float64{}
	for range steps {
		g := map[string]float64{}
		for i := range all {
			d := w.probability(all[i].features)
			if all[i].right {
				d--
			}
			for _, f := range all[i].features {
				g[f] += d
			}
		}
		for f, d := range g {
			d += l2 * w[f]
			squares[f] += d * d
			w[f] -= rate * d / (math.Sqrt(squares[f]) + 1e-9)
		}
	}
	return w
}

// examplesOf reads an article and compares what it names with what is known.
func examplesOf(doc, text string, gold []goldWho) []example {
	var out []example
	a := read(text, nil)
	a.countNames()
	var before *speech
	for _, s := range a.speeches {
		if s.drop {
			continue
		}
		if s.kind != corpus.Indirect && s.rule != "continued" && formRules[s.rule] == 0 && s.who.isSomebody() {
			if g := overlapping(gold, s.span); g != nil {
				e := example{doc: doc, features: a.features(s, before), right: samePerson(s.who.show, g.who)}
				e.outlet, _, _ = strings.Cut(doc, "_")
				out = append(out, e)
			}
		}
		before, s.named = s, s.who
	}
	return out
}

func overlapping(gold []goldWho, span corpus.Span) (best *goldWho) {
	most := 0
	for i := range gold {
		g := &gold[i]
		if o := min(g.span.End, span.End) - max(g.span.Start, span.Start); o > most {
			best, most = g, o
		}
	}
	if 2*most < span.Len() {
		return nil
	}
	return best
}

// samePerson reports whether two names share the last word and no given name speaks
// against it, or one body's name holds the other's.
func samePerson(a, b string) bool {
	clean := func(s string) []string {
		var out []string
		for w := range strings.FieldsSeq(strings.ToLower(strings.ReplaceAll(s, "’", "'"))) {
			w = strings.TrimSuffix(strings.Trim(w, ".,()\"“”"), "'s")
			if c := classOf(w); w != "" && c&(cSuffix|cDet) == 0 && (len(out) > 0 || c&(cSir|cMadam|cStyle) == 0) {
				out = append(out, w)
			}
		}
		return out
	}
	x, y := clean(a), clean(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	if x[len(x)-1] == y[len(y)-1] && (len(x) == 1 || compatible(x[0], y[0]) || slices.Contains(y, x[0])) {
		return true
	}
	for _, w := range x {
		if !slices.Contains(y, w) {
			return false
		}
	}
	return true
}

// eachGold reads the labelled articles: those of ../shared, and the invented ones of
// testdata/blind that are not unread, each an outlet by itself.
func eachGold(t *testing.T, do func(doc, text string, gold []goldWho)) {
	eachLine(t, filepath.Join(shared, "politics_dev.jsonl"), func(a goldArticle) { do(a.Doc, a.Text, goldOf(&a)) })
	text := bodies(t)
	goldWhos(t, text, do)
	goldSources(t, text, do)
	for _, set := range slices.Concat([]string{"blind", "fresh", "unseen"}, pressSets()) {
		if slices.Contains(unread, set) {
			continue
		}
		for _, a := range readGold(t, "testdata/blind/"+set+".jsonl") {
			if a.Doc != "12_transcript" {
				do(set+"-"+a.Doc, a.Text, goldOf(&a))
			}
		}
	}
}

// goldOf returns who speaks in an article, with offsets in bytes.
func goldOf(a *goldArticle) (gold []goldWho) {
	bytesAt := make([]int, 0, len(a.Text)+1)
	for i := range a.Text {
		bytesAt = append(bytesAt, i)
	}
	bytesAt = append(bytesAt, len(a.Text))
	for _, q := range a.Quotes {
		gold = append(gold, goldWho{corpus.Span{Start: bytesAt[q.Start], End: bytesAt[q.End]}, q.Speaker})
	}
	return gold
}

// bodies are the articles' texts, by id.
func bodies(t *testing.T) map[string]string {
	out := map[string]string{}
	eachLine(t, filepath.Join(shared, "../search/politics.jsonl"), func(a struct{ ID, Body string }) { out[a.ID] = a.Body })
	return out
}

// goldWhos are of descriptions and pronouns.
func goldWhos(t *testing.T, text map[string]string, do func(doc, text string, gold []goldWho)) {
	gold := map[string][]goldWho{}
	eachLine(t, filepath.Join(shared, "politics_who.jsonl"), func(w struct {
		Doc, Who string
		Content  [][2]int
		Sure     *bool
	}) {
		if w.Sure != nil && !*w.Sure {
			return
		}
		for _, c := range w.Content {
			gold[w.Doc] = append(gold[w.Doc], goldWho{corpus.Span{Start: c[0], End: c[1]}, w.Who})
		}
	})
	for _, doc := range slices.Sorted(maps.Keys(gold)) {
		do(doc, text[doc], gold[doc])
	}
}

// goldSources are of quotations whose source is a name.
func goldSources(t *testing.T, text map[string]string, do func(doc, text string, gold []goldWho)) {
	eachLine(t, filepath.Join(shared, "politics_sources.jsonl"), func(a struct {
		Doc    string
		Quotes []struct {
			Kind            string
			Content, Source [][2]int
		}
	}) {
		var gold []goldWho
		for _, q := range a.Quotes {
			if len(q.Source) != 1 || q.Kind == "indirect" {
				continue
			}
			who := text[a.Doc][q.Source[0][0]:q.Source[0][1]]
			if !isName(who) {
				continue
			}
			for _, c := range q.Content {
				gold = append(gold, goldWho{corpus.Span{Start: c[0], End: c[1]}, who})
			}
		}
		do(a.Doc, text[a.Doc], gold)
	})
}

// isName reports whether a source's words are a name, with or without a title.
func isName(s string) bool {
	f := strings.Fields(s)
	for _, w := range f {
		if c := classOf(strings.ToLower(strings.Trim(w, ".,’'"))); w[0] < 'A' || w[0] > 'Z' || c&(cPronoun|cDet) != 0 {
			return false
		}
	}
	return len(f) > 0 && len(f) < 5
}

// eachLine decodes the lines of a file of JSON.
func eachLine[T any](t *testing.T, name string, each func(T)) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Skipf("not measured: %v", err)
	}
	for line := range strings.Lines(string(data)) {
		var v T
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err)
		}
		each(v)
	}
}
