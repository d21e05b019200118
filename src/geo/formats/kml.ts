/** Red, green, blue and opacity, each 0–255. */
export type KmlColour = readonly [number, number, number, number];

export interface KmlStyle {
  readonly id: string;
  readonly lineColour?: KmlColour;
  /** Pixels. */
  readonly lineWidth?: number;
  readonly fillColour?: KmlColour;
  readonly iconColour?: KmlColour;
  /** Factor on the icon's own size; 0 hides it. */
  readonly iconScale?: number;
  /** Factor on the label's own size. */
  readonly labelScale?: number;
}

type KmlGeometry =
  | { readonly kind: "point"; readonly longitudeDeg: number; readonly latitudeDeg: number }
  /** Polygon → ring (outer first, closed) → longitude, latitude. */
  | { readonly kind: "polygons"; readonly polygons: readonly (readonly (readonly (readonly number[])[])[])[] };

export interface KmlPlacemark {
  readonly name: string;
  readonly description?: string;
  readonly styleId: string;
  readonly geometry: KmlGeometry;
}

export interface KmlFolder {
  readonly name: string;
  readonly placemarks: readonly KmlPlacemark[];
}

/** A picture laid on the ground between its outer edges (not its pixels' centres), degrees. */
export interface KmlOverlay {
  readonly name: string;
  readonly description?: string;
  /** Path of the picture inside the KMZ. */
  readonly href: string;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export interface KmlDocument {
  readonly name: string;
  readonly description?: string;
  readonly styles: readonly KmlStyle[];
  /** In a folder of their own, of which one is seen at a time: the first, until another is chosen. */
  readonly overlays: readonly KmlOverlay[];
  readonly folders: readonly KmlFolder[];
}

/**
 * A KML document as text. All names and descriptions are plain text: what looks like markup in them is shown, not obeyed.
 *
 * @see OGC 12-007r2, KML 2.3; colours are written in its order, opacity–blue–green–red
 */
export function writeKml(document: KmlDocument): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2">',
    "<Document>",
    ...headOf(document),
    ...document.styles.map(styleText),
    ...overlayFolder(document.overlays),
    ...document.folders.flatMap(folderText),
    "</Document>",
    "</kml>",
    "",
  ].join("\n");
}

function headOf({ name, description }: { name: string; description?: string }): string[] {
  const head = [`<name>${xmlText(name)}</name>`];
  // A description is read as HTML by viewers: escaped once for HTML and once for XML, it stays text.
  if (description !== undefined) head.push(`<description>${xmlText(xmlText(description))}</description>`);
  return head;
}

function styleText(style: KmlStyle): string {
  const parts: string[] = [];
  if (style.iconColour || style.iconScale !== undefined) {
    parts.push(`<IconStyle>${colourText(style.iconColour)}<scale>${style.iconScale ?? 1}</scale></IconStyle>`);
  }
  if (style.labelScale !== undefined) parts.push(`<LabelStyle><scale>${style.labelScale}</scale></LabelStyle>`);
  if (style.lineColour) {
    parts.push(`<LineStyle>${colourText(style.lineColour)}<width>${style.lineWidth ?? 1}</width></LineStyle>`);
  }
  parts.push(
    style.fillColour
      ? `<PolyStyle>${colourText(style.fillColour)}</PolyStyle>`
      : "<PolyStyle><fill>0</fill></PolyStyle>",
  );
  return `<Style id="${xmlText(style.id)}">${parts.join("")}</Style>`;
}

function colourText(colour: KmlColour | undefined): string {
  if (!colour) return "";
  const [red, green, blue, opacity] = colour.map((part) => Math.round(part).toString(16).padStart(2, "0"));
  return `<color>${opacity}${blue}${green}${red}</color>`;
}

const OVERLAYS_STYLE =
  '<Style id="one-at-a-time"><ListStyle><listItemType>radioFolder</listItemType></ListStyle></Style>';

function overlayFolder(overlays: readonly KmlOverlay[]): string[] {
  if (overlays.length < 2) return overlays.map((overlay) => overlayText(overlay, true));
  return [
    OVERLAYS_STYLE,
    "<Folder><name>Maps</name><styleUrl>#one-at-a-time</styleUrl>",
    ...overlays.map((overlay, i) => overlayText(overlay, i === 0)),
    "</Folder>",
  ];
}

function overlayText(overlay: KmlOverlay, isVisible: boolean): string {
  const { href, north, south, east, west } = overlay;
  const box = `<north>${north}</north><south>${south}</south><east>${east}</east><west>${west}</west>`;
  // In the order that the schema demands
  const [name, ...description] = headOf(overlay);
  return [
    `<GroundOverlay>${name}${isVisible ? "" : "<visibility>0</visibility>"}${description.join("")}`,
    `<Icon><href>${xmlText(href)}</href></Icon>`,
    `<LatLonBox>${box}</LatLonBox></GroundOverlay>`,
  ].join("\n");
}

function folderText({ name, placemarks }: KmlFolder): string[] {
  return [`<Folder><name>${xmlText(name)}</name>`, ...placemarks.map(placemarkText), "</Folder>"];
}

function placemarkText(placemark: KmlPlacemark): string {
  const head = headOf(placemark).join("");
  const style = `<styleUrl>#${xmlText(placemark.styleId)}</styleUrl>`;
  return `<Placemark>${head}${style}${geometryText(placemark.geometry)}</Placemark>`;
}

function geometryText(geometry: KmlGeometry): string {
  if (geometry.kind === "point") {
    return `<Point><coordinates>${geometry.longitudeDeg},${geometry.latitudeDeg}</coordinates></Point>`;
  }
  const polygons = geometry.polygons.map(([outer, ...holes]) => {
    const inner = holes.map((hole) => `<innerBoundaryIs>${ringText(hole)}</innerBoundaryIs>`).join("");
    return `<Polygon><outerBoundaryIs>${ringText(outer)}</outerBoundaryIs>${inner}</Polygon>`;
  });
  return `<MultiGeometry>${polygons.join("")}</MultiGeometry>`;
}

function ringText(ring: readonly (readonly number[])[]): string {
  const positions = ring.map(([longitudeDeg, latitudeDeg]) => `${longitudeDeg},${latitudeDeg}`).join(" ");
  return `<LinearRing><coordinates>${positions}</coordinates></LinearRing>`;
}

/** XML 1.0, section 2.2, "Char": what may stand in a document, by code points; half a surrogate pair is none. */
function isXmlCharacter(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
}

/** Text as it may stand in an element or a quoted attribute; characters that XML forbids even as references are left out. */
function xmlText(text: string): string {
  return [...text]
    .filter(isXmlCharacter)
    .join("")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
