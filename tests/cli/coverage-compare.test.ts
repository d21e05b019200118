import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fromArrayBuffer } from "geotiff";
import { describe, expect, it } from "vitest";
import { PROJECT, projectLikeFolder, runCli } from "../support/cli.ts";

const cwd = projectLikeFolder();
const MONTEREY = "scenarios/monterey/scenario.geojson";
const run = (line: string) => runCli(line.split(" "), { cwd });

function faultOf(line: string): string {
  const { status, stderr } = run(`${line} --out refused`);
  expect(status).toBe(2);
  expect(existsSync(path.join(cwd, "refused"))).toBe(false);
  return stderr;
}

describe("coverage --compare", () => {
  it("writes the difference of two models", async () => {
    const line = `coverage ${MONTEREY} --compare free-space,plane-earth --radius 3km --threads 1 --out maps --json`;
    const { status, stdout } = run(line);
    expect(status).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ kind: "comparison", a: { name: "free-space" }, b: { name: "plane-earth" } });
    expect(readdirSync(path.join(cwd, "maps")).sort()).toEqual([
      "difference.html",
      "difference.png",
      "difference.tif",
      "summary.json",
    ]);
    const summary = JSON.parse(readFileSync(path.join(cwd, "maps/summary.json"), "utf8"));
    expect(answer.differenceDb).toEqual(summary.differenceDb);
    const bytes = readFileSync(path.join(cwd, "maps/difference.tif"));
    const image = await (await fromArrayBuffer(new Uint8Array(bytes).buffer)).getImage();
    const [raster] = (await image.readRasters()) as unknown as Float32Array[];
    const values = Array.from(raster).filter((value) => value > -9000);
    expect(values).toHaveLength(answer.pixels.count);
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(answer.differenceDb.mean, 3);
  });

  it("refuses names that are no two ways, and says what a model lacks", () => {
    expect(faultOf(`coverage ${MONTEREY} --compare itm`)).toContain("error: --compare: expected two names");
    expect(faultOf(`coverage ${MONTEREY} --compare itm,hatta`)).toContain(
      "error: --compare: unknown propagation model",
    );
    expect(faultOf(`coverage ${MONTEREY} --compare itm,sweep`)).toContain("--compare: itm and sweep compute the same");
    const where = "/chirpscape/propagation/alternatives/okumura-hata/environment: missing";
    expect(faultOf(`coverage ${MONTEREY} --compare itm,okumura-hata`)).toContain(`${MONTEREY}: ${where}`);
  });

  it("holds both models to their ranges under --strict", () => {
    const scenario = JSON.parse(readFileSync(path.join(PROJECT, MONTEREY), "utf8"));
    scenario.chirpscape.propagation = {
      model: "free-space",
      alternatives: { "okumura-hata": { environment: "open" } },
    };
    scenario.chirpscape.terrain = {};
    writeFileSync(path.join(cwd, "own.geojson"), JSON.stringify(scenario));
    const found = faultOf("coverage own.geojson --compare free-space,okumura-hata --radius 3km --strict");
    expect(found).toMatch(/own\.geojson: \/features\/\d+\/properties\/heightM: okumura-hata: .* is outside/);
  });
});
