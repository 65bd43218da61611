package index

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"

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
// the index. It says whether that should be written again.
func (k *kept) addVectors(ctx context.Context, s *snapshot, opts *Options) (stale bool, err error) {
	missing := s.roomForVectors()
	if k.dir == "" {
		return false, workOutVectors(ctx, missing)
	}
	missing, err = takeVectors(k.dir, missing)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		opts.log().Warn("the vectors that are kept are damaged or of another version, and are worked out again", "err", err)
	}
	n := 0
	for _, e := range missing {
		n += len(e.vectors)
	}
	return err != nil || n > fewVectors, workOutVectors(ctx, missing)
}

// keepVectors writes the file beside the index. It can be done without.
func (k *kept) keepVectors(s *snapshot, opts *Options) {
	if k.dir == "" {
		return
	}
	if err := s.writeVectors(k.dir); err != nil {
		opts.log().Warn("the vectors could not be kept, and are worked out at the next start again", "err", err)
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
	f, err := os.Open(filepath.Join(dir, vectorsFile))
	if err != nil {
		return articles, fmt.Errorf("read vectors: %w", err)
	}
	defer f.Close()
	wanted := make(map[vectorKey]*Entry, len(articles))
	for _, e := range articles {
		wanted[e.vectorKey()] = e
	}
	found, err := readVectors(f, wanted)
	if err != nil {
		return articles, fmt.Errorf("read vectors: %w", err)
	}
	for _, e := range articles {
		if !found[e] {
			missing = append(missing, e)
		}
	}
	return missing, nil
}

var errVectorsDamaged = errors.New("the file is damaged")

// readVectors fills in the vectors of wanted articles that a file has, and passes over others.
// It takes no more memory than a little for each of these, whatever the file says of itself.
func readVectors(file io.Reader, wanted map[vectorKey]*Entry) (found map[*Entry]bool, err error) {
	r := &summed{bufio.NewReaderSize(file, 1<<16), crc32.NewIEEE()}
	magic := make([]byte, len(vectorsMagic))
	if err := r.read(magic); err != nil {
		return nil, err
	}
	if string(magic) != vectorsMagic {
		return nil, errors.New("the file is of another version")
	}
	found = map[*Entry]bool{}
	var head [len(vectorKey{}) + 4]byte
	var vector [meaning.Dimensions]byte
	for {
		if rest, err := r.Peek(crc32.Size + 1); errors.Is(err, io.EOF) && len(rest) == crc32.Size {
			if binary.LittleEndian.Uint32(rest) != r.sum.Sum32() {
				return nil, errVectorsDamaged
			}
			return found, nil
		}
		if err := r.read(head[:]); err != nil {
			return nil, err
		}
		e, n := wanted[vectorKey(head[:])], binary.LittleEndian.Uint32(head[len(vectorKey{}):])
		if e != nil && int64(n) != int64(len(e.vectors)) {
			return nil, errVectorsDamaged
		}
		for i := range n {
			if err := r.read(vector[:]); err != nil {
				return nil, err
			}
			if e == nil {
				continue
			}
			if err := e.vectors[i].UnmarshalBinary(vector[:]); err != nil {
				return nil, err
			}
		}
		if e != nil {
			found[e] = true
		}
	}
}

// summed is a reader that works out the checksum of what was read.
type summed struct {
	*bufio.Reader
	sum hash.Hash32
}

func (r *summed) read(b []byte) error {
	_, err := io.ReadFull(r, b)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errVectorsDamaged
	}
	_, _ = r.sum.Write(b) // a hash never fails
	return err
}

// writeVectors writes a folder's file, in place of the one before as a whole.
func (s *snapshot) writeVectors(dir string) error {
	name := filepath.Join(dir, vectorsUnderway)
	f, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("write vectors: %w", err)
	}
	err = s.encodeVectors(f)
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

func (s *snapshot) encodeVectors(file io.Writer) error {
	w, sum := bufio.NewWriterSize(file, 1<<16), crc32.NewIEEE()
	out := io.MultiWriter(w, sum)
	b := []byte(vectorsMagic)
	for _, a := range s.corpus.Articles {
		e := s.articles[a.ID]
		key := e.vectorKey()
		b = binary.LittleEndian.AppendUint32(append(b, key[:]...), uint32(len(e.vectors)))
		for i := range e.vectors {
			b, _ = e.vectors[i].AppendBinary(b) // it never fails
		}
		if _, err := out.Write(b); err != nil {
			return err
		}
		b = b[:0]
	}
	if _, err := out.Write(b); err != nil { // of no articles the beginning
		return err
	}
	if err := binary.Write(w, binary.LittleEndian, sum.Sum32()); err != nil {
		return err
	}
	return w.Flush()
}
