package ingest

import "testing"

// TestCredits reads lines that may tell who wrote an article, or when.
func TestCredits(t *testing.T) {
	for _, tc := range []struct{ line, author, outlet, day string }{
		{"By Ada Byrne", "Ada Byrne", "", ""},
		{"By ADA BYRNE and TOM O’NEILL-REES", "Ada Byrne and Tom O’Neill-Rees", "", ""},
		{"Words: Ludwig van der Berg", "Ludwig van der Berg", "", ""},
		{"By A. B. Byrne / The Courier", "A. B. Byrne", "", ""},
		{"By Ada Byrne for The Courier", "Ada Byrne", "The Courier", ""},
		{"By Ada Byrne in Brack", "Ada Byrne", "", ""},
		{"By Ada Byrne (Brack)", "Ada Byrne", "", ""},
		{"By Ada Byrne, Home Affairs Editor", "Ada Byrne", "", ""},
		{"By Ada Byrne Home affairs editor, Tom Ngata Political editor", "Ada Byrne and Tom Ngata", "", ""},
		{"By Ada Byrne, Tom Ngata and Olwen Rees, 5 May 2021, 10:30", "Ada Byrne, Tom Ngata and Olwen Rees", "", "2021-05-05"},
		{"By Ada Byrne and agencies", "Ada Byrne", "", ""},
		{"By our political correspondent", "", "", ""},
		{"By Reuters", "", "", ""},
		{"5 May 2021 by Ada Byrne", "Ada Byrne", "", "2021-05-05"},
		{"Ada Byrne 5 May 2021", "Ada Byrne", "", "2021-05-05"},
		{"Ada Byrne - Staff writer, Monday 3 May 2021", "Ada Byrne", "", "2021-05-03"},
		{"Ada Byrne, political editor", "Ada Byrne", "", ""},
		{"Ada Byrne Political editor", "Ada Byrne", "", ""},
		{"5 May 2021, 10:30 am", "", "", "2021-05-05"},
		{"Published 5 May 2021 · Updated 6 May 2021", "", "", "2021-05-05"},
		{"Abu Hassan, 2 July 2019", "Abu Hassan", "", "2019-07-02"},
		{"Abu Dhabi, 2 July 2019", "", "", "2019-07-02"},
		{"Tel Aviv | 2 July 2019", "", "", "2019-07-02"},
		{"Upper Fell, 5 May 2021", "", "", "2021-05-05"},
		{"13/6/2021", "", "", "2021-06-13"},
		{"6/13/2021", "", "", "2021-06-13"},
		{"5/5/2021", "", "", "2021-05-05"},
		{"5.6.2021", "", "", "2021-06-05"},
		{"5/6/2021", "", "", "whether the day or the month comes first cannot be told"},
		{"Updated 6 May 2021", "", "", "the day of an update is told, not that of publication"},
		{"2 hours ago", "", "", "the year is not told"},
		{"10:30 BST", "", "", "the year is not told"},
		{"Monday 3 May", "", "", "the year is not told"},
	} {
		b, ok := readCredit(tc.line)
		day := ""
		if b.stamp != nil {
			day = string(b.stamp.date) + b.stamp.unsure
		}
		if !ok || b.author != tc.author || b.outlet != tc.outlet || day != tc.day {
			t.Errorf("%s: %v, author %q, outlet %q, day %q", tc.line, ok, b.author, b.outlet, day)
		}
	}
	for _, line := range []string{
		"by the time that it was opened, nobody came.", "By the river", "Ada Byrne, mayor", "“Ada Byrne, editor”", "Ada Byrne is an editor.",
		"5 May 2021 saw the bridge open.", "5 May 2021 saw the bridge open at last to all of those who had waited for it at both of its ends",
		"Brack, 5 May 2021", "Opinion: The Well Of Ambar", "31 April 2021",
	} {
		if b, ok := readCredit(line); ok {
			t.Errorf("%s: it tells of %+v", line, b)
		}
	}
}
