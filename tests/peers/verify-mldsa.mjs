// Verifies the second signature of DSSE envelopes, ML-DSA-65 (FIPS 204, pure, empty context), with @noble/post-quantum.
//
//   node verify-mldsa.mjs ML-DSA-65-PUBLIC-KEY-BASE64 ENVELOPE…
//
// Prints a line for each envelope: "accepted" or "refused".
import "./webcrypto.mjs";
import { readFile } from "node:fs/promises";
import { ml_dsa65 } from "@noble/post-quantum/ml-dsa.js";
import { preAuthEncoding } from "./dsse.mjs";

const [key, ...files] = process.argv.slice(2);
for (const file of files) {
  const { payload, payloadType, signatures } = JSON.parse(await readFile(file, "utf8"));
  const signed = preAuthEncoding(payloadType, Buffer.from(payload, "base64"));
  const good = ml_dsa65.verify(Buffer.from(signatures[1].sig, "base64"), signed, Buffer.from(key, "base64"));
  console.log(good ? "accepted" : "refused");
}
