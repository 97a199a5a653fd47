import type { Format } from "ajv";

const whole = (bits: 31 | 63) => (value: number) =>
  Number.isInteger(value) && value >= -(2 ** bits) && value <= 2 ** bits - (bits === 31 ? 1 : 0);
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The formats that the published specs name. One that is not here stops the compiling, so that none is passed over. */
export const formats: Readonly<Record<string, Format>> = {
  int32: { type: "number", validate: whole(31) },
  int64: { type: "number", validate: whole(63) },
  double: { type: "number", validate: Number.isFinite },
  "date-time": (value: string) => dateTime.test(value) && !Number.isNaN(Date.parse(value)),
  uri: (value: string) => URL.canParse(value),
  snowflake: (value: string) => /^\d+$/.test(value) && BigInt(value) < 2n ** 64n,
  unixtime: { type: "number", validate: whole(63) },
  date: (value: string) => /^\d{4}-\d\d-\d\d$/.test(value),
  // Bytes of a form, for which a word stands here.
  binary: true,
  // What a client makes up: the schema's own length is all there is to it.
  nonce: true,
};
