import type { View } from "@/app/_ui/view";
import { IP_FAMILIES } from "@/lib/probe/family";
import type { MirrorSnapshot } from "@/lib/snapshot/snapshot";
import type { MirrorChoice } from "./choice";
import type { MirrorAddress } from "./mirror-address";

type Props = {
  readonly mirror: MirrorSnapshot;
  readonly choice: MirrorChoice | null;
  readonly address: MirrorAddress;
  readonly view: View;
};

/** Both IP families together, or one of them, of a mirror that is measured over both. */
export function FamilyPicker({ mirror, choice, address, view: { t } }: Props) {
  const chosen = choice?.family ?? null;
  if (choice === null || (chosen === null && !hasFamilies(mirror))) return null;
  return (
    <nav className="seg" aria-label={t.mirror.family.label} data-families>
      {[null, ...IP_FAMILIES].map((family) => (
        <a
          key={family}
          href={address.family(family)}
          data-family={family ?? "all"}
          aria-current={family === chosen ? "true" : undefined}
        >
          {t.mirror.family[family ?? "all"]}
        </a>
      ))}
    </nav>
  );
}

/** True when the families of some endpoint stand apart in the snapshot. */
export function hasFamilies({ endpoints }: MirrorSnapshot): boolean {
  return endpoints.some(({ families }) => families.length > 0);
}
