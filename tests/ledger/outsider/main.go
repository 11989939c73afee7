// Reads what the product publishes with code that is not ours: x/mod/sumdb/note and transparency-dev/merkle.
package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
)

type published struct {
	Key         string
	Inclusion   []inclusion
	Consistency []consistency
}

type inclusion struct {
	Position   uint64
	Leaf       string
	Entry      string
	Proof      []string
	Checkpoint string
}

type consistency struct {
	Proof []string
	From  string `json:"from_checkpoint"`
	To    string `json:"to_checkpoint"`
}

func main() {
	var all published
	must(json.NewDecoder(os.Stdin).Decode(&all))
	verifier, err := note.NewVerifier(all.Key)
	must(err)
	known := note.VerifierList(verifier)
	for _, each := range all.Inclusion {
		size, root := opened(each.Checkpoint, known)
		leaf := rfc6962.DefaultHasher.HashLeaf([]byte(each.Entry))
		if hex.EncodeToString(leaf) != each.Leaf {
			must(fmt.Errorf("position %d: another leaf", each.Position))
		}
		must(proof.VerifyInclusion(rfc6962.DefaultHasher, each.Position, size, leaf, unhexed(each.Proof), root))
	}
	for _, each := range all.Consistency {
		from, old := opened(each.From, known)
		to, latest := opened(each.To, known)
		must(proof.VerifyConsistency(rfc6962.DefaultHasher, from, to, unhexed(each.Proof), old, latest))
	}
	fmt.Printf("holds: %d in it, %d extend\n", len(all.Inclusion), len(all.Consistency))
}

func opened(text string, known note.Verifiers) (uint64, []byte) {
	found, err := note.Open([]byte(text), known)
	must(err)
	lines := strings.Split(found.Text, "\n")
	size, err := strconv.ParseUint(lines[1], 10, 64)
	must(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	must(err)
	return size, root
}

func unhexed(hashes []string) [][]byte {
	raw := make([][]byte, len(hashes))
	for i, each := range hashes {
		value, err := hex.DecodeString(each)
		must(err)
		raw[i] = value
	}
	return raw
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
