package io.connectgateway.policy;

import io.connectgateway.Authorizer;
import io.connectgateway.GatewayTest;

@GatewayTest
class InProcessPolicyTest extends PolicyTest {

    InProcessPolicyTest() {
        super(Authorizer.JWT);
    }
}
