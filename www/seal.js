// Runs in the app's frame before everything else: takes away what the policy does not govern. Calls between browsers
// reach other machines in spite of `connect-src 'none'`.

(function () {
  ["RTCPeerConnection", "webkitRTCPeerConnection", "mozRTCPeerConnection"].forEach(function (name) {
    delete window[name];
  });
})();
