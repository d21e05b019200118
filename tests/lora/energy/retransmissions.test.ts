import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectRetransmissions } from "../../../src/lora/energy/retransmissions.ts";

const BASE = { confirmed: true, packetSuccess: 0.5, ackSuccess: 1, maxTransmissions: 8, repeats: 1 };

describe("expected retransmissions", () => {
  it("are none on a perfect link", () => {
    expect(expectRetransmissions({ ...BASE, packetSuccess: 1 })).toEqual({
      transmissions: 1,
      acknowledgements: 1,
      deliveredShare: 1,
    });
  });

  it("follow the cut geometric distribution", () => {
    // By hand, N = 2, q = ½: 1 with ½, 2 with ½, mean 1.5; acknowledged ¾
    const two = expectRetransmissions({ ...BASE, maxTransmissions: 2 });
    expect(two.transmissions).toBeCloseTo(1.5, 12);
    expect(two.acknowledgements).toBeCloseTo(0.75, 12);
    expect(two.deliveredShare).toBeCloseTo(0.75, 12);
  });

  it("go on after a delivery whose acknowledgement was lost", () => {
    const lossy = expectRetransmissions({ ...BASE, packetSuccess: 0.8, ackSuccess: 0.5 });
    expect(lossy.transmissions).toBeCloseTo((1 - 0.6 ** 8) / 0.4, 12);
    expect(lossy.deliveredShare).toBeCloseTo(1 - 0.2 ** 8, 12);
  });

  it("of unconfirmed uplinks are a fixed number", () => {
    expect(expectRetransmissions({ ...BASE, confirmed: false, repeats: 3 })).toEqual({
      transmissions: 3,
      acknowledgements: 0,
      deliveredShare: 1 - 0.5 ** 3,
    });
  });

  it("agree with the sum over all outcomes", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 15 }),
        (packetSuccess, ackSuccess, maxTransmissions) => {
          const q = packetSuccess * ackSuccess;
          let mean = 0;
          for (let tries = 1; tries < maxTransmissions; tries++) mean += tries * q * (1 - q) ** (tries - 1);
          mean += maxTransmissions * (1 - q) ** (maxTransmissions - 1);
          const { transmissions } = expectRetransmissions({ ...BASE, packetSuccess, ackSuccess, maxTransmissions });
          expect(transmissions).toBeCloseTo(mean, 9);
        },
      ),
      { seed: 3 },
    );
  });
});
