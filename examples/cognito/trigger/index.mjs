/** Cognito's pre token generation trigger, event version 2. It adds the gateway's claims to access tokens. */
export async function handler(event) {
  const { email, email_verified, 'custom:gigs_user': gigsUser } = event.request.userAttributes;
  event.response.claimsAndScopeOverrideDetails = {
    accessTokenGeneration: {
      claimsToAddOrOverride: {
        ...(email && { email, email_verified: email_verified === 'true' }),
        ...(gigsUser && { gigs_user: gigsUser }),
      },
      // A customer's token must never have the backend's scope, even if a client's configuration allows it.
      scopesToSuppress: ['connect/backend'],
    },
  };
  return event;
}
