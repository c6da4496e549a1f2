import { type Fault, type FaultName, type FaultValue, formatFaultValue, readFault } from "./fault";

/** The faults that are on. Switching one on again replaces its value and forgets which paths were asked for. */
export type Switchboard = {
  /** Throws a TypeError naming what is wrong; null switches the fault off. */
  readonly set: (name: string, value: unknown) => void;
  readonly find: (name: FaultName, path: string) => Fault | null;
  readonly isQuiet: () => boolean;
  readonly values: () => Record<string, FaultValue>;
  /** Whether the path was asked for before while that fault was on; from now on it was. */
  readonly markAsked: (name: FaultName, path: string) => boolean;
};

export function createSwitchboard(): Switchboard {
  const faults = new Map<FaultName, Fault>();
  const asked = new Map<FaultName, Set<string>>();
  return {
    set: (name, value) => {
      const fault = readFault(name, value ?? true);
      asked.set(fault.name, new Set());
      if (value === null) faults.delete(fault.name);
      else faults.set(fault.name, fault);
    },
    find: (name, path) => {
      const fault = faults.get(name);
      return fault !== undefined && path.includes(fault.within) ? fault : null;
    },
    isQuiet: () => faults.size === 0,
    values: () => Object.fromEntries([...faults].map(([name, fault]) => [name, formatFaultValue(fault)])),
    markAsked: (name, path) => {
      const paths = asked.get(name) ?? new Set();
      const isRepeated = paths.has(path);
      asked.set(name, paths.add(path));
      return isRepeated;
    },
  };
}
