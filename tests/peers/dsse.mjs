// DSSE's pre-authentication encoding (secure-systems-lab/dsse, protocol.md): what a signature covers. Lengths are in bytes.
export function preAuthEncoding(payloadType, payload) {
  const type = Buffer.from(payloadType, "utf8");
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} `), type, Buffer.from(` ${payload.length} `), payload]);
}
