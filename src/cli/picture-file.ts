import path from "node:path";
import { InputError } from "../math/errors.ts";
import type { Scene } from "../report/plot/scene.ts";
import { scenePng } from "../report/plot/scene-png.ts";
import { sceneSvg } from "../report/plot/scene-svg.ts";

export type PictureWriter = (scene: Scene) => string | Uint8Array;

const WRITERS: Readonly<Record<string, PictureWriter>> = { ".svg": sceneSvg, ".png": scenePng };

/**
 * How a picture is written into a file of this name: asked for before the work begins.
 *
 * @param where the flag that names it
 * @throws {InputError} unless it ends in .svg or .png
 */
export function pictureWriter(file: string, where: string): PictureWriter {
  const extension = path.extname(file).toLowerCase();
  if (Object.hasOwn(WRITERS, extension)) return WRITERS[extension];
  const message = `expected a file that ends in .svg or .png, got ${file}`;
  throw new InputError({ code: "bad-value", where, message });
}
