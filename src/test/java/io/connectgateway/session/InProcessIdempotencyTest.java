package io.connectgateway.session;

import io.connectgateway.GatewayTest;
import io.quarkus.test.junit.TestProfile;

@GatewayTest
@TestProfile(IdempotencyTest.KeysOn.class)
class InProcessIdempotencyTest extends IdempotencyTest {}
