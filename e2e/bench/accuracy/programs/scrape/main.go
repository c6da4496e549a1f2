// Command scrape asks an exporter inside the namespace of the clients. Asked with a batch, it answers the exporter's
// texts.
package main

import (
	"flag"
	"io"
	"net/http"

	"gomirrors.test/accuracy/console"
)

func main() {
	url := flag.String("url", "", "what is asked")
	flag.Parse()
	console.Answer(func(b console.Batch) ([]string, error) {
		return console.Run(b, func() (string, error) { return get(*url) })
	})
}

func get(url string) (string, error) {
	response, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return string(text), err
}
