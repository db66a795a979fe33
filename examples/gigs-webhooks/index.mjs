// The endpoint as a Lambda function behind an HTTP API. Lambda's runtime includes AWS' SDK.
import {
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { gigsApi, gigsWebhooks } from './gigs-webhooks.mjs';

const { GIGS_URL, GIGS_PROJECT, GIGS_TOKEN, WEBHOOK_SECRET, USER_POOL_ID } = process.env;
const cognito = new CognitoIdentityProviderClient({});

/** Writes the Gigs user to the customer of examples/cognito with the same verified email. Replace it with your own. */
async function link(user) {
  const { Users } = await cognito.send(
    new ListUsersCommand({ UserPoolId: USER_POOL_ID, Filter: `email = ${JSON.stringify(user.email)}`, Limit: 2 }),
  );
  const [customer, ...others] = Users;
  const attribute = (name) => customer?.Attributes.find(({ Name }) => Name === name)?.Value;
  if (others.length || attribute('email_verified') !== 'true' || attribute('custom:gigs_user')) return;
  await cognito.send(
    new AdminUpdateUserAttributesCommand({
      UserPoolId: USER_POOL_ID,
      Username: customer.Username,
      UserAttributes: [{ Name: 'custom:gigs_user', Value: user.id }],
    }),
  );
}

const webhooks = gigsWebhooks({
  secret: WEBHOOK_SECRET,
  gigs: gigsApi({ url: GIGS_URL, project: GIGS_PROJECT, token: GIGS_TOKEN }),
  link,
});

export const handler = async ({ headers, body = '', isBase64Encoded }) => ({
  statusCode: await webhooks({ headers, body: isBase64Encoded ? Buffer.from(body, 'base64').toString() : body }),
});
