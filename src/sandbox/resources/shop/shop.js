const tokens = await (await fetch("/sandbox/tokens")).json();
const caller = document.querySelector("#caller");
const status = document.querySelector("#status");

for (const name of Object.keys(tokens)) caller.add(new Option(name.replace("-", " "), name));
caller.value = sessionStorage.getItem("caller") ?? caller.value;

document.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  sessionStorage.setItem("caller", caller.value);
  const response = await fetch("/connectSessions", {
    method: "POST",
    headers: { authorization: `Bearer ${tokens[caller.value]}`, "content-type": "application/json" },
    body: JSON.stringify({
      callbackUrl: new URL("/shop/callback", location).href,
      intent: { type: "checkoutNewSubscription", checkoutNewSubscription: {} },
    }),
  });
  const answer = await response.json();
  if (response.ok) location.assign(answer.url);
  else status.textContent = answer.message;
});
