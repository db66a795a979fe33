package io.connectgateway.session;

import io.connectgateway.GatewayTest;
import io.connectgateway.policy.AllSwitchesOn;
import io.quarkus.test.junit.TestProfile;

@GatewayTest
@TestProfile(AllSwitchesOn.class)
class InProcessIdempotencyTest extends IdempotencyTest {}
