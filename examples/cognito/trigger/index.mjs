/** Adds to a customer's access token what the gateway asks for; Cognito's pre token generation trigger, event version 2. */
export async function handler(event) {
  const { email, email_verified, 'custom:gigs_user': gigsUser } = event.request.userAttributes;
  event.response.claimsAndScopeOverrideDetails = {
    accessTokenGeneration: {
      claimsToAddOrOverride: {
        ...(email && { email, email_verified: email_verified === 'true' }),
        ...(gigsUser && { gigs_user: gigsUser }),
      },
      // A browser's token never has the backend's scope, whatever its client is allowed one day.
      scopesToSuppress: ['connect/backend'],
    },
  };
  return event;
}
