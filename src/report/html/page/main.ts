import { PAYLOAD_ID, type Payload } from "../payload.ts";
import { App } from "./app.ts";
import { byId, setText } from "./elements.ts";
import { listenToLinkFilter, listenToSorting } from "./tables.ts";
import { listenToTheme } from "./theme.ts";
import { unpack } from "./unpack.ts";

listenToSorting();
listenToLinkFilter();
const onThemeChange = listenToTheme();
if (typeof DecompressionStream === "undefined") {
  setText("map-status", "The map needs a browser of 2023 or later. The tables below are complete.");
} else {
  startMap();
}

async function startMap(): Promise<void> {
  const payload = JSON.parse(byId(PAYLOAD_ID).textContent ?? "") as Payload;
  const app = new App(payload, unpack(payload, await inflate(payload.bytes.base64)));
  app.start();
  onThemeChange(() => app.setTheme());
}

async function inflate(base64: string): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
