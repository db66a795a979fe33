package io.connectgateway.session;

import io.connectgateway.PackagedTest;
import io.quarkus.test.junit.TestProfile;

@PackagedTest
@TestProfile(IdempotencyTest.KeysOn.class)
class PackagedIdempotencyIT extends IdempotencyTest {}
