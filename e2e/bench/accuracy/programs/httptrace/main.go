// Command httptrace is the reference: Go's own clock readings of each phase of a request on a fresh connection.
// Asked with a batch, it answers the phases of each request, in microseconds.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"flag"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"os"
	"time"

	"gomirrors.test/accuracy/console"
)

type phases struct {
	DNS      int64 `json:"dns"`
	TCP      int64 `json:"tcp"`
	TLS      int64 `json:"tls"`
	TTFB     int64 `json:"ttfb"`
	Transfer int64 `json:"transfer"`
	Total    int64 `json:"total"`
}

func main() {
	url := flag.String("url", "", "what is asked")
	ca := flag.String("ca", "", "`file` of the root certificate")
	flag.Parse()
	text, err := os.ReadFile(*ca)
	console.Check(err)
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(text) {
		console.Check(errors.New(*ca + " holds no certificate"))
	}
	transport := newTransport(roots)
	console.Answer(func(b console.Batch) ([]phases, error) {
		return console.Run(b, func() (phases, error) { return measure(transport, *url) })
	})
}

func newTransport(roots *x509.CertPool) *http.Transport {
	dialer := &net.Dialer{Resolver: &net.Resolver{PreferGo: true}}
	return &http.Transport{
		DisableKeepAlives:  true,
		DisableCompression: true,
		TLSClientConfig:    &tls.Config{RootCAs: roots},
		DialContext: func(ctx context.Context, _, address string) (net.Conn, error) {
			return dialer.DialContext(ctx, "tcp4", address)
		},
	}
}

func measure(transport *http.Transport, url string) (phases, error) {
	var start, dns, resolved, tcp, connected, secure, secured, sent, first, end time.Time
	trace := &httptrace.ClientTrace{
		DNSStart:             func(httptrace.DNSStartInfo) { dns = time.Now() },
		DNSDone:              func(httptrace.DNSDoneInfo) { resolved = time.Now() },
		ConnectStart:         func(string, string) { tcp = time.Now() },
		ConnectDone:          func(string, string, error) { connected = time.Now() },
		TLSHandshakeStart:    func() { secure = time.Now() },
		TLSHandshakeDone:     func(tls.ConnectionState, error) { secured = time.Now() },
		WroteRequest:         func(httptrace.WroteRequestInfo) { sent = time.Now() },
		GotFirstResponseByte: func() { first = time.Now() },
	}
	start = time.Now()
	request, err := http.NewRequestWithContext(httptrace.WithClientTrace(context.Background(), trace), "GET", url, nil)
	if err != nil {
		return phases{}, err
	}
	response, err := transport.RoundTrip(request)
	if err != nil {
		return phases{}, err
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return phases{}, err
	}
	end = time.Now()
	return phases{
		DNS:      resolved.Sub(dns).Microseconds(),
		TCP:      connected.Sub(tcp).Microseconds(),
		TLS:      secured.Sub(secure).Microseconds(),
		TTFB:     first.Sub(sent).Microseconds(),
		Transfer: end.Sub(first).Microseconds(),
		Total:    end.Sub(start).Microseconds(),
	}, nil
}
