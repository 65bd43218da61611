//go:build unix

package watch

import (
	"fmt"
	"io/fs"
	"syscall"
)

// stamp is what changes with a file: size, time and inode, of which tools that set
// times back, as rsync does, leave at least one.
func stamp(info fs.FileInfo) []byte {
	var inode uint64
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		inode = uint64(st.Ino) //nolint:unconvert // not everywhere
	}
	return fmt.Appendf(nil, "%d %d %d;", info.Size(), info.ModTime().UnixNano(), inode)
}
