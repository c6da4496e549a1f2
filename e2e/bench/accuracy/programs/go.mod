module gomirrors.test/accuracy

go 1.22
