package index

import "onrecord/corpus"

// MostInPlace is how many documents a replacement writes to the index that is
// searched; one of more is built beside it.
const MostInPlace = mostInPlace

// MostInMemory is how many replacements in a row are written to an index in memory.
const MostInMemory = mostInMemory

// VersionKey is where an index keeps its version.
var VersionKey = versionKey

// FolderOf returns the folder of the index that is searched.
func (x *Index) FolderOf() string { return x.kept.dir }

// Closing is closed when the end of an index has begun.
func (x *Index) Closing() <-chan struct{} { return x.closing.Done() }

// Corpus returns the corpus that is searched at present; nil once the index is closed.
func (x *Index) Corpus() *corpus.Corpus {
	x.searching.RLock()
	defer x.searching.RUnlock()
	if x.now == nil {
		return nil
	}
	return x.snapshot.corpus
}

// NewBleve makes an empty engine, in a folder or in memory.
func NewBleve(dir string) (Engine, error) { return newBleve(dir) }
