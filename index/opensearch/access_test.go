package opensearch

import (
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/index"
)

// secured is a server with a certificate of its own that lets in a user with a password, or
// with a key, and the file with the certificate.
func secured(t *testing.T) (address, caFile string) {
	t.Helper()
	server := httptest.NewUnstartedServer(proxy(t, func(w http.ResponseWriter, r *http.Request) bool {
		user, password, _ := r.BasicAuth()
		if user == "reader" && password == "secret word" || r.Header.Get("Authorization") == "ApiKey c2VjcmV0" {
			return false
		}
		http.Error(w, "Unauthorized", http.StatusUnauthorized)
		return true
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // of those who do not trust it
	server.StartTLS()
	t.Cleanup(server.Close)
	caFile = filepath.Join(t.TempDir(), "ca.pem")
	data := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(caFile, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return server.URL, caFile
}

func TestAccess(t *testing.T) {
	address, ca := secured(t)
	direct := loaded(t)
	lanterns(t, direct)
	for _, test := range []struct {
		name   string
		config Config
		want   string // of the error; "": none
	}{
		{"user and password", Config{CAFile: ca, User: "reader", Password: "secret word"}, ""},
		{"a key", Config{CAFile: ca, APIKey: "c2VjcmV0"}, ""},
		{"a wrong password", Config{CAFile: ca, User: "reader", Password: "wrong word"}, "check user, password or key"},
		{"a wrong key", Config{CAFile: ca, APIKey: "eA"}, "check user, password or key"},
		{"nobody", Config{CAFile: ca}, "check user, password or key"},
		{"an unknown authority", Config{User: "reader", Password: "secret word"}, "certificate signed by unknown authority"},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.config.Addresses, test.config.Prefix, test.config.Timeout = []string{address}, direct.config.Prefix, direct.config.Timeout
			c := openAs(t, test.config)
			found, err := c.Candidates(t.Context(), has("lantern"))
			switch {
			case test.want == "" && (err != nil || found.Total != 2):
				t.Errorf("%d are found: %v", found.Total, err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), " word")):
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
}

func TestConfig(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none.pem")
	if err := os.WriteFile(none, []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		config Config
		want   string
	}{
		{"no address", Config{}, "no address"},
		{"a key and a user", Config{Addresses: []string{"https://search.example"}, User: "reader", APIKey: "secret"}, "one of them"},
		{"no such file", Config{Addresses: []string{"https://search.example"}, CAFile: "missing.pem"}, "missing.pem"},
		{"no certificate", Config{Addresses: []string{"https://search.example"}, CAFile: none}, "there is none in"},
		{"a hostile name", Config{Addresses: []string{"https://search.example"}, Prefix: "../_all"}, "small letters"},
		{"a wildcard", Config{Addresses: []string{"https://search.example"}, Prefix: "*"}, "small letters"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Open(test.config)
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "secret") {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
}

// TestNoErrorHasTheWordsOfASearch asks a server that repeats all that it is asked.
func TestNoErrorHasTheWordsOfASearch(t *testing.T) {
	for _, status := range []int{http.StatusBadRequest, http.StatusForbidden, http.StatusTooManyRequests, http.StatusInternalServerError} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			if strings.HasSuffix(r.URL.Path, "/_mapping") {
				fmt.Fprintf(w, `{"onrecord-1":{"mappings":{"_meta":{"version":%q,"coverage":"v"}}}}`, mappingVersion)
				return
			}
			asked, _ := io.ReadAll(r.Body)
			why, _ := json.Marshal("cannot parse " + string(asked))
			w.WriteHeader(status)
			fmt.Fprintf(w, `{"error":{"root_cause":[{"type":"parse","reason":%[1]s}],"type":"parsing_exception","reason":%[1]s},"status":%[2]d}`, why, status)
		}))
		c := openAs(t, Config{Addresses: []string{server.URL}})
		_, err := c.Frequencies(t.Context(), index.Text, []string{"smuggler"})
		if err == nil || strings.Contains(err.Error(), "smuggler") || !strings.Contains(err.Error(), "parsing_exception") {
			t.Errorf("status %d: %v", status, err)
		}
		server.Close()
	}
}

// TestABusyServerIsAskedAgain refuses a whole bulk request once, as its memory's guard does.
func TestABusyServerIsAskedAgain(t *testing.T) {
	bulks := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		switch {
		case strings.HasSuffix(r.URL.Path, "/_mapping"):
			fmt.Fprintf(w, `{"onrecord-1":{"mappings":{"_meta":{"version":%q,"coverage":"v"}}}}`, mappingVersion)
		case strings.HasSuffix(r.URL.Path, "/_bulk"):
			if bulks++; bulks == 1 {
				w.WriteHeader(http.StatusTooManyRequests)
				fmt.Fprint(w, `{"error":{"root_cause":[],"type":"circuit_breaking_exception","reason":"too large"},"status":429}`)
				return
			}
			fmt.Fprint(w, `{"errors":false}`)
		default:
			fmt.Fprint(w, `{"_shards":{"failed":0}}`)
		}
	}))
	defer server.Close()
	c := openAs(t, Config{Addresses: []string{server.URL}})
	add := []index.Addition{{Documents: []index.Document{{Article: "ferry", Hash: "f", Text: "The ferry sails"}}}}
	if err := c.Write(t.Context(), nil, add); err != nil || bulks != 2 {
		t.Errorf("%d bulk requests, %v", bulks, err)
	}
}
