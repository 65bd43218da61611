package meaning

import "slices"

// A Scan finds the vectors that are most similar to one, among any number that it is shown.
type Scan struct {
	query *Vector
	n     int
	found []Match // the best first
}

// NewScan returns a scan for the n vectors that are most similar to query. What has nothing
// to do with it (similarity 0 or less) is never among them.
func NewScan(query *Vector, n int) *Scan { return &Scan{query, max(0, n), []Match{}} }

// Add goes through some vectors, which are numbered from first on.
func (s *Scan) Add(first int, vectors []Vector) {
	for i := range vectors {
		m := Match{first + i, Similarity(s.query, &vectors[i])}
		if m.Similarity <= 0 || len(s.found) == s.n && (s.n == 0 || m.Similarity <= s.found[s.n-1].Similarity) {
			continue
		}
		at, _ := slices.BinarySearchFunc(s.found, m, func(a, b Match) int {
			if a.Similarity >= b.Similarity { // of equal ones the first scanned stays first
				return -1
			}
			return 1
		})
		s.found = slices.Insert(s.found, at, m)
		s.found = s.found[:min(len(s.found), s.n)]
	}
}

// Nearest returns what was found, the most similar first and of equal ones the first.
func (s *Scan) Nearest() []Match { return s.found }
