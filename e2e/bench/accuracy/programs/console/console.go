// Package console is how the bench talks to its programs: one JSON line in, one JSON line out, and the end of the
// input ends the program, so that none outlives the bench.
package console

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"time"
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

// Batch is a number of runs in so many lines, one after the other in each; the lines begin so many milliseconds apart.
type Batch struct {
	N        int     `json:"n"`
	Parallel int     `json:"parallel"`
	ApartMs  float64 `json:"apartMs"`
}

// Run carries out a batch; an error of a run is the batch's.
func Run[T any](b Batch, one func() (T, error)) ([]T, error) {
	results := make([]T, b.N)
	errs := make([]error, b.N)
	next := make(chan int, b.N)
	var group sync.WaitGroup
	for line := range b.Parallel {
		group.Add(1)
		go func() {
			defer group.Done()
			time.Sleep(time.Duration(float64(line) * b.ApartMs * float64(time.Millisecond)))
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
