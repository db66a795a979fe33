package io.connectgateway.policy;

import io.connectgateway.GatewayTest;
import io.quarkus.test.junit.TestProfile;

@GatewayTest
@TestProfile(AllSwitchesOn.class)
class InProcessOptionsTest extends OptionsTest {}
