package ingest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"onrecord/corpus/ingest"
)

// BenchmarkText reads pages of plain text, all the invented ones in turn.
func BenchmarkText(b *testing.B) {
	names, err := filepath.Glob("testdata/blind/*.txt")
	if err != nil || len(names) == 0 {
		b.Fatal("no pages", err)
	}
	var pages [][]byte
	size := 0
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, raw)
		size += len(raw)
	}
	b.SetBytes(int64(size / len(pages)))
	for i := 0; b.Loop(); i++ {
		if _, err := ingest.Text("page.txt", pages[i%len(pages)]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkImport imports a thousand pages, each written with its review and
// brought to disk.
func BenchmarkImport(b *testing.B) {
	in := b.TempDir()
	const n = 1000
	for i := range n {
		page := fmt.Sprintf("Bridge number %d to stay shut, says mayor\n\nBy Ada Byrne\n\n5 May 2021\n\n", i)
		for j := range 15 {
			page += fmt.Sprintf("The old bridge number %d over the river will stay closed to lorries until the end of year %d, and \"we cannot take the risk,\" the mayor said.\n\n", i*31+j, i+j)
		}
		page += "Related stories\n\nChoir to sing in quarry\n\nBy Tom Ngata\n\nBus lane plans scrapped\n\nBy Tom Ngata\n\nMan charged after crash\n\nBy Tom Ngata\n"
		if err := os.WriteFile(filepath.Join(in, fmt.Sprintf("%04d.txt", i)), []byte(page), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		out := b.TempDir()
		written := 0
		err := ingest.Import(b.Context(), out, []string{in}, ingest.Options{}, func(ingest.Result) { written++ })
		if err != nil || written != n {
			b.Fatal(written, err)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "pages/s")
}
