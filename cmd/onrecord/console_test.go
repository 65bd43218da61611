package main

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

func TestTakeOptions(t *testing.T) {
	type options = map[string]string
	for line, want := range map[string]struct {
		words   []string
		options options
	}{
		"quote parker encryption":                      {[]string{"parker", "encryption"}, options{}},
		"quote status quo speaker:Cressida Dick to:20": {[]string{"status", "quo"}, options{"speaker": "Cressida Dick", "to": "20"}},
		"timeline encryption speaker: Andrew  Parker":  {[]string{"encryption"}, options{"speaker": "Andrew Parker"}},
		"quote parker private:true encryption":         {[]string{"parker", "encryption"}, options{}},
		"quote at 12:30 c:d":                           {[]string{"at", "12:30", "c:d"}, options{}},
		"quote query:a b limit:3":                      {nil, options{"query": "a b", "limit": "3"}},
		"quote parker from:":                           {[]string{"parker"}, options{}},
		"verify Dick said: “no” https://a.example":     {[]string{"Dick", "said:", "“no”", "https://a.example"}, options{}},
	} {
		t.Run(line, func(t *testing.T) {
			cmd, args, err := new(program).slashCommands(nil).Find(strings.Fields(line))
			must(t, err)
			words, err := takeOptions(cmd, args)
			got := options{}
			cmd.Flags().VisitAll(func(f *pflag.Flag) {
				if f.Value.String() != f.DefValue {
					got[f.Name] = f.Value.String()
				}
			})
			if !slices.Equal(words, want.words) || !maps.Equal(got, want.options) || err != nil {
				t.Errorf("%q, %q, %v, want %q", words, got, err, want)
			}
		})
	}
}

func TestAnUnknownOptionIsNoWord(t *testing.T) {
	for line, want := range map[string]string{
		"quote parker page:2":            `/quote has no option "page:"`,
		"quote parker colour:red":        `/quote has no option "colour:"`,
		"who status quo speaker:Dick":    `/who has no option "speaker:"; if it is meant as words, write "speaker: Dick"`,
		"timeline speaker:dick outlte:x": `/timeline has no option "outlte:"`,
		"quote parker limit:many":        `invalid argument "many" for "--limit" flag`,
		"quote parker offset:x limit:y":  `invalid argument "y" for "--limit" flag`,
	} {
		t.Run(line, func(t *testing.T) {
			cmd, args, err := new(program).slashCommands(nil).Find(strings.Fields(line))
			must(t, err)
			if words, err := takeOptions(cmd, args); err == nil || !strings.HasPrefix(err.Error(), want) {
				t.Errorf("%q, %v, want %s", words, err, want)
			}
		})
	}
}
