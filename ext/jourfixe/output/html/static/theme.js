document.body.dataset.theme = "auto";
try { document.body.dataset.theme = localStorage.theme || "auto"; } catch {}
