package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// A receipt is a C2SP tlog-proof.
type receipt struct {
	extra      []byte
	index      int64
	proof      tlog.RecordProof
	checkpoint []byte
}

var errNoReceipt = errors.New("not a tlog-proof")

func readReceipt(path string) (*receipt, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	blank := bytes.Index(text, []byte("\n\n"))
	if blank < 0 {
		return nil, errNoReceipt
	}
	lines := strings.Split(string(text[:blank]), "\n")
	read := &receipt{checkpoint: text[blank+2:]}
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		return nil, errNoReceipt
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		if read.extra, err = base64.StdEncoding.DecodeString(lines[0][len("extra "):]); err != nil {
			return nil, err
		}
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return nil, errNoReceipt
	}
	if read.index, err = strconv.ParseInt(lines[0][len("index "):], 10, 64); err != nil {
		return nil, err
	}
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		read.proof = append(read.proof, hash)
	}
	return read, nil
}

// checkEvent verifies an audit receipt: the entry is SHA-256 over salt and payload, which stand in the extra line.
func (r *receipt) checkEvent(of log) (payload []byte, err error) {
	const saltSize = 32
	if len(r.extra) <= saltSize {
		return nil, errors.New("no event in this receipt")
	}
	entry := sha256.Sum256(r.extra)
	return r.extra[saltSize:], r.checkEntry(of, entry[:])
}

func (r *receipt) checkEntry(of log, entry []byte) error {
	tree, err := openCheckpoint(r.checkpoint, of)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(r.proof, tree.N, tree.Hash, r.index, tlog.RecordHash(entry))
}
