/* Where the edition is published it can be read without the network after the first visit; copies need no help. */
(() => {
  if (!PAGE?.site || !location.href.startsWith(PAGE.site) || navigator.connection?.saveData) return;
  navigator.serviceWorker?.register(`${PAGE.root}sw.js`).catch(() => {});
})();
