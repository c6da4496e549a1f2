import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { addressWithoutZone, chooseZone } from "./zone-choice";

/** A function that shows every page in a time zone from now on, this one at once; false for no time zone. */
export function useZone(): (zone: string) => boolean {
  const router = useRouter();
  return useCallback(
    (zone) => {
      if (!chooseZone(zone)) return false;
      const address = addressWithoutZone(location.href);
      if (address !== null) router.replace(address, { scroll: false });
      // Another query alone does not renew the header.
      router.refresh();
      return true;
    },
    [router],
  );
}
