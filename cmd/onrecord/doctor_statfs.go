//go:build linux || darwin

package main

import "syscall"

// freeBytes is how many bytes this user can still write in a folder.
func freeBytes(dir string) (n uint64, known bool) {
	var st syscall.Statfs_t
	if syscall.Statfs(dir, &st) != nil {
		return 0, false
	}
	return st.Bavail * uint64(st.Bsize), true
}
