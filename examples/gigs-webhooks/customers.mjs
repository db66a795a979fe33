/** A shop's customers, in place of its database. `session` is the cookie of a customer who is logged in. */
export function customers(all) {
  return {
    /** Links a Gigs user to the customer with the same verified email. A customer who has a Gigs user keeps it. */
    link(user, subscription) {
      const customer = all.find(
        ({ email, emailVerified }) => emailVerified && email.toLowerCase() === user.email.toLowerCase(),
      );
      if (!customer || (customer.gigsUser ??= user.id) !== user.id) return;
      customer.subscriptions = [...new Set([...(customer.subscriptions ?? []), subscription.id])];
      console.log(`${customer.id} is ${user.id} and has ${customer.subscriptions.join(', ')}`);
    },

    /** The customer with this cookie, or undefined for a visitor. */
    account(cookie) {
      const customer = all.find(({ session }) => cookie?.split('; ').includes(`session=${session}`));
      if (!customer) return undefined;
      const { session, ...account } = customer;
      return account;
    },
  };
}
