import { type LandCoverTable, WORLD_COVER } from "../geo/land-cover/classes.ts";
import type { Settings } from "./schema/settings.ts";

/** The classes of ESA WorldCover with a scenario's own numbers before theirs, and its own classes beside them. */
export function landCoverTable(own: Settings["terrain"]["landCoverClasses"]): LandCoverTable {
  const changed = Object.entries(own).map(([name, { title, heightM, lossDb }]) => {
    const known = Object.hasOwn(WORLD_COVER, name) ? WORLD_COVER[name] : undefined;
    const item = {
      title: title ?? known?.title ?? (/^\d+$/.test(name) ? `class ${name}` : name),
      heightM: heightM ?? known?.heightM ?? 0,
      lossDb: lossDb ?? null,
    };
    return [name, item];
  });
  return { ...WORLD_COVER, ...Object.fromEntries(changed) };
}
