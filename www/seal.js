// Runs in the app's frame before everything else, and takes away what the policy does not govern:
// calls between browsers, which reach other machines in spite of `connect-src 'none'`; and whatever makes a browser
// connect before it asks the policy, for the name of a host is a message too. Nothing in a frame inside this one can
// be reached from here, so this realm is the only one but for workers, which are made here and lose the same before
// their own script runs; and the page needs nothing of what it loses.

(function () {
  ["RTCPeerConnection", "webkitRTCPeerConnection", "mozRTCPeerConnection", "XSLTProcessor"].forEach(function (name) {
    delete window[name];
  });

  var NativeWorker = window.Worker;
  var NativeBlob = window.Blob;
  var urlOf = URL.createObjectURL;
  delete window.SharedWorker;
  delete window.Worker;
  if (NativeWorker) NativeWorker.prototype.constructor = undefined;

  /** Runs in a worker before everything else. */
  function unplug() {
    // prettier-ignore
    [
      "fetch", "fetchLater", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource",
      "importScripts", "Worker", "SharedWorker", "BroadcastChannel", "Notification", "caches", "indexedDB",
    ].forEach(function (name) {
      for (var owner = self; owner; owner = Object.getPrototypeOf(owner)) delete owner[name];
    });
  }

  /** A worker that computes and answers, and can do nothing else. */
  Object.defineProperty(window, "sealedWorker", {
    value: function (script) {
      var url = urlOf.call(URL, new NativeBlob(["(" + unplug + ")();\n" + script], { type: "text/javascript" }));
      return new NativeWorker(url);
    },
  });

  // Elements that connect, report or go somewhere by themselves, or would hold an unsealed frame.
  var refused = ["base", "embed", "fencedframe", "frame", "frameset", "iframe", "link", "meta", "object", "portal"];
  var inMarkup = new RegExp("<([^\\s<>/]*:)?(" + refused.join("|") + ")(?![\\w-])", "i");
  var xlink = "http://www.w3.org/1999/xlink";

  function refuse() {
    throw new Error("refused");
  }

  /** Has `check` look at the arguments of a method, or at the value for a property, and say with which to go on. */
  function guard(owner, name, check) {
    var property = owner && Object.getOwnPropertyDescriptor(owner, name);
    if (!property) return;
    var key = property.set ? "set" : "value";
    var native = property[key];
    property[key] = function () {
      return Reflect.apply(native, this, check.call(this, Array.prototype.slice.call(arguments)));
    };
    property.configurable = false;
    if (key === "value") property.writable = false;
    Object.defineProperty(owner, name, property);
  }

  /** Makes a text of the arguments from `first` to `last`, once, so that they cannot say something else later. */
  function texts(first, last, isBad) {
    return function (args) {
      for (var i = first; i < args.length && i <= last; i++) {
        args[i] = args[i] === null ? "" : String(args[i]);
        if (isBad(args[i])) refuse();
      }
      return args;
    };
  }

  function isRefusedMarkup(html) {
    return inMarkup.test(html);
  }

  function isRefusedName(name) {
    return refused.indexOf(name.toLowerCase().replace(/^.*:/, "")) >= 0;
  }

  guard(Document.prototype, "createElement", texts(0, 0, isRefusedName));
  guard(Document.prototype, "createElementNS", texts(1, 1, isRefusedName));
  guard(window.CustomElementRegistry && CustomElementRegistry.prototype, "define", refuse);
  [Element.prototype, window.ShadowRoot && ShadowRoot.prototype].forEach(function (owner) {
    guard(owner, "innerHTML", texts(0, 0, isRefusedMarkup));
    guard(owner, "outerHTML", texts(0, 0, isRefusedMarkup));
    guard(owner, "setHTMLUnsafe", texts(0, 0, isRefusedMarkup));
    guard(owner, "insertAdjacentHTML", texts(1, 1, isRefusedMarkup));
  });
  guard(Document.prototype, "write", texts(0, Infinity, isRefusedMarkup));
  guard(Document.prototype, "writeln", texts(0, Infinity, isRefusedMarkup));
  guard(Document.prototype, "execCommand", texts(2, 2, isRefusedMarkup));
  guard(Document, "parseHTMLUnsafe", texts(0, 0, isRefusedMarkup));
  guard(Range.prototype, "createContextualFragment", texts(0, 0, isRefusedMarkup));
  guard(DOMParser.prototype, "parseFromString", function (args) {
    // Every page that the core writes says which encoding it is in.
    args[0] = String(args[0]).replace('<meta charset="utf-8">', "");
    return texts(0, 0, isRefusedMarkup)(args);
  });

  /** Whether a click here would follow a link to anything but a file that the page has made. */
  function leadsAway(target) {
    for (var node = target; node; node = node.parentNode || node.host) {
      if (!/^(a|area)$/i.test(node.localName || "")) continue;
      var href = node.getAttribute("href") || node.getAttributeNS(xlink, "href");
      if (href && !/^(blob:|#)/.test(href)) return true;
    }
    return false;
  }

  function refuseAway(args) {
    if (leadsAway(this)) refuse();
    return args;
  }

  // An element that stands in no document can be clicked by script only, one in the document by a person too.
  guard(HTMLElement.prototype, "click", refuseAway);
  guard(EventTarget.prototype, "dispatchEvent", refuseAway);
  ["click", "auxclick"].forEach(function (type) {
    window.addEventListener(
      type,
      function (event) {
        if (!leadsAway(event.composedPath()[0])) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      true,
    );
  });

  // Those that stand before this script have done their work, and must not be there to be put to another use.
  Array.prototype.forEach.call(document.querySelectorAll(refused.join()), function (element) {
    element.remove();
  });
})();
