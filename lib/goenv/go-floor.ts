/**
 * The Go releases from which on a mirror cannot bypass what the checksum database proves, one a release line, and the
 * day on which that was looked up. Earlier ones accept a toolchain without its checksum (CVE-2026-94447,
 * CVE-2026-94444).
 */
export const GO_FLOOR = {
  versions: ["1.26.9", "1.27.2"],
  advisory: "https://github.com/golang/go/issues/81833",
  checkedOn: "2026-11-22",
} as const;
