package main

import (
	"encoding/binary"
	"net"
	"strings"
	"time"

	"gomirrors.test/accuracy/console"
	"gomirrors.test/accuracy/moment"
)

const (
	headerBytes = 12
	typeA       = 1
	// QR, AA, RD and RA: an answer.
	responseFlags = 0x8580
	noSuchName    = 3
)

// serveDNS answers each question a delay after it came: the name's address to A, nothing to other types, and no such
// name to other names (RFC 1035 section 4.1).
func serveDNS(address, name string, ip net.IP, delay time.Duration) error {
	socket, err := net.ListenPacket("udp4", address)
	if err != nil {
		return err
	}
	go func() {
		for {
			buffer := make([]byte, 1500)
			n, from, err := socket.ReadFrom(buffer)
			console.Check(err)
			due := time.Now().Add(delay)
			go func() {
				answer := answerTo(buffer[:n], name, ip)
				moment.SleepUntil(due)
				_, _ = socket.WriteTo(answer, from)
			}()
		}
	}()
	return nil
}

func answerTo(query []byte, name string, ip net.IP) []byte {
	asked, kind, end := parseQuestion(query)
	answer := binary.BigEndian.AppendUint16(nil, binary.BigEndian.Uint16(query))
	switch {
	case !strings.EqualFold(asked, name):
		return append(head(answer, responseFlags|noSuchName, 0), query[headerBytes:end]...)
	case kind != typeA:
		return append(head(answer, responseFlags, 0), query[headerBytes:end]...)
	}
	answer = append(head(answer, responseFlags, 1), query[headerBytes:end]...)
	// The name that stands behind the header; A, IN, a lifetime of 0 seconds: nobody keeps it.
	answer = append(answer, 0xc0, headerBytes, 0, typeA, 0, 1, 0, 0, 0, 0, 0, net.IPv4len)
	return append(answer, ip...)
}

func head(answer []byte, flags, answers uint16) []byte {
	for _, value := range []uint16{flags, 1, answers, 0, 0} {
		answer = binary.BigEndian.AppendUint16(answer, value)
	}
	return answer
}

func parseQuestion(query []byte) (name string, kind uint16, end int) {
	var labels []string
	at := headerBytes
	for query[at] != 0 {
		length := int(query[at])
		labels = append(labels, string(query[at+1:at+1+length]))
		at += 1 + length
	}
	return strings.Join(labels, "."), binary.BigEndian.Uint16(query[at+1:]), at + 5
}
