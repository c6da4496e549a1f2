import type { View } from "@/app/_ui/view";
import { REASONS } from "@/lib/probe/reason";
import { GAP_CAUSES } from "@/lib/probe/result";

/** Every reason of a probe. */
export function Reasons({ view: { t } }: { view: View }) {
  const items = REASONS.map((code) => ({ code, word: t.reason[code] }));
  return <CodeList label={t.docs.methodology.table.reason} items={items} />;
}

/** Every cause of a gap. */
export function GapCauses({ view: { t } }: { view: View }) {
  const items = GAP_CAUSES.map((code) => ({ code, word: t.gapCause[code] }));
  return <CodeList label={t.docs.methodology.table.cause} items={items} />;
}

type Item = { readonly code: string; readonly word: string };

/** Words with the codes that the API has for them. */
function CodeList({ label, items }: { label: string; items: readonly Item[] }) {
  return (
    <ul className="codes" aria-label={label}>
      {items.map(({ code, word }) => (
        <li key={code}>
          {word} <code>{code}</code>
        </li>
      ))}
    </ul>
  );
}
