// Package watch tells when the files of a corpus have changed on disk.
//
// What decides is a look at the files: their names, sizes, times and inodes, through
// links. The operating system's notices (fsnotify, which is inotify and its like) only
// say when it is worth a look: they do not come through every bind mount and network
// file system, they miss what a swapped link leads to, and there can be too few of them.
// So there is a look every so often besides.
package watch
