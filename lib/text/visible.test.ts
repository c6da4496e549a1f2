import { expect, test } from "vitest";
import { visible } from "./visible";

test.each([
  { name: "plain text stays", in: "goproxy.cn 正常 <b>", want: "goproxy.cn 正常 <b>" },
  { name: "a line break is shown", in: "a\nb", want: "a⟨U+000A⟩b" },
  { name: "a bell and an escape are shown", in: "\u0007\u001b[31m", want: "⟨U+0007⟩⟨U+001B⟩[31m" },
  { name: "C1 controls are shown", in: "\u0085\u009b", want: "⟨U+0085⟩⟨U+009B⟩" },
  { name: "a bidirectional override is shown", in: "\u202egnp.exe", want: "⟨U+202E⟩gnp.exe" },
  { name: "isolates and marks are shown", in: "\u2066\u200f\u061c", want: "⟨U+2066⟩⟨U+200F⟩⟨U+061C⟩" },
  { name: "what has no width is shown", in: "a\u200bb\ufeff", want: "a⟨U+200B⟩b⟨U+FEFF⟩" },
  { name: "line separators are shown", in: "\u2028\u2029", want: "⟨U+2028⟩⟨U+2029⟩" },
  { name: "half a surrogate pair is shown", in: "\ud83d!", want: "⟨U+D83D⟩!" },
  { name: "tag characters are shown", in: "\u{e0041}", want: "⟨U+E0041⟩" },
  { name: "a whole emoji stays", in: "😀", want: "😀" },
])("$name", ({ in: text, want }) => {
  expect(visible(text)).toBe(want);
});

test("what exceeds the limit is cut between code points, and that is said", () => {
  expect(visible("😀".repeat(3), 3)).toBe("😀😀😀");
  expect(visible("😀".repeat(4), 3)).toBe("😀😀😀…");
  expect(visible("x".repeat(1e6), 500)).toBe(`${"x".repeat(500)}…`);
});

test("no control, format or separator character is left of any of the first 70,000 code points", () => {
  for (let code = 0; code < 70_000; code++) {
    expect(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(visible(String.fromCodePoint(code)))).toBe(false);
  }
});
