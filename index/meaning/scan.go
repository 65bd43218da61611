package meaning

import (
	"slices"
	"sort"
)

// A Scan finds the vectors that are most similar to one, among any number that it is shown.
type Scan struct {
	query *factor
	rest  int // of the query
	n     int
	found []product // the best first
	least int       // what a product must exceed to be among the best
}

type product struct{ number, value int }

// NewScan returns a scan for the n vectors that are most similar to query. What has nothing
// to do with it (similarity 0 or less) is never among them.
func NewScan(query *Vector, n int) *Scan {
	return &Scan{query: newFactor(query), rest: int(query.rest), n: n, found: make([]product, 0, max(0, n)+1)}
}

// Add goes through some vectors, which are numbered from first on.
func (s *Scan) Add(first int, vectors []Vector) {
	if s.n <= 0 {
		return
	}
	for i := range vectors {
		if value, ok := s.compare(&vectors[i]); ok {
			s.insert(product{first + i, value})
		}
	}
}

// compare returns the product of the query and a vector, unless it is too small to count:
// two vectors' product is at most that of their lengths, and so it is with what is left of
// them after the cut. What is found does not depend on it.
func (s *Scan) compare(v *Vector) (value int, ok bool) {
	sum := s.query.head(v)
	if s.query.ofHead(sum)+s.rest*int(v.rest) <= s.least {
		return 0, false
	}
	value = s.query.ofAll(sum + s.query.tail(v))
	return value, value > s.least
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
