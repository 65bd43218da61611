//go:build !unix

package watch

import (
	"fmt"
	"io/fs"
)

// stamp is what changes with a file.
func stamp(info fs.FileInfo) []byte {
	return fmt.Appendf(nil, "%d %d;", info.Size(), info.ModTime().UnixNano())
}
