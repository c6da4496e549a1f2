"use client";

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { momentAt, type PlotBox, type Stretch, toSelection } from "./selection";

/** Less movement than this is a click. */
const DRAG_PX = 4;

/** The ends of what is being chosen: where it began, and where the pointer or the cursor is. */
type Marks = { readonly one: number; readonly other: number };

type Options = {
  readonly shown: Stretch;
  readonly widthMs: number;
  /** Where the axis lies in a box of this width. */
  readonly axis: (width: number) => PlotBox;
  readonly onChosen: (stretch: Stretch) => void;
};

/**
 * Choosing a stretch of a chart over time. By pointer: dragging. By keyboard: Shift with an arrow key or the space bar
 * marks the bucket under the cursor, which the arrow keys go on moving; Enter chooses, Escape lets go.
 */
export function useMarks({ shown, widthMs, axis, onChosen }: Options) {
  const [marks, setMarks] = useState<Marks | null>(null);
  const cursor = useRef<number | null>(null);
  const selection = marks === null ? null : toSelection(marks.one, marks.other, shown, widthMs);
  useCleared(`${shown.from} ${shown.to}`, setMarks);
  const drag = useDrag(shown, axis, setMarks, (one, other) => {
    const chosen = toSelection(one, other, shown, widthMs);
    if (chosen === null) setMarks(null);
    else onChosen(chosen);
  });
  const onCursor = (at: number | null) => {
    if (at === null) return;
    cursor.current = at;
    if (!drag.isDown()) setMarks((known) => known && { ...known, other: at });
  };
  const mark = () => {
    const at = cursor.current;
    if (at !== null) setMarks((known) => known ?? { one: at, other: at });
  };
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const action = actionOf(event);
    if (action === "mark") mark();
    if (action === "choose" && selection !== null) onChosen(selection);
    if (action === "let-go") setMarks(null);
    // The arrow that marks moves the cursor too; the other keys would do something else to the page or the chart.
    const used = action === "mark" ? event.key === " " : action !== null && marks !== null;
    if (!used) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { selection, onCursor, handlers: { ...drag.handlers, onKeyDownCapture } };
}

function actionOf({ key, shiftKey }: KeyboardEvent): "mark" | "choose" | "let-go" | null {
  if (key === " " || (shiftKey && (key === "ArrowLeft" || key === "ArrowRight"))) return "mark";
  if (key === "Enter") return "choose";
  return key === "Escape" ? "let-go" : null;
}

/** What was marked of one stretch means nothing on the next. */
function useCleared(key: string, setMarks: (marks: null) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the key that it waits for
  useEffect(() => setMarks(null), [key, setMarks]);
}

/** `onEnd` gets both ends of a finished drag. A drag is followed beyond the box, and is none until it has moved. */
function useDrag(
  shown: Stretch,
  axis: Options["axis"],
  setMarks: (marks: Marks | null) => void,
  onEnd: (one: number, other: number) => void,
) {
  const start = useRef<{ readonly x: number; readonly moved: boolean } | null>(null);
  const momentOf = (event: PointerEvent<HTMLElement>, x: number) =>
    momentAt(x, axis(event.currentTarget.clientWidth), shown);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button === 0 && event.isPrimary) start.current = { x: xOf(event), moved: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const begun = start.current;
    const x = xOf(event);
    if (begun === null || (!begun.moved && Math.abs(x - begun.x) < DRAG_PX)) return;
    if (!begun.moved) event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { ...begun, moved: true };
    setMarks({ one: momentOf(event, begun.x), other: momentOf(event, x) });
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const begun = start.current;
    start.current = null;
    if (begun?.moved === true) onEnd(momentOf(event, begun.x), momentOf(event, xOf(event)));
  };
  const onPointerCancel = () => {
    start.current = null;
    setMarks(null);
  };
  return {
    isDown: () => start.current !== null,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel },
  };
}

function xOf(event: PointerEvent<HTMLElement>): number {
  return event.clientX - event.currentTarget.getBoundingClientRect().left;
}
