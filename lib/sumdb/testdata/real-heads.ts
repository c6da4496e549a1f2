/** The key of the public checksum database, and heads it has really signed: size, root, signature. */
export const REAL_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

const HEADS = [
  [
    454_425,
    "CF4Gdi7ahAx2DQ1icZRlXpgIZ4mMy3FE7ZH+asIYk9Y=",
    "Az3grrJsLRs6sNa2gQWy6G6jb/FLI7opFZErrJT1PWmmP4iUdRxoJhMgfmSkirJgj3zj7n3N61yL16+9521wNu12Sgo=",
  ],
  [
    445_646,
    "jEFFy4AtYgBBNTSZTiNnQrgQqMbcH0mfO2oP2FxR9VU=",
    "Az3grkGho/PqvUmEuTv6+r2g303hUhu60FOD6vLpm19mBwH9UjquWY2OKxNmZ55z0gHrp24AgPC3Q5WO7uZrVdvdCQU=",
  ],
  [
    11_824_063,
    "WCl512Pdu5vjuBVhKZhK+XZw6Xp/DWkqqvzSQdp+8q4=",
    "Az3grjvrvdlD1XXg3nTv0Xpy0rz1iE0usJdqgypkJPeH4tSKI4P0SBoKRlVee1N6BVXR7j7kWLsa7SsnzV7lxL/LPQA=",
  ],
  [
    31_700_353,
    "qINS1GRFhWHwdkUeqLEoP4yEMkTBBzxBkGwGQlVlVcs=",
    "Az3grnmrIUEDFqHzAElIQCPNoRFRAAdFo47fooyWKMHb89k11GJh5zHIfNCOBmwn/C3YI8oW9/C8DJ87F61QqspBYwM=",
  ],
  [
    35_225_469,
    "vt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCQ=",
    "Az3grpukl5AXaVfYkLiDGORx/DN2nlcS5kZHR5uYOBV2KA2HgXpD+gu9HHONebHLAyaKbbTM75QTtPydhKCExixSfwQ=",
  ],
  [
    49_154_241,
    "Vg2KDjEEZd3MxZILxpn7WFm/ICVloBmR6IUV9jxP9ZY=",
    "Az3grrn/X7BD7RIh3pIwap3z/4TJqVh+w5Wvgzm0T+r3Z26M82zRQRiGCR6ikai6dOjJhmXOYaZJbGEgUmN0zSFeOAA=",
  ],
  [
    51_761_337,
    "mv3lBmDpwGiet+Xh7kRCt0R4FmmeL3xAvtMkIYVYgeI=",
    "Az3grjZXdjDyXP36MnrD7I0nFSnlPtHTPa8tKorVMUtwIib25uPwa7A7FEISSikrTJvOK0w96Hzwp7T9/0IFDpKbIwU=",
  ],
  [
    51_786_210,
    "Qm1uym+1whTL07BkAx46qMfe3LDbP3R401s1WHtxFLU=",
    "Az3grsEsFvV2fD6LpbOi2gcU+E9vUUYjO2X7w43eIqTS4+jWLqjQpKf2pLx5HpToBmCZD320jRRur+sfw0ViN2kOOwk=",
  ],
  [
    51_929_436,
    "mQw+jf8Ko94JweSoG8190LvpV8myM/RNeAJ9TYKnia8=",
    "Az3grkpNqcZOcvUPGEii+HGw4Omo/J/g+pjjn1+rGRhg6mVhwZBlloAIY+YYfBmHnOZbau4dxH0uzFPHVnZnnD3Sfg4=",
  ],
  [
    56_789_482,
    "h8bSPMq2SuvvGAw4eQpSa0ckCMxBMYkkFR9vCnquvLI=",
    "Az3grgr5+33Tky8IIuJdHUPJV/AcCwUelzx8ywMHCiQax1gNCXgYqY4zPy2tN4EDvAv8WpthYsiWC/BiaubeQRKQTAA=",
  ],
  [
    66_327_379,
    "xWutPmGGbpWR/1iGpo4T2OIen8osXrozOwt4QinWKyg=",
    "Az3grh7C5yhBIx4LGre+Cxy+IpZfAQbghxRv7p159h49g8+zHJS+EDmfu3UMGCrx93kygGV0LR6jZIFivT37qTUmIgM=",
  ],
  [
    66_332_798,
    "czPocWFmMwQrSENohgEPvFiqA+2i/3lRZhHbxtma2UQ=",
    "Az3grh19zTBOmg0dGOAELF5SP1N/QTSsuYwquERee13uccsbttgwVlS/0MhlHd7IEvb6fQVKmu7XFovf0PT1tKOnHQo=",
  ],
  [
    66_385_784,
    "dRgqg6bNjCv/HjgbQbR4FTQxb01x93qAiafZ4wW6HNI=",
    "Az3grgdaBaBYyyTCLNv4P301f7lAEOLAqFA3S8qHA1DrIw6NQDwtMmAExrmeIOAA0fY8RhokDCBm9LiX4cF0aBcOHgs=",
  ],
  [
    66_393_050,
    "Hj8H0GmwlaYk6RersiH+w2hZWpSiODGR1uqVjAE7p30=",
    "Az3grhRMq1VXFDPeoICge4CrOaEPySE4jdUmPtMUaM7ExD2UjRFPpUWOvq27sueT3vRoQ4R0p7wcIDLvbvx5AZRkXgo=",
  ],
  [
    66_398_721,
    "5oXTdOltbW8oy+WAHSPYkUE7FskIY/5ZJCYGy+buJ3g=",
    "Az3grkwAPWdf0j0QaqFdZ3Hg/pDusO9we04GR+upDAujfj+kau8VzeyO7Xqw0j0qZNnwMvwiV98DluG2iyB8t4v4WQU=",
  ],
  [
    70_991_285,
    "UDMD+tZJasiuDP4BOEsBar7NPLZCTCUvmmdToIY+OTc=",
    "Az3grlYpcKcfSFLwqBnUztFjLwu4+56vki7gN4YqmBwippwams0gjKHqyxiCD/RIn5sVA2do2IGeZpJlH+AsfLcirAE=",
  ],
] as const;

export type RealHead = { readonly size: number; readonly root: string; readonly note: string };

export const REAL_HEADS: readonly RealHead[] = HEADS.map(([size, root, signature]) => ({
  size,
  root,
  note: `go.sum database tree\n${size}\n${root}\n\n\u2014 sum.golang.org ${signature}\n`,
}));
