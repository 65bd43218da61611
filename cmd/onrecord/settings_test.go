package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEnvFileFaults asks for the right cause, and never for what stands in the
// file: it may be a token.
func TestEnvFileFaults(t *testing.T) {
	const secret = "hunter2"
	for _, test := range []struct {
		name string
		make func(t *testing.T)
		want string
	}{
		{"folder", func(t *testing.T) { must(t, os.Mkdir(envFile, 0o755)) },
			"read .env: is a directory"},
		{"mark", func(t *testing.T) { write(t, "\ufeffONRECORD_TEST="+secret+"\r\n") }, ""},
		{"utf16", func(t *testing.T) { write(t, "\xff\xfeD\x00I\x00") },
			"read .env: line 1 is not of the form NAME=value, in UTF-8, and with quotation marks in pairs: compare it with .env.example"},
		{"loop", func(t *testing.T) { must(t, os.Symlink(envFile, envFile)) },
			"read .env: too many levels of symbolic links"},
		{"unreadable", func(t *testing.T) {
			if os.Geteuid() == 0 {
				t.Skip("root reads everything")
			}
			write(t, "DISCORD_TOKEN="+secret)
			must(t, os.Chmod(envFile, 0))
		}, "read .env: permission denied"},
		{"syntax", func(t *testing.T) { write(t, "DISCORD_TOKEN "+secret+"\n") },
			"read .env: line 1 is not of the form NAME=value, in UTF-8, and with quotation marks in pairs: compare it with .env.example"},
		{"later", func(t *testing.T) {
			write(t, "# a comment\n\nGUILD_ID='1'\nA=\"two\nlines\"\r\n# another\nLOG_LEVEL=info\nDISCORD_TOKEN: "+secret+"\nTOKEN-2="+secret+"\nB=1\n")
		}, "read .env: line 9 is not of the form"},
		{"quotation mark", func(t *testing.T) { write(t, "A=1\nDISCORD_TOKEN=\""+secret+"\nB=1\nC=1\n") }, "read .env: line 2 is not of the form"},
		{"no end", func(t *testing.T) { write(t, "A=1\nDISCORD_TOKEN "+secret) }, "read .env: line 2 is not of the form"},
		{"missing", func(*testing.T) {}, ""},
		{"good", func(t *testing.T) { write(t, "# a comment\nONRECORD_TEST="+secret+"\nONRECORD_SET=file\n") }, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			t.Setenv("ONRECORD_TEST", "") // restores it at the end
			must(t, os.Unsetenv("ONRECORD_TEST"))
			t.Setenv("ONRECORD_SET", "environment")
			test.make(t)
			_, err := new(program).settings()
			got := ""
			if err != nil {
				got = err.Error()
			}
			if !strings.HasPrefix(got, test.want) || strings.Contains(got, secret) || (got == "") != (test.want == "") {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if test.want == "" && test.name != "missing" && (os.Getenv("ONRECORD_TEST") != secret || os.Getenv("ONRECORD_SET") != "environment") {
				t.Error("the file was not read, or went before the environment")
			}
		})
	}
}

func TestTokenIsOneWord(t *testing.T) {
	t.Chdir(t.TempDir())
	for token, good := range map[string]bool{
		"":                    true,
		"MTIz.a-b_c.d":        true,
		" MTIz.abc\n":         true,
		"Bot MTIz.abc":        true,
		"hunter2 hunter2":     false,
		"hunter2\thunter2":    false,
		"hunter2\r\nhunter2":  false,
		"hunter2\x1b[31m":     false,
		"hunter2\u200bx":      false,
		"Bot Bot hunter2":     false,
		"hunter2\u00a0a":      false,
		"\"hunter2\" # token": false,
	} {
		t.Setenv("DISCORD_TOKEN", token)
		_, err := new(program).settings()
		if (err == nil) != good {
			t.Errorf("the token %q: %v", token, err)
		}
		if err != nil && (strings.Contains(err.Error(), "hunter2") || !strings.HasPrefix(err.Error(), "DISCORD_TOKEN should be: The bot's token")) {
			t.Errorf("it says %v", err)
		}
	}
}

func TestCorpusPaths(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, test := range []struct{ env, flag, want string }{
		{"", "", "builtin"},
		{"articles:builtin:", "", "articles builtin"},
		{":", "", "builtin"},
		{"articles", "more", "more"},
	} {
		t.Setenv("CORPUS_DIR", strings.ReplaceAll(test.env, ":", string(filepath.ListSeparator)))
		set, err := (&program{corpora: strings.Fields(test.flag)}).settings()
		if got := strings.Join(set.paths, " "); err != nil || got != test.want {
			t.Errorf("CORPUS_DIR=%s --corpus=%s: %q, %v", test.env, test.flag, got, err)
		}
	}
}

func write(t *testing.T, text string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Clean(envFile), []byte(text), 0o600))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
