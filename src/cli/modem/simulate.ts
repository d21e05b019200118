import { simulateErrorRates } from "../../modem/error-rates/simulate.ts";
import { errorRateScene } from "../../report/error-rate-svg.ts";
import { describeErrorRates, errorRatePicture, errorRateText } from "../../report/error-rates.ts";
import { createErrorRateRunner } from "../../runtime/node/error-rate-runner.ts";
import { createProgressLine } from "../../runtime/node/progress.ts";
import { writeWholeFile } from "../../runtime/node/write-files.ts";
import { defineCommand } from "../command.ts";
import { pictureWriter } from "../picture-file.ts";
import { readSimulateOptions, SIMULATE_OPTIONS } from "./simulate-options.ts";

/** The bundle's worker; every chunk of the command line lies beside it. */
const WORKER_URL = new URL("./worker.js", import.meta.url);

export const simulate = defineCommand({
  description:
    "Error rates of symbols, bits and packets by SNR: frames with random payloads through modulator, channel and receiver.\n" +
    "SNR is in the signal's bandwidth. The same seed gives the same rates on any machine and number of threads.",
  arguments: [],
  options: SIMULATE_OPTIONS,
  examples: [
    {
      title: "Where SF7 begins to lose packets",
      line: "modem simulate --sf 7 --payload 16 --snr -10:1:-7 --frames 100",
    },
    {
      title:
        "The bound: ideal synchronisation, as many frames as make each rate certain to a fifth, drawn beside theory",
      line: "modem simulate --sf 9 --cr 4/8 --sync ideal --snr -18:0.5:-14 --precision 0.2 --svg out/sf9.svg",
    },
    {
      title: "A device that moves, among echoes",
      line: "modem simulate --sf 8 --channel multipath --multipath cost207-urban --doppler 20Hz --snr -6 --frames 50 --json",
    },
  ],
  async run(_args, options, { output, signal }) {
    const write = options.svg === undefined ? null : pictureWriter(options.svg, "--svg");
    const { request, channelName } = await readSimulateOptions(options);
    const progress = createProgressLine(output.progressStream, () => performance.now());
    const runner = createErrorRateRunner({
      threads: options.threads,
      workerUrl: WORKER_URL,
      signal,
      onProgress: (done, total) => progress.update("frames", done, total),
    });
    const points = await simulateErrorRates(request, runner).finally(() => {
      progress.clear();
      return runner.close();
    });
    const answer = { request, channelName, points };
    if (options.svg !== undefined && write !== null) {
      await writeWholeFile(options.svg, write(errorRateScene(errorRatePicture(answer))), signal);
    }
    if (output.json) return output.printJson(describeErrorRates(answer));
    await output.print(`${errorRateText(answer)}\n`);
  },
});
