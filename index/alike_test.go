package index_test

import (
	"fmt"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/index"
)

// TestAlike looks for texts among many articles of the same few words.
func TestAlike(t *testing.T) {
	common := strings.Fields("we need to do more and they do not want the harbour or the town to have it now")
	var all []made
	for n := range 60 {
		var text []string
		for i := range 40 {
			text = append(text, common[(i*(n+3)+n)%len(common)])
		}
		all = append(all, made{fmt.Sprintf("noise-%02d", n), "Coast Echo", "2021-05-01", strings.Join(text, " ") + "."})
	}
	all = append(all,
		made{"words", "Harbour Post", "2021-05-02", `The mayor spoke late. "We do not want more, and we need the town to have it now," she said.`},
		made{"first", "Harbour Post", "2021-05-03", "The ferry to Sandholm sails twice a day in winter.\n\nNobody on the quay has seen a seal since March."},
		made{"second", "North Wire", "2021-05-04", "Smugglers prefer moonless nights and a rising tide."},
	)
	x := open(t, load(t, all...), index.Options{})
	for _, test := range []struct {
		text string
		want []string
	}{
		{"we do not want more and we need the town to have it now", []string{"words"}},
		{"the ferry to Sandholm sails twice a day in winter", []string{"first"}},
		{"sails twice a day in winter. Nobody on the quay has seen a seal", []string{"first"}},
		{"nobody on the quay has seen a seal on moonless nights and a rising tide", []string{"first", "second"}},
		{"zzz qqq", nil},
		{"", nil},
	} {
		t.Run(test.text, func(t *testing.T) {
			found, err := x.Alike(t.Context(), test.text, 12)
			if err != nil {
				t.Fatal(err)
			}
			if len(test.want) == 0 && len(found) > 0 {
				t.Errorf("%q: %d articles", test.text, len(found))
			}
			for i, id := range test.want {
				if len(found) < len(test.want) || !among(found[:len(test.want)], id) {
					t.Errorf("%q: number %d is not %s", test.text, i, id)
				}
			}
		})
	}
}

func among(articles []*corpus.Article, id string) bool {
	for _, a := range articles {
		if a.ID == id {
			return true
		}
	}
	return false
}
