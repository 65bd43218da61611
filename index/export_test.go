package index

// MostInPlace is how many documents a replacement writes to the index that is
// searched; one of more is built beside it.
const MostInPlace = mostInPlace

// MostInMemory is how many replacements in a row are written to an index in memory.
const MostInMemory = mostInMemory

// VersionKey is where an index keeps its version.
var VersionKey = versionKey

// FolderOf returns the folder of the index that is searched.
func (x *Index) FolderOf() string { return x.dir }

// Closing is closed when the end of an index has begun.
func (x *Index) Closing() <-chan struct{} { return x.closing.Done() }
