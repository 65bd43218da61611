package meaning

import (
	"slices"
	"sort"
)

// A Scan finds the vectors that are most similar to one, among any number that it is shown.
type Scan struct {
	query *factor
	n     int
	found []product // the best first
	least int       // what a product must exceed to be among the best
}

type product struct{ number, value int }

// NewScan returns a scan for the n vectors that are most similar to query. What has nothing
// to do with it (similarity 0 or less) is never among them.
func NewScan(query *Vector, n int) *Scan {
	return &Scan{query: newFactor(query), n: n, found: make([]product, 0, max(0, n)+1)}
}

// Add goes through some vectors, which are numbered from first on.
func (s *Scan) Add(first int, vectors []Vector) {
	if s.n <= 0 {
		return
	}
	for i := range vectors {
		if value := s.query.dot(&vectors[i]); value > s.least {
			s.insert(product{first + i, value})
		}
	}
}

func (s *Scan) insert(p product) {
	// Of equal ones the first scanned stays first.
	at := sort.Search(len(s.found), func(i int) bool { return s.found[i].value < p.value })
	s.found = slices.Insert(s.found, at, p)
	if len(s.found) >= s.n {
		s.found = s.found[:s.n]
		s.least = s.found[s.n-1].value
	}
}

// Nearest returns what was found, the most similar first and of equal ones the first.
func (s *Scan) Nearest() []Match {
	out := make([]Match, len(s.found))
	for i, p := range s.found {
		out[i] = Match{p.number, similarity(p.value)}
	}
	return out
}
