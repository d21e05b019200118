import { mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { readAntennaFiles } from "../../../src/runtime/node/antenna-files.ts";
import { parseScenario } from "../../../src/scenario/parse.ts";
import { sampleScenario } from "../../scenario/sample.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "chirpscape-antenna-"));
  const cut = (name: string) => [`${name} 36`, ...Array.from({ length: 36 }, (_, i) => `${10 * i} ${i / 2}`)];
  await writeFile(path.join(folder, "good.msi"), ["GAIN 9 dBi", ...cut("HORIZONTAL"), ...cut("VERTICAL")].join("\n"));
  await writeFile(path.join(folder, "short.msi"), ["GAIN 9 dBi", ...cut("HORIZONTAL")].join("\n"));
  await symlink("/etc/hostname", path.join(folder, "out.msi"));
});

function scenarioWith(file: string) {
  const document = sampleScenario();
  Object.assign(document.features[0].properties ?? {}, { antenna: { file } });
  return parseScenario(document);
}
const read = (file: string) => readAntennaFiles(scenarioWith(file), { folder, allowOutside: false });

it("gives stations the patterns of their files", async () => {
  const { scenario, issues } = await read("good.msi");
  expect(issues).toEqual([]);
  expect(scenario.stations[0].antennaGainDbi).toBe(9);
  expect(Object.isFrozen(scenario.stations[0].antenna)).toBe(true);
});

it("leaves a scenario without such files alone", async () => {
  const scenario = parseScenario(sampleScenario());
  expect((await readAntennaFiles(scenario, { folder, allowOutside: false })).scenario).toBe(scenario);
});

it.each([
  ["none.msi", "missing-file", "/features/0/properties/antenna/file"],
  ["out.msi", "path-outside", "/features/0/properties/antenna/file"],
  ["short.msi", "bad-antenna-file", "short.msi: line 38"],
])("tells the fault of %s", async (file, code, where) => {
  const { issues } = await read(file);
  expect(issues.map((issue) => [issue.code, issue.where])).toEqual([[code, where]]);
});
