const query = new URLSearchParams(location.search);
const tokens = await (await fetch("/sandbox/tokens")).json();

document.querySelector("#hint").textContent = query.get("status");
const response = await fetch(`/connectSessions/${encodeURIComponent(query.get("session_id"))}`, {
  headers: { authorization: `Bearer ${tokens[sessionStorage.getItem("caller")]}` },
});
document.querySelector("#session").textContent = JSON.stringify(await response.json(), null, 2);
