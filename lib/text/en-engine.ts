import type { Texts } from "./zh";

/** Texts of the engine that a mirror looks like, in English. */
export const engineTexts: Texts["engine"] = {
  title: "Engine, by its answers",
  guess: {
    goproxy: "looks like goproxy",
    athens: "looks like Athens",
    static: "looks like static files",
    "repository-manager": "looks like a repository manager (such as Nexus or Artifactory)",
    unknown: "cannot be told",
  },
  name: {
    goproxy: "goproxy",
    athens: "Athens",
    static: "static files",
    "repository-manager": "repository manager",
  },
  none: "no answer yet",
  contradiction: "The signs contradict each other; both sides are here.",
  few: "Signs of fewer than two sorts are too little to guess by.",
  nothing: "The answers show no sign of any engine; a server in front may have rewritten them.",
  of: (p) => `${p.engine}: ${p.sign}`,
  sign: {
    "list-lifetime": "lists may be cached for 60 seconds",
    "absence-lifetime":
      "a 404 is plain text that begins with “not found”, cached for 60, 600 or 86,400 seconds",
    "file-lifetime": "version files may be cached for 7 days",
    "sumdb-lifetime": "answers of the checksum database may be cached for a day, tree heads for an hour",
    "failure-lifetime": "failures of its upstream become a 404 that must not be cached",
    "internal-error": "the body of a 500 is “internal server error”",
    "list-as-json": "lists claim to be JSON and must not be cached",
    "latest-with-nulls": "@latest has Tags with the value null",
    "empty-absence": "a missing version is a 404 with an empty body and no lifetime",
    "entity-tag-of-file": "the ETag is made of a file’s time and size",
    "dated-list": "lists carry Last-Modified and no lifetime",
    "info-as-plain-file": "the type of .info is not JSON",
    "manager-server": "Server names a repository manager",
    "manager-entity-tag": "the ETag is a digest that says SHA1",
    "manager-error": "errors look like a repository manager’s",
  },
};
