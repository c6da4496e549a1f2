// Command relay joins two TUN devices and holds each packet for a while: a network of known round-trip time where the
// kernel has no netem. Asked with any line, it tells the greatest lateness since it was last asked, in microseconds.
package main

import (
	"flag"
	"runtime/debug"
	"syscall"
	"time"
	"unsafe"

	"gomirrors.test/accuracy/console"
	"gomirrors.test/accuracy/moment"
)

const (
	largestPacket = 65536
	waitingMost   = 4096
)

type packet struct {
	due  time.Time
	body []byte
}

func main() {
	near := flag.String("near", "", "TUN `device` of the clients, made by us")
	far := flag.String("far", "", "TUN `device` of the server, made by us")
	delay := flag.Duration("delay", 0, "how long each packet is held, either way")
	flag.Parse()
	debug.SetGCPercent(2000)
	a, err := openTun(*near)
	console.Check(err)
	b, err := openTun(*far)
	console.Check(err)
	go forward(a, b, *delay)
	go forward(b, a, *delay)
	console.Answer(func(string) (int64, error) { return moment.TakeWorst().Microseconds(), nil })
}

func forward(from, to int, delay time.Duration) {
	held := make(chan packet, waitingMost)
	go func() {
		for p := range held {
			moment.SleepUntil(p.due)
			_, _ = syscall.Write(to, p.body)
		}
	}()
	buffer := make([]byte, largestPacket)
	for {
		n, err := syscall.Read(from, buffer)
		if err == syscall.EINTR || err == syscall.EIO {
			// A device that is not up yet gives EIO.
			time.Sleep(time.Millisecond)
			continue
		}
		console.Check(err)
		held <- packet{time.Now().Add(delay), append([]byte(nil), buffer[:n]...)}
	}
}

// openTun makes a TUN device of packets without a head of their own; it lives as long as the program, wherever it is
// moved to.
func openTun(name string) (int, error) {
	fd, err := syscall.Open("/dev/net/tun", syscall.O_RDWR, 0)
	if err != nil {
		return 0, err
	}
	var request struct {
		name  [syscall.IFNAMSIZ]byte
		flags uint16
		_     [22]byte
	}
	copy(request.name[:], name)
	request.flags = syscall.IFF_TUN | syscall.IFF_NO_PI
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, uintptr(fd), syscall.TUNSETIFF, uintptr(unsafe.Pointer(&request)))
	if errno != 0 {
		return 0, errno
	}
	return fd, nil
}
