package io.connectgateway.policy;

import io.connectgateway.GatewayTest;
import io.quarkus.test.junit.TestProfile;

@GatewayTest
@TestProfile(AllowListsTest.FewThings.class)
class InProcessAllowListsTest extends AllowListsTest {}
