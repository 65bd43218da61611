package watch

import (
	"context"
	"hash/fnv"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A Watcher watches files and folders. Paths are needed, and Log; the zero value of
// everything else means the default.
type Watcher struct {
	Paths []string // files, and folders with all that is in them
	Log   *slog.Logger
	// Settle is how long everything must have stayed as it is before it counts as
	// changed: copying takes its time. The default is 300 ms.
	Settle time.Duration
	// Every is how long it is at most from one look to the next. The default is ten
	// seconds, and longer where a look takes long.
	Every time.Duration
	// NoNotices leaves it at looking every so often.
	NoNotices bool

	known  uint64 // what Look saw
	looked bool
}

// Look notes what is there, so that Run tells of what changes from now on. Without it,
// Run begins with what is there when it is called.
func (w *Watcher) Look() {
	w.known, _ = w.look(&notices{})
	w.looked = true
}

// Looking may take this part of the time: when nothing asks for it, and when notices do.
const (
	lookShare   = 50
	noticeShare = 10
)

// Run calls changed whenever the files have changed and have settled, until ctx ends.
// It does not look while changed runs; what happens meanwhile is seen after it.
func (w *Watcher) Run(ctx context.Context, changed func(context.Context)) {
	var notices notices
	if !w.NoNotices {
		notices.open(w.Log)
		defer notices.close()
	}
	w.run(ctx, &notices, changed)
}

// run is Run with notices, wherever they come from.
func (w *Watcher) run(ctx context.Context, notices *notices, changed func(context.Context)) {
	settle, every := w.Settle, w.Every
	if settle == 0 {
		settle = 300 * time.Millisecond
	}
	if every == 0 {
		every = 10 * time.Second
	}
	known, took := w.look(notices)
	if w.looked {
		known = w.known
		notices.nudge()
	}
	for {
		rest := noticeShare * took
		if !wait(ctx, rest, nil) || !wait(ctx, max(every, lookShare*took)-rest, notices.some()) {
			return
		}
		var now uint64
		now, took = w.look(notices)
		for now != known { // until it has settled
			if !wait(ctx, settle, nil) {
				return
			}
			notices.drop() // they are of what is looked at now
			var again uint64
			if again, took = w.look(notices); again != now {
				now = again
				continue
			}
			known = now
			changed(ctx)
		}
	}
}

// wait waits for a notice, or as long as d; false means that ctx has ended.
func wait(ctx context.Context, d time.Duration, notice <-chan struct{}) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-notice:
	case <-ctx.Done():
	}
	return ctx.Err() == nil
}

// look makes a number of everything that is there, and has notices sent of all folders.
func (w *Watcher) look(n *notices) (fingerprint uint64, took time.Duration) {
	began := time.Now()
	h := fnv.New64a()
	for _, root := range w.Paths {
		// The folder around it sees the root itself come, go and be swapped.
		root = filepath.Clean(root)
		n.watch(filepath.Dir(root))
		n.matters(root)
		real, err := filepath.EvalSymlinks(root)
		if err != nil {
			_, _ = h.Write([]byte(root + "\x00gone\x00"))
			continue
		}
		n.matters(real)
		_ = filepath.WalkDir(real, func(path string, d fs.DirEntry, err error) error {
			_, _ = h.Write([]byte(path + "\x00"))
			switch {
			case err != nil: // gone again, or not for us: that is a state, too
				_, _ = h.Write([]byte("!"))
			case d.IsDir():
				n.watch(path)
			}
			if info, err := os.Stat(path); err == nil && !info.IsDir() { // of what a link leads to
				_, _ = h.Write(stamp(info))
			}
			return nil
		})
	}
	return h.Sum64(), time.Since(began)
}

// notices are the operating system's. They may be none.
type notices struct {
	watcher *fsnotify.Watcher
	log     *slog.Logger
	wake    chan struct{} // one in it when there was something
	said    bool          // that not everything can be watched
	done    chan struct{}

	mu    sync.Mutex
	roots map[string]bool // what is watched, and what that leads to
}

// matters says that what happens to a path, and below it, is worth a look. Folders are
// watched around it, in which others may write all the time.
func (n *notices) matters(root string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.roots == nil {
		n.roots = map[string]bool{}
	}
	n.roots[root] = true
}

// isWorth reports whether a notice is worth a look.
func (n *notices) isWorth(path string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	for root := range n.roots {
		if path == root || strings.HasPrefix(path, root+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

// nudge asks for a look.
func (n *notices) nudge() {
	if n.wake == nil {
		n.wake = make(chan struct{}, 1)
	}
	select {
	case n.wake <- struct{}{}:
	default:
	}
}

func (n *notices) open(log *slog.Logger) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		log.Warn("the system gives no notice of changed articles; they are looked for every so often", "err", err)
		return
	}
	n.watcher, n.log, n.wake, n.done = watcher, log, make(chan struct{}, 1), make(chan struct{})
	go func() {
		defer close(n.done)
		for {
			select {
			case e, ok := <-watcher.Events:
				if !ok {
					return
				}
				if !n.isWorth(e.Name) {
					continue
				}
			case _, ok := <-watcher.Errors: // as when there were too many to keep
				if !ok {
					return
				}
			}
			n.nudge()
		}
	}()
}

// watch has notices sent of what happens in a folder. Doing so again is nothing.
func (n *notices) watch(folder string) {
	if n.watcher == nil {
		return
	}
	if err := n.watcher.Add(folder); err != nil && !n.said && !os.IsNotExist(err) {
		n.said = true
		n.log.Warn("the system gives no notice of some changed articles; they are looked for every so often", "err", err)
	}
}

// some is readable when there was a notice.
func (n *notices) some() <-chan struct{} { return n.wake }

// drop forgets a notice.
func (n *notices) drop() {
	select {
	case <-n.wake:
	default:
	}
}

func (n *notices) close() {
	if n.watcher != nil {
		_ = n.watcher.Close()
		<-n.done
	}
}
