package io.connectgateway.policy;

import io.connectgateway.Authorizer;
import io.connectgateway.GatewayTest;
import io.quarkus.test.junit.TestProfile;

@GatewayTest
@TestProfile(OwnershipTest.Checked.class)
class InProcessOwnershipTest extends OwnershipTest {

    InProcessOwnershipTest() {
        super(Authorizer.JWT);
    }
}
