package main

import (
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/note"
)

// An agreement as far as a reader of the logs needs it. That it is the right one is known by its digest, by other means
// (docs/formats/agreement.md); this program takes the file that it is given.
type agreement struct {
	operator *ecdsa.PublicKey
	logs     map[string]log
}

type log struct {
	origin string
	keys   note.Verifiers
}

func readAgreement(path string) (*agreement, error) {
	payload, err := readPayload(path)
	if err != nil {
		return nil, err
	}
	var statement struct {
		Predicate struct {
			Operator struct{ Key []byte }
			Logs     map[string]struct {
				Origin string
				Keys   []string
			}
		}
	}
	if err := json.Unmarshal(payload, &statement); err != nil {
		return nil, err
	}

	operator, err := x509.ParsePKIXPublicKey(statement.Predicate.Operator.Key)
	if err != nil {
		return nil, err
	}
	read := &agreement{operator.(*ecdsa.PublicKey), map[string]log{}}
	for name, terms := range statement.Predicate.Logs {
		var keys []note.Verifier
		for _, text := range terms.Keys {
			key, err := note.NewVerifier(text)
			if err != nil {
				return nil, fmt.Errorf("the key of the %s log: %v", name, err)
			}
			keys = append(keys, key)
		}
		read.logs[name] = log{terms.Origin, note.VerifierList(keys...)}
	}
	return read, nil
}

// readPayload reads the payload of a DSSE envelope.
func readPayload(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var envelope struct{ Payload []byte }
	err = json.Unmarshal(text, &envelope)
	return envelope.Payload, err
}

// isOurs says whether the operator's key issued a server's certificate. Its name and any authority do not matter.
func (a *agreement) isOurs(certificate *x509.Certificate) bool {
	digest := sha256.Sum256(certificate.RawTBSCertificate)
	return ecdsa.VerifyASN1(a.operator, digest[:], certificate.Signature)
}
