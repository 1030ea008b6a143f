// Signs a statement as a second implementation would: Ed25519 by Node, ML-DSA-65 by @noble/post-quantum, with new keys.
//
//   node sign-statement.mjs PAYLOAD ENVELOPE
//
// Writes the envelope and prints the two public keys, Ed25519 then ML-DSA-65, base64, one a line.
import "./webcrypto.mjs";
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { ml_dsa65 } from "@noble/post-quantum/ml-dsa.js";
import { preAuthEncoding } from "./dsse.mjs";

const [input, output] = process.argv.slice(2);
const payloadType = "application/vnd.in-toto+json";
const payload = await readFile(input);
const signed = preAuthEncoding(payloadType, payload);

const ed25519 = generateKeyPairSync("ed25519");
const mlDsa65 = ml_dsa65.keygen(randomBytes(32));
const publicKeys = [Buffer.from(ed25519.publicKey.export({ format: "jwk" }).x, "base64url"), Buffer.from(mlDsa65.publicKey)];
const made = [sign(null, signed, ed25519.privateKey), Buffer.from(ml_dsa65.sign(signed, mlDsa65.secretKey))];

const signatures = publicKeys.map((key, i) => ({ keyid: createHash("sha256").update(key).digest("hex"), sig: made[i].toString("base64") }));
await writeFile(output, JSON.stringify({ payload: payload.toString("base64"), payloadType, signatures }));
console.log(publicKeys.map((key) => key.toString("base64")).join("\n"));
