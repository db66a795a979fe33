/** For node:http and Express: `app.post('/connect-token', listener(tokens, (req) => req.session.customer))`. */
export const listener = (tokens, customerOf) => async (req, res) => {
  const { status, headers, body } = await tokens({
    method: req.method,
    headers: req.headers,
    // Express finds the client's address behind proxies that `trust proxy` names.
    address: req.ip ?? req.socket.remoteAddress,
    customer: async () => customerOf(req),
  });
  res.writeHead(status, headers).end(body);
};

/** For a Lambda function behind a function URL or an HTTP API, payload format 2.0. */
export const lambda = (tokens, customerOf) => async (event) => {
  const { status, headers, body } = await tokens({
    method: event.requestContext.http.method,
    headers: { ...event.headers, cookie: event.cookies?.join('; ') },
    address: event.requestContext.http.sourceIp,
    customer: async () => customerOf(event),
  });
  return { statusCode: status, headers, body };
};
