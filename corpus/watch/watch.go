// Package watch tells when the files of a corpus have changed on disk.
//
// It looks at names, sizes and times, through links, every so often. The operating
// system's notices would be quicker, but do not come through network file systems and
// many bind mounts, and miss what a swapped link leads to.
package watch

import (
	"context"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// scanShare is which part of the time looking may take, as 1 in so many.
const scanShare = 50

// Changes looks at files and folders, and from then on sends whenever they have changed
// and have stayed as they are for one look, until ctx ends: copying takes its time. It
// looks as often as every says, and more rarely where a look takes long.
func Changes(ctx context.Context, every time.Duration, paths ...string) <-chan struct{} {
	changes := make(chan struct{}, 1)
	known := scan(paths)
	go func() {
		last := known
		pause := every
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(pause):
			}
			began := time.Now()
			now := scan(paths)
			pause = max(every, scanShare*time.Since(began))
			if now == last && now != known {
				known = now
				select {
				case changes <- struct{}{}:
				default: // one is waiting to be received
				}
			}
			last = now
		}
	}()
	return changes
}

// scan makes a number of everything that is there.
func scan(paths []string) uint64 {
	h := fnv.New64a()
	for _, path := range paths {
		root, err := filepath.EvalSymlinks(path)
		if err != nil {
			fmt.Fprintf(h, "%q is gone;", path)
			continue
		}
		_ = filepath.WalkDir(root, func(name string, _ fs.DirEntry, err error) error {
			fmt.Fprintf(h, "%q %t;", name, err == nil) // what cannot be read is a state, too
			if info, err := os.Stat(name); err == nil && !info.IsDir() {
				fmt.Fprintf(h, "%d %d;", info.Size(), info.ModTime().UnixNano())
			}
			return nil
		})
	}
	return h.Sum64()
}
