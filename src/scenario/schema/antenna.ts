import { z } from "zod";
import { PATTERN_NAMES } from "../../link/antennas/choice.ts";
import { POLARIZATIONS } from "../../link/antennas/polarization.ts";

const number = (title: string, description: string) => z.number().meta({ title, description }).optional();

/** An antenna with a direction. What numbers its pattern takes and in which range, `checks/antennas.ts` says. */
export const antennaSchema = z
  .strictObject({
    pattern: z
      .enum(PATTERN_NAMES as [string, ...string[]])
      .optional()
      .meta({ title: "Pattern", description: "By formula; or else a file" }),
    file: z.string().min(1).optional().meta({
      title: "File of a measured pattern",
      description: "MSI Planet, Radio Mobile .ant or CSV, relative to this file",
    }),
    azimuthDeg: z
      .number()
      .min(-360)
      .max(360)
      .optional()
      .meta({ title: "Azimuth", description: "Where it looks, degrees clockwise from north (default 0)" }),
    tiltDeg: z
      .number()
      .min(-90)
      .max(90)
      .optional()
      .meta({ title: "Mechanical downtilt", description: "degrees; negative: it looks up (default 0)" }),
    polarization: z
      .enum(POLARIZATIONS)
      .optional()
      .meta({ title: "Polarization", description: "Default: as the devices'" }),
    gainDbi: number("Peak gain", "dBi; default: the pattern's or the file's"),
    beamwidthDeg: number("Horizontal beamwidth", "degrees, full width at half power (sector)"),
    verticalBeamwidthDeg: number("Vertical beamwidth", "degrees, full width at half power (sector)"),
    electricalTiltDeg: number("Electrical downtilt", "degrees, alike in all bearings (sector, omni)"),
    frontToBackDb: number("Front-to-back ratio", "dB (sector)"),
    sideLobeDb: number("Side lobes", "dB, the most that a direction above or below the beam loses (sector)"),
  })
  .meta({ title: "Antenna", description: "In place of antennaGainDbi: gain that depends on the direction" });

export type AntennaProperties = z.output<typeof antennaSchema>;

export const ANTENNA_KEYS: readonly string[] = Object.keys(antennaSchema.shape);
