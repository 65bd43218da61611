package fetch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
)

// JournalName is the journal's usual name, in the folder that articles are written
// to. Loading passes over names that begin with a dot.
const JournalName = ".onrecord-import.jsonl"

const (
	maxJournal     = 64 << 20 // bytes; half a million addresses
	maxJournalLine = 4096     // bytes; an address has at most maxAddress
)

// A Journal remembers which addresses an import is done with, so that one that was
// stopped goes on where it was. It is only ever appended to, a line of JSON for each
// address; a line that was torn by a crash is forgotten, and its page is imported
// again, which changes nothing. It is safe for concurrent use.
type Journal struct {
	mu   sync.Mutex
	file *os.File
	done map[string]bool
}

type journalLine struct {
	Address string `json:"address"`
}

// OpenJournal opens the journal at a path, and makes it if there is none.
func OpenJournal(path string) (*Journal, error) {
	// A link or a pipe in the folder must not lead the import elsewhere.
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("the journal %s is no plain file: move it away", path)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the journal cannot be read: %w", err)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return nil, fmt.Errorf("the journal cannot be opened: %w", err)
	}
	j := &Journal{file: f, done: map[string]bool{}}
	if err := j.read(); err != nil {
		return nil, errors.Join(fmt.Errorf("the journal %s: %w", path, err), f.Close())
	}
	return j, nil
}

func (j *Journal) read() error {
	info, err := j.file.Stat()
	if err != nil {
		return err
	}
	if info.Size() > maxJournal {
		return fmt.Errorf("it is longer than %d MB: move it away; pages are then fetched again", maxJournal>>20)
	}
	r := bufio.NewReaderSize(j.file, maxJournalLine)
	torn := false
	for {
		line, err := r.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) { // nothing of ours: pass it over
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = r.ReadSlice('\n')
			}
			torn, line = err != nil, nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if err != nil {
			torn = torn || len(line) > 0
			break
		}
		var l journalLine
		if json.Unmarshal(bytes.TrimSpace(line), &l) == nil && l.Address != "" {
			j.done[l.Address] = true
		}
	}
	if torn {
		// What is appended must not become a part of the torn line.
		_, err = j.file.Write([]byte("\n"))
	}
	return err
}

// Seen reports whether an address is done with.
func (j *Journal) Seen(address string) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.done[address]
}

// Done notes that the import is done with an address: call it when the article has
// been written. After that a kill loses nothing; a loss of power may lose the last
// lines, whose pages are then imported again.
func (j *Journal) Done(address string) error {
	line, err := json.Marshal(journalLine{address})
	if err != nil {
		return err
	}
	if len(line) >= maxJournalLine {
		return fmt.Errorf("the address has %d bytes: too long for the journal", len(address))
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.done[address] {
		return nil
	}
	if _, err := j.file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("the journal cannot be written: %w", err)
	}
	j.done[address] = true
	return nil
}

// Close writes the journal to the disk and closes it.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	return errors.Join(j.file.Sync(), j.file.Close())
}
