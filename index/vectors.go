package index

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"

	"github.com/google/renameio/v2/maybe"
	"golang.org/x/sync/errgroup"

	"onrecord/index/meaning"
)

// The vectors of the passages are kept in a file beside the index, since to work them out
// takes as long as to build it. It holds
//
//	vectorsMagic, which names the version of the vectors
//	a passage each:
//	  the beginning of its text's SHA-256
//	  its vector
//	a CRC-32 of all before, 4 bytes in little-endian
//
// A file that cannot be used is a loss of time, never of the index.
const (
	vectorsFile  = "vectors"
	vectorsMagic = "onrecord vectors 2, meaning " + meaning.Version + "\n"
	vectorSize   = len(vectorKey{}) + meaning.Dimensions
)

// fewVectors is how many are worked out at the next start again rather than that the
// file is written for them.
const fewVectors = 200

// A vectorKey tells what text a vector was made from.
type vectorKey [16]byte

func keyOf(text string) vectorKey {
	sum := sha256.Sum256([]byte(text))
	return vectorKey(sum[:])
}

// addVectors gives all passages of a snapshot what they mean, in part from the file beside
// the index, which is written again if many are not in it.
func (k *kept) addVectors(ctx context.Context, s *snapshot, opts *Options) error {
	if k.dir == "" {
		_, err := s.addVectors(ctx, nil)
		return err
	}
	data, err := os.ReadFile(filepath.Join(k.dir, vectorsFile))
	var known map[vectorKey][]byte
	if err == nil {
		known, err = readVectors(data)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		opts.Log.Warn("the vectors that are kept are damaged or of another version, and are worked out again", "err", err)
	}
	missing, failed := s.addVectors(ctx, known)
	if failed == nil && (err != nil || missing > fewVectors) {
		k.keepVectors(s, opts)
	}
	return failed
}

// keepVectors writes the file beside the index. It can be done without.
func (k *kept) keepVectors(s *snapshot, opts *Options) {
	if k.dir == "" {
		return
	}
	if err := maybe.WriteFile(filepath.Join(k.dir, vectorsFile), s.encodeVectors(), 0o644); err != nil {
		opts.Log.Warn("the vectors could not be kept, and are worked out at the next start again", "err", err)
	}
}

// addVectors gives the passages that have none yet what they mean, on all processors, and says of
// how many it was not known. They are one block in the articles' order, as searches go through them.
func (s *snapshot) addVectors(ctx context.Context, known map[vectorKey][]byte) (missing int, err error) {
	n := 0
	for _, e := range s.ordered {
		if e.vectors == nil {
			n += len(e.passages)
		}
	}
	block := make([]meaning.Vector, n)
	var unknown atomic.Int64
	workers, ctx := errgroup.WithContext(ctx)
	workers.SetLimit(processors)
	for _, e := range s.ordered {
		if e.vectors != nil {
			continue
		}
		n = len(e.passages)
		e.vectors, block = block[:n:n], block[n:]
		workers.Go(func() error {
			for i, p := range e.passages {
				text := e.Body()[p.Start:p.End]
				if kept, ok := known[keyOf(text)]; ok {
					if err := e.vectors[i].UnmarshalBinary(kept); err != nil {
						return err
					}
					continue
				}
				unknown.Add(1)
				e.vectors[i] = meaning.Of(text)
			}
			return ctx.Err()
		})
	}
	if err := workers.Wait(); err != nil {
		return 0, fmt.Errorf("work out what passages mean: %w", err)
	}
	return int(unknown.Load()), nil
}

// readVectors returns the vectors that a file has.
func readVectors(data []byte) (map[vectorKey][]byte, error) {
	end := len(data) - crc32.Size
	if end < 0 || crc32.ChecksumIEEE(data[:end]) != binary.LittleEndian.Uint32(data[end:]) {
		return nil, errors.New("read vectors: the file is damaged")
	}
	data, ours := bytes.CutPrefix(data[:end], []byte(vectorsMagic))
	if !ours || len(data)%vectorSize != 0 {
		return nil, errors.New("read vectors: the file is of another version")
	}
	known := make(map[vectorKey][]byte, len(data)/vectorSize)
	for v := range slices.Chunk(data, vectorSize) {
		known[vectorKey(v)] = v[len(vectorKey{}):]
	}
	return known, nil
}

func (s *snapshot) encodeVectors() []byte {
	b := make([]byte, 0, len(vectorsMagic)+s.coverage.Passages*vectorSize+crc32.Size)
	b = append(b, vectorsMagic...)
	for _, e := range s.ordered {
		for i, p := range e.passages {
			key := keyOf(e.Body()[p.Start:p.End])
			b, _ = e.vectors[i].AppendBinary(append(b, key[:]...)) // it never fails
		}
	}
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
}
