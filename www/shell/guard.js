// Runs before everything else, in any engine: says in plain words when this browser cannot run the page or when
// the core has not started after three seconds. Written in ES5, because the rest of the page is not.

(function () {
  var page = document.documentElement;
  var trouble = document.getElementById("trouble");

  function say(text) {
    trouble.textContent = text;
    trouble.hidden = false;
  }

  // A function that copies memory and converts a number with saturation: the newest of what the core needs.
  function runsCore() {
    // prettier-ignore
    var module = [
      0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 0, 10, 22, 1, 20, 0,
      67, 0, 0, 0, 0, 252, 0, 26, 65, 0, 65, 0, 65, 0, 252, 10, 0, 0, 11,
    ];
    return typeof WebAssembly === "object" && WebAssembly.validate(new Uint8Array(module));
  }

  if (!runsCore()) {
    page.setAttribute("data-core", "unsupported");
    say(
      "这个浏览器的版本太旧，不能核对。请换用较新的浏览器打开本页：谷歌浏览器、Edge 75 版以上，" +
        "火狐 115 版以上，或者 360、奇安信、红莲花等浏览器的“极速模式”。",
    );
    return;
  }
  setTimeout(function () {
    if (page.getAttribute("data-core")) return;
    say("本页还没有启动。如果一直看到这句话，请刷新本页，或者换一个较新的浏览器打开。");
  }, 3000);
})();
