// Package moment waits for moments exactly, and knows how late it was.
package moment

import (
	"runtime"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

// The kernel wakes a sleeper this much late as a rule; the rest is spun.
const spin = 120 * time.Microsecond

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

// WatchProcessors wakes once a millisecond on each processor: what it comes late, a packet could have come late.
func WatchProcessors() {
	for cpu := range runtime.NumCPU() {
		go watch(cpu)
	}
}

// TakeWorst returns the greatest lateness since the last call.
func TakeWorst() time.Duration {
	return time.Duration(worst.Swap(0))
}

func watch(cpu int) {
	runtime.LockOSThread()
	var mask [16]uint64
	mask[cpu/64] = 1 << (cpu % 64)
	_, _, _ = syscall.RawSyscall(syscall.SYS_SCHED_SETAFFINITY, 0, unsafe.Sizeof(mask), uintptr(unsafe.Pointer(&mask)))
	for {
		due := time.Now().Add(time.Millisecond)
		ts := syscall.NsecToTimespec(int64(time.Millisecond))
		_ = syscall.Nanosleep(&ts, nil)
		note(time.Since(due))
	}
}

func note(late time.Duration) {
	for {
		seen := worst.Load()
		if int64(late) <= seen || worst.CompareAndSwap(seen, int64(late)) {
			return
		}
	}
}
