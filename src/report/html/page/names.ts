import type { Extent, Payload } from "../payload.ts";
import type { LabelSpace } from "./labels.ts";
import type { Palette } from "./palette.ts";
import { DEVICE_RADIUS_PX, STATION_RADIUS_PX, type StationState } from "./symbols.ts";
import type { Demand } from "./unpack.ts";
import type { Viewport } from "./viewport.ts";

const MOST_DEVICES_BLOCKED = 150;

/** Keeps names off the devices, where these are few enough to leave names a place. */
export function blockDevices(space: LabelSpace, view: Viewport, demand: Demand): void {
  if (demand.count - demand.devicesFrom > MOST_DEVICES_BLOCKED) return;
  for (let i = demand.devicesFrom; i < demand.count; i++) {
    space.block(view.x(demand.longitudeDeg[i]), view.y(demand.latitudeDeg[i]), DEVICE_RADIUS_PX + 1);
  }
}

/** Names of the stations that are on, where there is room. Symbols of stations and worst spots keep their places. */
export function drawStationNames(
  context: CanvasRenderingContext2D,
  view: Viewport,
  palette: Palette,
  names: StationState & { readonly spots: Payload["spots"]; readonly space: LabelSpace },
): void {
  const { stations, on, active, hidden, spots, space } = names;
  stations.forEach(({ longitudeDeg, latitudeDeg }, i) => {
    if (!hidden.includes(i)) space.block(view.x(longitudeDeg), view.y(latitudeDeg), STATION_RADIUS_PX + 2);
  });
  for (const { longitudeDeg, latitudeDeg } of spots) space.block(view.x(longitudeDeg), view.y(latitudeDeg) - 16, 11);
  context.save();
  context.font = "600 12.5px system-ui, sans-serif";
  stations.forEach(({ name, longitudeDeg, latitudeDeg }, i) => {
    if (!on[i] && i !== active) return;
    const x = view.x(longitudeDeg);
    const y = view.y(latitudeDeg);
    space.write(context, palette, name, [
      { x: x + 14, baseline: y + 4, align: "left" },
      { x: x - 14, baseline: y + 4, align: "right" },
      { x, baseline: y - 15, align: "centre" },
      { x, baseline: y + 24, align: "centre" },
    ]);
  });
  context.restore();
}

/** Names of the areas, in the room that is left. */
export function drawAreaNames(
  context: CanvasRenderingContext2D,
  view: Viewport,
  palette: Palette,
  names: { readonly areas: Payload["areas"]; readonly space: LabelSpace },
): void {
  context.save();
  context.font = "italic 600 13px system-ui, sans-serif";
  for (const { name, polygons } of names.areas) {
    const box = boundsOf(polygons);
    if (!box) continue;
    const x = view.x((box.west + box.east) / 2);
    const [top, bottom] = [view.y(box.north), view.y(box.south)];
    const baselines = [top - 7, (top + bottom) / 2, bottom + 17, top + 20, bottom - 10];
    const spots = baselines.map((baseline) => ({ x, baseline, align: "centre" as const }));
    names.space.write(context, palette, name, spots);
  }
  context.restore();
}

function boundsOf(polygons: Payload["areas"][number]["polygons"]): Extent | null {
  const positions = polygons.flatMap((polygon) => polygon[0]);
  if (positions.length === 0) return null;
  const longitudes = positions.map(([longitudeDeg]) => longitudeDeg);
  const latitudes = positions.map(([, latitudeDeg]) => latitudeDeg);
  return {
    west: Math.min(...longitudes),
    east: Math.max(...longitudes),
    south: Math.min(...latitudes),
    north: Math.max(...latitudes),
  };
}
