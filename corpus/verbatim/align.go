package verbatim

// A pair is a word of the claim and the same word in a view.
type pair struct{ c, v int32 }

const (
	// mostCells bounds one table of the alignment, words by words. Claims of up to
	// 400 words are aligned in one.
	mostCells = 1 << 18
	// allCells bounds all tables of one check together: some 20 ms.
	allCells = 1 << 22
)

// A table is the room that alignments are worked out in, used again and again.
type table struct {
	score, last, row, lastRow []int32
	from                      []uint8
	left                      int // cells that may yet be worked out
}

const (
	viaPair   = 0
	viaDelete = 1
	viaInsert = 2
	viaStart  = 3
	viaMask   = 3
	inRow     = 4
)

// align pairs the words with those of ids so that what is found is worth most
// and least is passed over. Before the first pair and after the last, passing
// over words of ids is free if the ends are. The pairs are appended to out,
// counted from c0 and v0.
func (k *checker) align(words []token, ids []int32, c0, v0 int, freeStart, freeEnd bool, out []pair) []pair {
	n, m := len(words), len(ids)
	cells := (n + 1) * (m + 1)
	if n == 0 || m == 0 {
		return out
	}
	if cells > mostCells {
		return k.anchor(words, ids, c0, v0, freeStart, freeEnd, out)
	}
	if t := &k.table; t.left < cells {
		return out
	}
	k.table.left -= cells
	t := &k.table
	t.score, t.last = grow(t.score, m+1), grow(t.last, m+1)
	t.row, t.lastRow = grow(t.row, m+1), grow(t.lastRow, m+1)
	t.from = grow(t.from, cells)
	const never = -1 << 30
	for j := range m + 1 {
		t.score[j], t.last[j], t.from[j] = 0, never, viaStart
		if !freeStart && j > 0 {
			t.score[j], t.from[j] = -int32(j), viaInsert
		}
	}
	for i := 1; i <= n; i++ {
		id := words[i-1].id
		gain := k.claim.gain[id]
		above, abovePair, here, herePair := t.score, t.last, t.row, t.lastRow
		from := t.from[i*(m+1) : (i+1)*(m+1)]
		here[0], herePair[0], from[0] = -int32(i), never, viaDelete
		for j := 1; j <= m; j++ {
			via := uint8(viaDelete)
			score := above[j] - 1
			if s := here[j-1] - 1; s > score {
				score, via = s, viaInsert
			}
			herePair[j] = never
			if ids[j-1] == id {
				p := above[j-1] + gain
				row := uint8(0)
				if q := abovePair[j-1] + gain + gainInRow; q >= p {
					p, row = q, inRow
				}
				herePair[j] = p
				if p >= score {
					score, via = p, viaPair
				}
				via |= row
			}
			here[j], from[j] = score, via
		}
		t.score, t.last, t.row, t.lastRow = here, herePair, above, abovePair
	}
	end := m
	if freeEnd {
		for j := m; j >= 0; j-- {
			if t.score[j] >= t.score[end] {
				end = j
			}
		}
	}
	first := len(out)
	for i, j, paired := n, end, false; i > 0; {
		via := t.from[i*(m+1)+j]
		if j == 0 {
			break
		}
		switch {
		case paired || via&viaMask == viaPair:
			out = append(out, pair{int32(c0 + i - 1), int32(v0 + j - 1)})
			paired = via&inRow != 0
			i--
			j--
		case via&viaMask == viaInsert:
			j--
		default:
			i--
		}
	}
	for a, b := first, len(out)-1; a < b; a, b = a+1, b-1 {
		out[a], out[b] = out[b], out[a]
	}
	return out
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/2)[:n]
	}
	return s[:n]
}
