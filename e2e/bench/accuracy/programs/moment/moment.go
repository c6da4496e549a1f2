// Package moment waits for moments exactly, and knows how late it was.
package moment

import (
	"runtime"
	"sync/atomic"
	"syscall"
	"time"
)

// The kernel wakes a sleeper this much late as a rule; the rest is spun.
const spin = 120 * time.Microsecond

// A goroutine that sleeps in the kernel keeps its place among Go's processors for up to 10 ms: with few of them the next
// packet would wait for it.
const processors = 128

func init() { runtime.GOMAXPROCS(processors) }

var worst atomic.Int64

// SleepUntil returns at t. Go's own timers are a millisecond grained while nothing else runs.
func SleepUntil(t time.Time) {
	for {
		left := time.Until(t)
		if left <= 0 {
			note(-left)
			return
		}
		if left > spin {
			ts := syscall.NsecToTimespec(int64(left - spin))
			_ = syscall.Nanosleep(&ts, nil)
		}
	}
}

// TakeWorst returns the greatest lateness since the last call.
func TakeWorst() time.Duration {
	return time.Duration(worst.Swap(0))
}

func note(late time.Duration) {
	for {
		seen := worst.Load()
		if int64(late) <= seen || worst.CompareAndSwap(seen, int64(late)) {
			return
		}
	}
}
