module gomirrors.test/goproxy

go 1.25.0

require github.com/goproxy/goproxy v0.26.1
