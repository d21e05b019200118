import { create } from "./elements.ts";
import type { Readout } from "./readout.ts";

const OFFSET_PX = 16;

/** The box beside the pointer. It is moved by a transform and never takes part in hit testing, so that it cannot flicker. */
export class Tooltip {
  readonly #box: HTMLElement;
  readonly #frame: HTMLElement;

  constructor(box: HTMLElement, frame: HTMLElement) {
    this.#box = box;
    this.#frame = frame;
  }

  hide(): void {
    this.#box.classList.remove("is-shown");
  }

  show(readout: Readout, x: number, y: number): void {
    const title = create("strong", "tooltip-title", readout.title);
    const list = create("dl", "tooltip-rows");
    for (const [name, value] of readout.rows) list.append(create("dt", "", name), create("dd", "", value));
    this.#box.replaceChildren(title, list);
    if (readout.hint) this.#box.append(create("span", "tooltip-hint", readout.hint));
    this.#box.classList.add("is-shown");
    const { clientWidth, clientHeight } = this.#frame;
    const { offsetWidth, offsetHeight } = this.#box;
    const right = x + OFFSET_PX + offsetWidth < clientWidth;
    const below = y + OFFSET_PX + offsetHeight < clientHeight;
    const left = right ? x + OFFSET_PX : Math.max(4, x - OFFSET_PX - offsetWidth);
    const top = below ? y + OFFSET_PX : Math.max(4, y - OFFSET_PX - offsetHeight);
    this.#box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }
}
