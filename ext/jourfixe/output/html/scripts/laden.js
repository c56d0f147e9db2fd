/* Data that lie in script files, the only files that a page from the disk may load. Each is loaded once. */
const loaded = new Map();

/* path: from the top of the site. The promise fails if there is no such file. */
function load(path) {
  if (!loaded.has(path)) {
    loaded.set(path, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.addEventListener("daten", ({ detail }) => resolve(detail));
      script.addEventListener("load", () => reject(new Error(path)));
      script.addEventListener("error", () => {
        loaded.delete(path);
        reject(new Error(path));
      });
      script.src = PAGE.root + path;
      document.head.append(script);
    }));
  }
  return loaded.get(path);
}
