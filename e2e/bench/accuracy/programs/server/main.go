// Command server is the other end of the accuracy lab: a resolver and an HTTPS server, both late by known times.
// Asked with any line, it tells the greatest lateness beyond that since it was last asked, in microseconds.
package main

import (
	"crypto/tls"
	"flag"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"strconv"
	"time"

	"gomirrors.test/accuracy/console"
	"gomirrors.test/accuracy/moment"
)

var half = make([]byte, 512)

func main() {
	address := flag.String("address", "", "`address` to listen on, ports 53 and 443")
	name := flag.String("name", "", "host `name` that resolves to the address")
	dns := flag.Duration("dns", 0, "delay of an answer of the resolver")
	head := flag.Duration("head", 0, "delay before the head of a response")
	body := flag.Duration("body", 0, "delay in the middle of the body")
	ca := flag.String("ca", "", "`file` that the root certificate is written to")
	flag.Parse()
	debug.SetGCPercent(1000)
	ip := net.ParseIP(*address).To4()
	certificate, root, err := issue(*name, ip)
	console.Check(err)
	console.Check(os.WriteFile(*ca, root, 0o644))
	console.Check(serveDNS(net.JoinHostPort(*address, "53"), *name, ip, *dns))
	console.Check(serveHTTPS(net.JoinHostPort(*address, "443"), certificate, *head, *body))
	console.Answer(func(string) (int64, error) { return moment.TakeWorst().Microseconds(), nil })
}

func serveHTTPS(address string, certificate tls.Certificate, head, body time.Duration) error {
	listener, err := net.Listen("tcp4", address)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { respond(w, head, body) }),
		TLSConfig: &tls.Config{
			Certificates:     []tls.Certificate{certificate},
			NextProtos:       []string{"http/1.1"},
			CurvePreferences: []tls.CurveID{tls.X25519},
		},
		// Clients that hang up are not worth a line.
		ErrorLog: log.New(io.Discard, "", 0),
		// One protocol for all clients.
		TLSNextProto: map[string]func(*http.Server, *tls.Conn, http.Handler){},
	}
	go func() { console.Check(server.ServeTLS(listener, "", "")) }()
	return nil
}

func respond(w http.ResponseWriter, head, body time.Duration) {
	moment.SleepUntil(time.Now().Add(head))
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(2*len(half)))
	_, _ = w.Write(half)
	_ = http.NewResponseController(w).Flush()
	moment.SleepUntil(time.Now().Add(body))
	_, _ = w.Write(half)
}
