/* Before the first paint: the reader's choice of light or dark. */
try { document.body.dataset.theme = localStorage.getItem("theme") || "auto"; } catch { document.body.dataset.theme = "auto"; }
