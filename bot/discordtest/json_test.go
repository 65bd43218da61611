package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"testing"
)

func TestParseJSON(t *testing.T) {
	for _, bad := range []string{
		``, ` `, `{`, `[1,]`, `{"a":1,}`, `{"a":1,"a":2}`, `{"a":{"b":1,"b":1}}`, `{"a":1}x`, `01`, `1.`, `-`, `+1`,
		`"a`, "\"\xff\"", "\"\\n\xff\"", "\"a\nb\"", `"\ud800"`, `"\ud800\u0041"`, `"\udc00"`, `"\q"`, `"\u12"`, `nul`, `{1:2}`, `{"a" 1}`, "\x00",
	} {
		if v, err := parseJSON([]byte(bad)); err == nil {
			t.Errorf("parseJSON(%q) = %v, want an error", bad, v)
		}
	}
	if _, err := parseJSON([]byte(`{"a":1,"\u0061":2}`)); !errors.Is(err, errDuplicate) {
		t.Errorf("an escaped duplicate key: %v", err)
	}
	for _, good := range []string{`{}`, `[]`, ` {"a" : [1, -2.5e3, "x\n\u00e9\ud83d\ude00\/", true, false, null, {"b":{}}]} `, `12345678901234567890`, `"\""`} {
		same(t, []byte(good))
	}
}

// same reports where the parser and encoding/json disagree on a good value.
func same(t *testing.T, data []byte) {
	got, err := parseJSON(data)
	if err != nil {
		t.Fatalf("parseJSON(%q): %v", data, err)
	}
	var want any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&want); err != nil {
		t.Fatalf("encoding/json refuses %q, parseJSON does not: %v", data, err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("parseJSON(%q) = %#v, want %#v", data, got, want)
	}
}

func FuzzParseJSON(f *testing.F) {
	f.Add([]byte(`{"a":[1,"\u00e9",null]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := parseJSON(data); err == nil {
			same(t, data)
		}
	})
}
