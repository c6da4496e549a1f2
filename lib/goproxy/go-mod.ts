/**
 * The path that a go.mod file gives its module, null when no line does. As the go command reads a mirror's file, the
 * first `module` line counts, whatever stands elsewhere.
 *
 *   module github.com/pkg/errors // comment
 *   module "gopkg.in/yaml.v3"
 */
export function parseModuleLine(text: string): string | null {
  for (const line of text.split("\n")) {
    const argument = moduleArgument(line);
    if (argument !== null) return unquote(argument);
  }
  return null;
}

function moduleArgument(line: string): string | null {
  const code = (line.split("//", 1)[0] ?? "").trim();
  if (!code.startsWith("module")) return null;
  const rest = code.slice("module".length);
  const argument = rest.trimStart();
  return argument === "" || argument.length === rest.length ? null : argument;
}

/** Module paths hold nothing that needs an escape, so a quoted path with one is no path. */
function unquote(argument: string): string | null {
  const quote = argument[0];
  if (quote !== '"' && quote !== "`") return argument;
  const inner = argument.slice(1, -1);
  const isClosed = argument.length >= 2 && argument.endsWith(quote);
  return isClosed && !inner.includes(quote) && !inner.includes("\\") ? inner : null;
}
