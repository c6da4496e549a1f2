import { describe } from "vitest";
import { isWholeFaults } from "@/e2e/env";
import { testClock } from "./slot-clock";
import { testKills } from "./slot-kill";
import { testLateness } from "./slot-late";
import { testStop } from "./slot-stop";
import { testStore } from "./slot-store";
import { testZones } from "./slot-zone";

/** Whole, each has the machine to itself; reduced, they run side by side, and none looks at its timing closely. */
const suite = isWholeFaults() ? describe.sequential : describe.concurrent;

suite("slots = rows + gaps", () => {
  testKills();
  testStop();
  testStore();
  testLateness();
});

suite("slots = rows + gaps, under clocks that are set", () => {
  testClock();
  testZones();
});
