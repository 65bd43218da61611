package quotation

// A claim says that a mention is the speaker of a quotation or clause.
type claim struct {
	ment *mention // nil for none
	cue  [2]int   // tokens of the cue, first and last
	rule string
}

var noClaim = claim{}

// firstPerson stands for a speaker who is nobody in the text: the writer ("I
// said"), or whoever told somebody ("she was told: …").
var firstPerson = claim{rule: "first-person"}

// saidBy is the claim that a verb makes of its subject, if it has one.
func saidBy(m *mention, verb int, rule string) claim {
	if m == nil {
		return noClaim
	}
	return claim{m, [2]int{verb, verb}, rule}
}

func (c claim) ok() bool { return c.ment != nil }

// hasCue reports whether there is a cue: a name can stand beside a quotation without one.
func (c claim) hasCue() bool { return c.cue[1] >= c.cue[0] }

// accordingTo reads "according to S" at token i, "in the words of S", or "in S's words".
func (a *article) accordingTo(i, hi int) claim {
	j := i + 2
	if m := a.begins(min(i+1, hi)); a.lower(i) == "in" && m != nil && m.poss && a.lower(m.last+1) == "words" {
		return saidBy(m, i, "according-to")
	}
	switch {
	case a.lower(i) == "according" && a.lower(i+1) == "to":
	case a.lower(i) == "in" && a.lower(i+2) == "words" && a.lower(i+3) == "of":
		j = i + 4
	default:
		return noClaim
	}
	for k := j; k <= hi && k < j+3; k++ {
		if m := a.begins(k); m != nil {
			if m.poss && m.kind == pronoun {
				return noClaim // according to her “clawback” plan
			}
			return claim{a.ownee(m), [2]int{i, j - 1}, "according-to"}
		}
	}
	return noClaim
}
