import type { CodingRate, SpreadingFactor } from "../lora/parameters.ts";
import type { RegionName } from "./regions.ts";
import type { Goal, IndoorChoice, Terminal } from "./scenario.ts";

/** The plan with most networks in the open; its limits are the tightest, so that a result seldom flatters another region. */
export const DEFAULT_REGION: RegionName = "EU868";

/** The slowest uplink that every region allows (in US915 it is data rate 0): the reach that can be counted on everywhere. */
export const DEFAULT_SF: SpreadingFactor = 10;

/** The bandwidth of nearly all LoRaWAN uplinks, where a custom region names none. */
export const DEFAULT_BANDWIDTH_HZ = 125_000;

/** The code rate that LoRaWAN regions fix for 125 kHz channels (RP002-1.0.4, data rate tables). */
export const DEFAULT_CODING_RATE: CodingRate = "4/5";

/**
 * A battery sensor held or mounted low: 14 dBm is what all radios give (and 25 mW the limit of EU868's common sub-bands), 0 dBi
 * a small antenna in the open, 6 dB the noise figure that Semtech's sensitivity tables imply (AN1200.22).
 */
export const DEFAULT_DEVICE: Terminal = {
  txPowerDbm: 14,
  antennaGainDbi: 0,
  lossDb: 0,
  noiseFigureDb: 6,
  heightAglM: 1.5,
};

/**
 * A gateway on a house: 3 dBi is the usual supplied whip, 1 dB a few metres of cable and a connector. 14 + 3 − 1 = 16 dBm EIRP
 * stays below the 16.15 dBm (14 dBm ERP) of ETSI EN 300 220.
 */
export const DEFAULT_GATEWAY: Terminal = {
  txPowerDbm: 14,
  antennaGainDbi: 3,
  lossDb: 1,
  noiseFigureDb: 6,
  heightAglM: 10,
};

/** The model that needs nothing but elevations, and is the reference for paths over real terrain. */
export const DEFAULT_MODEL = "itm";

/** The spacing of 3-arc-second elevations along a meridian, rounded: finer steps add time and no knowledge. */
export const DEFAULT_RESOLUTION_M = 90;

/**
 * 95 % is what public networks promise outdoors. 5 dB of margin over the median prediction leaves room for its error (6 to 8 dB
 * standard deviation over terrain) without planning for the worst case.
 */
export const DEFAULT_GOAL: Goal = {
  coverage: 0.95,
  marginDb: 5,
  probability: null,
  redundancy: 1,
  maxGateways: null,
  budget: null,
};

/** Most buildings are traditional in the sense of P.2109 (everything without metallised glass or foil), and half of the places median. */
export const DEFAULT_INDOOR: IndoorChoice = { building: "traditional", probability: 0.5 };

/** Points 500 m apart: 400 for a town of 100 km², and terrain seldom hides a street from one and not from the next. */
export const DEFAULT_GRID_M = 500;

/** All devices, and all square kilometres, count alike. */
export const DEFAULT_WEIGHT = 1;

/** All candidates cost alike: then the least cost is the least number. */
export const DEFAULT_CANDIDATE_COST = 1;

/** An existing gateway is paid for. */
export const DEFAULT_GATEWAY_COST = 0;

/** More demand points than this in all areas are refused: a mistyped `gridM`, not a plan (a country at 1 km has fewer). */
export const MAX_AREA_SAMPLES = 200_000;
