// Pins the goproxy server that the conformance builds; nothing of it is in the product.
module gomirrors.test/goproxy

go 1.25.0

require github.com/goproxy/goproxy v0.26.1
