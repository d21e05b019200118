import { findPatternKind, PATTERN_KINDS, PATTERN_NAMES } from "../link/antennas/choice.ts";
import { measuredPattern } from "../link/antennas/cuts.ts";
import { type AntennaFigures, antennaFigures } from "../link/antennas/figures.ts";
import { parseAntennaFile } from "../link/antennas/formats/read.ts";
import { type Mounting, mountPattern, type RadiationPattern } from "../link/antennas/pattern.ts";
import { POLARIZATIONS, type Polarization, polarizationLossDb } from "../link/antennas/polarization.ts";
import { InputError } from "../math/errors.ts";
import { antennaSvg } from "../report/antenna-svg.ts";
import { readTextFile } from "../runtime/node/read-text.ts";
import { writeWholeFile } from "../runtime/node/write-files.ts";
import { defineCommand } from "./command.ts";
import { renamePlaces } from "./errors.ts";
import { keyValueText } from "./key-value-text.ts";
import { flagOf, givenInputs, modelInputOptions } from "./model-options.ts";
import type { OptionSpecs, OptionValues } from "./options.ts";

const DEG = Math.PI / 180;

/** The inputs of the patterns by formula; of a file only the gain can be set. */
const PATTERN_INPUTS: OptionSpecs = Object.fromEntries(
  Object.entries(modelInputOptions(PATTERN_KINDS, [])).map(([key, spec]) => [key, { ...spec, group: "Pattern:" }]),
);

const OWN_OPTIONS = {
  pattern: {
    flag: "pattern",
    kind: "choice",
    values: PATTERN_NAMES,
    title: "a pattern by formula, in place of a file",
  },
  azimuthDeg: { flag: "azimuth", kind: "quantity", dimension: "angle", title: "where it looks, clockwise from north" },
  tiltDeg: {
    flag: "tilt",
    kind: "quantity",
    dimension: "angle",
    title: "mechanical downtilt; negative: it looks up",
    min: -90,
    max: 90,
  },
  bearingDeg: { flag: "bearing", kind: "quantity", dimension: "angle", title: "gain towards this bearing" },
  elevationDeg: {
    flag: "elevation",
    kind: "quantity",
    dimension: "angle",
    title: "… and this angle above the horizon",
    min: -90,
    max: 90,
  },
  polarization: { flag: "polarization", kind: "choice", values: POLARIZATIONS, title: "how its field swings" },
  otherPolarization: {
    flag: "other-polarization",
    kind: "choice",
    values: POLARIZATIONS,
    title: "the antenna at the other end, for the mismatch loss",
  },
  svg: { flag: "svg", kind: "text", placeholder: "file", title: "draw both cuts as polar diagrams" },
} as const satisfies OptionSpecs;

const OPTIONS = { ...PATTERN_INPUTS, ...OWN_OPTIONS };
type Options = OptionValues<typeof OWN_OPTIONS>;

export const antenna = defineCommand({
  description:
    "What an antenna does: gain, beamwidths, front-to-back ratio, gain in a direction, both cuts as a picture.\n" +
    "Files: MSI Planet (.msi, .pln, .ant), Radio Mobile (.ant), CSV (cut,angleDeg,gainDbi or attenuationDb).",
  arguments: [{ name: "FILE", title: "a measured pattern", optional: true }],
  options: OPTIONS,
  examples: [
    {
      title: "A sector that looks south-east and a little down, drawn",
      line: "antenna --pattern sector --gain 12dBi --beamwidth 65deg --vertical-beamwidth 15deg --azimuth 135deg --tilt 4deg --svg out/sector.svg",
    },
    {
      title: "Its gain towards a place",
      line: "antenna --pattern sector --azimuth 135deg --bearing 180deg --elevation=-2deg",
    },
    {
      title: "What crossed polarizations cost",
      line: "antenna --pattern dipole --polarization vertical --other-polarization slant-right",
    },
    { title: "A measured pattern, as JSON", line: "antenna scenarios/examples/sector.msi --tilt 2deg --json" },
  ],
  async run([file], options, { output, signal }) {
    const azimuthDeg = options.azimuthDeg ?? 0;
    const mounting = { azimuthRad: azimuthDeg * DEG, tiltRad: (options.tiltDeg ?? 0) * DEG };
    const given = givenInputs(PATTERN_INPUTS, options);
    const { pattern, remarks } =
      file === undefined ? formulaPattern(options.pattern, given) : await filePattern(file, options.pattern, given);
    const mounted = mountPattern(pattern, mounting);
    const figures = antennaFigures(pattern);
    const result = {
      title: pattern.title,
      ...figures,
      azimuthDeg,
      tiltDeg: options.tiltDeg ?? 0,
      ...gainTowards(mounted, options),
      ...polarizationLoss(options),
      ...(Object.keys(remarks).length > 0 && { remarks }),
    };
    if (options.svg !== undefined) {
      const subtitle = subtitleOf(figures, mounting);
      await writeWholeFile(
        options.svg,
        antennaSvg({ title: pattern.title, subtitle, pattern: mounted, azimuthDeg }),
        signal,
      );
    }
    await (output.json ? output.printJson(result) : output.print(keyValueText(result)));
    if (options.svg !== undefined) output.remark(`picture: ${options.svg}`);
  },
});

interface ReadPattern {
  readonly pattern: RadiationPattern;
  /** What else a file says. */
  readonly remarks: Readonly<Record<string, string>>;
}

function formulaPattern(name: string | undefined, given: Readonly<Record<string, unknown>>): ReadPattern {
  if (name === undefined) {
    const hint = `give --pattern ${PATTERN_NAMES.join("|")}, or the file of a measured pattern`;
    throw new InputError({ code: "missing-option", where: "--pattern", message: "missing: which antenna", hint });
  }
  const kind = findPatternKind(name, "--pattern");
  return { pattern: kind.create(given, { where: (key) => flagOf(OPTIONS, key) }), remarks: {} };
}

async function filePattern(
  file: string,
  pattern: string | undefined,
  { gainDbi, ...others }: Readonly<Record<string, unknown>>,
): Promise<ReadPattern> {
  const needless = pattern === undefined ? Object.keys(others)[0] : "pattern";
  if (needless !== undefined) {
    const message = "cannot be given together with a file";
    throw new InputError({ code: "conflicting-inputs", where: flagOf(OPTIONS, needless), message });
  }
  const cuts = parseAntennaFile(await readTextFile(file), file);
  const peakDbi = typeof gainDbi === "number" ? gainDbi : cuts.gainDbi;
  if (peakDbi === null) {
    const message = "missing: the file does not say the antenna's gain";
    throw new InputError({ code: "missing-option", where: "--gain", message, hint: "give --gain, such as 8dBi" });
  }
  return { pattern: measuredPattern(cuts, peakDbi), remarks: cuts.remarks };
}

function gainTowards(mounted: RadiationPattern, { bearingDeg, elevationDeg }: Options) {
  if (bearingDeg === undefined && elevationDeg === undefined) return {};
  const towards = { bearingDeg: bearingDeg ?? 0, elevationDeg: elevationDeg ?? 0 };
  const gainDbi = mounted.gainDbi(towards.bearingDeg * DEG, towards.elevationDeg * DEG);
  return { ...towards, gainTowardsDbi: gainDbi };
}

/** The choices of both options are polarizations: the options have checked them. */
function polarizationLoss({ polarization, otherPolarization }: Options) {
  if (polarization === undefined && otherPolarization === undefined) return {};
  return renamePlaces(
    (key) => flagOf(OPTIONS, key),
    () => {
      const missing = polarization === undefined ? "polarization" : "otherPolarization";
      if (polarization === undefined || otherPolarization === undefined) {
        throw new InputError({ code: "missing-option", where: missing, message: "missing: the loss needs both ends" });
      }
      return {
        polarizationLossDb: polarizationLossDb(polarization as Polarization, otherPolarization as Polarization),
      };
    },
  );
}

function subtitleOf(figures: AntennaFigures, { azimuthRad, tiltRad }: Mounting): string {
  const degrees = (value: number) => `${Number(value.toFixed(1))}°`;
  const { beamwidthDeg, verticalBeamwidthDeg, gainDbi, frontToBackDb } = figures;
  const widths = [beamwidthDeg, verticalBeamwidthDeg].map((width) => (width === null ? "all round" : degrees(width)));
  return (
    `peak ${gainDbi.toFixed(1)} dBi, half-power beam ${widths[0]} × ${widths[1]}, front to back ${frontToBackDb.toFixed(1)} dB; ` +
    `azimuth ${degrees(azimuthRad / DEG)}, tilt ${degrees(tiltRad / DEG)}`
  );
}
