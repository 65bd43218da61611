package main

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers are the packages of this module and what of it each may import, tests
// excepted. What is not named here may not exist.
var layers = map[string][]string{
	"onrecord/corpus":                          {},
	"onrecord/corpus/coverage":                 {},
	"onrecord/corpus/effort":                   {},
	"onrecord/corpus/golden":                   {},
	"onrecord/corpus/ingest":                   {"onrecord/corpus", "onrecord/corpus/ingest/fetch", "onrecord/corpus/text"},
	"onrecord/corpus/ingest/fetch":             {"onrecord/corpus"},
	"onrecord/corpus/quotation":                {"onrecord/corpus", "onrecord/corpus/text"},
	"onrecord/corpus/text":                     {},
	"onrecord/corpus/verbatim":                 {"onrecord/corpus", "onrecord/corpus/text"},
	"onrecord/corpus/watch":                    {},
	"onrecord/index":                           {"onrecord/corpus", "onrecord/corpus/text", "onrecord/index/meaning"},
	"onrecord/index/enginetest":                {"onrecord/corpus", "onrecord/corpus/quotation", "onrecord/index"},
	"onrecord/index/meaning":                   {},
	"onrecord/index/opensearch":                {"onrecord/corpus", "onrecord/index"},
	"onrecord/index/opensearch/opensearchtest": {},
	"onrecord/commands":                        {"onrecord/corpus", "onrecord/corpus/quotation", "onrecord/corpus/text", "onrecord/corpus/verbatim"},
	"onrecord/bot":                             {"onrecord/bot/guilds", "onrecord/bot/ops", "onrecord/commands", "onrecord/corpus", "onrecord/corpus/text"},
	"onrecord/bot/discordtest":                 {},
	"onrecord/bot/ops":                         {},
	"onrecord/bot/guilds":                      {},
	"onrecord/bot/preview":                     {"onrecord/bot", "onrecord/bot/ops", "onrecord/commands"},
	"onrecord/cmd/onrecord": {"onrecord/bot", "onrecord/bot/guilds", "onrecord/bot/ops", "onrecord/bot/preview", "onrecord/commands", "onrecord/corpus", "onrecord/corpus/coverage",
		"onrecord/corpus/ingest", "onrecord/corpus/quotation", "onrecord/corpus/text", "onrecord/corpus/watch", "onrecord/index", "onrecord/index/opensearch"},
}

// owners are the packages that alone may import a dependency, tests excepted.
var owners = map[string][]string{
	"code.dny.dev/":                 {"onrecord/corpus/ingest/fetch"},
	"github.com/markusmobius/":      {"onrecord/corpus/ingest"},
	"github.com/go-shiori/":         {"onrecord/corpus/ingest"},
	"github.com/mmcdole/":           {"onrecord/corpus/ingest/fetch"},
	"github.com/temoto/":            {"onrecord/corpus/ingest/fetch"},
	"golang.org/x/net/":             {"onrecord/corpus/ingest", "onrecord/corpus/ingest/fetch", "onrecord/bot/ops"},
	"github.com/blevesearch/":       {"onrecord/index"},
	"github.com/bwmarrin/discordgo": {"onrecord/bot", "onrecord/bot/discordtest"},
	"github.com/gorilla/websocket":  {"onrecord/bot", "onrecord/bot/discordtest"},
	"github.com/hashicorp/":         {"onrecord/bot", "onrecord/corpus/ingest/fetch", "onrecord/index"},
	"github.com/opensearch-project": {"onrecord/index/opensearch"},
	"github.com/rivo/uniseg":        {"onrecord/corpus/text"},
	"github.com/joho/godotenv":      {"onrecord/cmd/onrecord"},
	"github.com/prometheus/":        {"onrecord/bot/ops"},
	"github.com/spf13/":             {"onrecord/cmd/onrecord"},
	"github.com/google/renameio/":   {"onrecord/bot/guilds", "onrecord/corpus/ingest", "onrecord/index"},
	"golang.org/x/time/":            {"onrecord/bot", "onrecord/corpus/ingest/fetch"},
	"go.mau.fi/util":                {"onrecord/corpus/verbatim"},
}

type listed struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

func listPackages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,Deps", "onrecord/...").Output()
	if err != nil {
		t.Fatal("go list: ", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// TestImportsRunOneWay compares the imports with layers.
func TestImportsRunOneWay(t *testing.T) {
	for _, p := range listPackages(t) {
		allowed, known := layers[p.ImportPath]
		if !known {
			t.Errorf("package %s is new: give it a line in layers", p.ImportPath)
		}
		for _, imp := range p.Imports {
			if strings.HasPrefix(imp, "onrecord/") && !slices.Contains(allowed, imp) {
				t.Errorf("%s must not import %s", p.ImportPath, imp)
			}
			for prefix, who := range owners {
				if strings.HasPrefix(imp, prefix) && !slices.Contains(who, p.ImportPath) {
					t.Errorf("%s imports %s; only %v may", p.ImportPath, imp, who)
				}
			}
			third := strings.Contains(strings.SplitN(imp, "/", 2)[0], ".")
			if p.ImportPath == "onrecord/corpus" && third && imp != "go.yaml.in/yaml/v3" && !strings.HasPrefix(imp, "github.com/go-json-experiment/json") {
				t.Errorf("corpus imports %s; it may use the standard library, yaml and strict JSON only", imp)
			}
		}
		if p.ImportPath == "onrecord/commands" && slices.Contains(p.Deps, "net/http") {
			t.Error("commands depends on net/http; it must be pure")
		}
	}
}

// TestEveryPackageHasOneDoc keeps each package's account of itself in one place.
func TestEveryPackageHasOneDoc(t *testing.T) {
	docs := map[string][]string{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		dir := filepath.Dir(path)
		docs[dir] = append(docs[dir], nil...)
		if f.Doc != nil {
			docs[dir] = append(docs[dir], path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir, files := range docs {
		if len(files) != 1 {
			t.Errorf("%s has %d package docs, want 1: %v", dir, len(files), files)
		}
	}
}
