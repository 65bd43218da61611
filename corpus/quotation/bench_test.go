package quotation

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"onrecord/corpus/effort"
)

// pathological are texts that would take a careless reader of quotations
// quadratic time. Each is given by its size in bytes.
var pathological = map[string]func(n int) string{
	"one-paragraph": func(n int) string {
		return fill("Jane Roe said the mill would close. “We are sorry,” she said. Her critics were not. ", n)
	},
	"names": func(n int) string {
		return fill("Jane Roe met John Doe, the mayor of Thornby, and Mr Lee of Acme Ltd. ", n)
	},
	"marks-straight": func(n int) string { return strings.Repeat(`"`, n) },
	"marks-spaced":   func(n int) string { return fill(`" `, n) },
	"marks-open":     func(n int) string { return strings.Repeat("“a ", n/5) },
	"marks-single":   func(n int) string { return fill("'a ", n) },
	"marks-nested":   func(n int) string { return fill("“a ‘b “c ’ ", n) },
	"apostrophes":    func(n int) string { return fill("the dogs' 'as ", n) },
	"no-space":       func(n int) string { return strings.Repeat("x", n) },
	"no-space-caps":  func(n int) string { return strings.Repeat("X.", n/2) },
	"capitals":       func(n int) string { return fill("Xavier ", n) },
	"distinct-names": func(n int) string { return distinct(n) },
	"pronouns":       func(n int) string { return fill("He said she said they said ", n) },
	"descriptions":   func(n int) string { return fill("the senior adviser of the chief of the board ", n) },
	"commas":         func(n int) string { return fill("Roe, ", n) },
	"said":           func(n int) string { return fill("said ", n) },
	"paragraphs":     func(n int) string { return fill("“a\n", n) },
	"blank-lines":    func(n int) string { return strings.Repeat("\n", n) },
	"colons":         func(n int) string { return fill("Roe: Hello.\n", n) },
	"one-surname":    func(n int) string { return surnames(n) },
	"all-capitals":   func(n int) string { return strings.ToUpper(distinct(n)) },
	"bare-quotes":    func(n int) string { return bareQuotes(n) },
	"said-again": func(n int) string {
		bare := "“we went to the mill again, but not as we had gone before.”\n\n"
		return "“" + fill("we went to the mill again, and ", n-n/8) + "home,” said Jane Roe.\n\n" + fill(bare, n/8)
	},
}

func fill(s string, n int) string { return strings.Repeat(s, n/len(s)+1)[:n] }

// distinct writes many different names.
func distinct(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString("Jane ")
		b.WriteString(coined(i))
		b.WriteString(", the mayor, said “no” to the chief. ")
	}
	return b.String()
}

// surnames writes many people of one surname.
func surnames(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(coined(i))
		b.WriteString(" Roe said it. Roe left. ")
	}
	return b.String()
}

// bareQuotes writes paragraphs of a quotation, every second of which nobody is told to say.
func bareQuotes(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "“We went to the mill with %s,” said Jane Roe.\n\n“We went to the mill without %[1]s.”\n\n", coined(i))
	}
	return b.String()
}

// coined makes a name of a number.
func coined(i int) string {
	name := []byte{byte('A' + i%26)}
	for i /= 26; i > 0; i /= 26 {
		name = append(name, byte('a'+i%26))
	}
	return string(name) + "ov"
}

// TestLinearTime gives texts that are made to be slow, and longer ones.
func TestLinearTime(t *testing.T) {
	for name, text := range pathological {
		t.Run(name, func(t *testing.T) {
			effort.Linear(t, 12_000, func(n int) func() {
				s := text(n)
				return func() { Extract(s) }
			})
		})
	}
}

func BenchmarkExtract(b *testing.B) {
	for _, name := range []string{"one-paragraph", "names", "marks-straight", "marks-single", "no-space", "distinct-names", "one-surname"} {
		text := pathological[name](1 << 20)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Extract(text)
			}
		})
	}
}

// BenchmarkArticles reads 1,008 newspaper articles (5 MB), one after the other.
func BenchmarkArticles(b *testing.B) {
	f, err := os.Open("../../../shared/eval/search/politics.jsonl")
	if err != nil {
		b.Skipf("not measured: %v", err)
	}
	defer f.Close()
	var bodies []string
	size := 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var a struct{ Body string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			b.Fatal(err)
		}
		bodies = append(bodies, a.Body)
		size += len(a.Body)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, body := range bodies {
			Extract(body)
		}
	}
}
