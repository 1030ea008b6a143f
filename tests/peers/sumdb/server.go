package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"os"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

// A server's log, read over mutual TLS as C2SP tlog-tiles. It is the tile reader of tlog.TileHashReader, which holds
// every tile against the root.
type server struct {
	url      string
	client   *http.Client
	verified map[tlog.Tile][]byte
}

// connect makes a client with the TLS key of a member's key file; the certificate around it is made here, only the key counts.
func connect(address, logName, keyFile string, terms *agreement) (*server, error) {
	key, err := readTLSKey(keyFile)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour)}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	config := &tls.Config{
		MinVersion:   tls.VersionTLS13,
		Certificates: []tls.Certificate{{Certificate: [][]byte{certificate}, PrivateKey: key}},
		// No name and no authority is asked; VerifyConnection asks for the operator's key instead.
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			leaf := state.PeerCertificates[0]
			if !terms.isOurs(leaf) || now.Before(leaf.NotBefore) || now.After(leaf.NotAfter) {
				return errors.New("the server's certificate is not the operator's")
			}
			return nil
		},
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: config}, Timeout: 30 * time.Second}
	return &server{"https://" + address + "/" + logName, client, map[tlog.Tile][]byte{}}, nil
}

func readTLSKey(path string) (*ecdsa.PrivateKey, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	for _, line := range strings.Split(string(text), "\n") {
		if encoded := strings.TrimPrefix(line, "# exchange-tls-p256 "); encoded != line {
			der, err := base64.StdEncoding.DecodeString(encoded)
			if err != nil {
				return nil, err
			}
			key, err := x509.ParsePKCS8PrivateKey(der)
			if err != nil {
				return nil, err
			}
			return key.(*ecdsa.PrivateKey), nil
		}
	}
	return nil, fmt.Errorf("no TLS key in %s", path)
}

func (s *server) get(path string) ([]byte, error) {
	answer, err := s.client.Get(s.url + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

func (s *server) Height() int { return tileHeight }

func (s *server) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range tiles {
		hashes, known := s.verified[tile]
		if !known {
			var err error
			if hashes, err = s.get(path(tile)); err != nil {
				return nil, err
			}
		}
		data = append(data, hashes)
	}
	return data, nil
}

func (s *server) SaveTiles(tiles []tlog.Tile, data [][]byte) {
	for i, tile := range tiles {
		s.verified[tile] = data[i]
	}
}

// path is where C2SP tlog-tiles serves a tile: sumdb's own path without the height, "entries" for its "data".
func path(tile tlog.Tile) string {
	sumdb := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight))
	return "tile/" + strings.Replace(sumdb, "data/", "entries/", 1)
}

// readEntries reads a bundle of entries, each behind its length in two bytes, big-endian.
func (s *server) readEntries(number int64, count int) ([][]byte, error) {
	bundle, err := s.get(path(tlog.Tile{H: tileHeight, L: -1, N: number, W: count}))
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for reader := bytes.NewReader(bundle); reader.Len() > 0; {
		var length [2]byte
		if _, err := io.ReadFull(reader, length[:]); err != nil {
			return nil, err
		}
		entry := make([]byte, int(length[0])<<8|int(length[1]))
		if _, err := io.ReadFull(reader, entry); err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	if len(entries) != count {
		return nil, fmt.Errorf("bundle %d holds %d entries, not %d", number, len(entries), count)
	}
	return entries, nil
}
