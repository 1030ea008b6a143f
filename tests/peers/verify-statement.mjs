// Verifies DSSE envelopes with sigstore's verifier and one plain Ed25519 key: no certificate, no log, no timestamp.
//
//   node verify-statement.mjs ED25519-PUBLIC-KEY-BASE64 ENVELOPE…
//
// Prints a line for each envelope: "accepted", or "refused" and why.
import { createPublicKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import { bundleFromJSON } from "@sigstore/bundle";
import { toSignedEntity, Verifier } from "@sigstore/verify";

const [key, ...files] = process.argv.slice(2);
const x = Buffer.from(key, "base64").toString("base64url");
const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
const trust = { publicKey: () => ({ publicKey, validFor: () => true }), certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
const verifier = new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });

for (const file of files) {
  const dsseEnvelope = JSON.parse(await readFile(file, "utf8"));
  const bundle = bundleFromJSON({
    mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
    // This verifier looks at the first signature only; a bundle may hold no more.
    dsseEnvelope: { ...dsseEnvelope, signatures: dsseEnvelope.signatures.slice(0, 1) },
    verificationMaterial: { publicKey: { hint: dsseEnvelope.signatures[0].keyid }, tlogEntries: [] },
  });
  try {
    verifier.verify(toSignedEntity(bundle));
    console.log("accepted");
  } catch (refusal) {
    console.log(`refused ${refusal.code}`);
  }
}
