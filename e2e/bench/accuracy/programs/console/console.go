// Package console is how the bench talks to its programs: one JSON line in, one JSON line out, and the end of the
// input ends the program, so that none outlives the bench.
package console

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sync"
)

// Answer prints "ready", then answers each line of the input until it ends.
func Answer[Q, A any](answer func(Q) (A, error)) {
	fmt.Println(`"ready"`)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var question Q
		Check(json.Unmarshal(lines.Bytes(), &question))
		got, err := answer(question)
		Check(err)
		Check(json.NewEncoder(os.Stdout).Encode(got))
	}
}

// Batch is a number of runs, so many of them at a time.
type Batch struct {
	N        int `json:"n"`
	Parallel int `json:"parallel"`
}

// Run carries out a batch; the first error ends it.
func Run[T any](b Batch, one func() (T, error)) ([]T, error) {
	results := make([]T, b.N)
	errs := make([]error, b.N)
	next := make(chan int)
	var group sync.WaitGroup
	for range b.Parallel {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range next {
				results[i], errs[i] = one()
			}
		}()
	}
	for i := range b.N {
		next <- i
	}
	close(next)
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return results, nil
}

// Check ends the program with an error, if there is one.
func Check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
