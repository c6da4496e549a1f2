import { describe, expect, it } from "vitest";
import { createDueQueue } from "./due-queue";

describe("the due queue", () => {
  it("gives back what is due, earliest first, whatever the order it came in", () => {
    const queue = createDueQueue<number>();
    const moments = Array.from({ length: 500 }, (_, index) => (index * 7919) % 503);
    for (const at of moments) queue.push(at, at);
    expect(queue.nextAt()).toBe(Math.min(...moments));
    const early = queue.takeDue(250);
    expect(early).toEqual(moments.filter((at) => at <= 250).sort((a, b) => a - b));
    expect(queue.nextAt()).toBe(Math.min(...moments.filter((at) => at > 250)));
    expect([...early, ...queue.takeDue(Number.POSITIVE_INFINITY)]).toHaveLength(500);
    expect(queue.nextAt()).toBeNull();
  });

  it("is empty before anything came", () => {
    const queue = createDueQueue<string>();
    expect([queue.nextAt(), queue.takeDue(1)]).toEqual([null, []]);
  });
});
