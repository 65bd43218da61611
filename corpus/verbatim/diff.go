package verbatim

import "onrecord/corpus"

// An alignment is a place in a view with the words it shares with the claim.
type alignment struct {
	text  *tokenised
	view  view
	pairs []pair // in order of both sides; never empty
	// head and tail count the words of the view before the first and after the
	// last pair that stand in the place of words of the claim.
	head, tail int
}

// skips reports whether what the view has between two pairs is what an ellipsis
// of the claim stands for.
func (k *checker) skips(al *alignment, p, q pair) bool {
	from, to := al.text.claim[p.c].start, al.text.claim[q.c].start
	for _, b := range k.claim.breaks {
		if from < b && b <= to {
			return true
		}
	}
	return false
}

// An item is a token of the article, or words of the claim that it does not have.
type item struct {
	op       Op
	tok      int32 // of the article; for Delete, the first of the claim's
	to       int32 // for Delete, the end of the claim's
	replaced bool  // this stands for something of the other side
}

// items lays out both sides in order, and the changes between them.
func (k *checker) items(al *alignment) (items []item, changes []change) {
	items = make([]item, 0, len(al.pairs)+len(al.pairs)/4+8)
	c := int32(0)
	// between lays out the claim's words up to c1 and the view's from v0 to v1.
	between := func(c1 int32, v0, v1 int, op Op) {
		var ch change
		deleted := c < c1
		if deleted {
			items = append(items, item{op: Delete, tok: c, to: c1, replaced: v0 < v1 && op == Insert})
			for ; c < c1; c++ {
				ch.claim = append(ch.claim, c)
			}
		}
		for v := v0; v < v1; v++ {
			items = append(items, item{op: op, tok: al.view.at[v], replaced: deleted})
			if op == Insert {
				ch.article = append(ch.article, al.view.at[v])
			}
		}
		if len(ch.claim)+len(ch.article) > 0 {
			changes = append(changes, ch)
		}
	}
	first, last := al.pairs[0], al.pairs[len(al.pairs)-1]
	between(first.c, int(first.v)-al.head, int(first.v), Insert)
	for i, p := range al.pairs {
		if i > 0 {
			op := Insert
			if k.skips(al, al.pairs[i-1], p) {
				op = Skip
			}
			between(p.c, int(al.pairs[i-1].v)+1, int(p.v), op)
		}
		items = append(items, item{op: Equal, tok: al.view.at[p.v]})
		c = p.c + 1
	}
	between(int32(len(al.text.claim)), int(last.v)+1, int(last.v)+1+al.tail, Insert)
	return withInterruptions(items), changes
}

// withInterruptions puts in the article's tokens that its view leaves out.
func withInterruptions(items []item) []item {
	out := make([]item, 0, len(items))
	last := int32(-1)
	for _, it := range items {
		if it.op != Delete {
			for ; last >= 0 && last+1 < it.tok; last++ {
				out = append(out, item{op: Skip, tok: last + 1})
			}
			last = it.tok
		}
		out = append(out, it)
	}
	return out
}

// match builds what is shown of an alignment.
func (k *checker) match(al *alignment) (Match, []change) {
	t := al.text
	items, changes := k.items(al)
	m := Match{Article: t.article}
	var tokens []item // of the article
	removed := make([]bool, 1, len(items)+1)
	for _, it := range items {
		if it.op == Delete {
			removed[len(tokens)] = true
		} else {
			tokens = append(tokens, it)
			removed = append(removed, false)
		}
	}
	m.Span = corpus.Span{Start: int(t.toks[tokens[0].tok].start), End: int(t.toks[tokens[len(tokens)-1].tok].end)}
	words, n := 0, 0
	at, from := m.Span.Start, m.Span.Start // of the next token's text, and of the edit it belongs to
	for i, it := range items {
		if it.op == Delete {
			m.Diff = append(m.Diff, Edit{Delete, k.deleted(t, it, i == len(items)-1)})
			continue
		}
		end := int(t.toks[it.tok].end)
		if n++; n < len(tokens) && keepsGap(it, tokens[n], removed[n]) {
			end = int(t.toks[tokens[n].tok].start)
		}
		if last := len(m.Diff) - 1; last >= 0 && m.Diff[last].Op == it.op {
			m.Diff[last].Text = t.body[from:end]
		} else {
			from = at
			m.Diff = append(m.Diff, Edit{it.op, t.body[from:end]})
		}
		at = end
		if it.op != Skip {
			words++
		}
	}
	m.Similarity = 2 * float64(len(al.pairs)) / float64(len(t.claim)+words)
	return m, changes
}

// keepsGap reports whether the marks and spaces between two tokens of the article
// go with the first, so that what is struck out or put in reads well.
func keepsGap(a, b item, removed bool) bool {
	switch {
	case a.op == b.op:
		return true
	case a.op == Equal:
		return b.op == Insert || removed
	case a.op == Insert:
		return b.op == Equal && !a.replaced
	}
	return a.op == Skip && !removed
}

// deleted returns words of the claim, with the space that sets them off.
func (k *checker) deleted(t *tokenised, it item, last bool) string {
	from, to := t.claim[it.tok].start, t.claim[it.to-1].end
	switch {
	case it.replaced:
	case last:
		from = t.claim[it.tok-1].end
	case int(it.to) < len(t.claim):
		to = t.claim[it.to].start
	}
	return k.claim.text[from:to]
}
