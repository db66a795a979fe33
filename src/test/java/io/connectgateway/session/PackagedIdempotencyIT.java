package io.connectgateway.session;

import io.connectgateway.PackagedTest;
import io.connectgateway.policy.AllSwitchesOn;
import io.quarkus.test.junit.TestProfile;

@PackagedTest
@TestProfile(AllSwitchesOn.class)
class PackagedIdempotencyIT extends IdempotencyTest {}
