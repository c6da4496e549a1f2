/** Items by the moment they are due, a binary heap: the earliest first, equals in any order. */
export type DueQueue<T> = {
  readonly push: (dueAt: number, item: T) => void;
  /** The earliest moment, null when nothing waits. */
  readonly nextAt: () => number | null;
  /** Takes out everything that is due by `now`, earliest first. */
  readonly takeDue: (now: number) => T[];
};

type Entry<T> = { readonly dueAt: number; readonly item: T };

export function createDueQueue<T>(): DueQueue<T> {
  const heap: Entry<T>[] = [];
  return {
    push: (dueAt, item) => {
      heap.push({ dueAt, item });
      siftUp(heap);
    },
    nextAt: () => heap[0]?.dueAt ?? null,
    takeDue: (now) => {
      const due: T[] = [];
      for (let first = heap[0]; first !== undefined && first.dueAt <= now; first = heap[0]) {
        due.push(first.item);
        removeFirst(heap);
      }
      return due;
    },
  };
}

function removeFirst<T>(heap: Entry<T>[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  siftDown(heap);
}

function siftUp<T>(heap: Entry<T>[]): void {
  let at = heap.length - 1;
  while (at > 0 && isEarlier(heap, at, (at - 1) >> 1)) {
    swap(heap, at, (at - 1) >> 1);
    at = (at - 1) >> 1;
  }
}

function siftDown<T>(heap: Entry<T>[]): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const child = isEarlier(heap, left + 1, left) ? left + 1 : left;
    if (!isEarlier(heap, child, at)) return;
    swap(heap, at, child);
    at = child;
  }
}

function isEarlier<T>(heap: readonly Entry<T>[], a: number, b: number): boolean {
  return (heap[a]?.dueAt ?? Number.POSITIVE_INFINITY) < (heap[b]?.dueAt ?? Number.POSITIVE_INFINITY);
}

function swap<T>(heap: Entry<T>[], a: number, b: number): void {
  const [first, second] = [heap[a], heap[b]];
  if (first === undefined || second === undefined)
    throw new RangeError(`no entries ${a} and ${b} of ${heap.length}`);
  heap[a] = second;
  heap[b] = first;
}
