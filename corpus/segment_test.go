package corpus

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

func texts(text string, spans []Span) []string {
	var out []string
	for _, s := range spans {
		out = append(out, text[s.Start:s.End])
	}
	return out
}

func TestParagraphs(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		want       []string
	}{
		{"blank lines", "One.\n\nTwo.\n \n\tThree.\n", []string{"One.", "Two.", "Three."}},
		{"a line each", "The mill will close.\nIts owner said so.", []string{"The mill will close.", "Its owner said so."}},
		{"wrapped by hand", "The mill will close in May, its owner said on\nMonday, for want of a wheel that nobody can\nmake.", []string{"The mill will close in May, its owner said on\nMonday, for want of a wheel that nobody can\nmake."}},
		{"two headlines", "Harbour leaks, says harbour master\nHarbour master calls for new harbour wall", []string{"Harbour leaks, says harbour master", "Harbour master calls for new harbour wall"}},
		{"wrapped raggedly", "“The mill\nis going home,”\nshe said.", []string{"“The mill\nis going home,”\nshe said."}},
		{"wrapped in a name", "“We will miss the mill,” said Paul\nGray.", []string{"“We will miss the mill,” said Paul\nGray."}},
		{"a headline and its report", "Mill to close in May\nThe mill at Thornby will close in May, its owner said.", []string{"Mill to close in May", "The mill at Thornby will close in May, its owner said."}},
		{"a list", "Jane Roe\nPaul Gray\nHugh Hale", []string{"Jane Roe", "Paul Gray", "Hugh Hale"}},
		{"two wrapped by hand", "The mill will close in May, its owner\nsaid.\n \nIts wheel will go to\na museum.", []string{"The mill will close in May, its owner\nsaid.", "Its wheel will go to\na museum."}},
		{"wrapped behind a comma", "On Monday,\nPaul Gray left for the island.", []string{"On Monday,\nPaul Gray left for the island."}},
		{"wrapped in a name, without a comma", "We will miss the mill said Paul\nGray and all of the others now\nhere.", []string{"We will miss the mill said Paul\nGray and all of the others now\nhere."}},
		{"too long to be wrapped by hand", strings.Repeat("the mill ", 12) + "closes,\nand so does the quay.", []string{strings.Repeat("the mill ", 12) + "closes,", "and so does the quay."}},
		{"a block quotation", "> > It leaks.\n>\n> It always did.", []string{"It leaks.", "It always did."}},
		{"windows", "One.\r\n\r\nTwo.\r\n", []string{"One.", "Two."}},
		{"nothing", " \n\t\n", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := texts(tc.text, Paragraphs(tc.text)); !reflect.DeepEqual(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestSentences(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		want       []string
	}{
		{"plain", "It leaks. It always did! Did it?", []string{"It leaks.", "It always did!", "Did it?"}},
		{"titles", "Mr. Gray met Dr. Roe at 3.30 p.m. on Monday.", []string{"Mr. Gray met Dr. Roe at 3.30 p.m. on Monday."}},
		{"initials", "J. A. Roe of the U.S. Senate spoke.", []string{"J. A. Roe of the U.S. Senate spoke."}},
		{"quotation", "“It leaks.” He left. “Really?” he asked.", []string{"“It leaks.”", "He left.", "“Really?” he asked."}},
		{"dots", "Well … no. And so on... But yes.", []string{"Well … no.", "And so on...", "But yes."}},
		{"numbers", "It is No. 10 of nos. 3 to 12. No. It leaks.", []string{"It is No. 10 of nos. 3 to 12.", "No.", "It leaks."}},
		{"capitals", "It joined NATO. Under point a. Then it left.", []string{"It joined NATO.", "Under point a.", "Then it left."}},
		{"closed abbreviations", "It leaks (pumps, sails, etc.) We left.", []string{"It leaks (pumps, sails, etc.)", "We left."}},
		{"called", "Look, Dr! It leaks.", []string{"Look, Dr!", "It leaks."}},
		{"no-break spaces", "The mill of\u00a0Mr. Gray leaks.", []string{"The mill of\u00a0Mr. Gray leaks."}},
		{"an abbreviation at the end", "It leaks, says Mr. ", []string{"It leaks, says Mr."}},
		{"marks", "Is it? Yes. It leaks… Then it sank.", []string{"Is it?", "Yes.", "It leaks…", "Then it sank."}},
		{"brackets", "It leaks (I saw it.) We left.", []string{"It leaks (I saw it.)", "We left."}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := texts(tc.text, Sentences(tc.text, Span{0, len(tc.text)})); !reflect.DeepEqual(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// Paragraphs and sentences lie in order within the text, on rune boundaries, and
// leave out nothing but white space, and marks of a block quotation before paragraphs.
func FuzzSegments(f *testing.F) {
	for _, s := range []string{"One.\n\nTwo.", "a\nb\nc", "“É.” – é\u00a0\n", "x. Y", "\xff\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		var rest strings.Builder
		end := 0
		for _, p := range Paragraphs(text) {
			if p.Start < end || p.Empty() || p.End > len(text) {
				t.Fatalf("%q: paragraph %v after %d", text, p, end)
			}
			rest.WriteString(strings.ReplaceAll(text[end:p.Start], ">", ""))
			end = p.Start
			for _, s := range Sentences(text, p) {
				if s.Start < end || s.Empty() || s.End > p.End || !utf8.ValidString(text[s.Start:s.End]) {
					t.Fatalf("%q: sentence %v in %v", text, s, p)
				}
				rest.WriteString(text[end:s.Start])
				end = s.End
			}
		}
		rest.WriteString(strings.ReplaceAll(text[end:], ">", ""))
		if strings.TrimSpace(rest.String()) != "" {
			t.Fatalf("%q: left out %q", text, rest.String())
		}
	})
}
