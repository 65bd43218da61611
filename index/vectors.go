package index

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"onrecord/index/meaning"
)

// The vectors of the passages are kept in a file beside the index, since to work them out
// takes as long as to build it. It holds
//
//	vectorsMagic, which names the version of the vectors
//	an article each:
//	  its key, see vectorKey
//	  how many vectors it has, 4 bytes
//	  the vectors, meaning.Dimensions bytes each
//	a CRC-32 of all before, 4 bytes
//
// with numbers in little-endian. A file that cannot be used is a loss of time, never of the index.
const (
	vectorsFile     = "vectors"
	vectorsUnderway = "vectors.tmp" // always the same name: what a crash leaves is written over
	vectorsMagic    = "onrecord vectors 1, meaning " + meaning.Version + "\n"
)

// fewVectors is how many are worked out at the next start again rather than that the
// file is written for them.
const fewVectors = 100

// A vectorKey tells what an article's vectors were made from: its id, and its text and how it
// is cut into passages.
type vectorKey [16]byte

func (e *Entry) vectorKey() vectorKey {
	h := sha256.New()
	fmt.Fprintf(h, "%q %v ", e.ID, e.passages)
	_, _ = io.WriteString(h, e.Body()) // a hash never fails
	return vectorKey(h.Sum(nil))
}

// addVectors gives all passages of a snapshot what they mean, in part from the file beside
// the index, which is written again if many are not in it.
func (k *kept) addVectors(ctx context.Context, s *snapshot, opts *Options) error {
	missing := s.roomForVectors()
	if k.dir == "" {
		return workOutVectors(ctx, missing)
	}
	missing, err := takeVectors(k.dir, missing)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		opts.Log.Warn("the vectors that are kept are damaged or of another version, and are worked out again", "err", err)
	}
	n := 0
	for _, e := range missing {
		n += len(e.vectors)
	}
	stale := err != nil || n > fewVectors
	if err = workOutVectors(ctx, missing); err == nil && stale {
		k.keepVectors(s, opts)
	}
	return err
}

// keepVectors writes the file beside the index. It can be done without.
func (k *kept) keepVectors(s *snapshot, opts *Options) {
	if k.dir == "" {
		return
	}
	if err := s.writeVectors(k.dir); err != nil {
		opts.Log.Warn("the vectors could not be kept, and are worked out at the next start again", "err", err)
	}
}

// roomForVectors makes room for those of articles that have none yet, and returns these. It
// is one block in the articles' order, as searches go through them.
func (s *snapshot) roomForVectors() (missing []*Entry) {
	n := 0
	for _, e := range s.ordered {
		if e.vectors == nil {
			missing = append(missing, e)
			n += len(e.passages)
		}
	}
	block := make([]meaning.Vector, n)
	for _, e := range missing {
		n = len(e.passages)
		e.vectors, block = block[:n:n], block[n:]
	}
	return missing
}

// workOutVectors works out what the passages of some articles mean, on all processors.
func workOutVectors(ctx context.Context, articles []*Entry) error {
	workers, ctx := errgroup.WithContext(ctx)
	workers.SetLimit(processors)
	for _, e := range articles {
		workers.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			for i, p := range e.passages {
				e.vectors[i] = meaning.Of(e.Body()[p.Start:p.End])
			}
			return nil
		})
	}
	if err := workers.Wait(); err != nil {
		return fmt.Errorf("work out what passages mean: %w", err)
	}
	return nil
}

// takeVectors fills in the vectors of articles that a folder's file has, and returns the
// others: all of them if there is something wrong with it.
func takeVectors(dir string, articles []*Entry) (missing []*Entry, err error) {
	data, err := os.ReadFile(filepath.Join(dir, vectorsFile))
	if err != nil {
		return articles, fmt.Errorf("read vectors: %w", err)
	}
	wanted := make(map[vectorKey]*Entry, len(articles))
	for _, e := range articles {
		wanted[e.vectorKey()] = e
	}
	found, err := readVectors(data, wanted)
	if err != nil {
		return articles, fmt.Errorf("read vectors: %w", err)
	}
	return slices.DeleteFunc(slices.Clone(articles), func(e *Entry) bool { return found[e] }), nil
}

var errVectorsDamaged = errors.New("the file is damaged")

// readVectors fills in the vectors of wanted articles that a file has, and passes over others.
func readVectors(data []byte, wanted map[vectorKey]*Entry) (found map[*Entry]bool, err error) {
	end := len(data) - crc32.Size
	if end < 0 || crc32.ChecksumIEEE(data[:end]) != binary.LittleEndian.Uint32(data[end:]) {
		return nil, errVectorsDamaged
	}
	data, ours := bytes.CutPrefix(data[:end], []byte(vectorsMagic))
	if !ours {
		return nil, errors.New("the file is of another version")
	}
	found = map[*Entry]bool{}
	const head = len(vectorKey{}) + 4
	for len(data) > 0 {
		if len(data) < head {
			return nil, errVectorsDamaged
		}
		e, n := wanted[vectorKey(data[:head-4])], int64(binary.LittleEndian.Uint32(data[head-4:]))
		data = data[head:]
		if n*meaning.Dimensions > int64(len(data)) || e != nil && n != int64(len(e.vectors)) {
			return nil, errVectorsDamaged
		}
		if e != nil {
			for i := range e.vectors {
				if err := e.vectors[i].UnmarshalBinary(data[i*meaning.Dimensions:][:meaning.Dimensions]); err != nil {
					return nil, err
				}
			}
			found[e] = true
		}
		data = data[n*meaning.Dimensions:]
	}
	return found, nil
}

// writeVectors writes a folder's file, in place of the one before as a whole.
func (s *snapshot) writeVectors(dir string) error {
	name := filepath.Join(dir, vectorsUnderway)
	f, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("write vectors: %w", err)
	}
	_, err = f.Write(s.encodeVectors())
	if err == nil {
		err = f.Sync() // or a machine that stops could leave the name and not what is in it
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(name, filepath.Join(dir, vectorsFile))
	}
	if err != nil {
		return fmt.Errorf("write vectors: %w", errors.Join(err, os.Remove(name)))
	}
	return nil
}

func (s *snapshot) encodeVectors() []byte {
	b := []byte(vectorsMagic)
	for _, e := range s.ordered {
		key := e.vectorKey()
		b = binary.LittleEndian.AppendUint32(append(b, key[:]...), uint32(len(e.vectors)))
		for i := range e.vectors {
			b, _ = e.vectors[i].AppendBinary(b) // it never fails
		}
	}
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
}
