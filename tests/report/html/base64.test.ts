import fc from "fast-check";
import { strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "../../../src/report/html/base64.ts";

describe("encodeBase64", () => {
  // RFC 4648 §10, test vectors.
  const vectors = {
    "": "",
    f: "Zg==",
    fo: "Zm8=",
    foo: "Zm9v",
    foob: "Zm9vYg==",
    fooba: "Zm9vYmE=",
    foobar: "Zm9vYmFy",
  };
  for (const [text, expected] of Object.entries(vectors)) {
    it(`gives RFC 4648's encoding of "${text}"`, () => expect(encodeBase64(strToU8(text))).toBe(expected));
  }

  it("agrees with Node's own on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
