// Command sumdb reads Exchange's logs and receipts with the Go project's own golang.org/x/mod/sumdb.
//
//	sumdb log HOME HOST:PORT directory|audit [OLD-CHECKPOINT]
//	sumdb receipt AGREEMENT RECEIPT                   of an event in the audit log
//	sumdb receipt AGREEMENT RECEIPT STATEMENT         of a statement in the directory log
//	sumdb sign KEY-FILE TEXT-FILE                     signs a note with a log's key
//
// HOME is a member's folder for an agreement: agreement.json and keys.txt. What is wrong goes to standard error, exit 1.
package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) >= 4 && args[0] == "log":
		return checkLog(args[1], args[2], args[3], args[4:])
	case len(args) >= 3 && args[0] == "receipt":
		return checkReceipt(args[1], args[2], args[3:])
	case len(args) == 3 && args[0] == "sign":
		return sign(args[1], args[2])
	}
	return errors.New("usage: sumdb log|receipt|sign …")
}

func checkLog(home, address, name string, old []string) error {
	// 1. The checkpoint, signed with the key that the agreement names.
	terms, err := readAgreement(filepath.Join(home, "agreement.json"))
	if err != nil {
		return err
	}
	reached, err := connect(address, name, filepath.Join(home, "keys.txt"), terms)
	if err != nil {
		return err
	}
	signed, err := reached.get("checkpoint")
	if err != nil {
		return err
	}
	tree, err := openCheckpoint(signed, terms.logs[name])
	if err != nil {
		return fmt.Errorf("the server's checkpoint: %w", err)
	}

	// 2. Every entry, by its inclusion proof.
	hashes := tlog.TileHashReader(tree, reached)
	if err := checkEntries(reached, tree, hashes); err != nil {
		return err
	}
	fmt.Printf("%s: %d entries included\n", name, tree.N)

	// 3. What was seen earlier is the beginning of what there is now.
	for _, path := range old {
		earlier, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		before, err := openCheckpoint(earlier, terms.logs[name])
		if err != nil {
			return fmt.Errorf("the old checkpoint: %w", err)
		}
		proof, err := tlog.ProveTree(tree.N, before.N, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, before.N, before.Hash); err != nil {
			return fmt.Errorf("size %d against size %d: %w", before.N, tree.N, err)
		}
		fmt.Printf("%s: consistent with size %d\n", name, before.N)
	}
	return nil
}

func checkEntries(reached *server, tree tlog.Tree, hashes tlog.HashReader) error {
	const full = 1 << tileHeight
	for first := int64(0); first < tree.N; first += full {
		count := full
		if tree.N-first < full {
			count = int(tree.N - first)
		}
		entries, err := reached.readEntries(first/full, count)
		if err != nil {
			return err
		}
		for i, entry := range entries {
			index := first + int64(i)
			proof, err := tlog.ProveRecord(tree.N, index, hashes)
			if err != nil {
				return fmt.Errorf("entry %d: %w", index, err)
			}
			if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
				return fmt.Errorf("entry %d: %w", index, err)
			}
		}
	}
	return nil
}

func checkReceipt(agreementFile, receiptFile string, statement []string) error {
	terms, err := readAgreement(agreementFile)
	if err != nil {
		return err
	}
	read, err := readReceipt(receiptFile)
	if err != nil {
		return err
	}
	if len(statement) == 0 {
		payload, err := read.checkEvent(terms.logs["audit"])
		if err == nil {
			fmt.Println(string(payload))
		}
		return err
	}
	payload, err := readPayload(statement[0])
	if err != nil {
		return err
	}
	digest := sha256.Sum256(payload)
	return read.checkEntry(terms.logs["directory"], digest[:])
}

func sign(keyFile, textFile string) error {
	key, err := os.ReadFile(keyFile)
	if err != nil {
		return err
	}
	signer, err := note.NewSigner(strings.TrimSpace(string(key)))
	if err != nil {
		return err
	}
	text, err := os.ReadFile(textFile)
	if err != nil {
		return err
	}
	signed, err := note.Sign(&note.Note{Text: string(text)}, signer)
	if err == nil {
		_, err = os.Stdout.Write(signed)
	}
	return err
}
