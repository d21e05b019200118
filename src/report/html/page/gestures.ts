import type { Viewport } from "./viewport.ts";

const WHEEL_ZOOM_PER_PX = 0.0018;
/** Wheel steps are given in lines by some browsers. */
const LINE_PX = 18;
const KEY_PAN_PX = 60;
const KEY_ZOOM = 1.4;
/** A press that moves less is a click. */
const CLICK_SLOP_PX = 5;
/** While the page itself scrolls, a wheel over the map goes on scrolling it. */
const SCROLL_REST_MS = 350;

export interface MapEvents {
  /** The view has changed. */
  moved(cause: "pointer" | "keyboard"): void;
  /** The pointer rests over or moves across (x, y), in CSS pixels of the map; null when it has left. */
  hover(at: { readonly x: number; readonly y: number } | null): void;
  click(x: number, y: number): void;
  /** Enter or space: a click in the middle. */
  activate(): void;
}

/** Pan and zoom by mouse, wheel, touch and keyboard. */
export function listenToMap(frame: HTMLElement, view: Viewport, events: MapEvents): void {
  listenToPointers(frame, view, events);
  listenToWheel(frame, view, events);
  frame.addEventListener("keydown", (event) => {
    if (event.target !== frame || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") events.activate();
    else if (applyKey(event.key, view)) events.moved("keyboard");
    else return;
    event.preventDefault();
  });
}

function applyKey(key: string, view: Viewport): boolean {
  const [x, y] = [view.width / 2, view.height / 2];
  if (key === "ArrowLeft") view.pan(KEY_PAN_PX, 0);
  else if (key === "ArrowRight") view.pan(-KEY_PAN_PX, 0);
  else if (key === "ArrowUp") view.pan(0, KEY_PAN_PX);
  else if (key === "ArrowDown") view.pan(0, -KEY_PAN_PX);
  else if (key === "+" || key === "=") view.zoomAt(KEY_ZOOM, x, y);
  else if (key === "-") view.zoomAt(1 / KEY_ZOOM, x, y);
  else if (key === "0" || key === "Home") view.fit();
  else return false;
  return true;
}

function listenToWheel(frame: HTMLElement, view: Viewport, events: MapEvents): void {
  let lastScroll = Number.NEGATIVE_INFINITY;
  window.addEventListener("scroll", (event) => {
    lastScroll = event.timeStamp;
  });
  frame.addEventListener(
    "wheel",
    (event) => {
      if (event.timeStamp - lastScroll < SCROLL_REST_MS && !event.ctrlKey) return;
      event.preventDefault();
      const delta = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
      const { left, top } = frame.getBoundingClientRect();
      // A pinch on a trackpad comes as small steps with the control key.
      const factor = Math.exp(-delta * WHEEL_ZOOM_PER_PX * (event.ctrlKey ? 4 : 1));
      view.zoomAt(factor, event.clientX - left, event.clientY - top);
      events.moved("pointer");
    },
    { passive: false },
  );
}

function listenToPointers(frame: HTMLElement, view: Viewport, events: MapEvents): void {
  const down = new Map<number, { x: number; y: number }>();
  let travelled = 0;
  let touches = 0;
  const place = (event: PointerEvent) => {
    const { left, top } = frame.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || (event.target as Element).closest("button")) return;
    if (down.size === 0) travelled = touches = 0;
    down.set(event.pointerId, place(event));
    touches = Math.max(touches, down.size);
  });
  frame.addEventListener("pointermove", (event) => {
    const now = place(event);
    const before = down.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== "touch") events.hover((event.target as Element).closest("button") ? null : now);
      return;
    }
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (travelled < CLICK_SLOP_PX) return;
    if (!frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId);
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const spread = Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y);
      if (Number.isFinite(spread) && spread > 0) view.zoomAt(spread, other.x, other.y);
    } else view.pan(now.x - before.x, now.y - before.y);
    down.set(event.pointerId, now);
    events.hover(null);
    events.moved("pointer");
  });
  const release = (event: PointerEvent) => {
    const at = down.get(event.pointerId);
    if (!down.delete(event.pointerId) || !at) return;
    if (event.type === "pointerup" && travelled < CLICK_SLOP_PX && touches === 1) events.click(at.x, at.y);
  };
  frame.addEventListener("pointerup", release);
  frame.addEventListener("pointercancel", release);
  frame.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch") events.hover(null);
  });
}
